// A synthesized stack of a test's own, and a terraform that does what the test says.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformBinary } from "../../terraform/binary";
import type { SynthesizedStack } from "../../terraform/stack-json";
import { testFolder } from "../lab-yaml";

export const fakeTerraform: TerraformBinary = { command: "terraform", product: "terraform", version: "1.11.4" };

/** A lab's stack with one container, whose construct is `nginx/nginx`; its state lies in `state/<id>.tfstate` beside it. */
export function fakeStack({ id = "lab-kim", docker = "3.6.2" } = {}): SynthesizedStack & { readonly state: string } {
  const root = testFolder();
  const folder = join(root, "stacks", id);
  for (const each of [folder, join(root, "state")]) mkdirSync(each, { recursive: true });
  const config = { name: "nginx", "//": { metadata: { path: `${id}/nginx/nginx/container`, uniqueId: "nginx_C0FFEE" } } };
  const stack = {
    terraform: {
      backend: { local: { path: `../../state/${id}.tfstate` } },
      required_providers: { docker: { source: "kreuzwerker/docker", version: docker } },
    },
    resource: { docker_container: { nginx_C0FFEE: config } },
  };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
  return { id, folder, state: join(root, "state", `${id}.tfstate`) };
}

/** Words of POSIX sh that print an event of Terraform's -json UI. */
export function event(value: unknown): string {
  return `printf '%s\\n' '${JSON.stringify(value)}'`;
}

export const plannedChange = (addr: string, action: string) =>
  event({ type: "planned_change", change: { resource: { addr, resource_type: addr.split(".")[0] }, action } });

export const errorEvent = (summary: string, detail = "", address?: string) =>
  event({
    "@level": "error",
    "@message": `Error: ${summary}`,
    type: "diagnostic",
    diagnostic: { severity: "error", summary, detail, address },
  });
