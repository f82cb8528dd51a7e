// Starts the CDKTF app. A cdktf.json names this file.
import { start } from "./start.mjs";

await start("app");
