// docs/class.md's classes on machines and on EC2: each lab.yaml of the page written, each command typed, from nothing to nothing left.
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { standing } from "../../aws/standing";
import { labels } from "../../definition/pins";
import { awsVersion, endWithoutMachine, startEndpoint, stopEndpoint } from "./ec2-class";
import { KitHosts } from "./kit-hosts";
import { LabCommand, outcome } from "./lab-command";
import { asked, engine, kit, projectFolder, provider, suite, terraformBinary } from "./needs";

/** lab.yaml and the commands of a section of the page. */
function section(title: string): { yaml: string; commands: string[] } {
  const page = readFileSync(join(projectFolder, "docs/class.md"), "utf8");
  const text = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const [yaml = "", ...commands] = [...text.matchAll(/(?<=\n\n)(?: {4}.*\n)+/g)].map(([block]) => block.replace(/^ {4}/gm, ""));
  return { yaml, commands: commands.flatMap((block) => block.trim().split("\n")) };
}

/** Types a line of the page, and answers yes to its questions. */
async function type(lab: LabCommand, line: string): Promise<string> {
  const words = line.replace("npx lab ", "").split(" ");
  const [verb = ""] = words;
  if (words.includes("--watch")) return watched(lab, words);
  const asks = ["up", "down", "seat", "replace"].includes(verb);
  const { code, stdout, stderr } = await lab.run(...words, ...(asks ? ["--yes"] : []));
  expect({ line, code, shown: code === 0 ? "" : stdout + stderr }).toEqual({ line, code: 0, shown: "" });
  return stdout;
}

/** Ends a command that goes on until Ctrl-C, once it has shown its first round. */
async function watched(lab: LabCommand, words: string[]): Promise<string> {
  const child = lab.start(...words);
  const ended = outcome(child);
  if (child.stdout) await once(child.stdout, "data");
  child.kill("SIGINT");
  const { code, stdout } = await ended;
  expect(code).toBe(130);
  return stdout;
}

suite("docs/class.md on machines", [kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const { yaml, commands } = section("On machines that you have");
  const hosts = new KitHosts("e2e-page");
  const lab = new LabCommand();

  beforeAll(async () => {
    const [kim, lee] = [await hosts.up("kim"), await hosts.up("lee")];
    const own = yaml
      .replace("kim: ubuntu@10.0.0.11", `kim: { address: ${kim}, identity: ${hosts.key} }`)
      .replace("10.0.0.12, identity: ~/.ssh/class", `${lee}, identity: ${hosts.key}`);
    lab.write(`${own}docker: { pull: false }\n`);
  });
  afterAll(() => hosts.down());

  test.each(commands)("%s", async (line) => {
    const shown = await type(lab, line);
    if (line === "npx lab up") expect(shown).toMatch(/^lee +\S+ +up +up$/m);
    if (line === "npx lab exec -- docker version") expect(shown).toContain("Server:");
  });

  test.each(["kim", "lee"])("then no lab is left on the machine of %s", (name) => {
    expect(hosts.inside(name, `docker ps -aq --filter label=${labels.class}=my-class`)).toBe("");
  });
});

suite("docs/class.md on EC2", [asked, kit("ec2"), kit("host"), engine, provider("docker"), provider("aws", awsVersion)], () => {
  const { yaml, commands } = section("On EC2");
  const lab = new LabCommand();

  beforeAll(() => {
    startEndpoint();
    writeFileSync(join(lab.folder, "roster.csv"), "name\nkim\nlee\n");
    lab.write(`${yaml}docker: { pull: false }\nterraform: { providers: { aws: "${awsVersion}" } }\n`);
  });
  afterAll(() => stopEndpoint());

  test.each(commands)("%s", async (line) => {
    const shown = await type(lab, line);
    if (line === "npx lab up") expect(shown).toMatch(/^kim +\S+ +up +up$/m);
    await endWithoutMachine("ap-northeast-2", "my-class");
    if (line === "npx lab status") expect(shown).toMatch(/^spare-1 +i-\w+ +running /m);
  });

  test("then nothing stands in the account", async () => {
    expect(await standing("ap-northeast-2", "my-class")).toEqual([]);
  });
});
