// One student's lab: a docker provider that points to their Engine, and the class's scenarios.
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { Image } from "@cdktf/provider-docker/lib/image";
import { AssetType, TerraformAsset, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { basename, dirname } from "node:path";
import type { ClassDefinition, Student } from "../definition/class-definition";
import { labels } from "../definition/pins";
import { scenarioRules } from "../definition/rules";
import { formatFinding } from "../definition/findings";
import { configureStack } from "./configure-stack";
import type { Scenario } from "./scenarios/scenario";

/** How a lab's Engine is reached. */
export interface Engine {
  /** `ssh://user@address:port`. @default the Engine of DOCKER_HOST or of this machine */
  readonly host?: string;
  /** Options of every ssh besides the class's configuration file. */
  readonly sshOptions?: readonly string[];
}

export interface LabStackProps {
  readonly definition: ClassDefinition;
  readonly student: Student;
  readonly engine: Engine;
  /** Folder of Terraform's state, as seen from the stack's folder below cdktf.out. */
  readonly stateFolder: string;
}

export class LabStack extends TerraformStack {
  /** Address that published ports listen on; none on hosts, where Docker's default is all. */
  readonly bind: string | undefined;
  private readonly definition: ClassDefinition;
  private readonly student: Student;
  private readonly images = new Map<string, Image>();
  private readonly imageScope: Construct;
  private readonly variables = new Map<string, TerraformVariable>();

  static idOf(student: Student): string {
    return `lab-${student.name}`;
  }

  constructor(scope: Construct, props: LabStackProps) {
    super(scope, LabStack.idOf(props.student));
    const { definition, student, engine } = props;
    this.definition = definition;
    this.student = student;
    this.bind = definition.target.kind === "local" ? definition.target.bind : undefined;
    configureStack(this, { definition, stateFolder: props.stateFolder, providers: ["docker"] });
    new DockerProvider(this, "docker", {
      ...(engine.host !== undefined && {
        host: engine.host,
        sshOpts: ["-F", this.variable("ssh_config"), ...(engine.sshOptions ?? [])],
      }),
    });
    this.node.addValidation({
      validate: () => scenarioRules(definition.scenarios).map((finding) => formatFinding(finding, "lab.yaml", 0)),
    });
    this.imageScope = new Construct(this, "images");
    for (const use of definition.scenarios) {
      const scenario = use.spec as Scenario;
      for (const reference of scenario.uses(use.options).images) this.image(reference);
      if (use.state === "running") scenario.declare(new Construct(this, scenario.name), this, use.options);
    }
  }

  /** A pulled image, one resource for all the scenarios that use it. It stays on the Engine when the lab goes. */
  image(reference: string): Image {
    const known = this.images.get(reference);
    if (known) return known;
    // constructs turn a slash into dashes, which another reference may have
    const image = new Image(this.imageScope, `image-${reference.replaceAll("/", "|")}`, { name: reference, keepLocally: true });
    this.images.set(reference, image);
    return image;
  }

  /** A folder of this project as a build context. Its path changes with its content, so that a change builds anew. */
  asset(folder: string): string {
    return new TerraformAsset(this, `files-${basename(dirname(folder))}`, { path: folder, type: AssetType.DIRECTORY }).path;
  }

  /** Labels by which everything of this lab is found without Terraform. */
  labels(scenario: string): Record<string, string> {
    return { [labels.class]: this.definition.name, [labels.student]: this.student.name, [labels.scenario]: scenario };
  }

  /** Where a scenario keeps data on the Engine's host: the course's own path on a host, a folder of the class on this machine. */
  dataFolder(path: string): string {
    return this.definition.target.kind === "local" ? `${this.variable("data_folder")}/${path.split("/").at(-1) ?? ""}` : path;
  }

  /** A secret of the class, such as a database's password. */
  secret(name: string): string {
    return this.variable(name, true);
  }

  /** Names of the variables this lab needs a value for; cdk.tf.json never holds one. */
  get variableNames(): readonly string[] {
    return [...this.variables.keys()];
  }

  private variable(name: string, sensitive = false): string {
    const known = this.variables.get(name);
    if (known) return known.stringValue;
    const variable = new TerraformVariable(this, name, { type: "string", sensitive });
    variable.overrideLogicalId(name);
    this.variables.set(name, variable);
    return variable.stringValue;
  }
}
