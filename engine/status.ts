// The state of one student's lab: what runs on its Engine, and whether its addresses answer.
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bracketed } from "../definition/address";
import type { ClassDefinition } from "../definition/class-definition";
import type { Endpoint, ScenarioUse } from "../definition/scenario";
import { t } from "../language/translate";
import type { FullDisk } from "../provisioning/full-disks";
import type { LastLogin } from "../provisioning/last-login";
import { type EngineContainer, EngineError, type EngineState, inspectEngine, isDone, scenarioOf } from "./inspect";
import type { Host } from "./host";

/** `up`: everything runs and answers. `ready`: prepared for the student to type. `absent`: nothing is there. */
export type ScenarioStateWord = "up" | "not answering" | "stopped" | "incomplete" | "absent" | "ready";

export interface ScenarioStatus {
  readonly scenario: string;
  readonly state: ScenarioStateWord;
  /** What is missing or stopped, by name. @default nothing */
  readonly detail?: string;
  readonly endpoints: readonly { readonly name: string; readonly url: string; readonly answers: boolean }[];
}

export interface LabStatus {
  readonly student: string;
  readonly address: string;
  /** Version of the Engine. @default it did not answer */
  readonly engine?: string;
  /** Why the Engine or the lab cannot be used. @default it can */
  readonly error?: string;
  /** What to do about `error`. @default no advice */
  readonly next?: string;
  /** When the student logged in last. @default nobody asked, or the host did not answer */
  readonly lastLogin?: LastLogin;
  /** Disks of the host on which nobody can write any more. @default none, or nobody looked */
  readonly fullDisks?: readonly FullDisk[];
  readonly scenarios: readonly ScenarioStatus[];
}

export interface StatusOptions {
  /** Seconds that an endpoint of a running scenario may take to answer for the first time. @default 0, one try */
  readonly timeout?: number;
  /** Seconds that one request may take. @default 5 */
  readonly requestTimeout?: number;
  /** Its abort ends what is under way. @default nothing ends it early */
  readonly signal?: AbortSignal;
  /** Whether a scenario is waited for. @default all are */
  readonly isExpected?: (scenario: string) => boolean;
  /** What the Engine said a moment ago. @default it is asked */
  readonly engine?: EngineState;
  /** Whether the lab was deployed: all that says so of a class whose scenarios run nothing. @default true */
  readonly isDeployed?: boolean;
}

/** Never throws for what the host or its Engine does. */
export async function labStatus(host: Host, definition: ClassDefinition, options: StatusOptions = {}): Promise<LabStatus> {
  const { student, address } = host;
  try {
    const engine = options.engine ?? (await inspectEngine(host, options.signal));
    const isThere = isLabThere(engine, definition, student, options);
    const scenarios = await Promise.all(
      definition.scenarios.map(async (use): Promise<ScenarioStatus> => {
        if (!isThere && !runsSomething(use)) return { scenario: use.spec.name, state: "absent", endpoints: [] };
        return scenarioStatus(use, engine.containers, definition.name, host, options);
      }),
    );
    return { student, address, engine: engine.version, scenarios };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { student, address, error: error.message, ...(error.next !== undefined && { next: error.next }), scenarios: [] };
  }
}

/** Whether a scenario has something on the Engine by which it is seen there. */
function runsSomething({ spec, options, state }: ScenarioUse): boolean {
  if (state === "ready") return false;
  const { containers, networks } = spec.uses(options);
  return containers.length + networks.length > 0;
}

/** Whether anything of a student's lab is there, seen from the Engine where the class has something to be seen by. */
function isLabThere(
  { containers, networks }: EngineState,
  { name, scenarios }: ClassDefinition,
  student: string,
  { isDeployed = true }: StatusOptions,
): boolean {
  if ([...containers, ...networks].some((thing) => scenarioOf(thing, name, student) !== undefined)) return true;
  return isDeployed && !scenarios.some(runsSomething);
}

async function scenarioStatus(
  use: ScenarioUse,
  containers: readonly EngineContainer[],
  className: string,
  host: Host,
  options: StatusOptions,
): Promise<ScenarioStatus> {
  const { spec } = use;
  if (use.state === "ready") return { scenario: spec.name, state: "ready", endpoints: [] };
  const own = containers.filter((container) => scenarioOf(container, className, host.student) === spec.name);
  const missing = spec.uses(use.options).containers.filter((name) => !own.some((container) => container.name === name));
  const stopped = own.filter((one) => one.state !== "running" && !isDone(one)).map(({ name, state }) => t`${name} is ${state}`);
  // as after the course's own docker-compose up: the name is taken, and not by the lab
  const held = missing.filter((name) => containers.some((container) => container.name === name));
  // answers from the others say nothing about it
  const cutOff = own.filter((one) => one.isCutOff).map(({ name }) => t`${name} is on no network`);
  const missed = missing.map((name) => (held.includes(name) ? t`${name} is not the lab's` : t`${name} is missing`));
  const detail = [...missed, ...stopped, ...cutOff].join(", ");
  const whole = missing.length === 0 && stopped.length === 0 && cutOff.length === 0 && (options.isExpected?.(spec.name) ?? true);
  const endpoints = await Promise.all(
    spec.endpoints(use.options).map(async (endpoint) => {
      const url = urlOf(host.address, endpoint);
      return { name: endpoint.name, url, answers: await answers(url, whole ? timeToStart(endpoint, options) : { ...options, timeout: 0 }) };
    }),
  );
  const silent = endpoints.filter((endpoint) => !endpoint.answers);
  const state = stateOf({
    ...{ own: own.length + held.length, missing: missing.length, stopped: stopped.length },
    ...{ cutOff: cutOff.length, silent: silent.length },
  });
  return { scenario: spec.name, state, ...(detail !== "" && state !== "absent" && { detail }), endpoints };
}

function timeToStart({ startupSeconds = 0 }: Endpoint, options: StatusOptions): StatusOptions {
  const { timeout = 0 } = options;
  return timeout === 0 ? options : { ...options, timeout: Math.max(timeout, startupSeconds) };
}

function stateOf({
  own,
  missing,
  stopped,
  cutOff,
  silent,
}: Record<"own" | "missing" | "stopped" | "cutOff" | "silent", number>): ScenarioStateWord {
  if (missing > 0) return own === 0 ? "absent" : "incomplete";
  if (stopped > 0) return "stopped";
  if (cutOff > 0) return "incomplete";
  return silent > 0 ? "not answering" : "up";
}

export function urlOf(address: string, { port, path }: Endpoint): string {
  return `http://${bracketed(address)}${port === 80 ? "" : `:${port}`}${path === "/" ? "" : path}`;
}

/** Bytes of an answer's headers. */
const maxHeaderSize = 16_384;

/** Whether an address answers 200, within the timeout given. */
async function answers(url: string, { timeout = 0, requestTimeout = 5, signal }: StatusOptions): Promise<boolean> {
  const end = Date.now() + timeout * 1000;
  for (;;) {
    if ((await statusOf(url, requestTimeout, signal)) === 200) return true;
    if (Date.now() >= end || signal?.aborted) return false;
    await sleep(300);
  }
}

/** The status that an address answers with; its body is not read and its redirects are not followed. Undefined: no answer. */
function statusOf(url: string, timeout: number, signal?: AbortSignal): Promise<number | undefined> {
  const limit = AbortSignal.timeout(timeout * 1000);
  return new Promise((resolve) => {
    const request = get(url, {
      agent: false,
      maxHeaderSize,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    request.once("response", (response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    // also after an answer: the rest of it is cut off
    request.on("error", () => resolve(undefined));
  });
}

/** Whether everything is up or ready, and can be worked with. */
export function isWell({ error, scenarios, fullDisks = [] }: LabStatus): boolean {
  return error === undefined && fullDisks.length === 0 && scenarios.every(({ state }) => state === "up" || state === "ready");
}
