// One cdktf.out for two classes: neither is offered the other's state; a state that moves is still Terraform's to ask about.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../deploy/synthesize";
import { classOf, testFolder } from "../lab-yaml";
import { Workspace } from "../../workspace/workspace";

const bucket = "state: { s3: { bucket: states, key: classes, region: ap-northeast-2 } }\n";

/** Synthesizes a class into a folder; what Terraform's init would note there is written as it does. */
async function use(out: string, home: string, name: string, more = ""): Promise<{ readonly forgotten: boolean }> {
  const note = join(out, "stacks", "lab-student-1", ".terraform", "terraform.tfstate");
  const had = existsSync(note);
  const [stack] = await synthesize(classOf(`name: ${name}\n${more}scenarios: [nginx]\n`), new Workspace(name, home), out);
  if (!stack) throw new Error("a stack");
  const forgotten = had && !existsSync(note);
  mkdirSync(join(stack.folder, ".terraform"), { recursive: true });
  const { terraform } = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8")) as {
    terraform: { backend: Record<string, unknown> };
  };
  const [[type, config] = []] = Object.entries(terraform.backend);
  writeFileSync(note, JSON.stringify({ version: 3, backend: { type, config, hash: 1 } }));
  return { forgotten };
}

test.each([
  ["the same class again", "a", "", "a", "", false],
  ["another class", "a", "", "b", "", true],
  ["the same class in S3", "a", "", "a", bucket, false],
  ["the same class, back from S3", "a", bucket, "a", "", false],
  ["another class, in S3", "a", "", "b", bucket, true],
  ["another class in the same bucket", "a", bucket, "b", bucket, true],
  ["another class, from S3 to here", "a", bucket, "b", "", true],
])("%s", async (_, first, firstState, second, secondState, forgotten) => {
  const [out, home] = [testFolder(), testFolder()];
  await use(out, home, first, firstState);
  expect(await use(out, home, second, secondState)).toEqual({ forgotten });
});

test("two folders with classes of one name, and a note that is damaged", async () => {
  const out = testFolder();
  await use(out, testFolder(), "a");
  expect(await use(out, testFolder(), "a")).toEqual({ forgotten: true });
  writeFileSync(join(out, "stacks/lab-student-1/.terraform/terraform.tfstate"), "{");
  expect(await use(out, testFolder(), "a")).toEqual({ forgotten: true });
});
