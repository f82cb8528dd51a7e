// Forgets the state of stacks whose resources were seen gone: on this machine it is moved aside, elsewhere Terraform removes them from it.
import { setStateAside } from "../workspace/state-files";
import type { Workspace } from "../workspace/workspace";

export async function forgetState(
  workspace: Workspace,
  stackIds: readonly string[],
  forgetRemote?: (stackIds: readonly string[]) => Promise<void>,
): Promise<void> {
  if (forgetRemote) await forgetRemote(stackIds);
  else setStateAside(workspace, stackIds);
}
