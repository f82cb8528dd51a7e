// The hosts that a class makes as their cloud has them, and what they have cost.
import type { SeenHost } from "../../workspace/seen-hosts";

export interface HostState {
  /** A student's name, or a spare's. */
  readonly host: string;
  /** Student who sits at it. @default the one it is named after */
  readonly seat?: string;
  /** @default there is none */
  readonly instance?: string;
  /** The cloud's own word; `none` where there is no instance. */
  readonly state: string;
  /** @default there is no instance */
  readonly launched?: Date;
  /** When it ends by itself, as its tag says. @default never */
  readonly ends?: Date;
  /** US dollars so far, of all instances that the host had. @default a price is not known */
  readonly usd?: number;
}

export interface Spending {
  /** Every host that the class ever had. */
  readonly hosts: readonly (SeenHost & {
    /** @default a price is not known */
    readonly usd?: number;
    readonly hours: number;
  })[];
  /** US dollars without traffic, CPU credits and tax. @default a price is not known */
  readonly usd?: number;
  readonly hostHours: number;
  /** US dollars an hour of the hosts that are up. @default a price is not known */
  readonly perHour?: number;
  /** Names of hosts that are counted for longer than they may have lived. */
  readonly endsUnseen: readonly string[];
  /** Where the prices are from, in words. */
  readonly source: string;
}
