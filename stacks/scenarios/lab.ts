// What a scenario is given to declare itself in: one student's lab.
import type { Image } from "@cdktf/provider-docker/lib/image";

export interface Lab {
  /** Address that published ports listen on; undefined on hosts, where Docker's default is all. */
  readonly bind: string | undefined;
  /** A pulled image, one resource for all the scenarios that use it. It stays on the Engine when the lab is destroyed. */
  image(reference: string): Image;
  /** A folder as a build context. Its path changes with its content, so that a change builds again. `name`: unique in the lab. @default that of its parent folder */
  asset(folder: string, name?: string): string;
  /** The folder on the Engine's host that the exercise files are in: that of `~/labs`. */
  readonly labsFolder: string;
  /** Labels that everything of a scenario is found by without Terraform. */
  labels(scenario: string): Record<string, string>;
  /** Where a scenario keeps data on the Engine's host: the course's own path on a host, a folder of the class on this machine. */
  dataFolder(path: string): string;
  /** A secret of the student's own, such as a database's password: made once, kept outside Terraform. */
  secret(name: string): string;
}

/** A lab's labels in the form that the provider's network takes them. */
export function networkLabels(lab: Lab, scenario: string): { label: string; value: string }[] {
  return labelList(lab.labels(scenario));
}

/** Labels in the form that the provider takes them. */
export function labelList(labels: Readonly<Record<string, string>>): { label: string; value: string }[] {
  return Object.entries(labels).map(([label, value]) => ({ label, value }));
}
