// `lab status`: what runs, from the Engines themselves.
import type { CliContext } from "../context";
import { exitCode } from "../context";
import { engineHosts } from "../../engine/host";
import { isWell, labStatus, type LabStatus, statusTable } from "../../engine/status";
import { result, say } from "../output";

export async function status(context: CliContext): Promise<number> {
  const { chosen: definition, workspace, signal } = context;
  const hosts = await engineHosts(definition, workspace);
  const labs = await Promise.all(
    definition.students.map(async ({ name }): Promise<LabStatus> => {
      const host = hosts.find(({ student }) => student === name);
      if (host) return labStatus(host, definition, { signal });
      return { student: name, address: "-", error: "has no host", next: "npx lab up makes it", scenarios: [] };
    }),
  );
  writeStatus(context, labs);
  return labs.every(isWell) ? exitCode.ok : exitCode.failed;
}

export function writeStatus({ definition, output }: CliContext, labs: readonly LabStatus[]): void {
  if (output === "json") {
    result(JSON.stringify({ class: definition.name, labs }, null, 2));
    return;
  }
  result(
    statusTable(
      labs,
      definition.scenarios.map(({ spec }) => spec.name),
    ),
  );
  for (const { student, error, next } of labs) {
    if (error !== undefined) say(`${student}: ${error}${next === undefined ? "" : `\n  ${next}`}`);
  }
}
