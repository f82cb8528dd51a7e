// `lab doctor`: what this machine has and lacks for the class, each finding with its fix.
import { targetOf } from "../../deploy/targets";
import { type EngineState } from "../../engine/inspect";
import { findObstacles } from "../../engine/obstacles";
import { type CliContext, exitCode } from "../context";
import { paint, result, table } from "../output";
import {
  diskPrerequisite,
  enginePrerequisite,
  nodePrerequisite,
  type Prerequisite,
  sshPrerequisite,
  terraformPrerequisite,
} from "../prerequisites";

export async function doctor(context: CliContext): Promise<number> {
  const local = targetOf(context.definition, context.workspace).needs === "engine";
  const reached = local ? await enginePrerequisite(context) : undefined;
  const all = [
    nodePrerequisite(),
    (await terraformPrerequisite(context.definition)).prerequisite,
    ...(reached ? [reached.prerequisite] : []),
    await sshOf(local),
    diskPrerequisite(process.cwd()),
    ...(reached?.engine ? [await portsPrerequisite(context, reached.engine)] : []),
  ];
  if (context.output === "json") result(JSON.stringify(all, null, 2));
  else
    result(
      table(
        ["need", "state", "found", "fix"],
        all.map((one) => [one.name, word(one), one.found, one.fix ?? ""]),
      ),
    );
  return all.some(({ state }) => state === "missing") ? exitCode.machine : exitCode.ok;
}

/** A lab on this machine does without ssh. */
async function sshOf(local: boolean): Promise<Prerequisite> {
  const ssh = await sshPrerequisite();
  return local && ssh.state === "missing" ? { ...ssh, state: "warning" } : ssh;
}

const colours = { ok: "green", warning: "yellow", missing: "red" } as const;

function word({ state }: Prerequisite): string {
  return paint(colours[state], state);
}

/** The host ports of the class's scenarios, as far as the lab itself does not hold them. */
async function portsPrerequisite({ definition, workspace }: CliContext, engine: EngineState): Promise<Prerequisite> {
  const [host] = await targetOf(definition, workspace).hosts();
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const ports = running.flatMap(({ spec, options }) => spec.uses(options).hostPorts.map(({ port }) => ({ scenario: spec.name, port })));
  const name = "Host ports";
  if (!host || ports.length === 0) return { name, state: "ok", found: "none are needed" };
  const wanted = ports.map(({ scenario, port }) => ({ kind: "container" as const, name: scenario, replaces: true, hostPorts: [port] }));
  const { conflicts } = await findObstacles(wanted, engine, host, definition.name, host.student);
  const list = ports.map(({ port }) => port).join(", ");
  if (conflicts.length === 0) return { name, state: "ok", found: `${list} free or the lab's` };
  return { name, state: "missing", found: conflicts.map(({ what }) => what).join("; "), fix: conflicts.map(({ fix }) => fix).join("; ") };
}
