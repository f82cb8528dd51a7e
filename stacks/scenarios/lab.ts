// What a scenario is given to declare itself in: its own part of one student's lab.
import type { Image } from "@cdktf/provider-docker/lib/image";

export interface Lab<Secret extends string = never> {
  /** Address that published ports listen on; undefined on hosts, where Docker's default is all. */
  readonly bind: string | undefined;
  /** Labels that everything of the scenario is found by without Terraform. */
  readonly labels: Readonly<Record<string, string>>;
  /** The scenario's exercise files, in its own folder. */
  readonly filesFolder: string;
  /** The folder on the Engine's host that the exercise files are in: that of `~/labs`. */
  readonly labsFolder: string;
  /** A pulled image, one resource for all the scenarios that use it. It stays on the Engine when the lab is destroyed. */
  image(reference: string): Image;
  /** A folder as a build context. Its path changes with its content, so that a change builds again. `part`: what tells it from the scenario's others. @default its only one */
  asset(folder: string, part?: string): string;
  /** Where the scenario keeps data on the Engine's host: the course's own path on a host, a folder of the class on this machine. */
  dataFolder(path: string): string;
  /** One of the scenario's `secrets`, the student's own: made once, kept outside Terraform. */
  secret(name: Secret): string;
}

/** Labels in the form that the provider takes them. */
export function labelList(labels: Readonly<Record<string, string>>): { label: string; value: string }[] {
  return Object.entries(labels).map(([label, value]) => ({ label, value }));
}
