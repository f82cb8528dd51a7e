// What the definition has to know of a scenario: its name, its options, and what it takes on an Engine.
import type { z } from "zod";

/** A text in the languages of guides, cards and checks. */
export interface Text {
  readonly ko: string;
  readonly en: string;
}

/** A host port, and the option of lab.yaml that sets it. */
export interface HostPort {
  readonly option: string;
  readonly port: number;
}

/** What a scenario takes on its student's Engine while it is running, and what it needs there. */
export interface ScenarioUses {
  readonly hostPorts: readonly HostPort[];
  /** Container names. */
  readonly containers: readonly string[];
  /** Network names. */
  readonly networks: readonly string[];
  /** Images that are built there. */
  readonly builds: readonly string[];
  /** Images that are pulled. */
  readonly images: readonly string[];
  /** Memory its containers are given in all, in MB. */
  readonly memoryMb: number;
}

/** An address that has to answer before a scenario counts as up. */
export interface Endpoint {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  /** Seconds until its first answer on a small host, for one that takes more than a minute. @default what whoever asks would wait */
  readonly startupSeconds?: number;
}

/** The part of a scenario that needs no construct. `Options` is what its schema makes of the keys in lab.yaml. */
export interface ScenarioSpec<Options = unknown> {
  /** Its name in lab.yaml: lower-case letters, digits and dashes. */
  readonly name: string;
  readonly title: Text;
  /** A strict object schema; every option has a default. */
  readonly options: z.ZodType<Options>;
  uses(options: Options): ScenarioUses;
  endpoints(options: Options): readonly Endpoint[];
}

/** `running`: declared and up. `ready`: images pulled, files in place, nothing declared; the student types the commands. */
export type ScenarioState = "running" | "ready";

/** A scenario as a class uses it. */
export interface ScenarioUse<Options = unknown> {
  readonly spec: ScenarioSpec<Options>;
  readonly state: ScenarioState;
  readonly options: Options;
}
