// The target of a verb that is for EC2 alone.
import type { AwsTarget } from "../definition/class-definition";
import { InputError } from "../definition/errors";
import { awsTargetOf } from "../definition/targets";
import { t } from "../language/translate";
import type { CliContext } from "./context";

/** @throws InputError for a class on another target. */
export function awsTarget({ definition }: CliContext): AwsTarget {
  const target = awsTargetOf(definition);
  if (!target) throw new InputError(t`target is ${definition.target.kind}; this is for target aws`);
  return target;
}
