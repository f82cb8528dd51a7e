// A class on the EC2 endpoint without machines behind its instances: nobody can log in, and ssh fails at once.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ClassInstance, classInstances, isAlive } from "../../aws/instances";
import { Ec2Class } from "./ec2-class";
import { type Outcome, outcome } from "./lab-command";
import { projectFolder } from "./needs";

export const region = "ap-northeast-2";

export class SilentClass extends Ec2Class {
  constructor(name: string, aws = "wait: false", lines: readonly string[] = ["lifetime: 4h"]) {
    super(name, aws, lines);
    const bin = join(this.folder, "bin");
    mkdirSync(bin);
    writeFileSync(
      join(bin, "ssh"),
      '#!/bin/sh\n[ "$1" = -V ] && echo OpenSSH_9.2 >&2 && exit\necho "ssh: no machine is behind it" >&2\nexit 255\n',
    );
    chmodSync(join(bin, "ssh"), 0o755);
  }

  override get environment(): Record<string, string> {
    const all = super.environment;
    return { ...all, PATH: `${join(this.folder, "bin")}:${all["PATH"] ?? ""}`, LAB_TRUST_NEW_HOSTS: "1" };
  }

  start(...words: string[]): ChildProcess {
    return spawn(join(projectFolder, "cli/lab.mjs"), words, {
      cwd: this.folder,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  act(...words: string[]): Promise<Outcome> {
    return outcome(this.start(...words));
  }

  async alive(where = region): Promise<ClassInstance[]> {
    return (await classInstances(where, this.name)).filter(isAlive);
  }

  /** Ids of what runs, by host. */
  async ids(where = region): Promise<Record<string, string>> {
    return Object.fromEntries((await this.alive(where)).map(({ host, id }) => [host, id]));
  }
}
