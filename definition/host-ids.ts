// Constructs are named after their host in every stack of hosts, on any kind of target, so that a construct or one of Terraform's addresses
// says which host it is about.

/** Id of a host's construct, and its name in an address, which a person knows. It begins with a letter, which a student's need not. */
export function hostId(name: string): string {
  return `host-${name}`;
}

/** Id of a host's gate, and its name in an address. */
export function gateId(name: string): string {
  return `gate-${name}`;
}

/** Address of a host's gate in Terraform; for "", what all of them begin with. */
export function gateAddress(name: string): string {
  return `terraform_data.${gateId(name)}`;
}

/** Name in an address of what brings a host its files. */
export function filesId(name: string): string {
  return `files-${name}`;
}

/** Address of what brings a host its files; for "", what all of them begin with. */
export function filesAddress(name: string): string {
  return `terraform_data.${filesId(name)}`;
}

/** Id, below `backstop`, of what ends a host from outside. */
export function endId(name: string): string {
  return `end-${name}`;
}

/**
 * The host that a resource of the hosts' stack is for: `kim` of `ec2/host-kim/instance`, `ec2/gate-kim/gate` and
 * `machines/gate-kim/files`; undefined for what all of them share.
 */
export function hostOfConstruct(construct: string): string | undefined {
  return /^[^/]+\/(?:host|gate)-([\w-]+)\/[^/]+$/.exec(construct)?.[1];
}

/** Whether a resource of a host is what brings it its files, as `machines/gate-kim/files` does. */
export function isFilesConstruct(construct: string): boolean {
  return construct.endsWith("/files");
}

/** The host that something outside it ends: `kim` of `ec2/backstop/end-kim`. */
export function hostOfEnd(construct: string): string | undefined {
  return /^[^/]+\/backstop\/end-([\w-]+)$/.exec(construct)?.[1];
}

/** The host that a resource is for, by its address: all that is known of one which lab.yaml does not have any more. */
export function hostOfAddress(address: string): string | undefined {
  return /^\w+\.(?:host|gate|files)-([\w-]+)$/.exec(address)?.[1];
}
