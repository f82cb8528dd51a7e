// `lab up`, `lab status` and `lab plan` as commands, against fake Engines and hosts: tables, JSON, exit codes, and what to do next.
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beTheServer, shownOf } from "../../../serve/one-server";
import { type DeployedLab, emptyRecord, writeRecord } from "../../../workspace/record";
import { withLock } from "../../../workspace/lock";
import { Workspace } from "../../../workspace/workspace";
import type { Fault } from "../../fake-terraform";
import { FakeWorld } from "../../fake-world";
import { classOf, labYaml } from "../../lab-yaml";
import { lab, type LabRun } from "../../run-lab";

jest.mock("../../../terraform/process", () =>
  jest.requireActual<typeof import("../../fake-terraform")>("../../fake-terraform").terraformProcess(),
);
jest.mock("node:http", () => jest.requireActual<typeof import("../../fake-network")>("../../fake-network").answeringHttp());
jest.mock("node:net", () => jest.requireActual<typeof import("../../fake-network")>("../../fake-network").silentNet());

let world: FakeWorld;
beforeEach(() => {
  world = new FakeWorld();
});
afterEach(() => world.restore());

const addresses = { kim: "10.0.0.1", lee: "10.0.0.2", park: "10.0.0.3" };
const onHosts = (students: Partial<typeof addresses>, scenarios = "[processes]") =>
  `name: c\nlanguage: en\ntarget: { hosts: { ${Object.entries(students)
    .map(([name, address]) => `${name}: "ubuntu@${address}"`)
    .join(", ")} } }\nscenarios: ${scenarios}\n`;
const here = "name: c\nlanguage: en\nstudents: [kim]\nscenarios: [processes]\n";

/** A class in a folder of its own. */
function classIn(text: string) {
  const file = labYaml(text);
  const folder = dirname(file);
  return {
    write: (other: string) => writeFileSync(file, other),
    workspace: new Workspace("c", join(folder, ".lab"), file),
    run: (...words: string[]): Promise<LabRun> => lab(words, {}, folder),
  };
}

/** The gates of these students fail, and Terraform with them. */
const gatesFail =
  (students: readonly string[]): Fault =>
  ({ address, say, exit }) => {
    if (address !== `terraform_data.gate-${students[0] ?? ""}`) return;
    for (const name of students) {
      const detail = `Output: ${name}: a line\n${name}: failure\tsudo-asks-for-a-password\tsudo asks for a password\tGive it sudo\n`;
      const diagnostic = { severity: "error", address: `terraform_data.gate-${name}`, summary: "local-exec provisioner error", detail };
      say({ type: "diagnostic", diagnostic });
    }
    exit(1);
  };
/** The registry is not reached. */
const noProvider: Fault = ({ complain, exit }) => {
  complain(
    "Error: Failed to query available provider packages\n\nCould not retrieve the list of available versions for provider kreuzwerker/docker: no route\n",
  );
  exit(1);
};

describe("lab up", () => {
  test("of a lab on this machine: its table, and what to do next", async () => {
    const { run } = classIn(here);
    const { status, stdout, stderr } = await run("up");
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^SCENARIO +ADDRESS +STATE\nprocesses +- +up\n\nExercise files /);
    expect(stdout).toMatch(/^Remove it +npx lab down$/m);
    expect(stderr).toContain("Class c: 1 lab of processes on target local");
  });

  test("of a class on hosts: equal failures are one line, and the count is of the labs that are not up", async () => {
    for (const address of Object.values(addresses)) world.host(address);
    world.failTerraform("resource", gatesFail(["lee", "park"]));
    const { run } = classIn(onHosts(addresses));
    const { status, stdout, stderr } = await run("up");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^kim +10\.0\.0\.1 +up$/m);
    expect(stdout).toMatch(/^lee +10\.0\.0\.2 +not usable$/m);
    expect(stderr).toContain("2 students (lee, park): sudo asks for a password\n  Give it sudo\n");
    expect(stderr).toContain("2 of 3 labs are not fully up\nSee the lines above; npx lab up goes on from here\n");
    expect(stdout).not.toContain("Hand out");
  });

  test("what could not be removed is counted too, with the way to forget it", async () => {
    for (const address of Object.values(addresses)) world.host(address);
    const { run, write } = classIn(onHosts({ kim: addresses.kim, lee: addresses.lee }));
    expect((await run("up")).status).toBe(0);
    world.host(addresses.lee).fail("ssh", 'echo "No route to host" >&2; exit 255');
    write(onHosts({ kim: addresses.kim, lee: addresses.park }));
    const { status, stderr } = await run("up", "--yes");
    expect(status).toBe(1);
    expect(stderr).toContain("lee: no SSH to 10.0.0.2: No route to host\n");
    expect(stderr).toContain("If that machine is gone for good: npx lab down --forget lee\n");
    expect(stderr).toContain("\n1 thing failed\n");
    expect((await run("down", "--yes", "--forget", "lee")).status).toBe(0);
    const again = await run("up", "-o", "json");
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ class: "c", labs: [{ student: "kim" }, { student: "lee", address: "10.0.0.3" }] });
  });

  test("on hosts that are up: how students get there", async () => {
    world.host(addresses.kim);
    const { status, stdout } = await classIn(onHosts({ kim: addresses.kim })).run("up");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Hand out +npx lab handout handouts, npx lab cards$/m);
  });

  test("a record that was truncated is named, by status too, and rewritten", async () => {
    const { run, workspace } = classIn(here);
    expect((await run("up")).status).toBe(0);
    workspace.write("deployed.json", '{"version": 1, "labs": [');
    const damaged = `${workspace.folder}/deployed.json is damaged`;
    expect((await run("status")).stderr).toContain(`${damaged}\n  npx lab up writes it again from Terraform's state\n`);
    expect((await run("up")).stderr).toContain(`${damaged}: going by lab.yaml and Terraform's state.\n`);
    expect((await run("status")).stderr).not.toContain("damaged");
  });

  test("says that a running server shows lab.yaml as it was, once that differs", async () => {
    const { run, write, workspace } = classIn(here);
    const release = await beTheServer(workspace, { url: "http://a", shown: shownOf(classOf(here)) }, () => undefined);
    const note = "npx lab serve still shows the class as lab.yaml was when it started";
    expect((await run("up")).stderr).not.toContain(note);
    write(here.replace("[processes]", "[processes, volumes]"));
    expect((await run("up")).stderr).toContain(note);
    release();
    expect((await run("up")).stderr).not.toContain(note);
  });

  test("a provider that cannot be installed stops it before anything is made", async () => {
    world.failTerraform("init", noProvider);
    const { status, stderr } = await classIn(here).run("up");
    expect(status).toBe(3);
    expect(stderr).toContain("The class is valid. It would make:\n  processes: containers userland-ubuntu, userland-almalinux\n");
    expect(stderr).toContain("Provider kreuzwerker/docker: no route\n");
    expect(world.local.containers).toEqual([]);
  });
});

describe("lab status", () => {
  test.each(["[processes, volumes]", "[volumes, processes: { state: ready }]"])(
    "of %s is absent before lab up, and after lab down",
    async (scenarios) => {
      const { run } = classIn(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${scenarios}\n`);
      const states = async () => (await run("status")).stdout.match(/(?<=^(volumes|processes) +- +)\S+/gm);
      expect(await states()).toEqual(["absent", "absent"]);
      expect((await run("up")).status).toBe(0);
      expect(await states()).not.toContain("absent");
      expect((await run("down", "--yes")).status).toBe(0);
      expect(await states()).toEqual(["absent", "absent"]);
    },
  );

  test("by student, with the state of each scenario, who never logged in, and equal failures as one line", async () => {
    for (const address of Object.values(addresses)) world.host(address);
    const { run } = classIn(onHosts(addresses));
    await run("up");
    for (const address of [addresses.lee, addresses.park]) world.host(address).fail("ssh", 'echo "No route to host" >&2; exit 255');
    const { status, stdout, stderr } = await run("status");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^STUDENT +HOST +PROCESSES\nkim +10\.0\.0\.1 +up\nlee +10\.0\.0\.2 +not usable\n/);
    expect(stderr).toContain("2 students (lee, park): no SSH to ADDRESS: No route to host\n");
    expect((await run("status", "--on", "kim")).status).toBe(0);
  });

  test("during a lab up it says so, and that what is missing is on its way", async () => {
    world.host(addresses.kim).fail("ssh", 'echo "No route to host" >&2; exit 255');
    const { run, workspace } = classIn(onHosts({ kim: addresses.kim }));
    await withLock(workspace, "up", async () => {
      const { stderr } = await run("status");
      expect(stderr).toMatch(/^lab up is changing this class since .* \(process \d+ on .*\), and has not ended yet$/m);
      expect(stderr).toContain("kim: no SSH to 10.0.0.1: No route to host\n  Ask again once lab up has ended\n");
      expect(JSON.parse((await run("status", "-o", "json")).stdout)).toMatchObject({ underWay: { verb: "up", pid: process.pid } });
    });
    expect((await run("status")).stderr).not.toContain("lab up has ended");
  });

  test("of a host whose disk is full: what is full, and that it is not well", async () => {
    world.host(addresses.kim);
    const { run } = classIn(onHosts({ kim: addresses.kim }));
    expect((await run("up")).status).toBe(0);
    const full = 'echo "Filesystem Blocks Used Available Capacity Mounted on"; echo "/dev/labs 2000 2000 0 100% /"';
    writeFileSync(join(world.folder, "bin/df"), `#!/bin/sh\n${full}\n`, { mode: 0o755 });
    const { status, stderr } = await run("status");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^kim: the disk of \S+ is full\n {2}See what fills it: npx lab exec -- 'df -h; /m);
  });

  test("JSON has what lab.yaml does not have any more", async () => {
    for (const address of Object.values(addresses)) world.host(address);
    const { run, write } = classIn(onHosts({ kim: addresses.kim, lee: addresses.lee }));
    await run("up");
    write(onHosts({ kim: addresses.kim }));
    const { status, stdout } = await run("status", "-o", "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ labs: [{ student: "kim" }], leaving: ["the lab of lee on ubuntu@10.0.0.2"] });
    const { stderr } = await run("status");
    expect(stderr).toContain(
      "Deployed before, and not in lab.yaml any more:\n  the lab of lee on ubuntu@10.0.0.2\n  npx lab up asks whether to remove them",
    );
  });
});

describe("lab plan", () => {
  test("of a lab on this machine: what it makes, that it costs nothing, and nothing is written", async () => {
    const { run, workspace } = classIn(here);
    expect(await run("plan")).toMatchObject({
      status: 0,
      stdout:
        "Class c: 1 lab on target local; it costs nothing. Each has:\n  processes: userland-ubuntu, userland-almalinux\n  At most 128 MB of memory\n",
    });
    expect(existsSync(workspace.folder)).toBe(false);
  });

  test("marks what is new, changed and gone since the last lab up", async () => {
    for (const address of Object.values(addresses)) world.host(address);
    const two = { kim: addresses.kim, lee: addresses.lee };
    const { run, write } = classIn(onHosts(two, "[processes, volumes]"));
    const planned = async () => (await run("plan")).stderr;
    expect(await planned()).not.toContain("deployed last");
    expect((await run("up")).status).toBe(0);
    expect(await planned()).toContain("Nothing of it differs from what was deployed last. What students did to it since: npx lab status\n");
    write(onHosts(addresses, "[processes: { state: ready }, daemon]"));
    expect(await planned()).toContain(
      "Different from what was deployed last:\n  2 labs (kim, lee): new: daemon; changed: processes; not in lab.yaml any more: volumes\n  1 lab (park): new\n",
    );
    expect(JSON.parse((await run("plan", "-o", "json")).stdout)).toMatchObject({
      changes: [
        { student: "kim", added: ["daemon"], changed: ["processes"], removed: ["volumes"] },
        { student: "lee" },
        { student: "park", isNew: true },
      ],
    });
    expect((await run("up", "--yes")).status).toBe(0);
    expect(await planned()).toContain("Nothing of it differs");
  });

  test("a lab whose first deploy failed is not taken for deployed", async () => {
    world.host(addresses.kim);
    world.failTerraform("apply", ({ complain, exit }) => (complain("Error: no luck\n"), exit(1)));
    const { run } = classIn(onHosts({ kim: addresses.kim }));
    expect((await run("up")).status).toBe(1);
    expect((await run("plan")).stderr).toMatch(/^ {2}1 lab \(kim\): (new|not fully deployed, .*)$/m);
  });

  test("says what up would remove", async () => {
    const { run, workspace } = classIn(onHosts({ kim: addresses.kim }));
    const former: DeployedLab = {
      ...{ student: "lee", target: { kind: "hosts" }, data: [], images: [] },
      machine: { address: addresses.lee, user: "ubuntu", port: 22 },
    };
    writeRecord(workspace, { ...emptyRecord("c"), labs: [former] });
    const { status, stdout, stderr } = await run("plan");
    expect({ status, stdout: stdout.split("\n")[0] }).toEqual({
      status: 0,
      stdout: "Class c: 1 lab on target hosts; it costs nothing. Each has:",
    });
    expect(stderr).toContain("Deployed before, and not in lab.yaml any more:\n  the lab of lee on ubuntu@10.0.0.2\n");
    const { leaving, labs } = JSON.parse((await run("plan", "-o", "json")).stdout) as { leaving: string[]; labs: string[] };
    expect({ leaving, labs }).toEqual({ leaving: ["the lab of lee on ubuntu@10.0.0.2"], labs: ["kim"] });
  });

  test("says after the plan what this machine lacks for it", async () => {
    world.failTerraform("init", noProvider);
    const { status, stdout, stderr } = await classIn(here).run("plan");
    expect(status).toBe(3);
    expect(stdout).toContain("Class c: 1 lab on target local");
    expect(stderr).toMatch(/^Provider kreuzwerker\/docker: no route\nConnect to the internet/m);
    world.local.fail("docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    expect((await classIn(here).run("plan")).stderr).toContain("Docker Engine: no Docker Engine answers: Cannot connect");
  });
});
