// The pages that are written from the program and the schema are those of this program and schema, and leave nothing out.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { labProgram } from "../../cli/program";
import { keyRows } from "../../cli/reference/keys-page";
import { referencePages } from "../../cli/reference/pages";
import { labJsonSchema } from "../../definition/json-schema";
import { scenarios } from "../../stacks/scenarios";

const page = (name: string) => readFileSync(join("docs", name), "utf8");

test.each([...referencePages().keys()])("docs/%s is not stale (npm run docs writes it)", (name) => {
  expect(page(name)).toBe(referencePages().get(name));
});

test("every verb and every option is in docs/commands.md", () => {
  const text = page("commands.md");
  const { commands } = labProgram({ signal: new AbortController().signal, onEnd: () => undefined });
  for (const command of commands) {
    expect(text).toContain(`\n## lab ${command.name()}`);
    for (const { flags } of command.options) expect(text).toContain(`| \`${flags}\` |`);
  }
});

test("every key of lab.yaml is described in docs/lab-yaml.md", () => {
  const rows = keyRows(JSON.parse(JSON.stringify(labJsonSchema(scenarios))) as object);
  const keys = rows.map(({ key }) => key);
  for (const key of [
    "name",
    "target.aws.region",
    "target.hosts.NAME.proxyJump",
    "students[].github",
    "scenarios[].load-balancer.web",
    "docker.proxy.except",
  ])
    expect(keys).toContain(key);
  const groups = ["docker", "target", "terraform", "terraform.providers", "state", "state.s3"];
  const unsaid = rows.filter(({ key, description }) => description === "" && !groups.includes(key));
  expect(unsaid.map(({ key }) => key)).toEqual([]);
  const optional = rows.filter(
    ({ key, isRequired, default: standard }) => !isRequired && typeof (standard ?? {}) === "object" && !groups.includes(key),
  );
  expect(optional.filter(({ description }) => !description.includes("without it, ")).map(({ key }) => key)).toEqual([]);
});
