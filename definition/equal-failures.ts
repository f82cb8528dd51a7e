// Merges equal failures of many students or hosts into one with their count and names: nobody reads the same two lines three hundred times.
import { amount, type Noun } from "../language/counted";
import { t } from "../language/translate";

export interface NamedFailure {
  /** A student's name, or a host's. */
  readonly name: string;
  /** Address of the host. @default no message has it */
  readonly address?: string;
  readonly message: string;
  /** What to do about it. @default the message says it all */
  readonly next?: string;
}

export interface EqualFailures {
  /** `kim`, `3 students (kim, lee, park)`; of more than ten, ten are named. */
  readonly names: string;
  readonly message: string;
  /** What to do about it. @default the message says it all */
  readonly next?: string;
}

/** Names listed on one line. */
const maxNames = 10;

/** In order of first occurrence. Failures that differ only in their own name and address are merged, with NAME and ADDRESS in their place. `things`: what is counted. */
export function equalFailures(failures: readonly NamedFailure[], things: "students" | "spares"): EqualFailures[] {
  const groups = new Map<string, { names: string[]; own: NamedFailure; shared: NamedFailure }>();
  for (const own of failures) {
    const { name, address = "", message, next } = own;
    const general = (text: string) => withoutWord(withoutWord(text, address, "ADDRESS"), name, "NAME");
    const shared = { name, message: general(message), ...(next !== undefined && { next: general(next) }) };
    const key = `${shared.message}\n${shared.next ?? ""}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { names: [name], own, shared });
  }
  return [...groups.values()].map(({ names, own, shared }) => {
    const { message, next } = names.length === 1 ? own : shared;
    return { names: listed(names, things === "students" ? "student" : "spare"), message, ...(next !== undefined && { next }) };
  });
}

function listed(names: readonly string[], thing: Noun): string {
  const [only = ""] = names;
  if (names.length === 1) return only;
  const count = amount(names.length, thing);
  const named = names.slice(0, maxNames).join(", ");
  return names.length > maxNames ? t`${count} (${named} and ${names.length - maxNames} more)` : `${count} (${named})`;
}

function withoutWord(text: string, word: string, substitute: string): string {
  if (word === "") return text;
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\w.-])${literal}(?![\\w-]|\\.\\w)`, "g"), substitute);
}
