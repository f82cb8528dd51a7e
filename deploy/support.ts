// Everything that shows why one student's host is broken, as texts without secrets: for somebody who is asked for help.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { arch, platform, release } from "node:os";
import { plain } from "../definition/plain-text";
import { failureOf, type Host } from "../engine/host";
import { supportScript } from "../provisioning/support";
import { quote } from "../provisioning/shell";
import type { LabClass } from "../stacks/scenarios/scenario";
import { knownCodes } from "../workspace/codes";
import { allSecrets } from "../workspace/secrets";
import { withoutSecrets } from "../workspace/without-secrets";
import type { Workspace } from "../workspace/workspace";

export interface SupportProps {
  readonly definition: LabClass;
  readonly workspace: Workspace;
  readonly student: string;
  /** Path of lab.yaml. */
  readonly file: string;
  /** @default the student has none: `absence` says why */
  readonly host?: Host;
  /** Why the student has no host. @default they have one */
  readonly absence?: string;
  readonly signal: AbortSignal;
}

/** Variables whose values are secrets of this machine. */
const secretVariables = /secret|token|passw|passphrase|credential|_pass$|_key$/i;

/** Texts by file name. @throws InputError where secrets.json or codes.json is damaged: its secrets could not be removed from the texts. */
export async function supportFiles(props: SupportProps): Promise<Map<string, string>> {
  const { workspace, file, host, absence = "" } = props;
  const known = [
    ...allSecrets(workspace),
    ...codesOf(workspace),
    ...Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && secretVariables.test(name) ? [value] : [])),
  ];
  const clean = (text: string) => withoutSecrets(plain(text), known);
  const texts: (readonly [string, string])[] = [
    ["about.txt", about(props)],
    ["lab.yaml", existsSync(file) ? readFileSync(file, "utf8") : "there is none"],
    ["deployed.json", workspace.read("deployed.json") ?? "there is none"],
    ["known_hosts.txt", workspace.read("known_hosts") ?? "there is none"],
    ["host.txt", host ? await askHost(host, props.signal) : `no host: ${absence}`],
    ...(host?.login ? [["ssh.txt", await sshTrace(host.login.words)] as const] : []),
  ];
  return new Map(texts.map(([name, text]) => [name, clean(text)]));
}

/** What opens the pages of `lab serve`. */
function codesOf(workspace: Workspace): string[] {
  const codes = knownCodes(workspace);
  return codes ? [codes.key, codes.board, ...codes.students.values()] : [];
}

function about({ definition, student, host }: SupportProps): string {
  return [
    `time ${new Date().toISOString()}`,
    `class ${definition.name}, target ${definition.target.kind}, student ${student}, address ${host?.address ?? "-"}`,
    `scenarios ${definition.scenarios.map(({ spec, state }) => `${spec.name} (${state})`).join(", ")}`,
    `docker ${definition.docker.install}, providers ${JSON.stringify(definition.providers)}`,
    `node ${process.version}, ${platform()} ${release()} ${arch()}`,
    "",
  ].join("\n");
}

async function askHost(host: Host, signal: AbortSignal): Promise<string> {
  const answer = await host.run(supportScript(), { timeout: 120, maxBytes: 4_000_000, signal });
  const said = "stdout" in answer ? answer.stdout : "";
  return answer.kind === "done" && answer.status === 0 ? said : `${said}\n== not all of it\n${failureOf(answer)}\n`;
}

/** What ssh -v says of a login that does nothing, without the shared connection. */
function sshTrace([command = "ssh", ...words]: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, ["-v", "-o", "ControlPath=none", "-o", "LogLevel=DEBUG1", ...words, "true"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    const limit = setTimeout(() => child.kill("SIGKILL"), 30_000);
    child.stderr.on("data", (data: Buffer) => (said = (said + String(data)).slice(-100_000)));
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => {
      clearTimeout(limit);
      resolve(`${[command, ...words].map(quote).join(" ")}\n${said}\nended with ${code ?? "a signal"}\n`);
    });
  });
}
