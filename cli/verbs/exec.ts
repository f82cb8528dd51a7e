// `lab ssh`, `lab exec` and `lab logs`: on the hosts themselves.
import { spawn } from "node:child_process";
import { FailedError, InputError } from "../../definition/errors";
import { quote } from "../../provisioning/shell";
import { type CliContext, exitCode, select } from "../context";
import { type EngineHost, engineHosts, type RunResult, timedOut, unreachable } from "../../engine/host";
import { paint, plain, result } from "../output";

/** Hosts that are asked at once. */
const concurrent = 50;

/** Opens a shell on a student's host, or on this machine; ends with the shell's own exit status. */
export async function ssh(context: CliContext, student: string): Promise<number> {
  const host = await hostOf(context, student);
  if (!host.login) throw new InputError(`${student}'s lab is on this machine`, "Open a terminal here; docker ps shows the lab");
  const [command = "ssh", ...words] = host.login;
  const child = spawn(command, ["-o", "BatchMode=no", ...words], { stdio: "inherit" });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? exitCode.failed)));
}

/** Runs a command on every host, in parallel, and writes what each said. Fails when one failed. */
export async function exec(context: CliContext, words: readonly string[], { timeout }: { timeout: number }): Promise<number> {
  if (words.length === 0) throw new InputError("No command was given", "npx lab exec -- docker ps");
  // one word is a command line of the person's own, several are taken as they are
  const script = words.length === 1 ? (words[0] ?? "") : words.map(quote).join(" ");
  return onAll(context, script, timeout);
}

/** What cloud-init and Docker said on a student's host. */
export async function logs(context: CliContext, student: string): Promise<number> {
  const host = await hostOf(context, student);
  const { code, stdout, stderr } = await host.run(logsScript, { timeout: 30 });
  result(plain(stdout).trimEnd());
  if (code !== 0) throw new FailedError(`${student}: ${reason({ code, stdout, stderr })}`);
  return exitCode.ok;
}

const logsScript = `
show() { echo "== $1"; shift; "$@" 2>&1 | tail -n 40; }
[ ! -r /var/log/cloud-init-output.log ] || show cloud-init cat /var/log/cloud-init-output.log
[ ! -e /var/lib/lab/error ] || show "lab" cat /var/lib/lab/error
command -v journalctl >/dev/null && show "docker" sudo -n journalctl -u docker --no-pager -n 40
show "containers" docker ps -a
`;

async function hostOf(context: CliContext, student: string): Promise<EngineHost> {
  const [wanted] = select(context.definition, [student]);
  const host = (await engineHosts(context.definition, context.workspace)).find(({ student: name }) => name === wanted?.name);
  if (!host) throw new FailedError(`${student} has no host that runs`, "npx lab up makes one");
  return host;
}

async function onAll({ chosen: definition, workspace, output, signal }: CliContext, script: string, timeout: number): Promise<number> {
  const hosts = await engineHosts(definition, workspace);
  const queue = [...hosts];
  const results = new Map<string, RunResult>();
  const worker = async () => {
    for (let host = queue.shift(); host; host = queue.shift()) {
      const answer = await host.run(script, { timeout, signal });
      results.set(host.student, answer);
      if (output === "table") result(block(host.student, answer));
    }
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  if (output === "json") {
    const all = hosts.map(({ student }) => ({ student, ...results.get(student) }));
    result(JSON.stringify(all, null, 2));
  }
  const missing = definition.students.filter(({ name }) => !results.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new FailedError(`No host runs for ${missing.join(", ")}`, "npx lab up makes one");
  return [...results.values()].every(({ code }) => code === 0) ? exitCode.ok : exitCode.failed;
}

function block(student: string, answer: RunResult): string {
  const title = answer.code === 0 ? paint("green", student) : paint("red", `${student}: ${reason(answer)}`);
  const text = plain(answer.stdout + answer.stderr).trimEnd();
  return text === "" ? title : `${title}\n${text.replace(/^/gm, "  ")}`;
}

function reason({ code, stderr }: RunResult): string {
  if (code === timedOut) return "the time was up";
  if (code === unreachable) return `no SSH: ${plain(stderr).trim().split("\n").at(-1) ?? ""}`;
  return `exit status ${code}`;
}
