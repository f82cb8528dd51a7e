// What an apply is at, in words for a person: which thing of a lab, or whose host.
import { plain } from "../definition/plain-text";
import { asCalled } from "../language/called";
import { t } from "../language/translate";
import { isFailureLine } from "../stacks/hosts/gate-lines";
import { hostOfAddress, hostOfConstruct, hostOfEnd, isFilesConstruct } from "../definition/host-ids";
import type { ApplyStep, Change } from "../terraform/run";

/** Seconds between two lines about something that takes long. */
const notice = 30;
/** Terraform's own seconds between two events about it. */
const heartbeat = 10;

/** A line about a step of a lab's apply; undefined where there is nothing to say. */
export function labProgress(step: ApplyStep): string | undefined {
  // such a resource is nothing on an Engine: a container is replaced with it
  return line(step, (change) => (isData(change) ? undefined : doing(change.action, thingOf(change))));
}

/** A line about a step of the hosts' apply; undefined where there is nothing to say. */
export function hostsProgress(step: ApplyStep): string | undefined {
  if (step.kind === "line" && isFailureLine(step.text)) return undefined;
  // a gate itself says what it waits for
  if (step.kind === "resource" && isData(step.change) && step.seconds > 0) return undefined;
  return line(step, (change) => {
    const { construct, address, action, type } = change;
    const host = hostOfConstruct(construct) ?? hostOfEnd(construct) ?? hostOfAddress(address);
    if (!isData(change)) return host === undefined ? doing(action, thingOf(change)) : t`${host}'s host: ${doing(action, kindOf(type))}`;
    if (host === undefined || action === "delete") return undefined;
    return isFilesConstruct(construct) ? t`${host}'s host: bringing its exercise files` : t`${host}'s host: waiting until it is ready`;
  });
}

function line(step: ApplyStep, words: (change: Change) => string | undefined): string | undefined {
  if (step.kind === "line") return asCalled(plain(step.text));
  const { change, seconds } = step;
  const said = words(change);
  if (said === undefined || seconds === 0) return said && plain(said);
  return seconds % notice < heartbeat && seconds >= notice ? plain(t`${said} (${seconds} s)`) : undefined;
}

function isData({ type }: Change): boolean {
  return type === "terraform_data";
}

const sentences: Partial<Record<Change["action"], (thing: string) => string>> = {
  create: (thing) => t`making ${thing}`,
  delete: (thing) => t`removing ${thing}`,
  update: (thing) => t`changing ${thing}`,
  read: (thing) => t`reading ${thing}`,
  replace: (thing) => t`replacing ${thing}`,
};

function doing(action: Change["action"], thing: string): string {
  return sentences[action]?.(thing) ?? `${action} ${thing}`;
}

const things: ReadonlyMap<string, (name: string) => string> = new Map([
  ["docker_container", (name: string) => t`container ${name}`],
  ["docker_network", (name: string) => t`network ${name}`],
  ["docker_volume", (name: string) => t`volume ${name}`],
  ["docker_image", (name: string) => t`image ${name}`],
]);

/** `container nginx`; `security group docker-101`; `vpc`, which has no name. */
function thingOf({ type, config }: Change): string {
  const name = config["name"];
  // a name that only Terraform knows is an expression until then
  if (typeof name !== "string" || name.includes("${")) return kindOf(type);
  return things.get(type)?.(name) ?? `${kindOf(type)} ${name}`;
}

/** `internet gateway` of `aws_internet_gateway`. */
function kindOf(type: string): string {
  return type.replace(/^[a-z0-9]+_/, "").replaceAll("_", " ");
}
