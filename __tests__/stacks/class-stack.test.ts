// What the stacks of a class have of each other.
import { Testing } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addClassStacks } from "../../stacks/class-stacks";
import { classOf } from "../lab-yaml";

async function synthesized(target: string): Promise<Record<"hosts" | "lab", string>> {
  const app = Testing.app();
  const definition = classOf(`name: c\nstudents: [kim]\nends: 2099-01-01T18:00:00+09:00\ntarget: ${target}\nscenarios: [nginx]\n`);
  await addClassStacks(app, { definition, seats: new Map(), stateFolder: () => "state" });
  app.synth();
  const stack = (id: string) => readFileSync(join(app.outdir, "stacks", id, "cdk.tf.json"), "utf8");
  return { hosts: stack("hosts"), lab: stack("lab-kim") };
}

test("a lab on EC2 takes its host's address and id from the state of the stack that makes it", async () => {
  const { hosts, lab } = await synthesized("{ aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }");
  const taken = [...lab.matchAll(/\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}/g)].map(([, output]) => output);
  expect(taken).toEqual(["cross-stack-output-aws_instancehost-kimpublic_ip", "cross-stack-output-aws_instancehost-kimid"]);
  for (const output of taken) expect(hosts).toContain(`"${output ?? ""}": {`);
  expect(lab).not.toContain("${aws_");
});
