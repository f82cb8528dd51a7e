// Whether a host's root volume holds what the class pulls and builds there.
import type { AwsTarget, ClassDefinition } from "../../definition/class-definition";
import { InputError } from "../../definition/errors";

/** GB for Ubuntu, Docker, logs and what a student makes. */
const baseGb = 6;
/** GB of an unpacked image, rounded up: the largest of the course's, mysql and wordpress, have about 0.8. */
const imageGb = 1;

/** GB that the root volume of a class's hosts needs at least. */
function neededDiskGb({ scenarios }: ClassDefinition): number {
  const images = new Set(scenarios.flatMap(({ spec, options }) => [...spec.uses(options).images, ...spec.uses(options).builds]));
  return baseGb + images.size * imageGb;
}

/** Throws InputError where the root volume is too small. */
export function checkDisk(definition: ClassDefinition, { diskGb }: AwsTarget): void {
  const least = neededDiskGb(definition);
  if (diskGb < least) {
    throw new InputError(
      `target.aws.diskGb is ${diskGb}: the images of the scenarios (${definition.scenarios.map(({ spec }) => spec.name).join(", ")}) need at least ${least}`,
      "Set it to that or more; a GB costs about ten cents a month",
    );
  }
}
