// A class's end after `lab extend`: kept in end.json, so that hosts that are made later end with the others.
import { z } from "zod";
import type { End } from "../definition/class-definition";
import { endText } from "../definition/end";
import { ownOffset } from "../definition/moment";
import { parseJson } from "../definition/json";
import type { Workspace } from "./workspace";

const file = "end.json";

const extension = z.object({
  /** The latest end of a host, ISO 8601. */
  ends: z.iso.datetime(),
  /** The end that lab.yaml had then: once lab.yaml has another, that one counts. */
  labYaml: z.string(),
});

/** The class's end: lab.yaml's, or the later one that its hosts were extended to. */
export function currentEnd(end: End | undefined, workspace: Workspace): End | undefined {
  const extended = extension.safeParse(parseJson(workspace.read(file) ?? "")).data;
  if (!end || !extended || extended.labYaml !== endText(end)) return end;
  const ends = new Date(extended.ends);
  // a host with a lifetime of its own is not cut short by what the others were extended to
  if ("ends" in end) return ends > end.ends ? { ...end, ends } : end;
  return ends.getTime() > Date.now() + end.lifetimeHours * 3_600_000 ? { ends, offset: ownOffset(ends) } : end;
}

/** Notes that hosts were extended, the last of them to a moment. */
export function noteExtension(end: End, workspace: Workspace, ends: Date): void {
  workspace.write(file, `${JSON.stringify({ ends: ends.toISOString(), labYaml: endText(end) })}\n`);
}
