// Target hosts: machines that exist, over SSH; one per student.
import type { HostsTarget } from "../../definition/class-definition";
import { gatesAtOnce } from "../../definition/limits";
import { sshHost } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { writeSshConfig } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import type { ClassTarget } from "./class-target";
import { dataFolders, exerciseImages, images } from "./recorded";

export function hostsTarget(definition: LabClass, target: HostsTarget, workspace: Workspace): ClassTarget {
  return {
    needs: "ssh",
    hosts: () => {
      const config = writeSshConfig(workspace, { machines: [...target.machines.values()], onEc2: false });
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
        makes: exerciseImages(definition),
      };
    },
    beforePlan: () => Promise.resolve(),
    beforeMaking: () => Promise.resolve(),
    hostsAtOnce: gatesAtOnce,
    absent: () => Promise.resolve(undefined),
    explain: () => undefined,
  };
}
