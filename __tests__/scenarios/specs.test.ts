// What every scenario keeps to, and that all of them fit on one host.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { images, labels } from "../../definition/pins";
import { classRules } from "../../definition/rules";
import { scenarios } from "../../stacks/scenarios";
import { exerciseFiles } from "../../stacks/scenarios/exercise-files";
import { classOf } from "../lab-yaml";
import { synthLab } from "../synth";
import { hasShellcheck, shellcheckAll } from "../shellcheck";

const names = scenarios.map(({ name }) => name);
const options = (name: string) => scenarios.find((scenario) => scenario.name === name)?.options.parse({});

test("the chapters of the course, in its order", () => {
  expect(names).toEqual([
    "daemon",
    "processes",
    "nginx",
    "image-layers",
    "networks",
    "load-balancer",
    "wordpress",
    "volumes",
    "reverse-proxy",
  ]);
});

describe("all scenarios on one host", () => {
  test.each(["running", "ready"])("state %s: no rule is broken", (state) => {
    const definition = classOf(`name: all\nscenarios: [${names.map((name) => `${name}: { state: ${state} }`).join(", ")}]\n`);
    expect(classRules(definition)).toEqual([]);
  });

  test("their containers have names and host ports of their own, and 2 GB are enough", () => {
    const uses = scenarios.map((scenario) => scenario.uses(scenario.options.parse({})));
    const containers = uses.flatMap((use) => use.containers);
    const ports = uses.flatMap(({ hostPorts }) => hostPorts.map(({ port }) => port));
    expect(new Set(containers).size).toBe(containers.length);
    expect(new Set(ports).size).toBe(ports.length);
    expect(uses.reduce((sum, { memoryMb }) => sum + memoryMb, 0)).toBeLessThanOrEqual(2048);
  });
});

test.each(["README.md", "__tests__/e2e/class-host.ts", "__tests__/e2e/nine-scenarios/checks.ts", "__tests__/scenarios/declared.test.ts"])(
  "%s has every scenario",
  (file) => {
    const text = readFileSync(resolve(file), "utf8");
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  },
);

describe.each(scenarios)("$name", (scenario) => {
  const checks = scenario.checks(options(scenario.name), scenario.name);

  test("has a title in both languages, and every option a default", () => {
    expect(scenario.title.ko).toMatch(/[가-힣]/);
    expect(scenario.title.en).not.toMatch(/[가-힣]/);
    expect(scenario.options.safeParse({}).success).toBe(true);
    expect(scenario.options.safeParse({ nonsense: 1 }).success).toBe(false);
  });

  test("says its name once: under another one, its labels, its build context, its checks and their hints follow", () => {
    const definition = classOf(`name: c\nscenarios: [${scenario.name}]\n`);
    const [use] = definition.scenarios;
    const said = (name: string) => {
      const { text } = synthLab({
        ...definition,
        scenarios: [{ ...use, spec: { ...scenario, name }, state: "running", options: use?.options }],
      });
      return `${text} ${JSON.stringify(scenario.checks(use?.options, name))}`;
    };
    const places = (text: string, name: string) =>
      text.match(
        new RegExp(
          `${labels.scenario}"[^}]{1,40}"${name}"|files-${name}\\b|(?:answers|ANSWERS)/${name}\\b|(?:folder|폴더) ${name}\\b`,
          "g",
        ),
      ) ?? [];
    expect(places(said("another"), scenario.name)).toEqual([]);
    expect(places(said("another"), "another")).toHaveLength(places(said(scenario.name), scenario.name).length);
  });

  test("has at least three checks that only the exercise turns green, each with an id of its own and a title and hint in both languages", () => {
    expect(checks.filter(({ standing }) => standing !== true).length).toBeGreaterThanOrEqual(3);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, title, hint } of checks) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      for (const text of [title, hint]) {
        expect(text.ko).toMatch(/[가-힣]/);
        expect(text.en.length).toBeGreaterThan(10);
        expect(text.en).not.toMatch(/[가-힣]/);
      }
    }
  });

  test("asks without an event among those that students read: no exec but the one that a namespace's number needs, no run, no copy", () => {
    const loud = checks.filter(({ script }) => /docker (exec|run|create|cp|top|start|save|export)\b/.test(script)).map(({ id }) => id);
    expect(loud).toEqual(scenario.name === "processes" ? ["namespace"] : []);
  });

  test("what is written down is asked by a check, and has a place in the answers that its student gets", () => {
    const asked = checks.flatMap(({ script }) => Array.from(script.matchAll(/\^([a-z-]+): \*\/\/p/g), ([, word]) => word));
    const [file] = exerciseFiles([{ spec: scenario, options: options(scenario.name) }]).filter(
      ({ path }) => path === `answers/${scenario.name}`,
    );
    expect(file?.content ?? "").toBe((scenario.exercise?.answers ?? []).map((word) => `${word}:\n`).join(""));
    expect([...new Set(asked)].sort()).toEqual([...(scenario.exercise?.answers ?? [])].sort());
  });

  (hasShellcheck ? test : test.skip)("shellcheck has nothing to say about its checks", () => {
    // SC2154: LAB_HOST is the runner's; SC2013: ids are words; SC2012: a folder's own line
    const scripts = Object.fromEntries(checks.map(({ id, script }) => [id, script]));
    expect(shellcheckAll(scripts, ["SC2154", "SC2013", "SC2012"])).toBe("");
  });
});

test.each([
  ["networks", "docker-compose.yml", images.nginx],
  ["load-balancer", "docker-compose.yml", images.haproxy],
  ["load-balancer", "Dockerfile", images.node],
  ["image-layers", "first.Dockerfile", images.ubuntu],
])("the exercise file %s/%s names the pinned image %s", (scenario, file, image) => {
  expect(readFileSync(join("stacks/scenarios", scenario, "files", file), "utf8")).toContain(image);
});
