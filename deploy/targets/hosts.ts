// Target hosts: machines that exist, over SSH; one per student.
import type { HostsTarget } from "../../definition/class-definition";
import type { Failure } from "../session";
import { gatesAtOnce } from "../../definition/limits";
import { sshHost } from "../../engine/host";
import { t } from "../../language/translate";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { writeSshConfig } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import type { ClassTarget, TargetOperations } from "./class-target";
import { reachability } from "./reachability";
import { dataFolders, exerciseImages, images, imagesToBuild } from "./recorded";

function hostsTarget(definition: LabClass, target: HostsTarget, workspace: Workspace): ClassTarget {
  const own: ClassTarget = {
    needs: "ssh",
    hosts: () => {
      const config = writeSshConfig(workspace, { machines: [...target.machines.values()], makesHosts: false });
      return Promise.resolve(
        definition.students.flatMap(({ name }) => {
          const machine = target.machines.get(name);
          return machine ? [sshHost(name, machine, config)] : [];
        }),
      );
    },
    deployedLab: (student) => {
      const machine = target.machines.get(student);
      return {
        student,
        target: { kind: "hosts" },
        ...(machine && { machine }),
        data: dataFolders(definition, workspace),
        images: images(definition),
        builds: imagesToBuild(definition),
        makes: exerciseImages(definition),
      };
    },
    beforePlan: () => Promise.resolve(),
    beforeMaking: () => Promise.resolve(),
    hostsAtOnce: gatesAtOnce,
    prerequisites: async (signal) => reachability(() => own.hosts(), signal),
    absent: () => Promise.resolve(undefined),
    explain: () => undefined,
  };
  return own;
}

/** For a lab that only Terraform's state knows. */
export const machineIsNotKnown = (): Failure => ({
  message: t`its machine is not known`,
  next: t`Name it in target.hosts of lab.yaml, then npx lab down again`,
});

export const hosts: TargetOperations<"hosts"> = {
  of: hostsTarget,
  recordedHost: ({ student, machine }, _, config) => machine && sshHost(student, machine, config),
  withoutHost: machineIsNotKnown,
};
