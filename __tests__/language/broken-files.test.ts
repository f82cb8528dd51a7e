// A broken lab.yaml, roster or exercise of a Korean class is refused in Korean, whatever the shell's language is.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../../definition/errors";
import { loadClass } from "../../definition/load";
import { speak } from "../../language/translate";
import { knownScenarios } from "../../stacks/exercises/known-scenarios";
import { labYaml } from "../lab-yaml";

afterEach(() => speak("en"));

const aws = "target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }";

const broken: Readonly<Record<string, string>> = {
  "an alias without an anchor": "name: *other",
  "unknown keys, near and far": "name: a\nscenarioz: [nginx]\nzzz: 1\nscenarios: [nginx]",
  "missing keys": "docker: {}",
  "wrong types": "name: [a]\nscenarios: nginx\ndocker: 3\nstudents: { a: b }",
  "values out of range": "name: Kim Lee\nstudents: 0\nscenarios: []\nlifetime: 4 hours\nbudget: 50",
  "an unknown scenario": "name: a\nscenarios: [ngins, { load-balancer: { web: 99, port: 6000 } }, { a: 1, b: 2 }]",
  "scenarios twice, and one port for two": "name: a\nscenarios: [nginx, nginx, { wordpress: { port: 80 } }]",
  "local with a class": "name: a\nscenarios: [nginx]\nstudents: 3\nlogin: password\nlifetime: 4h\nbudget: 5 USD",
  machines: "name: a\nscenarios: [nginx]\nstudents: [kim, lee]\ntarget: { hosts: { kim: 'ubuntu@10.0.0.1', park: 'nobody' } }",
  "a region": "name: a\nscenarios: [nginx]\ntarget: { aws: { region: ap-northeast-9, access: [10.0.0.7/24], ami: x, owner: '$' } }",
  "the whole internet":
    "name: a\nscenarios: [nginx]\nbudget: 5 USD\ntarget: { aws: { region: ap-northeast-2, access: [0.0.0.0/0], vpcCidr: 172.16.0.0/16, diskGb: 8, backstop: true, pages: true, instanceType: t4g.small } }",
  "both ends": `name: a\nscenarios: [nginx]\n${aws}\nends: 2026-12-01T18:00:00+09:00\nlifetime: 4h`,
  "a mirror and a proxy": "name: a\nscenarios: [nginx]\ndocker: { mirror: 'https://u:p@m.example/?a', proxy: 'ftp://x' }",
  "students twice": "name: a\nscenarios: [nginx]\nstudents: [kim, kim]\n" + aws,
  "no roster": "name: a\nscenarios: [nginx]\nstudents: roster.csv\n" + aws,
  "a wrong roster": "name: a\nscenarios: [nginx]\nstudents: wrong.csv\n" + aws,
  "no folder": "name: a\nscenarios: [./exercises/none]",
  "an exercise": "name: a\nscenarios: [./exercises/broken]",
};

const files: Readonly<Record<string, string>> = {
  "wrong.csv": "name,nmae,key\nkim,x,abc\nkim,y,\nLee Lee,z,\n",
  "exercises/broken/compose.yaml": [
    "services:",
    "  web: { image: 'nginx:1.30', cpus: 2, volumes: ['data:/data', '/etc:/x'], ports: ['0:99999'], depends_on: [db], memm: 1 }",
    "  app: { image: '${IMAGE}', mem_limit: 1m, restart: sometimes, network_mode: other }",
  ].join("\n"),
  "exercises/broken/checks/first.sh": "exit 0\n",
  "exercises/broken/checks/10-one.sh": "#!/bin/zsh\n# nope: x\n# timeout: 900\nexit 0\n",
  "exercises/broken/guide.ko.md": "Text {{nothing}}\n```text\nx\n```\n",
  "exercises/broken/other.txt": "",
  "exercises/broken/files/.env": "no value\n",
};

/** What stands in quotes, what is typed, and what is a name stay as they are. */
const names = /"[^"]*"|`[^`]*`|npx lab( [a-z-]+)*|\S*[./_]\S*|Docker Engine|Docker Hub|S3|SSH|state: ready|lab serve|target [a-z]+/g;

test("what is not YAML is refused in the language that one of its lines sets", () => {
  const file = labYaml("name: a\nlanguage: ko # of the class\nscenarios: [\n");
  speak("en");
  // the parser's own words stay as they are
  expect(() => loadClass(file, [])).toThrow(/lab.yaml:\d+: YAML이 아닙니다: /);
});

test.each(Object.keys(broken))("%s", async (name) => {
  const file = labYaml(`language: ko\n${broken[name] ?? ""}\n`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dirname(file), dirname(path)), { recursive: true });
    writeFileSync(join(dirname(file), path), text);
  }
  speak("en");
  const said: unknown = await knownScenarios(file)
    .then((scenarios) => loadClass(file, scenarios))
    .catch((error: unknown) => error);
  if (!(said instanceof InputError)) throw new Error(`${name} is not refused`);
  const lines = [...said.message.split("\n"), said.next ?? ""].filter(Boolean);
  for (const line of lines) {
    expect(line).toMatch(/[가-힣]/);
    expect(line.replace(names, "")).not.toMatch(/[A-Za-z]{2,} [a-z]{2,}/);
  }
});
