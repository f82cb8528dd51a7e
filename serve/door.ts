// Who may come in: codes from cards, claimed seats, and the cookies issued for them.
import { createHmac, timingSafeEqual } from "node:crypto";
import { type ClassCodes, normalCode } from "../workspace/codes";
import { byCard, type Claims } from "../workspace/claims";
import { cookieDays, tries } from "./limits";

/** Whom a browser belongs to. */
export type Identity = { readonly role: "student"; readonly student: string } | { readonly role: "board" };

export type Entry =
  | { readonly kind: "in"; readonly identity: Identity; readonly cookie: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "too many"; readonly seconds: number }
  | { readonly kind: "taken" };

export interface DoorProps {
  readonly codes: ClassCodes;
  /** The class's students; a code of somebody who left opens nothing. */
  readonly students: readonly string[];
  readonly claims: Claims;
  /** Code for those without a card. @default everybody needs a card */
  readonly claim?: string;
  /** Milliseconds. @default Date.now */
  readonly clock?: () => number;
}

export class Door {
  private readonly failures = new Map<string, number[]>();
  private readonly clock: () => number;

  constructor(private readonly props: DoorProps) {
    this.clock = props.clock ?? Date.now;
  }

  /** Tries a code. `who` is a student's name, or empty for the board. */
  enter(who: string, typed: string, from: string): Entry {
    const { codes, students } = this.props;
    const known = students.includes(who);
    // unknown names share one count, or each would allow more tries
    const key = `${from} ${who === "" || known ? who : "?"}`;
    const seconds = this.refusedFor(key);
    if (seconds > 0) return { kind: "too many", seconds };
    let expected: string | undefined = codes.board;
    if (who !== "") expected = known ? codes.students.get(who) : undefined;
    const right = this.equal(typed, expected ?? codes.key);
    if (!right || expected === undefined) return this.failed(key);
    const identity: Identity = who === "" ? { role: "board" } : { role: "student", student: who };
    // the seat of somebody with a card is not offered to others
    if (who !== "") this.props.claims.take(who, from, byCard);
    return { kind: "in", identity, cookie: this.cookieOf(identity, byCard) };
  }

  /** Seats that nobody has taken. */
  freeSeats(typed: string, from: string): { readonly seats: readonly string[] } | Exclude<Entry, { kind: "in" }> {
    const { claim, claims, students } = this.props;
    const key = `${from} claim`;
    const seconds = this.refusedFor(key);
    if (seconds > 0) return { kind: "too many", seconds };
    if (claim === undefined || !this.equal(typed, claim)) return this.failed(key);
    return { seats: students.filter((student) => claims.of(student) === undefined) };
  }

  /** Takes a free seat for whoever knows the class's code. */
  claim(student: string, typed: string, from: string): Entry {
    const free = this.freeSeats(typed, from);
    if (!("seats" in free)) return free;
    const taken = this.props.students.includes(student) ? this.props.claims.take(student, from) : undefined;
    if (!taken) return { kind: "taken" };
    const identity = { role: "student", student } as const;
    return { kind: "in", identity, cookie: this.cookieOf(identity, taken.id) };
  }

  /** Whom a cookie identifies; undefined for one that is forged, too old, or of a seat that was freed. */
  identityOf(cookie: string | undefined): Identity | undefined {
    if (cookie === undefined) return undefined;
    const [role, student = "", grant, since = "", mark = "", ...rest] = cookie.split("~");
    if (rest.length > 0 || !same(mark, this.mark([role, student, grant, since].join("~")))) return undefined;
    if (this.clock() - Number(since) > cookieDays * 86_400_000) return undefined;
    if (role === "board") return { role };
    const { students, claims } = this.props;
    if (role !== "student" || !students.includes(student)) return undefined;
    return grant === byCard || claims.of(student)?.id === grant ? { role, student } : undefined;
  }

  private cookieOf(identity: Identity, grant: string): string {
    const value = [identity.role, identity.role === "student" ? identity.student : "", grant, String(this.clock())].join("~");
    return `${value}~${this.mark(value)}`;
  }

  private mark(value: string): string {
    return createHmac("sha256", this.props.codes.key).update(value).digest("base64url");
  }

  private equal(typed: string, expected: string): boolean {
    return same(this.mark(normalCode(typed)), this.mark(normalCode(expected)));
  }

  /** Seconds until this address may try this name again. */
  private refusedFor(key: string): number {
    const now = this.clock();
    const recent = (this.failures.get(key) ?? []).filter((moment) => now - moment < tries.seconds * 1000);
    if (recent.length === 0) this.failures.delete(key);
    else this.failures.set(key, recent);
    const [first = now] = recent;
    return recent.length < tries.max ? 0 : Math.ceil((first + tries.seconds * 1000 - now) / 1000);
  }

  private failed(key: string): Entry & { kind: "wrong" } {
    // addresses that tried only once must not pile up
    if (this.failures.size > 10_000) this.failures.clear();
    this.failures.set(key, [...(this.failures.get(key) ?? []), this.clock()]);
    return { kind: "wrong" };
  }
}

/** In constant time, whatever the lengths are. */
export function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHmac("sha256", "compare").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
