#!/usr/bin/env node
// Starts the lab command.
import { start } from "../start.mjs";

await start("lab");
