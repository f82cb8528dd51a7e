// What runs on a student's Engine, asked of the Engine itself.
import { z } from "zod";
import { labels } from "../definition/pins";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { inspectionScript, noDocker, parsedLine, podman } from "../provisioning/inspection";
import { word } from "../provisioning/shell";
import { type Answer, type Done, failureOf, type Host, lastLine } from "./host";

/** Docker's own grammar: anything else is not a name, and never becomes part of a command that is printed. */
const dockerName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);
const labelsOf = z.record(z.string(), z.string()).nullable();

/** Bytes of an Engine's answer: a container has about 1,000. */
const maxBytes = 4_000_000;
/** Containers and networks that are read from one Engine. */
const maxThings = 3000;

const container = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: z
    .string()
    .transform((name) => name.replace(/^\//, ""))
    .pipe(dockerName),
  image: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
  state: z.object({ Status: z.string().regex(/^[a-z]{1,20}$/) }),
  labels: labelsOf,
  ports: z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable()).nullable(),
  mode: z.string().optional(),
  networks: z.record(z.string(), z.unknown()).nullable(),
});
// Docker lets a person name a network anything; no network of a lab has such a name
const network = z.object({ network: z.string(), labels: labelsOf });

export interface EngineContainer {
  readonly id: string;
  readonly name: string;
  /** Id of the image it was made from. @default the Engine does not say */
  readonly image?: string;
  /** `running`, `exited`, `created`, `paused`, … */
  readonly state: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Host ports it publishes, or would when started. */
  readonly hostPorts: readonly number[];
  readonly networks: readonly string[];
  /** Whether it runs and was disconnected from all its networks. @default it is on one, or shares another container's */
  readonly isCutOff?: true;
}

export interface EngineNetwork {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

export interface EngineState {
  readonly version: string;
  /** Whether it is rootless, without ports below 1024 and the host's network. */
  readonly rootless: boolean;
  readonly networks: readonly EngineNetwork[];
  readonly containers: readonly EngineContainer[];
}

/** An Engine that did not answer: why, and what to do about it; undefined where the command itself was interrupted. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    readonly next: string | undefined,
  ) {
    super(message);
  }
}

const timeout = 20;

/** @throws EngineError when the host or its Engine does not answer within 20 seconds, or does not answer like an Engine. */
export async function inspectEngine(host: Host, signal?: AbortSignal): Promise<EngineState> {
  const answer = await host.run(inspectionScript, { timeout, maxBytes, ...(signal && { signal }) });
  if (answer.kind === "done" && answer.status === 0) return readEngine(host, answer);
  throw engineError(host, answer);
}

function readEngine(host: Host, { stdout }: Done): EngineState {
  const [first = "", ...lines] = stdout.split("\n");
  const [, version, components = ""] = /^([0-9A-Za-z][0-9A-Za-z.+~-]{0,39})(?: ([\w.,:-]{0,500}))?$/.exec(first) ?? [];
  if (version === undefined) throw nonsense(host, first);
  const containers: EngineContainer[] = [];
  const networks: EngineNetwork[] = [];
  for (const line of lines.filter(Boolean)) {
    const value = parsedLine(line);
    const asNetwork = network.safeParse(value);
    const asContainer = container.safeParse(value);
    if (asNetwork.success) networks.push({ name: asNetwork.data.network, labels: mapOf(asNetwork.data.labels) });
    else if (asContainer.success) containers.push(containerOf(asContainer.data));
    else throw nonsense(host, line);
    if (containers.length + networks.length > maxThings) throw nonsense(host, t`more than ${maxThings} containers and networks`);
  }
  return {
    version,
    rootless: components.split(",").includes("rootlesskit"),
    containers,
    networks: networks.filter(({ name }) => dockerName.safeParse(name).success),
  };
}

/** The error for an Engine, or something else that calls itself docker, whose answer makes no sense. */
export function nonsense({ login, student }: Host, answer: string): EngineError {
  return new EngineError(
    t`its docker command does not answer like a Docker Engine: ${plainLine(answer.slice(0, 200), 60)}`,
    login ? t`Look at it: npx lab ssh ${student}` : t`Look at it: type -a docker; docker version`,
  );
}

function containerOf({ id, name, image, state, ports, labels, mode, networks }: z.output<typeof container>): EngineContainer {
  const isOnNone = Object.keys(networks ?? {}).length === 0;
  const isCutOff = state.Status === "running" && isOnNone && mode?.startsWith("container:") === false;
  return {
    id,
    name,
    ...(image !== undefined && { image }),
    state: state.Status,
    labels: mapOf(labels),
    hostPorts: Object.values(ports ?? {}).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => Number(HostPort))),
    networks: Object.keys(networks ?? {}).filter((each) => dockerName.safeParse(each).success),
    ...(isCutOff && { isCutOff }),
  };
}

function mapOf(record: Readonly<Record<string, string>> | null): ReadonlyMap<string, string> {
  return new Map(Object.entries(record ?? {}));
}

export interface EngineErrorOptions {
  /** Whether its lab is being removed: an up would bring it back. @default false */
  readonly isLeaving?: boolean;
}

function sshAdvice(reason: string, ssh: string): string {
  return reason.includes("Permission denied")
    ? t`It takes none of the keys for that user: check its user in target.hosts, name its own key as identity, or set agent: true. Try it by hand: ${ssh}`
    : t`Try it by hand: ${ssh}`;
}

/** Why an Engine could not be asked, from the answer to the script that asked it. */
export function engineError(host: Host, answer: Answer, { isLeaving = false }: EngineErrorOptions = {}): EngineError {
  const { login, student } = host;
  const why = failureOf(answer);
  if (answer.kind === "interrupted") return new EngineError(why, undefined);
  const look = login ? lookAtIt(student, isLeaving) : t`Start Docker again`;
  if (answer.kind === "unreachable" && answer.hostKey === "unknown" && login)
    return new EngineError(
      t`the host key of ${host.address} is not known yet`,
      t`npx lab up reads it from the host's console, and asks where it is not shown there`,
    );
  if (answer.kind === "unreachable" && answer.hostKey === "changed" && login)
    return new EngineError(
      t`the host key of ${host.address} is not the one it had before`,
      t`If the machine was reinstalled: ssh-keygen -R ${word(login.knownAs)} -f ${word(login.config.replace(/ssh_config$/, "known_hosts"))} (else somebody may be in between)`,
    );
  if (answer.kind === "unreachable" && login)
    return new EngineError(t`no SSH to ${host.address}: ${answer.reason}`, sshAdvice(answer.reason, login.words.map(word).join(" ")));
  const isShell = answer.kind === "not begun" || (answer.kind === "timed out" && answer.during === "login");
  if (isShell && login) return new EngineError(why, t`Look at it: npx lab ssh ${student}`);
  if (answer.kind === "timed out") return new EngineError(t`the Engine did not answer within ${timeout} seconds`, look);
  if (answer.kind !== "done") return new EngineError(why, look);
  if (answer.status === noDocker)
    return new EngineError(
      t`docker is not installed`,
      login ? t`npx lab up installs it` : t`Install Docker (on Ubuntu: npx lab install), or Docker Desktop on macOS`,
    );
  if (answer.status === podman)
    return new EngineError(
      t`the docker command is Podman's, and a lab is made for Docker's Engine`,
      t`Remove it (on Ubuntu: sudo apt-get remove podman-docker) and install Docker (npx lab install)`,
    );
  if (/WSL integration/i.test(answer.stderr))
    return new EngineError(
      t`Docker Desktop does not serve this WSL distribution`,
      t`Switch it on: Docker Desktop, Settings, Resources, WSL integration; then open a new shell`,
    );
  if (/permission denied/i.test(answer.stderr))
    return new EngineError(
      t`the Engine refuses this user: permission denied on its socket`,
      login ? t`npx lab up lets the user use it` : t`Join the docker group and log in again: sudo usermod -aG docker $USER`,
    );
  return new EngineError(
    t`no Docker Engine answers: ${lastLine(answer.stderr)}`,
    login ? look : t`Start Docker (sudo systemctl start docker, or Docker Desktop), then try again`,
  );
}

function lookAtIt(student: string, isLeaving: boolean): string {
  return isLeaving
    ? t`Look at it: npx lab exec --on ${student} -- sudo systemctl status docker`
    : t`npx lab up repairs it where it can. Look at it: npx lab exec --on ${student} -- sudo systemctl status docker`;
}

/** The scenario of a class's lab that a container or network belongs to. @param student By default any student. */
export function scenarioOf({ labels: own }: Pick<EngineContainer, "labels">, className: string, student?: string): string | undefined {
  if (own.get(labels.class) !== className) return undefined;
  return student === undefined || own.get(labels.student) === student ? own.get(labels.scenario) : undefined;
}

/** Whether a run-once container has done its work. */
export function isDone({ state, labels: own }: EngineContainer): boolean {
  return state === "exited" && own.get(labels.once) !== undefined;
}
