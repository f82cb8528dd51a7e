// Who holds a file of a class, such as its lock: a process of this machine, or of another one that has the same folder.
import { hostname } from "node:os";
import { z } from "zod";
import { formatMoment, ownOffset } from "../definition/moment";
import { plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { isAlive } from "./is-alive";

/** The holder's keys in such a file. */
export const holderShape = { pid: z.int().positive(), host: z.string(), since: z.string() };

export type Holder = z.output<z.ZodObject<typeof holderShape>>;

/** This process, from now on. */
export function thisProcess(): Holder {
  return { pid: process.pid, host: hostname(), since: new Date().toISOString() };
}

export function isHere({ host }: Holder): boolean {
  return host === hostname();
}

/** Whether it is known to have ended. Nobody knows that of another machine's process. */
export function hasEnded(holder: Holder): boolean {
  return isHere(holder) && !isAlive(holder.pid);
}

/** `since`, on this machine's clock. */
export function sinceText({ since }: Holder): string {
  const moment = new Date(since);
  return Number.isNaN(moment.getTime()) ? plainLine(since, 30) : formatMoment(moment, ownOffset(moment));
}

/** How a person ends it: the words after "end it" in a sentence. */
export function wayToEnd(holder: Holder): string {
  return isHere(holder)
    ? t`with Ctrl-C in its terminal (kill ${holder.pid} does the same)`
    : t`with Ctrl-C in its terminal on ${plainLine(holder.host)}`;
}
