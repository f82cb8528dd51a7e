// One student's lab as a construct: the scenarios of a class, in a stack that has a Docker provider for the student's Engine.
import { Image } from "@cdktf/provider-docker/lib/image";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { basename, dirname } from "node:path";
import { formatProp } from "../definition/findings";
import { labels } from "../definition/pins";
import { scenarioRules } from "../definition/rules";
import type { ScenarioUse } from "../definition/scenario";
import { hostLabsFolder } from "../provisioning/exercise-files";
import type { Lab } from "./scenarios/lab";
import type { Scenario } from "./scenarios/scenario";

export interface StudentLabProps {
  /** Name of the class, for the labels that a lab is found by without Terraform. */
  readonly className: string;
  /** Name of the student: lower-case letters, digits and dashes. */
  readonly student: string;
  readonly scenarios: readonly ScenarioUse<Scenario>[];
  /** Address that published ports listen on. @default Docker's own: all addresses of the Engine's host */
  readonly bind?: string;
  /** Folder on the Engine's host that scenarios keep data below. @default the course's own paths, such as `/home/wordpress_db` */
  readonly dataFolder?: string;
  /** Folder on the Engine's host that has the exercise files. @default that of a host */
  readonly labsFolder?: string;
  /** Value of a secret by its name, such as `mysql_root_password`: a sensitive variable of the stack. */
  readonly secret: (name: string) => string;
}

export class StudentLab extends Construct implements Lab {
  readonly bind: string | undefined;
  readonly labsFolder: string;
  private readonly images = new Map<string, Image>();
  private readonly imageScope: Construct;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StudentLabProps,
  ) {
    super(scope, id);
    this.bind = props.bind;
    this.labsFolder = props.labsFolder ?? hostLabsFolder;
    this.node.addValidation({
      validate: () => scenarioRules(props.scenarios).map(formatProp),
    });
    this.imageScope = new Construct(this, "images");
    for (const { spec, state, options } of props.scenarios) {
      for (const reference of spec.uses(options).images) this.image(reference);
      if (state === "running") spec.declare(new Construct(this, spec.name), this, options);
    }
  }

  image(reference: string): Image {
    const known = this.images.get(reference);
    if (known) return known;
    // a slash in an id becomes dashes, which another image's reference may have
    const image = new Image(this.imageScope, `image-${reference.replaceAll("/", "|")}`, { name: reference, keepLocally: true });
    this.images.set(reference, image);
    return image;
  }

  asset(folder: string, name = basename(dirname(folder))): string {
    return new TerraformAsset(this, `files-${name}`, { path: folder, type: AssetType.DIRECTORY }).path;
  }

  labels(scenario: string): Record<string, string> {
    return { [labels.class]: this.props.className, [labels.student]: this.props.student, [labels.scenario]: scenario };
  }

  dataFolder(path: string): string {
    return this.props.dataFolder === undefined ? path : `${this.props.dataFolder}/${basename(path)}`;
  }

  secret(name: string): string {
    return this.props.secret(name);
  }
}
