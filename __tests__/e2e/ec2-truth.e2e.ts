// Whatever was lost, killed or changed: the truth about a class on EC2 is EC2's. No machine is behind the instances.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RunInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import pLimit from "p-limit";
import { ec2Client } from "../../aws/clients";
import { standing } from "../../aws/standing";
import { tags } from "../../definition/pins";
import { awsProviderIsThere, startEndpoint, stopEndpoint } from "./ec2-class";
import { EndpointProxy } from "./endpoint-proxy";
import { type Outcome, outcome } from "./lab-command";
import { asked, kit, provider, suite } from "./needs";
import { region, SilentClass } from "./silent-class";

const otherRegion = "us-east-1";

const needs = [kit("ec2"), awsProviderIsThere, provider("docker")];

suite("what was lost × verb", [asked, ...needs], () => {
  const lost: Record<string, (lab: SilentClass) => void> = {
    state: (lab) => rmSync(join(lab.home, lab.name, "state"), { recursive: true }),
    secrets: (lab) => rmSync(join(lab.home, lab.name, "secrets.json"), { force: true }),
    "known-hosts": (lab) => rmSync(join(lab.home, lab.name, "known_hosts"), { force: true }),
    seats: (lab) => rmSync(join(lab.home, lab.name, "seats.json")),
    record: (lab) => rmSync(join(lab.home, lab.name, "deployed.json")),
    "lab-yaml": (lab) => rmSync(lab.file),
    everything: (lab) => rmSync(lab.home, { recursive: true }),
  };
  // for a class with a backstop the schedules and their role are imported too
  const options = (name: string) => `wait: false, spares: 1${name === "state" ? ", backstop: true" : ""}`;
  const classes = new Map(Object.keys(lost).map((name) => [name, new SilentClass(`lost-${name}`, options(name))]));
  const first = new Map<string, Record<string, string>>();
  const classOf = (name: string): SilentClass => {
    const lab = classes.get(name);
    if (!lab) throw new Error(`no class lost ${name}`);
    return lab;
  };
  const stays = new SilentClass("bystander");

  beforeAll(async () => {
    startEndpoint("--no-hosts");
    const limit = pLimit(3);
    await Promise.all(
      [...classes.values(), stays].map((lab) =>
        limit(async () => {
          lab.write("[kim, lee]");
          // kim sits at the spare, and has no host of their own
          if (lab !== stays) lab.workspace.write("seats.json", '{"kim":"spare-1"}');
          await lab.act("up", "--yes");
          first.set(lab.name, await lab.ids());
        }),
      ),
    );
  });
  afterAll(stopEndpoint);

  test("each class has its two hosts", () => {
    for (const [name, ids] of first)
      expect([name, Object.keys(ids).sort()]).toEqual([name, name === stays.name ? ["kim", "lee"] : ["lee", "spare-1"]]);
  });

  type Verb = "status" | "orphans" | "up" | "down";
  const runs = new Map<string, Record<Verb, Outcome> & { afterUp: Record<string, string>; left: unknown }>();

  test("each verb is tried without it", async () => {
    const limit = pLimit(3);
    await Promise.all(
      Object.entries(lost).map(([name, lose]) =>
        limit(async () => {
          const lab = classOf(name);
          lose(lab);
          const status = await lab.act("status");
          const orphans = await lab.act("orphans", lab.name);
          const up = await lab.act("up", "--yes");
          const afterUp = await lab.ids();
          const down = await lab.act("down", "--yes");
          runs.set(name, { status, orphans, up, afterUp, down, left: await standing(region, lab.name) });
        }),
      ),
    );
    expect(runs.size).toBe(Object.keys(lost).length);
  }, 1_800_000);

  test.each(Object.keys(lost))("%s: no second host, and no success reported while something is left", (name) => {
    const lab = classOf(name);
    const before = first.get(lab.name);
    const run = runs.get(name);
    expect(run?.status.code).not.toBe(0);
    expect(run?.orphans).toMatchObject({ code: 1, stdout: expect.stringContaining(before?.["lee"] ?? "?") });
    expect(run?.up.code).not.toBe(0);
    expect(run?.afterUp).toEqual(before);
    if (name === "everything") expect(run?.up.stderr).toContain("was made in EC2 with another SSH key");
    expect({ code: run?.down.code, said: run?.down.code === 0 ? "" : run?.down.stderr }).toEqual({ code: 0, said: "" });
    expect(run?.down.stdout).toContain(`Class ${lab.name} is down.`);
    expect(run?.left).toEqual([]);
  });

  test("of another class nothing was touched", async () => {
    expect(await stays.ids()).toEqual(first.get(stays.name));
    const ended = await stays.act("orphans", stays.name, "--end", "--yes");
    expect({ code: ended.code, last: ended.stdout.trim().split("\n").at(-1) }).toEqual({
      code: 0,
      last: "Nothing of it stands any more, as EC2 says.",
    });
    expect(await standing(region)).toEqual([]);
  });
});

suite("a class on EC2 that went on without lab", [asked, ...needs], () => {
  const lab = new SilentClass("truth");
  let endpoint: EndpointProxy;
  const asked: string[] = [];
  const students = ["kim", "lee", "park", "choi"];
  const up = () => lab.act("up", "--yes");
  /** Waits until so many hosts are there; a machine that is busy takes its time. */
  const untilCreated = async (count: number) => {
    for (const end = Date.now() + 300_000; (await lab.alive()).length < count;) {
      if (Date.now() > end) throw new Error("no host was made");
      await sleep(200);
    }
  };

  beforeAll(async () => {
    startEndpoint("--no-hosts");
    endpoint = await EndpointProxy.up();
    endpoint.fault = (action) => {
      asked.push(action);
      return undefined;
    };
    lab.write(`[${students.join(", ")}]`);
  });
  afterAll(() => {
    endpoint.down();
    stopEndpoint();
  });

  test("killed while hosts are made, lab and Terraform both: the next run imports them and creates the others", async () => {
    endpoint.pause = 1500;
    const child = lab.start("up", "--yes");
    const ended = outcome(child);
    await untilCreated(2);
    kill(child.pid ?? 0);
    await ended;
    endpoint.pause = 0;
    await sleep(2000);
    const made = await lab.ids();
    const { stderr } = await up();
    expect(stderr).toMatch(/\d not in the state/);
    const now = await lab.ids();
    expect(now).toMatchObject(made);
    expect((await lab.alive()).map(({ host }) => host).sort()).toEqual([...students].sort());
    // a stop and a start is what a change of user data would take
    expect(asked).not.toContain("StopInstances");
  });

  test("a second run has nothing to import or to create", async () => {
    const before = await lab.ids();
    const { stderr } = await up();
    expect(stderr).toContain("what EC2 has of the class: as the state has it");
    expect(stderr).toContain("Hosts: plan: nothing to do");
    expect(await lab.ids()).toEqual(before);
  });

  test("a host that is there twice: the one that the state knows stays", async () => {
    const before = await lab.ids();
    const [kim] = (await lab.alive()).filter(({ host }) => host === "kim");
    const Tags = Object.entries({ Name: "kim", [tags.student]: "kim", [tags.class]: lab.name }).map(([Key, Value]) => ({ Key, Value }));
    await ec2Client(region).send(
      new RunInstancesCommand({
        ImageId: "ami-1e749f67",
        InstanceType: "t3.small",
        MinCount: 1,
        MaxCount: 1,
        TagSpecifications: [{ ResourceType: "instance", Tags }],
      }),
    );
    expect(await lab.alive()).toHaveLength(students.length + 1);
    const refused = await lab.act("up");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /End 1 host \(kim\), with all that is on them\? They cost about 0\.\d\d USD an hour\. There is no terminal/,
    );
    expect(await lab.alive()).toHaveLength(students.length + 1);
    await up();
    expect(await lab.ids()).toEqual(before);
    expect(kim?.id).toBe(before["kim"]);
  });

  test("an instance that somebody stopped is reported, and started after asking", async () => {
    const before = await lab.ids();
    await ec2Client(region).send(new StopInstancesCommand({ InstanceIds: [before["lee"] ?? ""] }));
    const { stderr } = await lab.act("status");
    expect(stderr).toContain(`lee: its instance ${before["lee"] ?? ""} is stopped\n  npx lab up starts it`);
    await up();
    expect(await lab.ids()).toEqual(before);
    expect((await lab.alive()).map(({ state }) => state)).toEqual(students.map(() => "running"));
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s taints what is being created: the next run checks it, and does not recreate it",
    async (signal) => {
      lab.write(`[${[...students, "jung", "yoon"].join(", ")}]`);
      endpoint.pause = 1000;
      const child = lab.start("up", "--yes");
      const ended = outcome(child);
      await untilCreated(students.length + 1);
      child.kill(signal);
      expect((await ended).code).toBe(130);
      endpoint.pause = 0;
      const made = await lab.ids();
      expect(lab.workspace.read("state/hosts.tfstate")).toContain('"status": "tainted"');
      const { stderr } = await up();
      expect(stderr).toContain("It is checked, not recreated.");
      expect(await lab.ids()).toMatchObject(made);
      expect(await lab.alive()).toHaveLength(students.length + 2);
      lab.write(`[${students.join(", ")}]`);
      await up();
      expect(await lab.alive()).toHaveLength(students.length);
    },
  );

  test("a lost state and up --on: the other hosts are not asked about, nor recreated", async () => {
    const before = await lab.ids();
    rmSync(join(lab.home, lab.name, "state"), { recursive: true });
    const refused = await lab.act("up", "--on", "kim");
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("Go on with 1 host (kim), as they are?") });
    await lab.act("up", "--yes", "--on", "kim");
    expect(await lab.ids()).toEqual(before);
    const { stderr } = await up();
    expect(stderr).toContain(`${students.length - 1} not in the state`);
    expect(await lab.ids()).toEqual(before);
  });

  test("an end that passed in lab.yaml after it was extended holds up nothing", async () => {
    const before = await lab.ids();
    const text = readFileSync(lab.file, "utf8");
    const [past, later] = [-60_000, 3_600_000].map((ms) => new Date(Date.now() + ms).toISOString());
    writeFileSync(lab.file, text.replace(/^lifetime: .*$/m, `ends: ${past ?? ""}`));
    const refused = await lab.act("up", "--yes");
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("which is past") });
    // as lab extend notes it
    lab.workspace.write("end.json", JSON.stringify({ ends: later, labYaml: past }));
    const { stderr } = await up();
    expect(stderr).not.toContain("past");
    expect(stderr).toContain("Hosts: plan: nothing to do");
    expect(await lab.ids()).toEqual(before);
    writeFileSync(lab.file, text);
  });

  test("a difference from lab.yaml is reported each time, and the hosts keep their type and end", async () => {
    const before = await lab.alive();
    const changed = new SilentClass(lab.name, "wait: false, instanceType: t3.medium", ["lifetime: 8h"]);
    Object.assign(changed, { file: lab.file, home: lab.home });
    changed.write(`[${students.join(", ")}]`);
    for (let time = 0; time < 2; time++) {
      const { stderr } = await up();
      expect(stderr).toContain("instanceType is t3.medium in lab.yaml: 4 hosts (");
      expect(stderr).toContain("stay t3.small, as they were made; npx lab replace NAME recreates one.");
      expect(stderr).toMatch(/lifetime is 8 hours in lab\.yaml: /);
    }
    expect(await lab.alive()).toEqual(before);
    lab.write(`[${students.join(", ")}]`);
  });

  test("down --on ends that student's host alone, and the next run creates that one alone", async () => {
    const before = await lab.ids();
    const down = await lab.act("down", "--yes", "--on", "kim");
    expect(down).toMatchObject({ code: 0, stdout: expect.stringContaining("The lab of kim is down.") });
    const others = Object.fromEntries(Object.entries(before).filter(([host]) => host !== "kim"));
    expect(await lab.ids()).toEqual(others);
    const { stderr } = await up();
    expect(stderr).toContain(`${students.length}, of which 1 is to be made: kim`);
    const now = await lab.ids();
    expect(now).toMatchObject(others);
    expect(Object.keys(now)).toContain("kim");
  });

  test("another region in lab.yaml: what runs in the old one is reported, and ended before anything is created", async () => {
    const before = await lab.ids();
    writeFileSync(lab.file, readFileSync(lab.file, "utf8").replace(region, otherRegion));
    const there = `4 EC2 hosts (choi, kim, lee, park) in ${region}, with all that is on them`;
    expect(await lab.act("up")).toMatchObject({ code: 2, stderr: expect.stringContaining(there) });
    expect(await lab.act("plan")).toMatchObject({ code: 0, stderr: expect.stringContaining(there) });
    const { stderr } = await lab.act("status");
    expect(stderr).toContain(there);
    expect(stderr).toContain(`is in ${region}, and target.aws.region is ${otherRegion}`);
    expect(await lab.ids()).toEqual(before);
    await up();
    expect(await standing(region, lab.name)).toEqual([]);
    expect(Object.keys(await lab.ids(otherRegion)).sort()).toEqual([...students].sort());
    // and back, by down alone
    lab.write(`[${students.join(", ")}]`);
    const down = await lab.act("down", "--yes");
    expect({ code: down.code, said: down.code === 0 ? "" : down.stderr }).toEqual({ code: 0, said: "" });
    expect(await standing(otherRegion, lab.name)).toEqual([]);
  });

  test("another name in lab.yaml: the former class is named, and removed with the new one", async () => {
    lab.write("[kim, lee]");
    await up();
    expect(Object.keys(await lab.ids()).sort()).toEqual(["kim", "lee"]);
    writeFileSync(lab.file, readFileSync(lab.file, "utf8").replace("name: truth", "name: truth-two"));
    const refused = await lab.act("up");
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("class truth, as it was called before: 2 EC2 hosts (kim, lee)"),
    });
    const partly = await lab.act("up", "--yes", "--on", "kim");
    expect(partly).toMatchObject({ code: 2, stderr: expect.stringContaining("This class was called truth before") });
    const down = await lab.act("down", "--yes");
    expect({ code: down.code, said: down.code === 0 ? "" : down.stderr }).toEqual({ code: 0, said: "" });
    expect(await standing(region)).toEqual([]);
    expect(await standing(otherRegion)).toEqual([]);
  });
});

/** Ends lab and the Terraform that it started, in mid-work: the machine lost its power. */
function kill(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  process.kill(pid, "SIGKILL");
  for (const child of children) kill(child);
}
