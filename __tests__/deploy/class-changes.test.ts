// What counts as a change of a scenario since it was deployed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenariosToRecord } from "../../deploy/class-changes";
import { classOf, testFolder } from "../lab-yaml";

test("of a folder of the instructor's own, a module that its index.ts imports counts too, and what is installed there does not", () => {
  const folder = testFolder();
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  for (const each of ["parts", "node_modules"]) mkdirSync(join(folder, each));
  write("index.ts", 'export { default } from "./parts/web";');
  write("parts/web.ts", "export default { replicas: 1 };");
  const definition = classOf("name: c\nscenarios: [nginx]\n");
  const own = definition.scenarios.map((use) => ({ ...use, spec: { ...use.spec, folder, entry: "./own" } }));
  const recorded = () => scenariosToRecord({ ...definition, scenarios: own });
  const before = recorded();
  write("node_modules/left-pad.js", "");
  write("guide.md", "# Own");
  expect(recorded()).toEqual(before);
  write("parts/web.ts", "export default { replicas: 2 };");
  expect(recorded()).not.toEqual(before);
});
