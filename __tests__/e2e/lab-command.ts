// Runs the lab command as a person does: a process of its own, in a folder and a workspace of the test's own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLabInstalled } from "./installed";
import { projectFolder, terraformConfig } from "./needs";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class LabCommand {
  readonly folder = withLabInstalled(mkdtempSync(join(tmpdir(), "lab-e2e-")));
  /** Where .lab would be. */
  readonly home = join(this.folder, "home");
  readonly file = join(this.folder, "lab.yaml");

  constructor(private readonly environment: Record<string, string> = {}) {}

  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      ...terraformConfig(),
      LAB_HOME: this.home,
      LAB_FILE: this.file,
      npm_config_loglevel: "error",
      // the EC2 endpoint of the tests shows no host keys on its consoles
      LAB_TRUST_NEW_HOSTS: "1",
      ...this.environment,
    };
  }

  write(labYaml: string): void {
    writeFileSync(this.file, labYaml);
  }

  start(...words: string[]): ChildProcess {
    return spawn(join(projectFolder, "cli/lab.mjs"), words, { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
  }

  async run(...words: string[]): Promise<Outcome> {
    return outcome(this.start(...words));
  }

  /** Plain cdktf, such as `deploy '*'`, on the same class. */
  async cdktf(verb: "deploy" | "diff" | "destroy", ...words: string[]): Promise<Outcome> {
    // there is no registry that a lock could ask for other platforms
    const options = ["--output", join(this.folder, "cdktf.out"), "--skip-provider-lock", ...(verb === "diff" ? [] : ["--auto-approve"])];
    return outcome(
      spawn(join(projectFolder, "node_modules/.bin/cdktf"), [verb, ...words, ...options], {
        cwd: projectFolder,
        env: { ...this.env, CI: "1", CHECKPOINT_DISABLE: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }
}

export async function outcome(child: ChildProcess): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data: Buffer) => (stdout += String(data)));
  child.stderr?.on("data", (data: Buffer) => (stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}
