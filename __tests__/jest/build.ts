// Jest's global setup: tests that start the command, or import the package as others do, take what is built.
import { execFileSync } from "node:child_process";

export default function build(): void {
  execFileSync(process.execPath, ["build.mjs"], { stdio: "inherit" });
}
