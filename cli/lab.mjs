#!/usr/bin/env node
// Starts the lab command: its TypeScript is run by tsx, so that there is nothing to build.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
