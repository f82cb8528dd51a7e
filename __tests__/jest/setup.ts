// Jest's global setup: tests that start the command, or import the package as others do, take what is built. What tests write lies in one folder, which teardown.ts removes.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

declare global {
  var folderOfTests: string | undefined;
}

export default function setup(): void {
  execFileSync(process.execPath, ["build.mjs"], { stdio: "inherit" });
  // short: the path of a socket has at most 107 bytes
  globalThis.folderOfTests = process.env["TMPDIR"] = mkdtempSync(join(tmpdir(), "lab-"));
}
