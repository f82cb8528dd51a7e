// The class of a folder, also when its lab.yaml is missing, changed or broken.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../../definition/errors";
import { knownClass, knownLabs, placesOn } from "../../deploy/known-class";
import { type DeployedLab, emptyRecord, withLabs, writeRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import { labYaml, testFolder } from "../lab-yaml";

const good = "name: c\nstudents: [kim]\nscenarios: [wordpress]\n";
const local = (student: string): DeployedLab => ({ student, target: { kind: "local", bind: "127.0.0.1" }, data: ["/data"], images: [] });
const deployed = (file: string, className: string, ...labs: DeployedLab[]): Workspace => {
  const workspace = Workspace.of(className, file);
  writeRecord(workspace, withLabs(emptyRecord(className), labs));
  return workspace;
};

afterEach(() => {
  delete process.env["LAB_HOME"];
});

test("with a good lab.yaml it is that one, with what was deployed", async () => {
  const file = labYaml(good);
  const workspace = deployed(file, "c", local("kim"));
  const known = await knownClass(file);
  expect(known).toMatchObject({ name: "c", definition: { name: "c" }, record: { labs: [local("kim")] }, damaged: false });
  expect(known.problem).toBeUndefined();
  expect(known.workspace.folder).toBe(workspace.folder);
});

test("a lab.yaml that is broken still names its class", async () => {
  const file = labYaml("name: c\nscenarios: [ngnix]\n");
  deployed(file, "c", local("kim"));
  deployed(file, "d", local("lee"));
  const known = await knownClass(file);
  expect(known).toMatchObject({ name: "c", record: { labs: [local("kim")] } });
  expect(known.problem).toBeInstanceOf(InputError);
  expect(known.problem?.message).toContain("ngnix");
  expect(known.definition).toBeUndefined();
});

test.each([
  ["is no YAML", "name: 'c'\n  scenarios: [\n"],
  ["has its name in quotes and a comment", 'name: "c"   # the class\nscenarios: nothing\n'],
])("so does a lab.yaml that %s", async (_, text) => {
  const file = labYaml(text);
  deployed(file, "c", local("kim"));
  expect(await knownClass(file)).toMatchObject({ name: "c", record: { labs: [local("kim")] } });
});

describe("without a lab.yaml", () => {
  const gone = () => {
    const file = labYaml(good);
    rmSync(file);
    return file;
  };

  test("it is the one class that was deployed from the folder", async () => {
    const file = gone();
    deployed(file, "c", local("kim"));
    mkdirSync(join(dirname(file), ".lab/never-deployed/state"), { recursive: true });
    deployed(file, "taken-away");
    const known = await knownClass(file);
    expect(known).toMatchObject({ name: "c", record: { labs: [local("kim")] } });
    expect(known.problem?.message).toContain("no such file");
  });

  test("a class of an earlier version is known by its state", async () => {
    const file = gone();
    const workspace = new Workspace("c", join(dirname(file), ".lab"));
    workspace.create();
    writeFileSync(join(workspace.stateFolder, "lab-kim.tfstate"), '{"version": 4, "resources": [{}]}');
    expect(await knownClass(file)).toMatchObject({ name: "c", record: { labs: [{ ...local("kim"), data: [] }] }, damaged: false });
  });

  test("a record that is damaged counts as a class that was deployed", async () => {
    const file = gone();
    deployed(file, "c").write("deployed.json", "{");
    expect(await knownClass(file)).toMatchObject({ name: "c", damaged: true });
  });

  test("several are an error that names them and the next step", async () => {
    const file = gone();
    deployed(file, "c", local("kim"));
    deployed(file, "d", local("kim"));
    await expect(knownClass(file)).rejects.toThrow(
      expect.objectContaining({
        name: "InputError",
        message: expect.stringMatching(/Several classes were deployed from here: (c, d|d, c)$/) as string,
        next: expect.stringContaining("npx lab down -f FILE") as string,
      }) as Error,
    );
  });

  test("none is the error of the file", async () => {
    await expect(knownClass(gone())).rejects.toThrow("no such file");
    const folder = testFolder();
    await expect(knownClass(join(folder, "lab.yaml"))).rejects.toThrow("no such file");
  });

  test("LAB_HOME is looked through where it is set", async () => {
    const file = gone();
    process.env["LAB_HOME"] = testFolder();
    deployed(file, "c", local("kim"));
    expect(await knownClass(file)).toMatchObject({ name: "c", record: { labs: [local("kim")] } });
  });
});

describe("the labs that may stand", () => {
  test("are what was deployed and what lab.yaml has, each once", async () => {
    const file = labYaml(good);
    const workspace = deployed(file, "c", local("kim"), local("left"));
    const labs = knownLabs(await knownClass(file));
    expect(labs.map(({ student }) => student)).toEqual(["left", "kim"]);
    expect(labs.at(-1)).toMatchObject({ data: ["/data", join(workspace.dataFolder, "wordpress_db")] });
  });

  test("are those of the old target and of the new one, when lab.yaml changed it", async () => {
    const file = labYaml('name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\nscenarios: [nginx]\n');
    deployed(file, "c", local("kim"));
    expect(knownLabs(await knownClass(file)).map(({ student, target }) => [student, target.kind])).toEqual([
      ["kim", "local"],
      ["kim", "hosts"],
    ]);
  });

  test("are what was deployed alone where lab.yaml is broken", async () => {
    const file = labYaml("name: c\n");
    deployed(file, "c", local("kim"));
    expect(knownLabs(await knownClass(file))).toEqual([local("kim")]);
  });
});

describe("where it may have hosts in AWS", () => {
  const state = (...types: string[]) =>
    JSON.stringify({ version: 4, resources: types.map((type) => ({ mode: "managed", type, name: "gate-kim", instances: [{}] })) });

  test("nowhere, of a class on machines that exist, also where only the state of its gates is left", async () => {
    const file = labYaml("name: c\n");
    const workspace = Workspace.of("c", file);
    workspace.create();
    expect(placesOn("aws", await knownClass(file))).toEqual({ regions: [], everywhere: true });
    writeFileSync(join(workspace.stateFolder, "hosts.tfstate"), state("terraform_data"));
    expect(placesOn("aws", await knownClass(file))).toBeUndefined();
    writeFileSync(join(workspace.stateFolder, "hosts.tfstate"), state("terraform_data", "aws_vpc"));
    expect(placesOn("aws", await knownClass(file))).toEqual({ regions: [], everywhere: true });
  });

  test("nowhere, for a class that was removed, also where lab.yaml is broken", async () => {
    const file = labYaml("name: c\n");
    const workspace = deployed(file, "c");
    expect(placesOn("aws", await knownClass(file))).toBeUndefined();
    writeFileSync(join(workspace.stateFolder, "hosts.tfstate"), state("aws_vpc"));
    expect(placesOn("aws", await knownClass(file))).toEqual({ regions: [], everywhere: true });
    workspace.write("deployed.json", "{");
    expect(placesOn("aws", await knownClass(file))).toEqual({ regions: [], everywhere: true });
  });

  test("the gates of a former class stand for nothing: it is not named any more", async () => {
    const file = labYaml(good);
    const former = Workspace.of("before", file);
    writeRecord(former, { ...emptyRecord("before"), labFile: "../lab.yaml" });
    writeFileSync(join(former.stateFolder, "hosts.tfstate"), state("terraform_data"));
    expect((await knownClass(file)).former).toEqual([]);
    writeFileSync(join(former.stateFolder, "hosts.tfstate"), state("aws_instance"));
    expect((await knownClass(file)).former.map(({ name }) => name)).toEqual(["before"]);
  });
});
