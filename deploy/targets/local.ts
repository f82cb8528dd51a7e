// Target local: the Docker Engine of this machine, for one student.
import type { LocalTarget } from "../../definition/class-definition";
import { gatesAtOnce } from "../../definition/limits";
import { dockerHost } from "../../engine/docker-host";
import { thisMachine } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import type { Workspace } from "../../workspace/workspace";
import type { ClassTarget, TargetOperations } from "./class-target";
import { machineIsNotKnown } from "./hosts";
import { dataFolders, exerciseImages, images, imagesToBuild } from "./recorded";

function localTarget(definition: LabClass, target: LocalTarget, workspace: Workspace): ClassTarget {
  return {
    needs: "engine",
    hosts: () =>
      Promise.resolve(
        definition.students.map(({ name }) => thisMachine(name, reachedAt(target.bind), { labsFolder: workspace.exerciseFolder })),
      ),
    deployedLab: (student) => ({
      student,
      target: { kind: "local", bind: target.bind, engine: dockerHost() },
      data: dataFolders(definition, workspace),
      images: images(definition),
      builds: imagesToBuild(definition),
      makes: exerciseImages(definition),
    }),
    beforePlan: () => Promise.resolve(),
    beforeMaking: () => Promise.resolve(),
    hostsAtOnce: gatesAtOnce,
    absent: () => Promise.resolve(undefined),
    explain: () => undefined,
  };
}

export const local: TargetOperations<"local"> = {
  of: localTarget,
  recordedHost: ({ student }, { bind, engine }) => thisMachine(student, reachedAt(bind), engine === undefined ? {} : { engine }),
  withoutHost: machineIsNotKnown,
};

/** Where ports that listen on an address are reached from this machine. */
function reachedAt(bind: string): string {
  return bind === "0.0.0.0" || bind === "::" ? "127.0.0.1" : bind;
}
