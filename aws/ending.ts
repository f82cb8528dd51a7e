// Deletes what a class has in AWS, found only by its tags: instances first, then what they depended on.
import { setTimeout as sleep } from "node:timers/promises";
import { type EC2Client, TerminateInstancesCommand, waitUntilInstanceTerminated } from "@aws-sdk/client-ec2";
import { MachineError } from "../definition/errors";
import { amount } from "../language/counted";
import { t } from "../language/translate";
import { endBackstop } from "./backstop";
import { ec2Client } from "./clients";
import { ask, explain } from "./errors";
import { classFilter, type ClassInstance, classInstances, isAlive } from "./instances";
import { kindInWords } from "./kind-words";
import { type Found, kinds } from "./kinds";

export interface EndingOptions {
  readonly signal: AbortSignal;
  /** Called with each step. @default steps are not reported */
  readonly step?: (text: string) => void;
  /** Ids of instances that are the class's whatever their tags say. @default none */
  readonly known?: readonly string[];
}

/** Seconds that EC2 may take to terminate instances: it takes minutes for one with much memory. */
const terminationTimeout = 600;
/** Seconds between two polls of instances that are shutting down. */
const lookEvery = { min: 2, max: 10 };
/** Instances in one request. */
const batchSize = 100;
/** How often a deletion is retried while something else still depends on it, and seconds in between: interfaces detach late. */
const dependency = { tries: 10, pause: 3 };

/** Deletes everything of a class in a region. Returns why something could not be deleted, one line each; `standing` lists what is left. */
export async function endClass(region: string, className: string, options: EndingOptions): Promise<string[]> {
  const { signal, step = () => undefined, known } = options;
  const isInterrupted = () => signal.aborted;
  const instances = await classInstances(region, className, known);
  const failures = await endInstances(region, instances, options);
  if (isInterrupted()) return [...failures, t`interrupted`];
  failures.push(...(await endBackstop(region, className)));
  const client = ec2Client(region);
  for (const { kind, find, end } of kinds) {
    for (const found of await ask(t`What still stands in ${region} (${kindInWords(kind)})`, () => find(client, classFilter(className)))) {
      if (isInterrupted()) return [...failures, t`interrupted`];
      step(t`removing ${kindInWords(kind)} ${found.id}`);
      const failure = await endOne(client, found, end, signal);
      if (failure) failures.push(explain(t`${kindInWords(kind)} ${found.id} in ${region}`, failure).message);
    }
  }
  return failures;
}

/** Terminates instances and waits until EC2 says they are. Returns why some could not be, one line each. */
export async function endInstances(region: string, instances: readonly ClassInstance[], options: EndingOptions): Promise<string[]> {
  const { signal, step = () => undefined } = options;
  const client = ec2Client(region);
  const alive = instances.filter(isAlive);
  const failures: string[] = [];
  const refused = new Set<string>();
  step(t`ending ${amount(alive.length, "host")}`);
  for (let at = 0; at < alive.length; at += batchSize) {
    const batch = alive.slice(at, at + batchSize);
    const refusal = await terminate(client, batch);
    if (refusal) {
      const known = explain(t`The end of hosts in ${region}`, refusal);
      if (known instanceof MachineError) throw known;
      // EC2 ends none of a request that it refuses for one of them, such as one that is protected
      for (const instance of batch) {
        const failure = await terminate(client, [instance]);
        if (!failure) continue;
        refused.add(instance.id);
        failures.push(explain(t`Instance ${instance.id} of ${instance.host} in ${region}`, failure).message);
      }
    }
  }
  const ending = instances.filter(({ id, state }) => state !== "terminated" && !refused.has(id)).map(({ id }) => id);
  if (ending.length === 0) return failures;
  step(t`waiting for the end of ${amount(ending.length, "host")}`);
  try {
    await waitUntilInstanceTerminated(
      { client, maxWaitTime: terminationTimeout, minDelay: lookEvery.min, maxDelay: lookEvery.max, abortSignal: signal },
      { InstanceIds: ending },
    );
  } catch (error) {
    if (!signal.aborted) failures.push(explain(t`The end of hosts in ${region}`, error).message);
  }
  return failures;
}

async function terminate(client: EC2Client, instances: readonly ClassInstance[]): Promise<unknown> {
  try {
    await client.send(new TerminateInstancesCommand({ InstanceIds: instances.map(({ id }) => id) }));
    return undefined;
  } catch (error) {
    return error;
  }
}

async function endOne(client: EC2Client, found: Found, end: (typeof kinds)[number]["end"], signal: AbortSignal): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      await end(client, found);
      return undefined;
    } catch (error) {
      const { name } = error as Error;
      // somebody else deleted it first
      if (/\.NotFound$/.test(name)) return undefined;
      const waits = name === "DependencyViolation" || name.endsWith("InUse");
      if (!waits || tries === dependency.tries || signal.aborted) return error;
      await sleep(dependency.pause * 1000);
    }
  }
}
