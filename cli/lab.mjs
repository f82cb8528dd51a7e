#!/usr/bin/env node
// Starts the lab command from dist/, which a clone brings up to date first; a package has no build.mjs.
import { existsSync } from "node:fs";

const build = new URL("../build.mjs", import.meta.url);
if (existsSync(build)) await (await import(build.href)).bringUpToDate();
await import("../dist/lab.js");
