// Reports what is wrong with an exercise's folder when its options are read, together with all else that is wrong in lab.yaml.
import { basename } from "node:path";
import { z } from "zod";
import type { Finding } from "../../definition/errors";
import { attempt, readPartText } from "../../provisioning/folder-parts";
import { refuserOf } from "./refuser";
import { type Scenario, scenario } from "../scenarios/scenario";

/** A part of a folder as text, and why it cannot be read; neither where there is none. `entry`: the folder as messages name it. */
export function partText(folder: string, path: string, entry: string): { text: string | undefined; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const text = attempt(() => readPartText(folder, path), refuserOf(findings, entry)(path));
  return { text, findings };
}

/** A finding without a file is about the entry in lab.yaml. */
export function refuse(context: z.RefinementCtx, findings: readonly Finding[]): void {
  for (const { path, value, message, file, line } of findings)
    context.addIssue({ code: "custom", message, input: value, ...(file !== undefined && { params: { path, file, line: line ?? 1 } }) });
}

/** A scenario that refuses whatever options it is given. */
export function refusedScenario(folder: string, entry: string, findings: readonly Finding[]): Scenario {
  const name = basename(folder);
  return scenario({
    ...{ name, entry, folder, title: { ko: name, en: name } },
    options: z.object({}).superRefine((_, context) => refuse(context, findings)),
    uses: () => ({ hostPorts: [], containers: [], networks: [], builds: [], images: [], memoryMb: 0 }),
    endpoints: () => [],
    declare: () => undefined,
    checks: () => [],
  });
}
