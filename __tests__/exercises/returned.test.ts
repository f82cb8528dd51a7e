// What a scenario of one's own returns in a wrong shape is a mistake at its function's line, with the key, the value and what is allowed.
import { dirname, join } from "node:path";
import { z } from "zod";
import { formatProp } from "../../definition/findings";
import { loadClass } from "../../definition/load";
import { mistakesIn } from "../../stacks/exercises/module-scenario";
import { askedParts, findingsOfReturned } from "../../stacks/exercises/returned";
import { guardedScenario } from "../../stacks/exercises/guarded-scenario";
import { scenario } from "../../stacks/scenarios/scenario";
import { classFolder } from "./folder";

const index = `export default scenario({
  name: "own",
  uses: () => ({}),
  endpoints,
  async checks() {},
  files: () => [], facts: () => ({}),
  solve:
});
`;
const folder = join(dirname(classFolder({ "own/index.ts": index })), "own");
const said = (part: (typeof askedParts)[number], value: unknown) => findingsOfReturned(part, value, folder, "own").map(formatProp);

test("each mistake names the function, the key, the value, what is allowed, and the line of the function", () => {
  const uses = { hostPorts: [{ option: "port", port: "80" }], containers: "web", networks: [], builds: [], images: ["Not An Image"] };
  expect(said("uses", uses)).toEqual([
    'own/index.ts:3: uses().hostPorts[0].port: "80" must be a number',
    'own/index.ts:3: uses().containers: "web" must be a list',
    'own/index.ts:3: uses().images[0]: "Not An Image" must be an image reference, such as nginx:1.30',
    "own/index.ts:3: uses().memoryMb is missing; it must be a number",
  ]);
  expect(said("endpoints", [{ name: "page", port: 80, path: "shop" }])).toEqual([
    'own/index.ts:4: endpoints()[0].path: "shop" must begin with /',
  ]);
  expect(said("checks", [{ id: "done", title: { en: "Done" }, script: "true", hint: { ko: "", en: "" } }])).toEqual([
    "own/index.ts:5: checks()[0].title.ko is missing; it must be text",
  ]);
  expect(said("files", undefined)).toEqual(["own/index.ts:6: files() is missing; it must be a list"]);
  expect(said("facts", { PORT: 80 })).toEqual(["own/index.ts:6: facts().PORT: 80 must be text"]);
  expect(said("solve", null)).toEqual(["own/index.ts:7: solve(): null must be text"]);
  expect(said("checks", Promise.reject(new Error("no luck")))).toEqual([
    "own/index.ts:5: checks() returns a promise; it must not be async",
  ]);
});

test("it is reported with the mistakes of lab.yaml, before anything uses it", () => {
  const wrong = scenario({
    ...{ name: "own", folder, title: { ko: "m", en: "m" }, options: z.strictObject({}) },
    ...{ endpoints: () => [], declare: () => undefined, checks: () => [] },
    uses: () => JSON.parse('{ "containers": 3 }') as ReturnType<ReturnType<typeof scenario>["uses"]>,
  });
  const file = classFolder({ "lab.yaml": "name: c\nscenarios: [./own]\n", "own/index.ts": index });
  expect(() => loadClass(file, [guardedScenario(wrong, folder, "./own")])).toThrow("own/index.ts:3: uses().containers: 3 must be a list");
});

test("a scenario whose own members are of another kind says which", () => {
  const exported = { name: "own", title: { ko: "m" }, options: 3, uses: 1, endpoints() {}, declare() {}, checks() {}, files: [] };
  expect(mistakesIn({ default: exported }).map(formatProp)).toEqual([
    "title.en is missing; it must be text",
    "options: 3 must be a schema of zod 4, such as z.strictObject({})",
    "uses: 1 must be a function",
    "files must be a function",
  ]);
  expect(mistakesIn({ default: {} })).toEqual([]);
});
