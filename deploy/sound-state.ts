// Looks at Terraform's state files before Terraform does, which takes an empty file for no state at all and would make everything twice.
import { FailedError } from "../definition/errors";
import { hostsStackId } from "../definition/names";
import { makesHosts } from "../definition/targets";
import { t } from "../language/translate";
import { backupOf, setStateAside, stateFiles } from "../workspace/state-files";
import type { Session } from "./session";

/**
 * Moves damaged state of labs and of gates aside: what is there is found on the Engines.
 * @throws FailedError where the damaged state is that of hosts that the class made, which would be made, and cost, a second time.
 */
export function refuseDamagedState({ definition, workspace, reporter }: Session): void {
  for (const file of stateFiles(workspace).filter(({ condition }) => condition === "damaged")) {
    const backup = backupOf(file);
    if (file.stackId === hostsStackId && makesHosts(definition.target))
      throw new FailedError(
        t`${file.path} is damaged: Terraform's state of the class's EC2 hosts`,
        backup === undefined
          ? t`Put a copy of it back; without one, npx lab down asks EC2 itself and ends what there is`
          : t`Its last good copy is beside it: cp ${backup} ${file.path}`,
      );
    const aside = setStateAside(workspace, [file.stackId]);
    reporter.note(
      aside === undefined
        ? t`${file.path} was damaged and is now in its folder; what stands is found on the Engines.`
        : t`${file.path} was damaged and is now in ${aside}; what stands is found on the Engines.`,
    );
  }
}
