// `lab up` against fake Engines, hosts and a fake Terraform: what it reports is what happened.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labels } from "../../definition/pins";
import type { FoundInEc2 } from "../../deploy/aws/down";
import type { Session } from "../../deploy/session";
import { synthesize } from "../../deploy/synthesize";
import { up, type UpOptions, type UpReport } from "../../deploy/up";
import { isWell } from "../../engine/status";
import type { GateFailureCode } from "../../stacks/hosts/gate-lines";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { readRecord, writeRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import type { Fault, FaultPoint, Moment } from "../fake-terraform";
import { FakeReporter, FakeWorld, withKey } from "../fake-world";
import { classOf, testFolder } from "../lab-yaml";

// EC2 has its own suites; here it has nothing unless a test says so
const inEc2: FoundInEc2[] = [];
jest.mock("../../deploy/aws/down", () => ({
  ...jest.requireActual<object>("../../deploy/aws/down"),
  findInAws: () => Promise.resolve({ found: inEc2, asked: ["eu-north-1"], silent: [] }),
}));

jest.mock("../../terraform/process", () => jest.requireActual<typeof import("../fake-terraform")>("../fake-terraform").terraformProcess());

// what is published answers
jest.mock("node:http", () => jest.requireActual<typeof import("../fake-network")>("../fake-network").answeringHttp());

// nothing but the fake Engines' containers listens, whatever runs on this machine
jest.mock("node:net", () => jest.requireActual<typeof import("../fake-network")>("../fake-network").silentNet());

let world: FakeWorld;
let workspace: Workspace;
let reporter: FakeReporter;
beforeEach(() => {
  world = new FakeWorld();
  workspace = withKey(new Workspace("c", join(testFolder(), ".lab"), join(testFolder(), "lab.yaml")));
  reporter = new FakeReporter();
});
afterEach(() => world.restore());

const terraform = { command: "terraform", product: "terraform", version: "1.11.4" } as const;
const onHosts = (students: Record<string, string>, scenarios = "[processes]") =>
  classOf(
    `name: c\nlanguage: en\ntarget: { hosts: { ${Object.entries(students)
      .map(([name, address]) => `${name}: "ubuntu@${address}"`)
      .join(", ")} } }\nscenarios: ${scenarios}\n`,
  );
const here = (scenarios: string) => classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${scenarios}\n`);
const two = { kim: "10.0.0.1", lee: "10.0.0.2" };

async function bringUp(definition: LabClass, options: Partial<UpOptions> & { on?: string[] } = {}): Promise<UpReport> {
  const { on, ...others } = options;
  const session: Session = {
    definition,
    chosen: on ? { ...definition, students: definition.students.filter(({ name }) => on.includes(name)) } : definition,
    workspace,
    signal: new AbortController().signal,
    reporter,
  };
  const stacks = await synthesize(definition, workspace, workspace.outFolder);
  return up(session, { terraform, stacks, concurrent: 4, ...others });
}

const gate = "terraform_data.gate-lee";
/** The gate of lee fails, and Terraform with it. */
const gateOfLee =
  (...failure: readonly [code: GateFailureCode, message: string, next: string]): Fault =>
  ({ address, say, exit }) => {
    if (address !== gate) return;
    const detail = `Error running command 'x': exit status 1. Output: lee: a line\nlee: failure\t${failure.join("\t")}\n`;
    say({ type: "diagnostic", diagnostic: { severity: "error", address, summary: "local-exec provisioner error", detail } });
    exit(1);
  };
const state = (id: string) => join(workspace.stateFolder, `${id}.tfstate`);
const lab = { class: "c", student: "kim", scenario: "processes" };
const labelsOf = (own: Partial<typeof lab> = {}) => {
  const all = { ...lab, ...own };
  return { [labels.class]: all.class, [labels.student]: all.student, [labels.scenario]: all.scenario };
};
const userlands = ["userland-almalinux", "userland-ubuntu"];

describe("what comes up", () => {
  test("every lab, recorded before Terraform runs", async () => {
    for (const address of Object.values(two)) world.host(address);
    world.failTerraform("init", ({ exit }) => exit(1));
    await expect(bringUp(onHosts(two))).rejects.toThrow();
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["kim", "lee"]);
    world.healTerraform();
    const { labs, others } = await bringUp(onHosts(two));
    expect(labs.every(isWell)).toBe(true);
    expect(others).toEqual([]);
    for (const address of Object.values(two)) expect(world.host(address).containers).toEqual(userlands);
  });

  test("a dead host does not hold up the other, and is asked once", async () => {
    world.host("10.0.0.1");
    world.failTerraform(
      "resource",
      gateOfLee(
        "no-ssh",
        "ssh to ubuntu@10.0.0.2 port 22 does not answer after 30 s: No route to host (check its address)",
        "Try it by hand: npx lab ssh lee",
      ),
    );
    const { labs } = await bringUp(onHosts(two));
    expect(labs.map(isWell)).toEqual([true, false]);
    expect(labs[1]?.error).toBe("ssh to ubuntu@10.0.0.2 port 22 does not answer after 30 s: No route to host (check its address)");
    expect(labs[1]?.next).toContain("npx lab ssh lee");
    expect(reporter.lines).toContain("✖ Wait until everything answers: 1 of 2 up");
    expect(world.terraformCalls.some((call) => call.startsWith("lab-lee plan"))).toBe(false);
  });

  test("keys that nothing proves are accepted after asking, and a line says so, also where --yes answered", async () => {
    for (const address of Object.values(two)) world.host(address);
    const unknown = gateOfLee("host-keys-not-known", "in any words", "Wait");
    world.failTerraform("resource", (moment) => {
      if (moment.address === gate) world.healTerraform();
      unknown(moment);
    });
    const { labs } = await bringUp(onHosts(two));
    expect(labs.every(isWell)).toBe(true);
    expect(reporter.questions).toContain("Take the keys that they show now, for good?");
    expect(reporter.notes).toContain("Taken without proof: the host keys of lee. Somebody in between would not be noticed.");
  });

  test("with --on, the plan of the hosts is about that host alone", async () => {
    for (const address of Object.values(two)) world.host(address);
    const { labs } = await bringUp(onHosts(two), { on: ["kim"] });
    expect(labs.map(({ student }) => student)).toEqual(["kim"]);
    const plan = world.terraformCalls.find((call) => call.startsWith("hosts plan")) ?? "";
    expect(plan).toContain("-target=terraform_data.gate-kim");
    expect(plan).not.toContain("gate-lee");
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["kim"]);
  });

  test("the gate runs again where no Engine answers any more, and only there", async () => {
    for (const address of Object.values(two)) world.host(address);
    await bringUp(onHosts(two));
    world.forgetCalls();
    world.host("10.0.0.2").fail("docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    world.failTerraform("resource", ({ address }) => {
      if (address === gate) world.host("10.0.0.2").heal();
    });
    const { labs } = await bringUp(onHosts(two));
    expect(world.terraformCalls.find((call) => call.startsWith("hosts plan"))).toMatch(/ -replace=terraform_data\.gate-lee$/);
    expect(labs.every(isWell)).toBe(true);
    expect(reporter.notes.join("\n")).toContain("No Docker Engine answers any more, and the host is checked again: lee");
  });

  test("a container that somebody stopped is started again, and a line says so", async () => {
    await bringUp(here("[processes]"));
    writeFileSync(join(world.local.folder, "containers/userland-ubuntu/state"), "exited");
    const { labs } = await bringUp(here("[processes]"));
    expect(labs.every(isWell)).toBe(true);
    expect(world.local.state("userland-ubuntu")).toBe("running");
    expect(reporter.notes).toContain("kim: started again, because they had been stopped: userland-ubuntu");
  });
});

test("a container that somebody took off its networks is connected again, under its names there, and a line says so", async () => {
  await bringUp(here("[load-balancer]"));
  const file = join(world.local.folder, "containers/practice_web_1/json");
  const container = JSON.parse(readFileSync(file, "utf8")) as { id: string };
  writeFileSync(file, JSON.stringify({ ...container, mode: "practice_default", networks: {} }));
  const { labs } = await bringUp(here("[load-balancer]"));
  expect(JSON.stringify(labs)).not.toContain("is on no network");
  expect(readFileSync(join(world.local.folder, "connects"), "utf8")).toBe(`network connect --alias web practice_default ${container.id}\n`);
  expect(reporter.notes).toContain("kim: connected again, as they had been taken off all networks: practice_web_1");
});

describe("what fails is not up", () => {
  const ends = (status?: number) => (moment: Moment) => moment.exit(status);
  test.each([
    ["init", "fails", ends(1)],
    ["plan", "fails", ends(1)],
    ["plan", "ends well without a plan", ends(0)],
    ["apply", "fails", ends(1)],
    ["apply", "is killed", ends()],
    ["apply", "ends well at once", ends(0)],
    ["resource", "ends well in the middle", (moment) => moment.address?.includes("ubuntu") === true && moment.exit(0)],
  ] satisfies [FaultPoint, string, Fault][])("Terraform's %s %s", async (point, _, fault) => {
    world.failTerraform(point, fault);
    const outcome = await bringUp(here("[processes]")).catch((error: unknown) => error as Error);
    expect(outcome instanceof Error || !outcome.labs.every(isWell)).toBe(true);
    expect(readRecord(workspace).record.labs).toHaveLength(1);
  });

  test("hosts whose plan fails: nothing of any lab is tried", async () => {
    world.host("10.0.0.1");
    world.failTerraform("plan", ({ stack, say, exit }) => {
      if (stack !== "hosts") return;
      say({ type: "diagnostic", diagnostic: { severity: "error", summary: "no", detail: "" } });
      exit(1);
    });
    await expect(bringUp(onHosts({ kim: "10.0.0.1" }))).rejects.toMatchObject({
      message: "no",
      next: "Nothing was changed; npx lab up tries again",
    });
    expect(world.terraformCalls.some((call) => call.startsWith("lab-kim plan"))).toBe(false);
  });

  test("hosts whose apply ends without output are not ready", async () => {
    world.host("10.0.0.1");
    world.failTerraform("apply", ({ stack, exit }) => stack === "hosts" && exit(1));
    const { others } = await bringUp(onHosts({ kim: "10.0.0.1" }));
    expect(others.map(({ message }) => message)).toEqual([expect.stringMatching(/^terraform apply/)]);
  });

  test("a noisy login shell is not an Engine's answer, and an Engine that answers nonsense stops its own student alone", async () => {
    for (const address of Object.values(two)) world.host(address);
    world.host("10.0.0.1").fail("ssh", 'echo Welcome; echo "{}"');
    world.host("10.0.0.2").fail("docker", 'case "$*" in inspect*) echo nonsense; exit 0 ;; esac');
    world.host("10.0.0.2").add({ name: "mine" });
    const { labs } = await bringUp(onHosts(two));
    expect(labs.map(isWell)).toEqual([true, false]);
    expect(labs[1]?.error).toBe("its docker command does not answer like a Docker Engine: nonsense");
  });
});

describe("what stands in the way", () => {
  test("a name that is taken blocks its scenario alone", async () => {
    world.local.add({ name: "mode-none" });
    const { labs } = await bringUp(here("[processes, networks]"));
    expect(world.local.labOf("c", "kim")).toEqual(userlands);
    expect(labs[0]?.scenarios).toMatchObject([
      { scenario: "processes", state: "up" },
      { scenario: "networks", state: "incomplete", detail: expect.stringMatching(/^the container name mode-none is taken/) },
    ]);
    expect(reporter.notes.join()).toContain(
      "kim, networks: the container name mode-none is taken by a container that is not the lab's (running).\n  Free it: docker rm -f mode-none",
    );
  });

  test("where everything is blocked nothing is changed", async () => {
    world.local.add({ name: "userland-ubuntu" });
    await expect(bringUp(here("[processes]"))).rejects.toThrow("Nothing was changed: names or ports of the lab are taken");
    expect(world.local.containers).toEqual(["userland-ubuntu"]);
  });

  test("what docker-compose made in place of the lab's is replaced after confirmation", async () => {
    world.local.add({ name: "practice_web_1", labels: { "com.docker.compose.project": "practice" }, hostPorts: [] });
    world.local.addNetwork("practice_default", { "com.docker.compose.project": "practice" });
    reporter.answer = false;
    await expect(bringUp(here("[load-balancer, processes]"))).rejects.toThrow("Nothing was changed");
    expect(world.local.labOf("c", "kim")).toEqual([]);
    reporter.answer = true;
    await bringUp(here("[load-balancer, processes]"), { scenarios: ["load-balancer"] }).catch(() => undefined);
    expect(world.local.labOf("c", "kim")).toEqual(["practice_lb_1", "practice_web_1", "practice_web_2"]);
    expect(reporter.notes.join("\n")).toContain("practice_web_1, made by docker-compose in place of the lab's, is recreated as the lab's");
  });

  test("an image of a student's own that has a build's name blocks its scenario, before anything of it is made", async () => {
    const own = world.local.addImage("node-server");
    const { labs } = await bringUp(here("[processes, load-balancer]"));
    expect(world.local.images.get("node-server")).toBe(own);
    expect(world.local.labOf("c", "kim")).toEqual(userlands);
    expect(labs[0]?.scenarios[1]?.detail).toBe("the image name node-server is taken by an image that the lab did not build");
    expect(reporter.notes.join("\n")).toContain("Free it: docker rmi node-server   # or keep it under another name first: docker tag");
    expect(reporter.lines).toContain("✔ Lab of kim: looked at, and 1 thing in the way");
    expect(reporter.lines).toContain("✔ Lab of kim: deployed without load-balancer");
  });

  test("an image that the lab built is the lab's, also when its state is gone or a student rebuilt it", async () => {
    await bringUp(here("[load-balancer]"));
    const built = world.local.images.get("node-server");
    expect(readRecord(workspace).record.labs[0]?.built).toEqual([{ name: "node-server", id: built }]);
    writeFileSync(state("lab-kim"), "");
    const { labs } = await bringUp(here("[load-balancer]"));
    expect(labs.every(isWell)).toBe(true);
    // a refresh puts it into the state, and the record still knows what was built
    const rebuilt = world.local.addImage("node-server");
    await bringUp(here("[load-balancer]"));
    expect(readRecord(workspace).record.labs[0]?.built?.[0]?.id).not.toBe(rebuilt);
    reporter.answer = false;
    await expect(bringUp(here("[processes]"))).rejects.toThrow("Nothing was changed");
    expect(reporter.notes.at(-1)).toContain("kim: the image node-server, which the lab did not build, is removed");
    expect(world.local.images.get("node-server")).toBe(rebuilt);
  });

  test("a lab of this class that another folder deployed is named, not overwritten", async () => {
    world.local.add({ name: "userland-ubuntu", labels: labelsOf() });
    for (const attempt of ["first", "again"]) {
      const { labs } = await bringUp(here("[processes]"));
      expect({ attempt, lab: labs[0] }).toMatchObject({
        lab: {
          error: "its Engine has a lab of class c that was not deployed from this folder: userland-ubuntu",
          next: expect.stringContaining("npx lab down, then npx lab up"),
        },
      });
      expect(world.local.containers).toEqual(["userland-ubuntu"]);
      expect(readRecord(workspace).record.labs).toEqual([]);
    }
  });

  test("a lab whose state is gone is recreated after confirmation", async () => {
    await bringUp(here("[processes]"));
    writeFileSync(state("lab-kim"), "");
    const { labs } = await bringUp(here("[processes]"));
    expect(reporter.notes.join("\n")).toContain(`${state("lab-kim")} was damaged and is now in ${workspace.path("forgotten")}`);
    expect(reporter.notes.join("\n")).toContain("userland-ubuntu, left over from an earlier lab whose state is gone, is recreated");
    expect(labs.every(isWell)).toBe(true);
  });

  test("a leftover that cannot be removed stops its lab", async () => {
    await bringUp(here("[processes]"));
    writeFileSync(state("lab-kim"), "half {");
    writeFileSync(join(world.local.folder, "stuck"), "");
    const { labs } = await bringUp(here("[processes]"));
    expect(labs[0]?.error).toMatch(/^userland-\w+, userland-\w+, in the way of the lab, could not be removed/);
  });

  test("a database with a password that is not known is reported before anything of it is created, with the choices", async () => {
    const data = join(workspace.dataFolder, "wordpress_db");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "ibdata1"), "rows");
    const { labs } = await bringUp(here("[processes, wordpress]"));
    expect(labs[0]?.scenarios[1]?.detail).toContain(
      `${data} holds the data of an earlier wordpressdb_hostvolume, and nothing here says with which password it was made`,
    );
    expect(reporter.notes.join("\n")).toContain("npx lab reset kim wordpress --purge");
    expect(world.local.containers).toEqual(userlands);
  });

  test("a database with the class's own password is used again, also after the lab was removed", async () => {
    await bringUp(here("[processes, wordpress]"), { scenarios: ["wordpress"] }).catch(() => undefined);
    expect(world.local.containers).toContain("wordpressdb_hostvolume");
    const data = join(workspace.dataFolder, "wordpress_db");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "ibdata1"), "rows");
    for (const name of world.local.containers) world.local.remove(name);
    const { record } = readRecord(workspace);
    writeRecord(workspace, { ...record, labs: [] });
    await bringUp(here("[processes, wordpress]"), { scenarios: ["wordpress"] });
    expect(reporter.notes.join()).not.toContain("another password");
    writeFileSync(workspace.path("secrets.json"), "{}");
    for (const name of world.local.containers) world.local.remove(name);
    await expect(bringUp(here("[wordpress]"))).rejects.toThrow("Nothing was changed");
    expect(reporter.notes.join()).toContain("another password");
  });
});

describe("what lab.yaml does not have any more", () => {
  test("students who left or were renamed are named, and removed after confirmation", async () => {
    for (const address of Object.values(two)) world.host(address);
    await bringUp(onHosts(two));
    await bringUp(onHosts({ park: "10.0.0.1" }));
    expect(reporter.notes).toContain(
      "Deployed before, and not in lab.yaml any more:\n  the lab of kim on ubuntu@10.0.0.1\n  the lab of lee on ubuntu@10.0.0.2",
    );
    expect(reporter.notes).toContain(
      "What was handed out to these students opens nothing then; npx lab handout makes new ones for those who were renamed.",
    );
    expect(world.host("10.0.0.2").containers).toEqual([]);
    expect(world.host("10.0.0.1").labOf("c", "park")).toEqual(userlands);
    expect(readRecord(workspace).record.labs.map(({ student }) => student)).toEqual(["park"]);
    expect(existsSync(state("lab-lee"))).toBe(false);
  });

  test("a machine that was never ready, such as a mistyped address, is forgotten by itself", async () => {
    for (const address of Object.values(two)) world.host(address);
    world.failTerraform("resource", gateOfLee("no-ssh", "does not answer", "look"));
    const mistyped = await bringUp(onHosts({ kim: "10.0.0.1", lee: "10.0.0.9" }));
    expect(mistyped.labs.map(isWell)).toEqual([true, false]);
    expect(readRecord(workspace).record.labs.map(({ student, untouched }) => [student, untouched])).toEqual([
      ["kim", undefined],
      ["lee", true],
    ]);
    world.healTerraform();
    const { labs, others } = await bringUp(onHosts(two));
    expect({ well: labs.every(isWell), others }).toEqual({ well: true, others: [] });
    expect(reporter.notes.join("\n")).toContain(
      "No longer in lab.yaml, and forgotten because nothing was made on a machine that was never ready: the lab of lee on ubuntu@10.0.0.9",
    );
    expect(readRecord(workspace).record.labs.map(({ machine, untouched }) => [machine?.address, untouched])).toEqual([
      ["10.0.0.1", undefined],
      ["10.0.0.2", undefined],
    ]);
  });

  test("kept in the record without confirmation", async () => {
    for (const address of Object.values(two)) world.host(address);
    await bringUp(onHosts(two));
    reporter.answer = false;
    const { labs } = await bringUp(onHosts({ kim: "10.0.0.1" }));
    expect(labs.every(isWell)).toBe(true);
    expect(world.host("10.0.0.2").containers).toEqual(userlands);
    expect(
      readRecord(workspace)
        .record.labs.map(({ student }) => student)
        .sort(),
    ).toEqual(["kim", "lee"]);
    expect(reporter.notes.at(-1)).toContain("on record: npx lab down removes them");
  });

  test("one that cannot be removed is a failure, and stays on record", async () => {
    for (const address of Object.values(two)) world.host(address);
    await bringUp(onHosts(two));
    world.host("10.0.0.2").fail("ssh", 'echo "Connection refused" >&2; exit 255');
    const { labs, others } = await bringUp(onHosts({ kim: "10.0.0.1" }));
    expect(labs.every(isWell)).toBe(true);
    expect(others).toEqual([
      {
        message: "lee: no SSH to 10.0.0.2: Connection refused",
        next: expect.stringMatching(/ssh .*\n {2}If that machine is gone for good: npx lab down --forget lee$/),
      },
    ]);
    expect(
      readRecord(workspace)
        .record.labs.map(({ student }) => student)
        .sort(),
    ).toEqual(["kim", "lee"]);
  });

  test("a machine that changed: the lab on the old one is removed, and its state with it", async () => {
    for (const address of Object.values(two)) world.host(address);
    await bringUp(onHosts({ kim: "10.0.0.1" }));
    await bringUp(onHosts({ kim: "10.0.0.2" }));
    expect(world.host("10.0.0.1").containers).toEqual([]);
    expect(world.host("10.0.0.2").containers).toEqual(userlands);
  });

  test("a class that was renamed", async () => {
    await bringUp(here("[processes]"));
    const { root, labFile = "" } = workspace;
    workspace = new Workspace("d", root, join(root, labFile));
    const renamed = { ...here("[processes]"), name: "d" };
    const { labs } = await bringUp(renamed);
    expect(reporter.notes.join("\n")).toContain("class c, as it was called before: the lab of kim on this machine");
    expect(labs.every(isWell)).toBe(true);
    expect(world.local.labOf("d", "kim")).toEqual(userlands);
  });

  test("scenarios: their containers are named as a person knows them", async () => {
    await bringUp(here("[processes, networks]"));
    reporter.answer = false;
    await expect(bringUp(here("[processes]"))).rejects.toThrow("Nothing was changed");
    expect(reporter.notes.at(-1)).toContain("kim: mode-none is removed");
    expect(world.local.containers).toContain("mode-none");
  });

  test("hosts in EC2 go before those of another target, for one state holds both", async () => {
    world.host("10.0.0.1");
    writeRecord(workspace, { ...readRecord(workspace).record, regions: ["eu-north-1"] });
    reporter.answer = false;
    inEc2.push({ region: "eu-north-1", instances: [], hosts: [], alive: ["kim"], standing: [] });
    await expect(bringUp(onHosts({ kim: "10.0.0.1" }))).rejects.toThrow("the hosts in EC2 go first");
    inEc2.length = 0;
    await expect(bringUp(onHosts({ kim: "10.0.0.1", lee: "10.0.0.2" }), { on: ["kim"] })).rejects.toThrow(
      "The class has EC2 hosts in eu-north-1, which lab.yaml does not name any more",
    );
    expect(world.terraformCalls).toEqual([]);
  });
});

test("scenarios that were not chosen are left as they are", async () => {
  await bringUp(here("[processes, networks]"));
  world.local.remove("mode-none");
  world.local.remove("userland-ubuntu");
  writeFileSync(join(world.local.folder, "containers/mode-bridge/state"), "exited");
  const { labs } = await bringUp(here("[processes, networks]"), { scenarios: ["processes"] });
  expect(world.local.containers).toEqual(["mode-bridge", "mode-container", "mode-host", ...userlands]);
  expect(world.local.state("mode-bridge")).toBe("exited");
  expect(labs[0]?.scenarios.map(({ scenario }) => scenario)).toEqual(["processes"]);
});

test("a damaged record is set aside, and Terraform's state is used instead", async () => {
  for (const address of Object.values(two)) world.host(address);
  await bringUp(onHosts(two));
  writeFileSync(workspace.path("deployed.json"), '{"version":');
  await bringUp(onHosts({ kim: "10.0.0.1" }));
  expect(reporter.notes.join("\n")).toContain("the lab of lee on ubuntu@10.0.0.2");
  expect(readFileSync(workspace.path("deployed.json"), "utf8")).toContain('"kim"');
});
