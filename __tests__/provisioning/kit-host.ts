// A fresh host of ../shared/host with any user data, used over SSH as its student does and from within as nobody can.
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { hostUp } from "../e2e/host-up";

const run = promisify(execFile);

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), "lab-kit-host-"));

/** A key pair of this run: the path of its private part, and its public part. */
export function keyPair(name: string): { file: string; publicKey: string } {
  const file = join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
  return { file, publicKey: readFileSync(`${file}.pub`, "utf8").trim() };
}

const { file: key } = keyPair("instance");

export class KitHost {
  private constructor(
    readonly name: string,
    private addressNow: string,
  ) {}

  /** Boots a host as a new instance. Its cloud-init is then still at work; without user data it is a bare Ubuntu. */
  static async up(name: string, userData: string | Uint8Array = "#cloud-config\n"): Promise<KitHost> {
    const file = join(folder, `${name}.user-data`);
    writeFileSync(file, userData);
    try {
      return new KitHost(name, await hostUp(name, file, `${key}.pub`));
    } catch (error) {
      spawnSync("docker", ["rm", "-fv", name], { stdio: "ignore" });
      throw error;
    }
  }

  get address(): string {
    return this.addressNow;
  }

  /** ssh to `ubuntu`, as it is typed. */
  login(identity = key): string[] {
    const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes", "BatchMode=yes"];
    return ["ssh", "-i", identity, ...options.flatMap((option) => ["-o", option]), `ubuntu@${this.address}`];
  }

  /** A command typed over SSH, or a script given to one. Never throws. */
  async run(command: string, input = "", identity = key): Promise<Result> {
    const [program = "", ...words] = this.login(identity);
    return outcome(program, [...words, command], input);
  }

  /** The output of a command over SSH. @throws when it fails. */
  async output(command: string, input = ""): Promise<string> {
    return succeeded(`${this.name}: ${command}`, await this.run(command, input));
  }

  /** The output of a script that root runs past sshd. @throws when it fails. */
  async root(script: string): Promise<string> {
    return succeeded(`${this.name}: root: ${script}`, await outcome("docker", ["exec", "-i", this.name, "bash", "-s"], script));
  }

  /** running, exited … */
  state(): string {
    return execFileSync("docker", ["inspect", "-f", "{{.State.Status}}", this.name], { encoding: "utf8" }).trim();
  }

  /** Takes its power away, and boots it again with its disk. */
  async powerCycle(): Promise<void> {
    await run("docker", ["kill", this.name]);
    await this.boot("start");
  }

  async boot(how: "start" | "restart"): Promise<void> {
    await run("docker", [how, this.name]);
    const { stdout } = await run("docker", ["inspect", "-f", "{{.NetworkSettings.IPAddress}}", this.name]);
    this.addressNow = stdout.trim();
    for (let wait = 0; (await this.run("true")).code !== 0; wait++) {
      if (wait === 60) throw new Error(`${this.name} did not come back`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  down(): void {
    spawnSync("docker", ["rm", "-fv", this.name], { stdio: "ignore" });
  }
}

function outcome(program: string, words: readonly string[], input: string): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += String(data)));
    child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
    // a script that ends early leaves the rest unread
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.once("close", (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), stdout, stderr }));
  });
}

function succeeded(what: string, { code, stdout, stderr }: Result): string {
  if (code !== 0) throw new Error(`${what}\nended with ${code}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  return stdout.trim();
}
