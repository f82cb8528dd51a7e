// The state of one student's lab: what its Engine says and what its addresses answer.
import { setTimeout as sleep } from "node:timers/promises";
import type { ClassDefinition } from "../definition/class-definition";
import type { Endpoint, ScenarioUse } from "../definition/scenario";
import { type EngineContainer, EngineError, type EngineState, inspectEngine, scenarioOf } from "./inspect";
import type { EngineHost } from "./host";
import { paint, table } from "../cli/output";

/** `up`: everything runs and answers. `ready`: prepared for the student to type. `absent`: nothing is there. */
export type ScenarioStateWord = "up" | "not answering" | "stopped" | "incomplete" | "absent" | "ready";

export interface ScenarioStatus {
  readonly scenario: string;
  readonly state: ScenarioStateWord;
  /** What is missing or stopped, by name. */
  readonly detail?: string;
  readonly endpoints: readonly { readonly name: string; readonly url: string; readonly answers: boolean }[];
}

export interface LabStatus {
  readonly student: string;
  readonly address: string;
  /** Version of the Engine. */
  readonly engine?: string;
  /** Why the Engine or the lab cannot be used. */
  readonly error?: string;
  readonly next?: string;
  readonly scenarios: readonly ScenarioStatus[];
}

export interface StatusOptions {
  /** Seconds that an endpoint of a running scenario may take to answer for the first time. @default 0, one try */
  readonly patience?: number;
  readonly signal?: AbortSignal;
  /** What the Engine said a moment ago. @default it is asked */
  readonly engine?: EngineState;
}

/** Never throws for what the host or its Engine does. */
export async function labStatus(host: EngineHost, definition: ClassDefinition, options: StatusOptions = {}): Promise<LabStatus> {
  const { student, address } = host;
  try {
    const { version, containers } = options.engine ?? (await inspectEngine(host));
    const scenarios = await Promise.all(definition.scenarios.map((use) => scenarioStatus(use, containers, definition.name, host, options)));
    return { student, address, engine: version, scenarios };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { student, address, error: error.message, next: error.next, scenarios: [] };
  }
}

async function scenarioStatus(
  use: ScenarioUse,
  containers: readonly EngineContainer[],
  className: string,
  host: EngineHost,
  options: StatusOptions,
): Promise<ScenarioStatus> {
  const { spec } = use;
  if (use.state === "ready") return { scenario: spec.name, state: "ready", endpoints: [] };
  const own = containers.filter((container) => scenarioOf(container, className, host.student) === spec.name);
  const missing = spec.uses(use.options).containers.filter((name) => !own.some((container) => container.name === name));
  const stopped = own.filter(({ state }) => state !== "running").map(({ name, state }) => `${name} is ${state}`);
  const detail = [...missing.map((name) => `${name} is missing`), ...stopped].join(", ");
  const whole = missing.length === 0 && stopped.length === 0;
  const endpoints = await Promise.all(
    spec.endpoints(use.options).map(async (endpoint) => {
      const url = urlOf(host.address, endpoint);
      return { name: endpoint.name, url, answers: await answers(url, whole ? timeToStart(endpoint, options) : {}) };
    }),
  );
  const silent = endpoints.filter((endpoint) => !endpoint.answers);
  const state =
    own.length === 0 && missing.length > 0
      ? "absent"
      : missing.length > 0
        ? "incomplete"
        : stopped.length > 0
          ? "stopped"
          : silent.length > 0
            ? "not answering"
            : "up";
  return { scenario: spec.name, state, ...(detail !== "" && state !== "absent" && { detail }), endpoints };
}

function timeToStart({ startupSeconds = 0 }: Endpoint, options: StatusOptions): StatusOptions {
  const { patience = 0 } = options;
  return patience === 0 ? options : { ...options, patience: Math.max(patience, startupSeconds) };
}

export function urlOf(address: string, { port, path }: Endpoint): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return `http://${host}${port === 80 ? "" : `:${port}`}${path === "/" ? "" : path}`;
}

/** Whether an address answers 200, within the patience given. */
async function answers(url: string, { patience = 0, signal }: StatusOptions): Promise<boolean> {
  const end = Date.now() + patience * 1000;
  for (;;) {
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) });
      await response.body?.cancel();
      if (response.status === 200) return true;
    } catch {
      // nothing listens there yet
    }
    if (Date.now() >= end || signal?.aborted) return false;
    await sleep(300);
  }
}

/** Everything is up or ready. */
export function isWell({ error, scenarios }: LabStatus): boolean {
  return error === undefined && scenarios.every(({ state }) => state === "up" || state === "ready");
}

/** One lab by scenario, or a class by student. */
export function statusTable(labs: readonly LabStatus[], scenarioNames: readonly string[]): string {
  const [only] = labs;
  if (labs.length === 1 && only && only.error === undefined) {
    return table(
      ["scenario", "address", "state"],
      only.scenarios.map((status) => [status.scenario, status.endpoints.map(({ url }) => url).join("  ") || "-", stateCell(status)]),
    );
  }
  return table(
    ["student", "host", ...scenarioNames],
    labs.map((lab) => [
      lab.student,
      lab.address,
      ...(lab.error === undefined
        ? scenarioNames.map((name) =>
            stateCell(lab.scenarios.find(({ scenario }) => scenario === name) ?? { scenario: name, state: "absent", endpoints: [] }),
          )
        : [paint("red", "not usable")]),
    ]),
  );
}

function stateCell({ state, detail }: ScenarioStatus): string {
  const colour = state === "up" || state === "ready" ? "green" : state === "absent" ? "gray" : "red";
  return paint(colour, state) + (detail === undefined ? "" : `: ${detail}`);
}
