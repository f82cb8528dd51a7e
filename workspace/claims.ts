// Who has which seat in the browser, by a card or without one: kept, so that a restart of the server gives nobody's seat to another.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "claims.json";
const claimsFile = z.record(z.string(), z.object({ id: z.string(), since: z.string(), from: z.string() }));

export interface Claim {
  /** Part of the holder's cookie: a later claim of the same seat has another id. `card`: it was taken with the card's code. */
  readonly id: string;
  /** ISO 8601. */
  readonly since: string;
  /** Address from which it was taken. */
  readonly from: string;
}

/** The id of a claim that was made with the student's card. */
export const byCard = "card";

/** The seats of a class that are taken. Only one process uses them: `lab serve`. */
export class Claims {
  private readonly taken: Map<string, Claim>;

  /** @throws InputError where claims.json is damaged: a seat that somebody has would be offered to others. */
  constructor(private readonly workspace: Workspace) {
    const parsed = claimsFile.safeParse(parseJson(workspace.read(file) ?? "{}"));
    if (!parsed.success)
      throw new InputError(
        t`${workspace.path(file)}: is damaged; it must be a JSON object of seats`,
        t`Put a copy of it back, or remove it: every seat is then free for whoever claims it first`,
      );
    this.taken = new Map(Object.entries(parsed.data));
  }

  of(student: string): Claim | undefined {
    return this.taken.get(student);
  }

  /** Undefined where somebody has the seat already: of two at once, one gets it. @param id @default a random one that nobody can guess */
  take(student: string, from: string, id = randomBytes(12).toString("base64url")): Claim | undefined {
    if (this.taken.has(student)) return undefined;
    const claim = { id, since: new Date().toISOString(), from };
    this.taken.set(student, claim);
    this.write();
    return claim;
  }

  free(student: string): void {
    if (this.taken.delete(student)) this.write();
  }

  private write(): void {
    this.workspace.write(file, `${JSON.stringify(Object.fromEntries(this.taken), null, 2)}\n`);
  }
}
