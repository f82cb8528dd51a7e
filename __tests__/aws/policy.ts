// The policy of docs/iam.md.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

/** What it allows, such as `ec2:RunInstances`. */
export function allowedActions(): string[] {
  const [, json = ""] = /^```json\n([^]*?)^```$/m.exec(readFileSync(resolve(__dirname, "../../docs/iam.md"), "utf8")) ?? [];
  return (JSON.parse(json) as Policy).Statement.flatMap(({ Action }) => Action);
}
