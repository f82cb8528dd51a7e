// One student's lab as a stack of its own: where its state is kept, a Docker provider that points to their Engine, and the scenarios.
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import type { Construct } from "constructs";
import { ClassStack } from "./class-stack";
import type { Engine } from "./engine";
import type { LabClass } from "./scenarios/scenario";
import { StudentLab } from "./student-lab";
import { labOn } from "./targets";

export interface LabStackProps {
  readonly definition: LabClass;
  /** Name of the student. */
  readonly student: string;
  readonly engine: Engine;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

export class LabStack extends ClassStack {
  constructor(scope: Construct, id: string, { definition, student, engine, stateFolder }: LabStackProps) {
    super(scope, id, { definition, stateFolder, providers: ["docker"], ofOtherStacks: [engine.host, ...(engine.sshOptions ?? [])] });
    const { name, target, scenarios } = definition;
    new DockerProvider(this, "docker", {
      // DOCKER_CONTEXT and DOCKER_CERT_PATH of the shell would take precedence over the host that is named here
      context: "",
      ...(engine.host === undefined
        ? { host: this.variables.text({ kind: "docker_host" }) }
        : {
            host: engine.host,
            certPath: "",
            sshOpts: ["-F", this.variables.text({ kind: "ssh_config" }), ...(engine.sshOptions ?? [])],
          }),
    });
    // Default: the construct adds nothing to the names of what is in it
    new StudentLab(this, "Default", {
      ...{ className: name, student, scenarios },
      ...labOn(target, this.variables),
      secret: (secret) => this.variables.text({ kind: "secret", name: secret, student }),
    });
  }
}
