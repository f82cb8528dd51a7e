// The values of a stack's Terraform variables: what only this machine knows, written beside cdk.tf.json, never into it.
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { myAddress } from "../aws/my-address";
import { machinesOf, makesHosts } from "../definition/targets";
import { dockerHost } from "../engine/docker-host";
import { hostSetup } from "../stacks/hosts/host-setup";
import { gateScripts } from "../stacks/hosts/scripts";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { SharedVariable, VariableSource } from "../stacks/variables";
import { makeFolder } from "../workspace/make-folder";
import { secrets } from "../workspace/secrets";
import { classPublicKey, writeSshConfig } from "../workspace/ssh";
import { myAddressFile, type Workspace } from "../workspace/workspace";

/** A stack's folder, and its variables by name. */
export interface StackVariables {
  readonly folder: string;
  readonly sources: ReadonlyMap<string, VariableSource>;
}

/** The block that `me` in target.aws.access stood for when the class was last synthesized; undefined where it never was. */
export function myAddressOf(workspace: Workspace): string | undefined {
  return workspace.read(myAddressFile);
}

/** Terraform reads every `*.auto.tfvars.json` of the folder it runs in: neither plain cdktf nor Terraform asks for a value. */
export async function writeVariables(stacks: readonly StackVariables[], definition: LabClass, workspace: Workspace): Promise<void> {
  const all = stacks.flatMap(({ sources }) => [...sources.values()]);
  const wanted = all.flatMap((source) => (source.kind === "secret" ? [source] : []));
  const secretOf = await secrets(workspace, wanted);
  const shared = new Map<SharedVariable, string | string[]>();
  for (const source of all) {
    if (source.kind !== "secret" && !shared.has(source.kind))
      shared.set(source.kind, await sharedValue(source.kind, definition, workspace));
  }
  for (const { folder, sources } of stacks) {
    const values = [...sources].map(([name, source]) => [name, source.kind === "secret" ? secretOf.get(source) : shared.get(source.kind)]);
    const text = `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`;
    // without waiting 300 times until it is on the disk: each synth writes it again
    writeFileAtomic.sync(join(folder, "lab.auto.tfvars.json"), text, { mode: 0o600, fsync: false });
  }
}

async function sharedValue(name: SharedVariable, definition: LabClass, workspace: Workspace): Promise<string | string[]> {
  const { target } = definition;
  switch (name) {
    case "data_folder":
      return workspace.dataFolder;
    case "labs_folder":
      return workspace.exerciseFolder;
    case "docker_host":
      return dockerHost();
    case "ssh_config":
      return writeSshConfig(workspace, {
        machines: [...machinesOf(target).values()],
        makesHosts: makesHosts(target),
      });
    case "class_public_key":
      return classPublicKey(workspace);
    case "my_addresses": {
      const address = await myAddress(workspace.read(myAddressFile));
      workspace.write(myAddressFile, address);
      return [address];
    }
    case "scripts_folder":
      return writeScripts(definition, workspace);
  }
}

/** Writes what the readiness gates run on hosts and returns its folder. */
function writeScripts(definition: LabClass, workspace: Workspace): string {
  const { target } = definition;
  const folder = workspace.path("scripts");
  makeFolder(folder, 0o700);
  for (const [name, text] of Object.entries(
    gateScripts({ ...hostSetup(definition), ...(!makesHosts(target) && { machines: machinesOf(target) }) }),
  )) {
    const path = join("scripts", name);
    if (workspace.read(path) !== text) workspace.write(path, text);
  }
  return folder;
}
