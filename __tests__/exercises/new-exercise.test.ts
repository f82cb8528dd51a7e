// lab new exercise: what it writes is valid as it stands; and so are the examples.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { newExercise } from "../../cli/verbs/new-exercise";
import { loadClass } from "../../definition/load";
import { knownScenarios } from "../../stacks/exercises/known-scenarios";
import { commandBlocks, fillGuide, readGuide } from "../../stacks/scenarios/guide-text";
import { classChecks } from "../../stacks/scenarios/class-checks";
import { hasShellcheck, shellcheck } from "../shellcheck";
import { classFolder } from "./folder";

test.each(["running", "ready"])("what it writes is valid in state %s, and its guide has the commands of that state", async (state) => {
  const file = classFolder({ "lab.yaml": `name: c\nscenarios: [./exercises/redis: { state: ${state} }]\n` });
  newExercise("exercise", "redis", file);
  const { scenarios } = loadClass(file, await knownScenarios(file));
  const [use] = scenarios;
  if (!use) throw new Error("no scenario");
  for (const language of ["ko", "en"] as const) {
    const facts = { values: { self: "host", labs: "~/labs", PORT: "8090" }, running: new Set(state === "running" ? ["redis"] : []) };
    const typed = commandBlocks(fillGuide(readGuide(use.spec, language), facts)).flatMap(({ lines }) => lines.map(({ text }) => text));
    expect(typed.some((text) => text.includes("docker compose up -d"))).toBe(state === "ready");
  }
});

test("what it writes is valid, and is not overwritten", async () => {
  const file = classFolder({ "lab.yaml": "name: c\nscenarios: [./exercises/redis]\n" });
  newExercise("exercise", "redis", file);
  const { scenarios } = loadClass(file, await knownScenarios(file));
  expect(scenarios[0]?.spec.uses(scenarios[0].options)).toMatchObject({ containers: ["redis-web-1"], memoryMb: 64 });
  expect(() => newExercise("exercise", "redis", file)).toThrow("already exists; it was left as it is");
  expect(() => newExercise("exercise", "Redis", file)).toThrow("lower-case letters");
  expect(() => newExercise("course", "redis", file)).toThrow('"course" cannot be written; an exercise can');
});

const examples = resolve("examples/exercises");

test("the examples are valid, with at least three checks of the exercise each, which shellcheck takes", async () => {
  const file = classFolder({ "lab.yaml": `name: c\nscenarios: [${examples}/build, ${examples}/queue]\n` });
  const { scenarios } = loadClass(file, await knownScenarios(file));
  for (const use of scenarios) {
    const checks = classChecks([use]);
    expect(checks.filter(({ standing }) => standing !== true).length).toBeGreaterThanOrEqual(3);
    // SC2154: LAB_HOST and LAB_ANSWERS are the runner's
    if (hasShellcheck) for (const { script } of checks) expect(shellcheck(script, ["SC2154"])).toBe("");
    const commands = (language: string) =>
      [...readFileSync(join(use.spec.folder, `guide.${language}.md`), "utf8").matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    expect(commands("ko")).toEqual(commands("en"));
  }
  expect(dirname(scenarios[0]?.spec.folder ?? "")).toBe(examples);
});
