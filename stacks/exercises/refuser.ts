// Collects what is wrong with the parts of an exercise's folder, each with the part's name.
import { join } from "node:path";
import type { Finding } from "../../definition/errors";

export type Refuse = (message: string, line?: number, value?: string) => void;

/** Adds what is wrong with a part. `shownAs`: the folder as messages name it. */
export function refuserOf(findings: Finding[], shownAs: string): (part: string) => Refuse {
  return (part) =>
    (message, line = 1, value) =>
      void findings.push({ path: [], message, file: join(shownAs, part), line, ...(value !== undefined && { value }) });
}
