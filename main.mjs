// Starts the CDKTF app: main.ts is run by tsx, so that there is nothing to build. A cdktf.json names this file.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
