// A fresh host of the kit, provisioned by the product's own script, as one student's machine in a class of `target: hosts`.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { images } from "../../definition/pins";
import { failureOf, type Host, succeeded } from "../../engine/host";
import { Terminal } from "../../engine/terminal";
import { deliveryScript } from "../delivery-script";
import { readinessScript } from "../../provisioning/readiness";
import { synthesize } from "../../deploy/synthesize";
import { targetOf } from "../../deploy/targets";
import { classInstallScript, deliveryParts } from "../../stacks/hosts/scripts";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { classPublicKey } from "../../workspace/ssh";
import { Workspace } from "../../workspace/workspace";
import { classOf } from "../lab-yaml";
import { hostUp } from "./host-up";
import { terraformConfig } from "./needs";

export const allScenarios = [
  "daemon",
  "processes",
  "nginx",
  "image-layers",
  "networks",
  "load-balancer",
  "wordpress",
  "volumes",
  "reverse-proxy",
];

export interface ClassHosts {
  readonly definition: LabClass;
  readonly workspace: Workspace;
  readonly hosts: readonly Host[];
  /** Removes the hosts. */
  down(): void;
}

/** Brings up a host for each student and waits until each is provisioned. */
export async function upHosts(className: string, students: readonly string[], scenarios: string): Promise<ClassHosts> {
  const folder = mkdtempSync(join(tmpdir(), `${className}-`));
  const workspace = new Workspace(className, join(folder, ".lab"));
  const classWith = (address: (student: string) => string) =>
    classOf(
      [
        `name: ${className}`,
        "language: en",
        `target: { hosts: { ${students.map((student) => `${student}: "ubuntu@${address(student)}"`).join(", ")} } }`,
        `scenarios: ${scenarios}`,
        "",
      ].join("\n"),
    );
  const planned = classWith((student) => `192.0.2.${students.indexOf(student) + 1}`);
  writeFileSync(join(folder, "user-data"), classInstallScript(planned, "ubuntu"));
  writeFileSync(join(folder, "key.pub"), `${classPublicKey(workspace)}\n`);
  const name = (student: string) => `${className}-${student}`;
  const down = () => void spawnSync("docker", ["rm", "-fv", ...students.map(name)], { stdio: "ignore" });
  try {
    const addresses = new Map<string, string>();
    for (const student of students) addresses.set(student, await hostUp(name(student), join(folder, "user-data"), join(folder, "key.pub")));
    const definition = classWith((student) => addresses.get(student) ?? "");
    const hosts = await targetOf(definition, workspace).hosts();
    const states = await Promise.all(hosts.map((host) => host.run(readinessScript(), { timeout: 900 })));
    const failed = states.find((state) => !succeeded(state));
    if (failed) throw new Error(`A host was not provisioned: ${failureOf(failed)}`);
    // group docker counts from the next login, which the shared connection would put off
    for (const { login } of hosts) {
      const words = login?.words ?? [];
      execFileSync("ssh", [...words.slice(1), "sudo -n bash -s"], { input: deliveryScript(deliveryParts(definition)), stdio: "pipe" });
      execFileSync("ssh", [...words.slice(1, -1), "-O", "exit", words.at(-1) ?? ""], { stdio: "ignore" });
    }
    return { definition, workspace, hosts, down };
  } catch (error) {
    down();
    throw error;
  }
}

/** Words of `ssh …` to a host. */
export function loginWords({ login, student }: Host): readonly string[] {
  if (!login) throw new Error(`${student} is on this machine`);
  return login.words;
}

/** What a script printed on a host. @throws Error when it did not succeed. */
export async function printed(host: Host, script: string, timeout = 60): Promise<string> {
  const answer = await host.run(script, { timeout });
  if (!succeeded(answer)) throw new Error(`${host.student}: ${failureOf(answer)}`);
  return answer.stdout;
}

/** Puts into a host's Engine all the events that it keeps, as many as a lab of an hour has seen. @throws Error when they are fewer. */
export async function fillEventLog(host: Host): Promise<void> {
  const kept = 256;
  const asked = `curl -fsS -o /dev/null --unix-socket /var/run/docker.sock`;
  const seen = await printed(
    host,
    [
      `${asked} -X POST "http://localhost/images/${images.ubuntu}/tag?repo=eventful&tag=[1-${kept}]"`,
      `${asked} -X DELETE "http://localhost/images/eventful:[1-${kept}]"`,
      // --until counts in whole seconds, and leaves out what this one has seen
      "sleep 1; docker events --since 1h --until 0s | wc -l",
    ].join("\n"),
    120,
  );
  if (Number(seen) < kept) throw new Error(`${host.student}: the Engine has ${seen.trim()} events, not ${kept}`);
}

/** Runs Terraform in a student's stack, with the real provider: the lab alone, for its host is there already. */
export function terraformLab({ workspace }: ClassHosts, student: string, ...words: string[]): { status: number | null; output: string } {
  const cwd = join(workspace.outFolder, "stacks", `lab-${student}`);
  const env = { ...process.env, ...terraformConfig() };
  const { status, stdout, stderr } = spawnSync("terraform", [...words, "-input=false", "-no-color"], { cwd, env, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

export async function deployLab(hosts: ClassHosts, definition: LabClass, student: string): Promise<void> {
  await synthesize(definition, hosts.workspace, hosts.workspace.outFolder);
  for (const words of [["init"], ["apply", "-auto-approve"]]) {
    const { status, output } = terraformLab(hosts, student, ...words);
    if (status !== 0) throw new Error(`terraform ${words.join(" ")}: ${output}`);
  }
}

/** The class with every scenario running. */
export function running(definition: LabClass): LabClass {
  return { ...definition, scenarios: definition.scenarios.map((use) => ({ ...use, state: "running" })) };
}

/** One bash on a host in which blocks of commands are typed one after the other, as a student does in one login. */
export class Login {
  private output = "";
  private waiting: (() => void) | undefined;
  private readonly shell;

  constructor(login: readonly string[]) {
    this.shell = spawn(login[0] ?? "", [...login.slice(1), "bash"], { stdio: ["pipe", "pipe", "inherit"] });
    this.shell.stdout.on("data", (data: Buffer) => {
      this.output += String(data);
      this.waiting?.();
    });
  }

  /** Output and exit status of some commands, standard error among it. */
  async type(commands: string, seconds = 180): Promise<{ code: number; output: string }> {
    const end = `end-${Math.random().toString(36).slice(2)}`;
    const from = this.output.length;
    const encoded = Buffer.from(commands).toString("base64");
    // standard input is the shell's own script, which the commands must not read
    this.shell.stdin.write(`eval "$(echo ${encoded} | base64 -d)" </dev/null 2>&1; printf '\\n${end} %s\\n' $?\n`);
    const pattern = new RegExp(`\\n${end} (\\d+)\\n`);
    const limit = Date.now() + seconds * 1000;
    for (;;) {
      const found = pattern.exec(this.output.slice(from));
      if (found) return { code: Number(found[1]), output: this.output.slice(from, from + found.index) };
      if (Date.now() > limit) throw new Error(`No end after ${seconds} s of:\n${commands}\n${this.output.slice(from)}`);
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
        setTimeout(resolve, 1000).unref();
      });
    }
  }

  close(): void {
    this.shell.stdin.end();
    this.shell.kill();
  }
}

/** Types lines at a terminal, each when a prompt is there, and returns all that was shown. `login`: `ssh …` as words. */
export async function typeAtTerminal(login: readonly string[], lines: readonly string[], seconds = 180): Promise<string> {
  const terminal = await Terminal.open({ login: { words: login } });
  try {
    let output = "";
    for (const line of lines) output += await terminal.type(line, seconds);
    return output;
  } finally {
    terminal.close();
  }
}
