// A student's computer: the zip of a hand-out is unpacked and used with nothing of the instructor's, in a folder with spaces and Korean letters.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Typed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Stranger {
  private readonly root = mkdtempSync(join(tmpdir(), "lab-e2e-stranger-"));
  /** Where the hand-out was unpacked. */
  readonly folder: string;

  /** `folder`: what the zip unpacks to. Modes of the zip are not honoured, as by many programs that unpack. */
  constructor(zip: string, folder: string) {
    const downloads = join(this.root, "내 다운로드 (1)");
    for (const path of [join(this.root, "home"), downloads]) mkdirSync(path);
    const unpacked = this.bash(`umask 022; python3 -m zipfile -e ${JSON.stringify(zip)} ${JSON.stringify(downloads)}`, this.root);
    if (unpacked.status !== 0) throw new Error(unpacked.stderr);
    this.folder = join(downloads, folder);
  }

  /** A command typed in the folder of the hand-out. `password`: what is typed when ssh asks. */
  type(command: string, password?: string): Typed {
    const asking = join(this.root, "askpass");
    writeFileSync(asking, `#!/bin/sh\necho '${password ?? ""}'\n`);
    chmodSync(asking, 0o700);
    const asks = password === undefined ? {} : { SSH_ASKPASS: asking, SSH_ASKPASS_REQUIRE: "force", DISPLAY: ":0" };
    return this.bash(command, this.folder, asks);
  }

  private bash(script: string, cwd: string, more: Record<string, string> = {}): Typed {
    const env = { PATH: process.env["PATH"] ?? "", HOME: join(this.root, "home"), LANG: "C.UTF-8", ...more };
    const { status, stdout, stderr } = spawnSync("setsid", ["-w", "bash", "-c", script], { cwd, env, encoding: "utf8", timeout: 120_000 });
    return { status, stdout, stderr };
  }
}
