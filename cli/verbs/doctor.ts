// `lab doctor`: what this machine has and lacks for the class, each finding with its fix.
import { type CliContext, exitCode } from "../context";
import { findObstacles } from "../../engine/obstacles";
import { inspectEngine } from "../../engine/inspect";
import { engineHosts } from "../../engine/host";
import { diskNeed, engineNeed, type Need, nodeNeed, sshNeed, terraformNeed } from "../prerequisites";
import { paint, result, table } from "../output";
import type { Change } from "../../terraform/run";

export async function doctor(context: CliContext): Promise<number> {
  const { definition, workspace } = context;
  const local = definition.target.kind === "local";
  const engine = local ? [(await engineNeed(definition, workspace)).need] : [];
  const needs = [nodeNeed(), (await terraformNeed()).need, ...engine, await sshOf(local), diskNeed()];
  if (engine[0]?.state === "ok") needs.push(await portsNeed(context));
  if (context.output === "json") result(JSON.stringify(needs, null, 2));
  else
    result(
      table(
        ["need", "state", "found", "fix"],
        needs.map((need) => [need.name, word(need), need.found, need.fix ?? ""]),
      ),
    );
  return needs.some(({ state }) => state === "missing") ? exitCode.machine : exitCode.ok;
}

/** A lab on this machine does without ssh. */
async function sshOf(local: boolean): Promise<Need> {
  const { need } = await sshNeed();
  return local && need.state === "missing" ? { ...need, state: "warning" } : need;
}

function word({ state }: Need): string {
  return paint(state === "ok" ? "green" : state === "warning" ? "yellow" : "red", state);
}

/** The host ports of the class's scenarios, as far as the lab itself does not hold them. */
async function portsNeed({ definition, workspace }: CliContext): Promise<Need> {
  const [host] = await engineHosts(definition, workspace);
  const running = definition.scenarios.filter(({ state }) => state === "running");
  const ports = running.flatMap(({ spec, options }) => spec.uses(options).hostPorts.map(({ port }) => ({ scenario: spec.name, port })));
  const name = "Host ports";
  if (!host || ports.length === 0) return { name, state: "ok", found: "none are needed" };
  const engine = await inspectEngine(host);
  const changes = ports.map(({ scenario, port }): Change => ({
    address: "",
    type: "docker_container",
    action: "replace",
    construct: scenario,
    config: { name: scenario, ports: [{ external: port }] },
  }));
  const { conflicts } = await findObstacles(changes, engine, host, definition.name, host.student);
  const list = ports.map(({ port }) => port).join(", ");
  if (conflicts.length === 0) return { name, state: "ok", found: `${list} free or the lab's` };
  return { name, state: "missing", found: conflicts.map(({ what }) => what).join("; "), fix: conflicts.map(({ fix }) => fix).join("; ") };
}
