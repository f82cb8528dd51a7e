// What is kept of a class: beside its lab.yaml, for its owner alone, whole or not at all.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { toolFolder, Workspace } from "../../workspace/workspace";
import { labYaml, testFolder, testWorkspace } from "../lab-yaml";

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

afterEach(() => {
  delete process.env["LAB_HOME"];
});

test("the folder and what is in it are the owner's alone", () => {
  const workspace = testWorkspace();
  const path = workspace.write("a.json", "{}");
  expect(mode(workspace.folder)).toBe("700");
  expect(mode(workspace.stateFolder)).toBe("700");
  expect(mode(path)).toBe("600");
});

test("an earlier folder that others may read is closed", () => {
  const workspace = testWorkspace();
  mkdirSync(workspace.folder, { recursive: true });
  chmodSync(workspace.folder, 0o755);
  workspace.create();
  expect(mode(workspace.folder)).toBe("700");
});

describe("the workspace of a class", () => {
  test("is .lab beside its lab.yaml, whatever the current folder is", () => {
    const file = labYaml("name: c\n");
    expect(Workspace.of("c", file).folder).toBe(join(dirname(file), ".lab/c"));
    const [before, folder] = [process.cwd(), dirname(file)];
    process.chdir(folder);
    const relative = Workspace.of("c", "lab.yaml").folder;
    process.chdir(before);
    expect(relative).toBe(join(folder, ".lab/c"));
  });

  test("is below LAB_HOME where that is set", () => {
    process.env["LAB_HOME"] = "/somewhere";
    expect(Workspace.of("c", labYaml("name: c\n")).folder).toBe("/somewhere/c");
    process.env["LAB_HOME"] = "";
    const file = labYaml("name: c\n");
    expect(Workspace.of("c", file).folder).toBe(join(dirname(file), ".lab/c"));
  });

  describe("of an earlier version, which kept it in the tool's folder", () => {
    const className = `test-${process.pid}`;
    const before = join(toolFolder, ".lab", className);
    beforeEach(() => {
      mkdirSync(before, { recursive: true });
      writeFileSync(join(before, "secrets.json"), "{}");
    });
    afterEach(() => rmSync(before, { recursive: true, force: true }));

    test("moves beside lab.yaml, once, and a line says so", () => {
      const file = labYaml(`name: ${className}\n`);
      const onMove = jest.fn();
      const { folder } = Workspace.of(className, file, onMove);
      expect(onMove.mock.calls).toEqual([[before, folder]]);
      expect(readdirSync(folder)).toEqual(["secrets.json"]);
      expect(existsSync(before)).toBe(false);
      Workspace.of(className, file, onMove);
      expect(onMove).toHaveBeenCalledTimes(1);
    });

    test.each([
      ["the tool's own lab.yaml", "../lab.yaml", 0],
      ["another lab.yaml", relative(join(toolFolder, ".lab"), "/elsewhere/lab.yaml"), 1],
    ])("a class that was deployed with %s", (_, labFile, moves) => {
      writeFileSync(join(before, "deployed.json"), JSON.stringify({ labFile }));
      const onMove = jest.fn();
      Workspace.of(className, labYaml(`name: ${className}\n`), onMove);
      expect(onMove).toHaveBeenCalledTimes(moves);
    });

    test("stays where it is when there is one beside lab.yaml, or a LAB_HOME", () => {
      const onMove = jest.fn();
      const file = labYaml(`name: ${className}\n`);
      mkdirSync(join(dirname(file), ".lab", className), { recursive: true });
      Workspace.of(className, file, onMove);
      process.env["LAB_HOME"] = testFolder();
      Workspace.of(className, labYaml(`name: ${className}\n`), onMove);
      expect(onMove).not.toHaveBeenCalled();
      expect(readFileSync(join(before, "secrets.json"), "utf8")).toBe("{}");
    });
  });
});

describe("a file", () => {
  test("is replaced as a whole, and nothing lies beside it", () => {
    const workspace = testWorkspace();
    workspace.write("a.json", "first");
    workspace.write("a.json", "second");
    expect(workspace.read("a.json")).toBe("second");
    expect(readdirSync(workspace.folder).sort()).toEqual(["a.json", "state"]);
  });

  test("that is not there reads as undefined, and what is not a file as an empty one", () => {
    const workspace = testWorkspace();
    workspace.create();
    expect(workspace.read("a.json")).toBeUndefined();
    expect(workspace.read("state")).toBe("");
  });

  test("that cannot be written is an error with a next step", () => {
    const workspace = testWorkspace();
    workspace.write("a.json", "{}");
    expect(() => workspace.write("a.json/b", "text")).toThrow(
      expect.objectContaining({
        name: "FailedError",
        message: expect.stringMatching(/b cannot be written: /) as string,
        next: expect.stringContaining("Something that is not a folder is in the way") as string,
      }) as Error,
    );
  });

  test("so is a folder that cannot be created", () => {
    const root = join(testFolder(), "file");
    writeFileSync(root, "");
    expect(() => new Workspace("c", root).path()).toThrow(
      expect.objectContaining({
        name: "FailedError",
        next: expect.stringContaining("Something that is not a folder is in the way") as string,
      }) as Error,
    );
  });
});
