// One student's lab as a construct: the scenarios of a class, in a stack that has a Docker provider for the student's Engine.
import { Image } from "@cdktf/provider-docker/lib/image";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { basename } from "node:path";
import { InputError } from "../definition/errors";
import { formatProp, suggestion } from "../definition/findings";
import { labels } from "../definition/pins";
import { scenarioRules } from "../definition/rules";
import type { ScenarioUse } from "../definition/scenario";
import { t } from "../language/translate";
import { hostLabsFolder } from "../provisioning/exercise-files";
import { filesFolder } from "./scenarios/exercise-files";
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

export class StudentLab extends Construct {
  private readonly images = new Map<string, Image>();
  private readonly imageScope: Construct;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StudentLabProps,
  ) {
    super(scope, id);
    this.node.addValidation({
      validate: () => scenarioRules(props.scenarios).map(formatProp),
    });
    this.imageScope = new Construct(this, "images");
    for (const { spec, state, options } of props.scenarios) {
      for (const reference of spec.uses(options).images) this.image(reference);
      if (state === "running") spec.declare(new Construct(this, spec.name), this.labOf(spec), options);
    }
  }

  private labOf(spec: Scenario): Lab<string> {
    const { className, student, bind, dataFolder, labsFolder = hostLabsFolder } = this.props;
    const { name, secrets = [] } = spec;
    return {
      ...{ bind, labsFolder, filesFolder: filesFolder(spec) },
      labels: { [labels.class]: className, [labels.student]: student, [labels.scenario]: name },
      image: (reference) => this.image(reference),
      asset: (path, part) => {
        const id = part === undefined ? `files-${name}` : `files-${name}.${part}`;
        return new TerraformAsset(this, id, { path, type: AssetType.DIRECTORY }).path;
      },
      dataFolder: (path) => (dataFolder === undefined ? path : `${dataFolder}/${basename(path)}`),
      secret: (secret) => {
        // an index.ts of an instructor's own runs without a look at its types
        if (!secrets.includes(secret)) throw new InputError(t`${secret} is not a secret of ${name}${suggestion(secret, secrets)}`);
        return this.props.secret(secret);
      },
    };
  }

  private image(reference: string): Image {
    const known = this.images.get(reference);
    if (known) return known;
    // a slash in an id becomes dashes, which another image's reference may have
    const image = new Image(this.imageScope, `image-${reference.replaceAll("/", "|")}`, { name: reference, keepLocally: true });
    this.images.set(reference, image);
    return image;
  }
}
