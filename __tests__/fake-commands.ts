// Commands of a test's own that come before the machine's, such as a docker or an ssh that answers as the test needs.
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Puts POSIX sh scripts on the PATH of everything that the test starts, until `restore`. */
export function fakeCommands(scripts: Readonly<Record<string, string>>): { restore(): void } {
  const folder = mkdtempSync(join(tmpdir(), "lab-test-bin-"));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const before = process.env["PATH"];
  process.env["PATH"] = `${folder}:${before ?? ""}`;
  return { restore: () => void (process.env["PATH"] = before) };
}
