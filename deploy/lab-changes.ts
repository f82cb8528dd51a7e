// What a lab's plan means: what it would make on an Engine, and what it would lose there.
import type { Leftover, LeftoverReason, Wanted } from "../engine/obstacles";
import { t } from "../language/translate";
import type { Change } from "../terraform/run";
import { scenarioOfConstruct } from "./stack-resources";

/** What a plan would make on an Engine. */
export function wantedOf({ type, action, config, construct }: Change, scenarios: readonly string[] = []): Wanted[] {
  if (action !== "create" && action !== "replace") return [];
  const name = config["name"];
  if (typeof name !== "string") return [];
  const scenario = scenarioOfConstruct(construct, scenarios);
  const common = { name, replaces: action === "replace", ...(scenario !== undefined && { scenario }) };
  if (type === "docker_network") return [{ kind: "network", ...common, hostPorts: [] }];
  if (type !== "docker_container") return [];
  const ports = Array.isArray(config["ports"]) ? config["ports"] : [];
  const hostPorts = ports.flatMap((port: unknown) =>
    typeof port === "object" && port !== null && "external" in port && typeof port.external === "number" ? [port.external] : [],
  );
  return [{ kind: "container", ...common, hostPorts }];
}

const leftoverSentences: Record<LeftoverReason, (name: string) => string> = {
  "state gone": (name) => t`${name}, left over from an earlier lab whose state is gone, is recreated`,
  "docker-compose": (name) => t`${name}, made by docker-compose in place of the lab's, is recreated as the lab's`,
  renamed: (name) => t`${name}, left over from this class under another name, is removed`,
};

export interface DestructiveChanges {
  readonly changes: readonly Change[];
  readonly leftovers: readonly Leftover[];
  /** Images that a student gave a name of the lab's, and that go. */
  readonly lostImages: readonly string[];
}

/** What a plan would lose: containers, and what a student wrote in them; images. Nobody wrote in a container that was never started, as an interrupt leaves it. */
export function destructiveChanges({ changes, leftovers, lostImages }: DestructiveChanges): string[] {
  const lost = changes.filter(({ type, action }) => type === "docker_container" && (action === "delete" || action === "replace"));
  return [
    ...lost.map(({ config, construct, action }) => {
      const name = typeof config["name"] === "string" ? config["name"] : construct;
      return action === "delete" ? t`${name} is removed` : t`${name} is recreated`;
    }),
    ...leftovers
      .filter(({ container }) => container.state !== "created")
      .map(({ container, why }) => leftoverSentences[why](container.name)),
    ...lostImages.map((name) => t`the image ${name}, which the lab did not build, is removed`),
  ];
}
