// Who took which seat in the browser without a card: kept, so that a restart of the server gives nobody's seat to another.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { parseJson } from "./json";
import type { Workspace } from "./workspace";

const file = "claims.json";
const claimsFile = z.record(z.string(), z.object({ id: z.string(), since: z.string(), from: z.string() }));

export interface Claim {
  /** Part of the holder's cookie: another claim of the same seat has another. */
  readonly id: string;
  /** ISO 8601. */
  readonly since: string;
  /** Address that it was claimed from. */
  readonly from: string;
}

/** The seats of a class that were claimed. One process has them: `lab serve`. */
export class Claims {
  private readonly taken: Map<string, Claim>;

  constructor(private readonly workspace: Workspace) {
    const parsed = claimsFile.safeParse(parseJson(workspace.read(file) ?? "{}"));
    this.taken = new Map(Object.entries(parsed.success ? parsed.data : {}));
  }

  of(student: string): Claim | undefined {
    return this.taken.get(student);
  }

  /** Undefined where somebody has the seat already: of two at once, one gets it. */
  take(student: string, from: string, now = new Date()): Claim | undefined {
    if (this.taken.has(student)) return undefined;
    const claim = { id: randomBytes(12).toString("base64url"), since: now.toISOString(), from };
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
