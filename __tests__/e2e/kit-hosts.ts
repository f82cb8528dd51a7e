// Hosts of ../shared/host for a suite: started together, removed together, with a key of the suite's own.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hostUp } from "./host-up";

export class KitHosts {
  private readonly folder = mkdtempSync(join(tmpdir(), "lab-e2e-hosts-"));
  private readonly names: string[] = [];
  /** Private key that every host accepts for `ubuntu`. */
  readonly key = join(this.folder, "key");

  constructor(private readonly prefix: string) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", this.key]);
  }

  get publicKey(): string {
    return readFileSync(`${this.key}.pub`, "utf8").trim();
  }

  /** A fresh host; without user data it is a bare Ubuntu. Returns its address. */
  async up(name: string, userData = "#cloud-config\n"): Promise<string> {
    const container = `${this.prefix}-${name}`;
    this.names.push(container);
    const file = join(this.folder, `${name}.user-data`);
    writeFileSync(file, userData);
    return hostUp(container, file, `${this.key}.pub`);
  }

  /** `pause`, `unpause`, `stop`, `rm -fv` … of a host. */
  docker(name: string, ...words: string[]): string {
    return execFileSync("docker", [...words, `${this.prefix}-${name}`], { encoding: "utf8" }).trim();
  }

  /** Runs a command as root inside a host, past its sshd. */
  inside(name: string, script: string): string {
    return execFileSync("docker", ["exec", `${this.prefix}-${name}`, "bash", "-c", script], { encoding: "utf8" }).trim();
  }

  down(): void {
    for (const name of this.names) spawnSync("docker", ["rm", "-fv", name], { stdio: "ignore" });
  }
}
