// One student's lab: a docker provider that points to their Engine, and the class's scenarios.
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { Image } from "@cdktf/provider-docker/lib/image";
import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { basename, dirname } from "node:path";
import type { Student } from "../definition/class-definition";
import { labStackId } from "../definition/names";
import { labels } from "../definition/pins";
import { scenarioRules } from "../definition/rules";
import { formatFinding } from "../definition/findings";
import { configureStack } from "./configure-stack";
import type { Engine } from "./engine";
import type { Lab } from "./scenarios/lab";
import type { LabClass } from "./scenarios/scenario";
import { Variables } from "./variables";

export interface LabStackProps {
  readonly definition: LabClass;
  readonly student: Student;
  readonly engine: Engine;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

export class LabStack extends TerraformStack implements Lab {
  readonly bind: string | undefined;
  private readonly definition: LabClass;
  private readonly student: Student;
  private readonly images = new Map<string, Image>();
  readonly variables = new Variables(this);

  constructor(scope: Construct, props: LabStackProps) {
    super(scope, labStackId(props.student.name));
    const { definition, student, engine } = props;
    this.definition = definition;
    this.student = student;
    this.bind = definition.target.kind === "local" ? definition.target.bind : undefined;
    configureStack(this, { definition, stateFolder: props.stateFolder, providers: ["docker"] });
    new DockerProvider(this, "docker", {
      // DOCKER_CONTEXT and DOCKER_CERT_PATH of the shell would come before the host that is named here
      context: "",
      ...(engine.host === undefined
        ? { host: this.variables.text({ kind: "docker_host" }) }
        : {
            host: engine.host,
            certPath: "",
            sshOpts: ["-F", this.variables.text({ kind: "ssh_config" }), ...(engine.sshOptions ?? [])],
          }),
    });
    this.node.addValidation({
      validate: () => scenarioRules(definition.scenarios).map((finding) => formatFinding(finding, "lab.yaml", 0)),
    });
    for (const { spec, state, options } of definition.scenarios) {
      for (const reference of spec.uses(options).images) this.image(reference);
      if (state === "running") spec.declare(new Construct(this, spec.name), this, options);
    }
  }

  image(reference: string): Image {
    const known = this.images.get(reference);
    if (known) return known;
    const image = new Image(this, `image-${reference.replace(/[^a-z0-9.]+/gi, "-")}`, { name: reference, keepLocally: true });
    this.images.set(reference, image);
    return image;
  }

  asset(folder: string): string {
    return new TerraformAsset(this, `files-${basename(dirname(folder))}`, { path: folder, type: AssetType.DIRECTORY }).path;
  }

  labels(scenario: string): Record<string, string> {
    return { [labels.class]: this.definition.name, [labels.student]: this.student.name, [labels.scenario]: scenario };
  }

  dataFolder(path: string): string {
    return this.definition.target.kind === "local"
      ? `${this.variables.text({ kind: "data_folder" })}/${path.split("/").at(-1) ?? ""}`
      : path;
  }

  secret(name: string): string {
    return this.variables.text({ kind: "secret", name, student: this.student.name });
  }
}
