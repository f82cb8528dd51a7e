// Secrets of students: made once, each student's own, never lost to a second command or a damaged file.
import { statSync } from "node:fs";
import { join } from "node:path";
import { type SecretName, secrets } from "../../workspace/secrets";
import { Workspace } from "../../workspace/workspace";
import { testFolder, testWorkspace } from "../lab-yaml";

const valuesOf = async (workspace: Workspace, wanted: readonly SecretName[]) => [...(await secrets(workspace, wanted)).values()];
const one = async (workspace: Workspace, name = "a", student = "kim") => (await valuesOf(workspace, [{ name, student }]))[0];

afterEach(() => {
  delete process.env["LAB_SECRET_A"];
});

test("are in a file that is the owner's alone", async () => {
  const workspace = testWorkspace();
  await one(workspace);
  expect((statSync(join(workspace.folder, "secrets.json")).mode & 0o777).toString(8)).toBe("600");
});

test("are made once, long and different for each name, student and class", async () => {
  const root = testFolder();
  const first = await one(new Workspace("c", root));
  expect(first).toMatch(/^[\w-]{32}$/);
  expect(await one(new Workspace("c", root))).toBe(first);
  const others = [
    await one(new Workspace("c", root), "b"),
    await one(new Workspace("c", root), "a", "lee"),
    await one(new Workspace("d", root)),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
  expect(await one(new Workspace("c", root))).toBe(first);
});

test("come in the order in which they are asked for, and one that is asked for twice is the same", async () => {
  const workspace = testWorkspace();
  const kim = await one(workspace, "a", "kim");
  const lee = await one(workspace, "a", "lee");
  const wanted = ["lee", "kim", "lee"].map((student) => ({ name: "a", student }));
  expect(await valuesOf(workspace, wanted)).toEqual([lee, kim, lee]);
});

test("none are asked for, none are kept", async () => {
  const workspace = testWorkspace();
  expect(await valuesOf(workspace, [])).toEqual([]);
  expect(workspace.read("secrets.json")).toBeUndefined();
});

test("can be given by the environment, which is not kept", async () => {
  const workspace = testWorkspace();
  process.env["LAB_SECRET_A"] = "given";
  expect(await one(workspace)).toBe("given");
  process.env["LAB_SECRET_A"] = "";
  expect(await one(workspace)).toMatch(/^[\w-]{32}$/);
});

test("of an earlier version are one for all students, and stay so", async () => {
  const workspace = testWorkspace();
  workspace.write("secrets.json", '{"a": "shared"}');
  expect(
    await valuesOf(
      workspace,
      ["kim", "lee"].map((student) => ({ name: "a", student })),
    ),
  ).toEqual(["shared", "shared"]);
  expect(await one(workspace, "b")).toMatch(/^[\w-]{32}$/);
  expect(JSON.parse(workspace.read("secrets.json") ?? "")).toMatchObject({ a: "shared" });
});

test("a student may be named like a property of every object", async () => {
  const workspace = testWorkspace();
  const first = await one(workspace, "a", "constructor");
  expect(first).toMatch(/^[\w-]{32}$/);
  expect(await one(workspace, "a", "constructor")).toBe(first);
});

test("two commands at once do not lose each other's", async () => {
  const workspace = testWorkspace();
  const students = Array.from({ length: 8 }, (_, at) => `s${at}`);
  const made = await Promise.all(students.map((student) => one(workspace, "a", student)));
  expect(
    await valuesOf(
      workspace,
      students.map((student) => ({ name: "a", student })),
    ),
  ).toEqual(made);
});

test.each(["", "{", '"text"', '{"a": 1}', '{"a": {"kim": null}}', "[]"])(
  "a damaged file is an error and stays as it is: %j",
  async (text) => {
    const workspace = testWorkspace();
    workspace.write("secrets.json", text);
    await expect(one(workspace)).rejects.toMatchObject({
      name: "InputError",
      message: expect.stringContaining("secrets.json: is damaged") as string,
      next: expect.stringContaining("Put a copy of it back") as string,
    });
    expect(workspace.read("secrets.json")).toBe(text);
  },
);
