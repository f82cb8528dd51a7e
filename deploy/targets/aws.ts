// Target aws: EC2 hosts that the class creates. The SDK is loaded only when EC2 is asked.
import { explainTerraform } from "../../aws/errors";
import type { AwsTarget } from "../../definition/class-definition";
import { hostOf } from "../../definition/seats";
import { sshHost } from "../../engine/host";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { formatDiagnostic } from "../../terraform/diagnostic";
import { readSeats } from "../../workspace/seats";
import { writeSshConfig } from "../../workspace/ssh";
import type { Workspace } from "../../workspace/workspace";
import { pinNewHosts, trustsNewHosts } from "../host-keys";
import { failureFrom } from "../session";
import { reportCost } from "./aws-cost";
import type { ClassTarget } from "./class-target";
import { dataFolders, images } from "./recorded";

export function awsTarget(definition: LabClass, target: AwsTarget, workspace: Workspace): ClassTarget {
  return {
    needs: "ssh",
    hosts: async () => {
      const { runningHosts } = await import("../../aws/instances");
      const config = writeSshConfig(workspace, { machines: [], onEc2: true });
      const seats = readSeats(definition, workspace);
      const running = await runningHosts(target.region, definition.name);
      return definition.students.flatMap(({ name }) => {
        const instance = running.get(hostOf(name, seats));
        return instance ? [sshHost(name, { address: instance.address, user: "ubuntu", port: 22, hostKeyAlias: instance.id }, config)] : [];
      });
    },
    deployedLab: (student) => ({
      student,
      target: { kind: "aws", region: target.region },
      data: dataFolders(definition, workspace),
      images: images(definition),
    }),
    environment: () => Promise.resolve({}),
    beforeMaking: (session) => reportCost(session, target),
    ...(!trustsNewHosts() && { whileMaking: (signal: AbortSignal) => pinNewHosts(definition.name, target, workspace, signal) }),
    explain: (host, diagnostic) => {
      const error = explainTerraform(host, formatDiagnostic(diagnostic));
      return error && failureFrom(error);
    },
  };
}
