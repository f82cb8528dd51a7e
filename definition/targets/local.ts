// Target local: the Docker Engine of this machine, for one student.
import { z } from "zod";
import { t } from "../../language/translate";
import type { ClassDefinition } from "../class-definition";
import type { Finding } from "../errors";
import { strict } from "../findings";
import { existingRules } from "./existing-rules";
import { type TargetKind, usualKind } from "./target-kind";

const schema = strict({
  bind: z
    .union([z.ipv4(), z.ipv6()], { error: () => t`must be an IP address, such as 0.0.0.0` })
    .default("127.0.0.1")
    .describe("address that published ports listen on"),
});

export const local: TargetKind<"local", typeof schema> = {
  ...usualKind,
  schema,
  define: (given) => ({ kind: "local", ...given }),
  rules: (definition) => [...oneStudent(definition), ...existingRules(definition)],
  isThisMachine: true,
};

function oneStudent({ students }: ClassDefinition): Finding[] {
  if (students.length <= 1) return [];
  const message = t`must be 1 for target local, which is one Engine for one student; use target hosts or aws for a class`;
  return [{ path: ["students"], value: students.length, message }];
}
