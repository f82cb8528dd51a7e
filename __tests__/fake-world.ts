// Engines, hosts and a Terraform that are folders: what the project's scripts and plans do to them can be looked at, and each can fail.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Reporter, Result, Task } from "../deploy/session";
import { FakeEngine } from "./engine-folder";
import { dockerFunction, dockerScript, shellScript, sshScript } from "./fake-docker";
import { type Fault, type FaultPoint, FakeTerraform, useTerraform } from "./fake-terraform";
import type { Workspace } from "../workspace/workspace";
import { testFolder } from "./lab-yaml";

/** What runs in the test's own process has no command; only its version is asked. */
const terraformScript = `#!/bin/sh
[ "$1" = version ] && { echo "Terraform v1.11.4"; exit 0; }
echo "fake terraform $1: this test does not mock terraform/process" >&2
exit 64
`;

export class FakeWorld {
  readonly folder = testFolder();
  readonly local = new FakeEngine(join(this.folder, "local"));
  private readonly terraform = new FakeTerraform(this.folder);
  private readonly before = { ...process.env };

  constructor() {
    const bin = join(this.folder, "bin");
    mkdirSync(bin);
    for (const [name, script] of Object.entries({ docker: dockerScript, sh: shellScript, ssh: sshScript, terraform: terraformScript })) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
    writeFileSync(join(this.folder, "docker-function"), dockerFunction);
    Object.assign(process.env, {
      PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
      FAKE_WORLD: this.folder,
      FAKE_ENGINE: this.local.folder,
      // nothing listens there: the docker command on the PATH is the fake one
      DOCKER_HOST: "unix:///var/run/docker.sock",
    });
    delete process.env["LAB_TERRAFORM"];
    useTerraform(this.terraform);
  }

  host(address: string): FakeEngine {
    return new FakeEngine(join(this.folder, "hosts", address));
  }

  /** Makes Terraform fail at a point. */
  failTerraform(point: FaultPoint, fault: Fault): void {
    this.terraform.faults.set(point, fault);
  }

  healTerraform(): void {
    this.terraform.faults.clear();
  }

  /** The command lines that Terraform was given, such as `lab-kim plan -json …`. */
  get terraformCalls(): readonly string[] {
    return this.terraform.calls;
  }

  forgetCalls(): void {
    this.terraform.calls.length = 0;
  }

  restore(): void {
    useTerraform(undefined);
    for (const name of Object.keys(process.env)) if (!(name in this.before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.before);
  }
}

/** The class's key as ssh-keygen would make it, without a process for each workspace: no fake host looks at it. */
export function withKey(workspace: Workspace): Workspace {
  mkdirSync(workspace.folder, { recursive: true });
  writeFileSync(workspace.path("id_ed25519"), "a private key\n", { mode: 0o600 });
  writeFileSync(
    workspace.path("id_ed25519.pub"),
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFMiQp0kT9SrbE2LMvCJPZr6v0pnOCLRpBBxvzKNDL4y lab ${workspace.className}\n`,
  );
  return workspace;
}

/** Somebody who gives every question the same answer, and remembers what was printed. */
export class FakeReporter implements Reporter {
  readonly notes: string[] = [];
  readonly questions: string[] = [];
  /** Titles with their results. */
  readonly lines: string[] = [];

  constructor(public answer: boolean = true) {}

  note(text: string): void {
    this.notes.push(text);
  }

  ask(question: string): Promise<boolean> {
    this.questions.push(question);
    return Promise.resolve(this.answer);
  }

  run<Value>(tasks: readonly Task<Value>[]): Promise<Result<Value>[]> {
    return Promise.all(
      tasks.map(async ({ title, work, summary }): Promise<Result<Value>> => {
        try {
          const value = await work(() => undefined);
          const came = summary?.(value);
          this.lines.push(came instanceof Error ? `✖ ${title}: ${came.message}` : `✔ ${title}: ${came ?? ""}`);
          return { ok: true, value };
        } catch (error) {
          this.lines.push(`✖ ${title}: ${(error as Error).message}`);
          return { ok: false, error: error as Error };
        }
      }),
    );
  }
}
