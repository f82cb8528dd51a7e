// The examples are valid as they stand, one for each kind of target.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadClass } from "../definition/load";
import { scenarios } from "../stacks/scenarios";

const folder = resolve(__dirname, "../examples");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

test.each(files)("%s", (name) => {
  expect(loadClass(join(folder, name), scenarios).target.kind).toBe(name.replace(".yaml", ""));
});

test("there is one for each kind of target", () => expect(files.sort()).toEqual(["aws.yaml", "hosts.yaml", "local.yaml"]));
