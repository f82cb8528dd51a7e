// `lab down` against fake Engines and hosts: nothing is forgotten that was not seen gone, whatever happened to lab.yaml and .lab.
import fc from "fast-check";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { down, type DownOptions } from "../../cli/verbs/down";
import { labels } from "../../definition/pins";
import { removeLabs } from "../../deploy/down";
import { type DeployedLab, emptyRecord, readRecord, writeRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import { FakeReporter, FakeWorld, withKey } from "../fake-world";
import { testFolder } from "../lab-yaml";

jest.setTimeout(240_000);

let world: FakeWorld;
let folder: string;
let written: { stdout: string; stderr: string };
beforeEach(() => {
  world = new FakeWorld();
  folder = testFolder();
  delete process.env["LAB_HOME"];
  written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    jest.spyOn(process[name], "write").mockImplementation((data) => {
      written[name] += String(data);
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  world.restore();
});

const file = () => join(folder, "lab.yaml");
const workspaceOf = (name = "c") => new Workspace(name, join(folder, ".lab"), file());
const yaml = (students: string) => `name: c\ntarget: { hosts: { ${students} } }\nscenarios: [processes]\n`;
const kimAlone = 'kim: "ubuntu@10.0.0.1"';
const both = `${kimAlone}, lee: "ubuntu@10.0.0.2"`;
const machineLab = (student: string, address: string): DeployedLab => ({
  student,
  target: { kind: "hosts" },
  machine: { address, user: "ubuntu", port: 22 },
  data: [],
  images: [],
});
const localLab = (student: string): DeployedLab => ({ student, target: { kind: "local", bind: "127.0.0.1" }, data: [], images: [] });
const all = [machineLab("kim", "10.0.0.1"), machineLab("lee", "10.0.0.2")];
const labelsOf = (student: string, className = "c") => ({
  [labels.class]: className,
  [labels.student]: student,
  [labels.scenario]: "processes",
});
const stateOf = (workspace: Workspace, id: string) => join(workspace.stateFolder, `${id}.tfstate`);
const whole = (resources: unknown[] = [{ type: "x", name: "x", instances: [] }]) => JSON.stringify({ version: 4, resources });
const hostsState = whole(
  all.map(({ student, machine }) => ({
    mode: "managed",
    type: "terraform_data",
    name: `gate-${student}`,
    instances: [{ attributes: { triggers_replace: { value: { login: `ubuntu@${machine?.address ?? ""}:22` } } } }],
  })),
);

/** Two labs on two hosts, deployed from this folder, or one of them. */
function deploy(workspace = workspaceOf(), labs: readonly DeployedLab[] = all): Workspace {
  writeFileSync(file(), yaml(labs.length === 1 ? kimAlone : both));
  workspace.create();
  withKey(workspace);
  for (const { student, machine } of labs) {
    const engine = world.host(machine?.address ?? "");
    engine.add({ name: "userland-ubuntu", labels: labelsOf(student) });
    engine.addNetwork("practice_default", labelsOf(student));
    engine.add({ name: "mine" });
    writeFileSync(stateOf(workspace, `lab-${student}`), whole());
  }
  writeFileSync(stateOf(workspace, "hosts"), hostsState);
  writeRecord(workspace, { ...emptyRecord("c"), labFile: "../lab.yaml", labs: [...labs] });
  return workspace;
}

async function run(options: Partial<DownOptions> = {}, signal = new AbortController().signal): Promise<number | Error> {
  try {
    return await down({ file: file(), output: "table", yes: true, ...options }, signal);
  } catch (error) {
    return error as Error;
  }
}

const isGone = (address: string) =>
  world.host(address).containers.every((name) => name === "mine") && world.host(address).networks.length === 0;

describe("what is gone", () => {
  test("is forgotten: its state is moved aside, and a student's own container stays", async () => {
    const workspace = deploy();
    expect(await run()).toBe(0);
    expect(written.stdout).toBe("Class c is down.\n");
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([true, true]);
    expect(world.host("10.0.0.1").containers).toEqual(["mine"]);
    expect(readdirSync(workspace.stateFolder)).toEqual([]);
    expect(readdirSync(workspace.path("forgotten")).length).toBeGreaterThan(0);
    expect(readRecord(workspace).record.labs).toEqual([]);
  });

  test("is not asked about or removed a second time, once its hosts say that they have nothing of it", async () => {
    deploy();
    expect(await run()).toBe(0);
    written.stdout = "";
    expect(await run({ yes: false })).toBe(0);
    expect(written.stdout).toBe("Nothing of class c is deployed.\n");
    world.host("10.0.0.2").add({ name: "userland-ubuntu", labels: labelsOf("lee") });
    expect(await run()).toBe(0);
    expect(isGone("10.0.0.2")).toBe(true);
  });

  test("without a record nobody has seen it gone: its machines are cleared, though they have no container of it", async () => {
    writeFileSync(file(), yaml(both));
    const workspace = workspaceOf();
    workspace.create();
    withKey(workspace);
    for (const address of ["10.0.0.1", "10.0.0.2"]) world.host(address);
    expect(await run()).toBe(0);
    expect(written.stdout).toBe("Class c is down.\n");
  });

  test("with --purge what stays of the class's folder is listed, without the lock that is held", async () => {
    const workspace = deploy();
    writeFileSync(workspace.path("secrets.json"), "{}");
    expect(await run({ purge: true })).toBe(0);
    expect(written.stderr).toContain(`Kept in ${workspace.folder}: deployed.json, forgotten, id_ed25519, id_ed25519.pub, secrets.json, `);
    expect(written.stderr).not.toContain("lock.json");
  });

  test("the data folders that hold any are named", async () => {
    const there = join(folder, "db");
    const never = join(folder, "db_typo");
    const empty = join(folder, "db_empty");
    for (const each of [there, empty]) mkdirSync(each);
    writeFileSync(join(there, "ibdata1"), "");
    deploy(workspaceOf(), [{ ...machineLab("kim", "10.0.0.1"), data: [there, never, empty] }]);
    expect(await run()).toBe(0);
    expect(written.stderr).toContain(`Data of containers is kept in ${there}; npx lab down --purge removes it.`);
    written.stderr = "";
    deploy(workspaceOf(), [{ ...machineLab("kim", "10.0.0.1"), data: [never] }]);
    expect(await run()).toBe(0);
    expect(written.stderr).not.toContain("Data of containers");
  });

  test("of one student, by name, and the class itself is not mentioned", async () => {
    const workspace = deploy();
    expect(await run({ on: ["lee"] })).toBe(0);
    expect(written.stdout).toBe("The lab of lee is down.\n");
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([false, true]);
    expect(existsSync(stateOf(workspace, "lab-kim"))).toBe(true);
    expect(existsSync(stateOf(workspace, "hosts"))).toBe(true);
  });

  test("a machine without Docker and its folder has no lab any more; one that kept its data is reported", async () => {
    const workspace = deploy();
    const bare = join(testFolder(), "bin");
    mkdirSync(bare);
    world
      .host("10.0.0.1")
      .fail(
        "ssh",
        `PATH=${bare}:/bin; command() { return 1; }; shift $(($# - 2)); printf 'command() { return 1; }\\n' > ${bare}/rc; cat ${bare}/rc - | exec sh -s`,
      );
    const outcome = await run({ on: ["kim"] });
    // this machine may have a Docker of its own, whose folder then stands for the host's
    if (existsSync("/var/lib/docker") || existsSync("/var/lib/containerd")) {
      expect(outcome).toMatchObject({ message: "The lab of kim still stands" });
      expect(written.stdout).toContain("docker was removed from this machine, and its data in /var/lib/docker was not");
      expect(written.stdout).toContain("Install Docker again (npx lab up --on kim)");
      expect(existsSync(stateOf(workspace, "lab-kim"))).toBe(true);
    } else expect(outcome).toBe(0);
  });
});

test("a lab whose machine was never ready does not stand: nothing was made there", async () => {
  const workspace = deploy();
  world.host("10.0.0.2").fail("ssh", 'echo "No route to host" >&2; exit 255');
  rmSync(stateOf(workspace, "lab-lee"));
  writeRecord(workspace, { ...emptyRecord("c"), labs: all.map((lab) => (lab.student === "lee" ? { ...lab, untouched: true } : lab)) });
  expect(await run()).toBe(0);
  expect(written.stdout).toBe("Class c is down.\n");
  expect(written.stderr).toContain("lee: their machine does not answer, and was never ready for a lab: nothing was made there");
  expect(readRecord(workspace).record.labs).toEqual([]);
});

test("interrupted, it says to go on with lab down, and counts no lab of which nothing was made", async () => {
  const workspace = deploy();
  const park: DeployedLab = { ...machineLab("park", "10.0.0.3"), untouched: true };
  writeRecord(workspace, { ...emptyRecord("c"), labs: [...all, park] });
  expect(await run({}, AbortSignal.abort())).toMatchObject({ message: "2 of 2 labs still stand" });
  expect(written.stdout).toMatch(/\(kim, lee\) +interrupted +npx lab down goes on from here\n/);
  expect(readRecord(workspace).record.labs).toHaveLength(3);
  expect(await run({ purge: true }, AbortSignal.abort())).toBeInstanceOf(Error);
  expect(written.stdout).toContain("npx lab down --purge goes on from here");
});

test("the question does not count a lab of which nothing was made", async () => {
  const workspace = deploy();
  const park: DeployedLab = { ...machineLab("park", "10.0.0.3"), untouched: true };
  writeRecord(workspace, { ...emptyRecord("c"), labs: [...all, park] });
  expect(await run({ yes: false })).toMatchObject({ message: expect.stringContaining("Remove 2 labs of class c?") as string });
});

test("where an Engine does not answer, what to do does not bring the class back", async () => {
  deploy(workspaceOf(), [machineLab("kim", "10.0.0.1")]);
  world.host("10.0.0.1").fail("docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
  expect(await run()).toBeInstanceOf(Error);
  expect(written.stdout).toContain("Look at it: npx lab exec --on kim -- sudo systemctl status docker");
  expect(written.stdout).not.toContain("lab up");
});

test("an image that a student gave a name of the lab's is kept, and a line says so; the lab's own is removed", async () => {
  const workspace = deploy();
  const own = world.host("10.0.0.1").addImage("node-server");
  const built = world.host("10.0.0.2").addImage("node-server");
  writeRecord(workspace, {
    ...emptyRecord("c"),
    labs: all.map((lab) => ({ ...lab, built: [{ name: "node-server", id: built }] })),
  });
  expect(await run()).toBe(0);
  expect([...world.host("10.0.0.1").images]).toEqual([["node-server", own]]);
  expect([...world.host("10.0.0.2").images]).toEqual([]);
  expect(written.stderr).toContain("kim: kept, because nothing says that they were made for the lab: node-server");
  expect(written.stderr).not.toContain("lee: kept");
});

test("an image that a scenario builds, and of which no record says whether the lab built it, is kept and named", async () => {
  const workspace = deploy();
  const host = world.host("10.0.0.1");
  const image = host.addImage("node-server");
  writeRecord(workspace, { ...emptyRecord("c"), labs: all.map((lab) => ({ ...lab, builds: ["node-server"] })) });
  expect(await run()).toBe(0);
  expect([...host.images]).toEqual([["node-server", image]]);
  expect(written.stderr).toContain("kim: kept, because nothing says that they were made for the lab: node-server. docker rmi removes them");
});

test("an image of which another class has containers is not this class's to name", async () => {
  const workspace = deploy();
  for (const address of ["10.0.0.1", "10.0.0.2"]) world.host(address).addImage("node-server");
  world.host("10.0.0.1").add({ name: "web_1", image: "node-server", labels: labelsOf("kim", "d") });
  world.host("10.0.0.2").add({ name: "own", image: "node-server" });
  writeRecord(workspace, { ...emptyRecord("c"), labs: all.map((lab) => ({ ...lab, builds: ["node-server"] })) });
  expect(await run()).toBe(0);
  expect(written.stderr).not.toContain("kim: kept");
  expect(written.stderr).toContain("lee: kept, because nothing says that they were made for the lab: node-server.");
});

test("what plain cdktf built is known from its state", async () => {
  const workspace = deploy();
  const id = world.host("10.0.0.1").addImage("node-server");
  const image = {
    mode: "managed",
    type: "docker_image",
    name: "image",
    instances: [{ attributes: { name: "node-server", image_id: id, build: [{ context: "x" }] } }],
  };
  const pulled = {
    mode: "managed",
    type: "docker_image",
    name: "base",
    instances: [{ attributes: { name: "node", image_id: world.host("10.0.0.1").addImage("node"), build: [] } }],
  };
  writeFileSync(stateOf(workspace, "lab-kim"), whole([image, pulled]));
  expect(await run()).toBe(0);
  expect([...world.host("10.0.0.1").images.keys()]).toEqual(["node"]);
});

describe("what is not seen gone counts as still there", () => {
  test.each([
    ["a host that cannot be reached", "ssh", 'echo "Connection refused" >&2; exit 255', /no SSH to 10.0.0.2: Connection refused/],
    ["a connection that is lost in the middle", "ssh", 'head -c 40 >/dev/null; echo "container userland-ubuntu removed"; exit 255', /./],
    ["an Engine that is down", "docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1', /no Docker Engine answers/],
    ["a removal that Docker refuses", "docker", 'case "$1" in rm) exit 1 ;; esac', /Docker refused: container userland-ubuntu/],
    ["an Engine that lists nothing and says so with an error", "docker", 'case "$1" in ps) exit 1 ;; esac', /./],
  ] as const)("%s", async (_, command, shell, message) => {
    const workspace = deploy();
    world.host("10.0.0.2").fail(command, shell);
    expect(await run()).toMatchObject({ message: "The lab of lee still stands" });
    expect(written.stdout).toMatch(message);
    expect(written.stdout).not.toContain("is down");
    expect(isGone("10.0.0.1")).toBe(true);
    expect(existsSync(stateOf(workspace, "lab-kim"))).toBe(false);
    expect(existsSync(stateOf(workspace, "lab-lee"))).toBe(true);
    expect(existsSync(stateOf(workspace, "hosts"))).toBe(true);
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["lee"]);
    world.host("10.0.0.2").heal();
    expect(await run()).toBe(0);
  });

  test("for one reason, of many hosts, is one row", async () => {
    deploy();
    for (const address of ["10.0.0.1", "10.0.0.2"]) world.host(address).fail("ssh", 'echo "Connection refused" >&2; exit 255');
    expect(await run()).toMatchObject({ message: "2 of 2 labs still stand" });
    expect(written.stdout).toMatch(/^2 students \(kim, lee\) +no SSH to ADDRESS: Connection refused +Try it by hand: ssh .*@ADDRESS$/m);
  });

  test("JSON says the same", async () => {
    deploy();
    world.host("10.0.0.2").fail("docker", "exit 1");
    expect(await run({ output: "json" })).toBeInstanceOf(Error);
    const { removals } = JSON.parse(written.stdout) as { removals: { student: string; removed: string[]; failure?: object }[] };
    expect(removals[0]?.removed).toEqual(["container userland-ubuntu", "network practice_default"]);
    expect(removals.map(({ student, failure }) => [student, failure !== undefined])).toEqual([
      ["kim", false],
      ["lee", true],
    ]);
  });

  test("data that could not be removed, and the state with it", async () => {
    const data = join(folder, "data", "db");
    mkdirSync(join(data, "rows"), { recursive: true });
    const workspace = deploy();
    writeRecord(workspace, {
      ...emptyRecord("c"),
      labs: [{ ...all[0], data: ["/proc/lab-test-data"] } as DeployedLab, { ...localLab("kim"), data: [data] }],
    });
    const [stands, gone] = await removeLabs(
      readRecord(workspace).record.labs,
      { className: "c", workspace, signal: new AbortController().signal, reporter: new FakeReporter(), purge: true },
      2,
    );
    expect(stands?.failure).toBeUndefined();
    expect(gone?.failure).toBeUndefined();
    expect(existsSync(data)).toBe(false);
  });

  test("a lab whose machine is not known, and an EC2 host that does not run", async () => {
    const workspace = deploy();
    const labs: DeployedLab[] = [
      { ...localLab("park"), target: { kind: "hosts" } },
      { ...localLab("choi"), target: { kind: "aws", region: "eu-north-1" } },
    ];
    const removals = await removeLabs(
      labs,
      { className: "c", workspace, signal: new AbortController().signal, reporter: new FakeReporter(), purge: false },
      2,
    );
    expect(removals.map(({ failure }) => failure?.message)).toEqual(["its machine is not known", "its EC2 host does not run"]);
  });

  test("a command that was interrupted", async () => {
    const workspace = deploy();
    const removals = await removeLabs(
      all,
      { className: "c", workspace, signal: AbortSignal.abort(), reporter: new FakeReporter(), purge: false },
      2,
    );
    expect(removals.map(({ failure }) => failure?.message)).toEqual(["interrupted", "interrupted"]);
    expect(readRecord(workspace).record.labs).toHaveLength(2);
  });

  test("two labs of a student: the state is moved aside with the last", async () => {
    const workspace = deploy();
    const before = machineLab("kim", "10.0.0.3");
    world.host("10.0.0.3").fail("ssh", "exit 255");
    writeRecord(workspace, { ...emptyRecord("c"), labs: [...all, before] });
    expect(await run()).toBeInstanceOf(Error);
    expect(existsSync(stateOf(workspace, "lab-kim"))).toBe(true);
    world.host("10.0.0.3").heal();
    expect(await run()).toBe(0);
    expect(existsSync(stateOf(workspace, "lab-kim"))).toBe(false);
  });
});

describe("a machine that is gone for good", () => {
  const gone = () => world.host("10.0.0.2").fail("ssh", 'echo "No route to host" >&2; exit 255');

  test("is named as one to forget, and forgotten on request: what it leaves behind is listed, and its state is moved aside", async () => {
    const workspace = deploy();
    gone();
    expect(await run()).toMatchObject({ next: expect.stringMatching(/: npx lab down --forget lee$/) });
    expect(await run({ forget: ["lee"] })).toBe(0);
    expect(written.stderr).toContain(
      "lee: no SSH to 10.0.0.2: No route to host. What may still be on ubuntu@10.0.0.2, with nothing left that knows of it:\n" +
        "  containers and networks with the labels docker-class-lab.class=c and docker-class-lab.student=lee\n" +
        "  the student's key: the lines of ~/.ssh/authorized_keys that end in lab=c\n",
    );
    expect(written.stdout).toMatch(/^Forgotten, and nobody has seen it gone: the lab of lee\.$/m);
    expect(readRecord(workspace).record.labs).toEqual([]);
    expect(readdirSync(workspace.stateFolder)).toEqual([]);
    expect(isGone("10.0.0.2")).toBe(false);
  });

  test("where the machine answers, the lab is removed; where Docker refuses, nothing is forgotten", async () => {
    const workspace = deploy();
    world.host("10.0.0.2").fail("docker", 'case "$1" in rm) exit 1 ;; esac');
    expect(await run({ forget: ["kim", "lee"] })).toMatchObject({ message: "The lab of lee still stands" });
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([true, false]);
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["lee"]);
  });

  test("--forget takes that lab alone, and of a student whose machine changed the one on the old machine", async () => {
    const workspace = deploy();
    const old = machineLab("lee", "10.0.0.3");
    world.host("10.0.0.3").fail("ssh", 'echo "No route to host" >&2; exit 255');
    writeRecord(workspace, { ...emptyRecord("c"), labs: [...all, old] });
    expect(await run({ forget: ["lee"] })).toBe(0);
    expect(written.stdout).toBe("Forgotten, and nobody has seen it gone: the lab of lee.\n");
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([false, false]);
    expect(readRecord(workspace).record.labs).toEqual(all);
    for (const id of ["lab-lee", "lab-kim", "hosts"]) expect(existsSync(stateOf(workspace, id))).toBe(true);
  });

  test("--forget leaves the record of EC2 hosts under the former name, which have no lab on record", async () => {
    const workspace = deploy();
    gone();
    const former = workspaceOf("before");
    former.create();
    writeRecord(former, { ...emptyRecord("before"), labFile: "../lab.yaml", regions: ["ap-northeast-2"] });
    writeFileSync(stateOf(former, "hosts"), whole([{ type: "aws_instance", name: "host-kim", instances: [] }]));
    expect(await run({ forget: ["lee"] })).toBe(0);
    expect(existsSync(stateOf(former, "hosts"))).toBe(true);
    expect(existsSync(stateOf(workspace, "lab-lee"))).toBe(false);
  });

  test("nobody is forgotten without a request, or by a name that has no lab", async () => {
    const workspace = deploy();
    gone();
    expect(await run({ forget: ["leo"] })).toMatchObject({ message: '--forget "leo": has no lab in this class; did you mean lee?' });
    expect(await run({ on: ["lee"], yes: false, forget: ["lee"] })).toMatchObject({ name: "InputError" });
    expect(await run({ on: ["lee"] })).toBeInstanceOf(Error);
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["kim", "lee"]);
    expect(await run({ on: ["lee"], forget: ["lee"] })).toBe(0);
    expect(written.stdout).toMatch(/^Forgotten, and nobody has seen it gone: the lab of lee\.$/m);
  });

  test("a lab of which only its state is left", async () => {
    const workspace = deploy();
    rmSync(file());
    for (const path of [workspace.path("deployed.json"), stateOf(workspace, "hosts")]) writeFileSync(path, "");
    writeFileSync(file(), "name: c\ntarget: [\n");
    expect(await run({ forget: ["kim", "lee"] })).toBe(0);
    expect(written.stdout).toContain("Forgotten, and nobody has seen it gone: the lab of kim, lee.");
    expect(readdirSync(workspace.stateFolder).filter((name) => name.startsWith("lab-"))).toEqual([]);
  });
});

test("a lab on another Engine of this machine is removed there, and not forgotten for what this one says", async () => {
  writeFileSync(file(), "name: c\nstudents: [kim]\nscenarios: [processes]\n");
  const workspace = workspaceOf();
  const elsewhere: DeployedLab = { ...localLab("kim"), target: { kind: "local", bind: "127.0.0.1", engine: "unix:///other.sock" } };
  writeRecord(workspace, { ...emptyRecord("c"), labs: [elsewhere] });
  world.local.add({ name: "userland-ubuntu", labels: labelsOf("kim") });
  world.local.fail("docker", '[ "$DOCKER_HOST" != unix:///other.sock ] || { echo "Cannot connect" >&2; exit 1; }');
  expect(await run({ on: ["kim"] })).toBeInstanceOf(Error);
  expect(written.stderr).toContain("Lab of kim on the Engine at unix:///other.sock");
  expect(readRecord(workspace).record.labs).toContainEqual(elsewhere);
  world.local.heal();
  expect(await run()).toBe(0);
});

describe("whatever happened to lab.yaml", () => {
  test.each([
    ["missing", () => rmSync(file())],
    ["broken", () => writeFileSync(file(), "name: c\ntarget: [\n")],
    ["of another target", () => writeFileSync(file(), "name: c\nscenarios: [nginx]\n")],
    ["without one of its students", () => writeFileSync(file(), yaml('park: "ubuntu@10.0.0.1"'))],
    ["of another name", () => writeFileSync(file(), yaml(both).replace("name: c", "name: d"))],
    [
      "a folder",
      () => {
        rmSync(file());
        mkdirSync(file());
      },
    ],
  ])("%s: the class goes down", async (_, change) => {
    const workspace = deploy();
    change();
    expect(await run()).toBe(0);
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([true, true]);
    expect(readRecord(workspace).record.labs).toEqual([]);
  });

  test("of another name, and a host that is dead: it still stands", async () => {
    deploy();
    writeFileSync(file(), "name: d\nscenarios: [nginx]\n");
    world.host("10.0.0.2").fail("ssh", "exit 255");
    expect(await run()).toMatchObject({ message: "The lab of lee still stands" });
    expect(written.stderr).toContain(
      "This lab.yaml was class c before, which still stands: kim on ubuntu@10.0.0.1, lee on ubuntu@10.0.0.2.",
    );
  });

  test("nothing is deployed: says so, or says what is wrong with lab.yaml", async () => {
    expect(await run()).toMatchObject({ name: "InputError" });
    writeFileSync(file(), "name: c\nscenarios: [nginx]\n");
    expect(await run()).toBe(0);
    expect(written.stdout).toBe("Nothing of class c is deployed.\n");
    expect(await run({ output: "json" })).toBe(0);
  });

  test("two classes were deployed from here and lab.yaml is gone: they are named", async () => {
    for (const name of ["c", "d"]) writeRecord(workspaceOf(name), { ...emptyRecord(name), labs: all });
    expect(await run()).toMatchObject({ message: expect.stringContaining("Several classes were deployed from here: c, d") });
  });
});

describe("a damaged file of .lab", () => {
  const files = [
    "deployed.json",
    "state/hosts.tfstate",
    "state/lab-kim.tfstate",
    "secrets.json",
    "seats.json",
    "known_hosts",
    "ssh_config",
    "lock.json",
  ];
  const damages: readonly [string, (path: string) => void][] = [
    ["emptied", (path) => writeFileSync(path, "")],
    ["cut in half", (path) => writeFileSync(path, readFileSync(path, "utf8").slice(0, Math.floor(statSync(path).size / 2)))],
    [
      "made a folder",
      (path) => {
        renameSync(path, `${path}.was`);
        mkdirSync(path);
      },
    ],
  ];

  test.each(files.flatMap((name) => damages.map(([what, damage]) => [name, what, damage] as const)))(
    "%s %s: the class goes down",
    async (name, _, damage) => {
      const workspace = deploy(workspaceOf(), all.slice(0, 1));
      const path = workspace.path(...name.split("/"));
      if (!existsSync(path)) writeFileSync(path, name === "lock.json" ? '{"verb":"up","pid":4194999,"host":"x"' : '{"some": "text"}');
      damage(path);
      expect(await run()).toBe(0);
      expect(isGone("10.0.0.1")).toBe(true);
    },
  );

  test("the record, and lab.yaml is gone: Terraform's state knows", async () => {
    const workspace = deploy();
    writeFileSync(workspace.path("deployed.json"), "{");
    rmSync(file());
    expect(await run()).toBe(0);
    expect([isGone("10.0.0.1"), isGone("10.0.0.2")]).toEqual([true, true]);
  });

  test("the record, lab.yaml and the state: the error says that nobody knows", async () => {
    const workspace = deploy();
    for (const path of [workspace.path("deployed.json"), stateOf(workspace, "hosts")]) writeFileSync(path, "");
    rmSync(file());
    expect(await run()).toMatchObject({ message: expect.stringContaining("It is not known what stands of class c") });
  });
});

describe("what is asked", () => {
  test("a lab on this machine that was deployed from here is not asked about; one of another folder is named", async () => {
    writeFileSync(file(), "name: c\nstudents: [kim]\nscenarios: [processes]\n");
    const workspace = workspaceOf();
    world.local.add({ name: "userland-ubuntu", labels: labelsOf("kim") });
    expect(await run({ yes: false })).toMatchObject({
      message: expect.stringContaining("Remove the lab of kim of class c? There is no terminal to ask on"),
    });
    expect(written.stderr).toContain("Not deployed from this folder, so that another folder or somebody else may be using them: kim.");
    expect(world.local.containers).toEqual(["userland-ubuntu"]);
    writeRecord(workspace, { ...emptyRecord("c"), labs: [localLab("kim")] });
    expect(await run({ yes: false })).toBe(0);
    expect(world.local.containers).toEqual([]);
  });

  test("--on names who has a lab", async () => {
    deploy();
    expect(await run({ on: ["leo"] })).toMatchObject({ message: expect.stringContaining('--on "leo": has no lab in this class') });
  });
});

test("whatever hosts do, no success is reported for a lab that is still there, and its state is not forgotten", async () => {
  const fault = fc.record({
    status: fc.constantFrom(0, 0, 1, 124, 137, 255),
    delay: fc.constantFrom("0", "0", "0.1"),
    noise: fc.constantFrom("", "Welcome", "container userland-ubuntu removed", "\u001b[2J", "x".repeat(5000)),
    when: fc.constantFrom("never", "before", "after", "instead", "cut"),
    docker: fc.constantFrom("", "", 'case "$1" in rm) exit 1 ;; esac', 'case "$1" in ps) exit 1 ;; esac', "exit 1"),
  });
  const shell = ({ status, delay, noise, when }: { status: number; delay: string; noise: string; when: string }) => {
    const say = `printf '%s\\n' '${noise}'; sleep ${delay}`;
    switch (when) {
      case "before":
        return say;
      case "after":
        return `"$@"; ${say}; exit ${status}`;
      case "instead":
        return `cat >/dev/null; ${say}; exit ${status}`;
      case "cut":
        return `"$@" | head -c 60; exit ${status}`;
      default:
        return ":";
    }
  };
  await fc.assert(
    fc.asyncProperty(fault, fault, async (first, second) => {
      folder = testFolder();
      rmSync(join(world.folder, "hosts"), { recursive: true, force: true });
      const workspace = deploy();
      for (const [address, one] of [
        ["10.0.0.1", first],
        ["10.0.0.2", second],
      ] as const) {
        world.host(address).fail("ssh", shell(one));
        world.host(address).fail("docker", one.docker);
      }
      written.stdout = "";
      const outcome = await run();
      const stands = all.filter(({ machine }) => !isGone(machine?.address ?? ""));
      if (outcome === 0 || written.stdout.includes("is down")) expect(stands).toEqual([]);
      for (const { student } of stands) {
        expect(existsSync(stateOf(workspace, `lab-${student}`))).toBe(true);
        expect(readRecord(workspace).record.labs.map((lab) => lab.student)).toContain(student);
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
