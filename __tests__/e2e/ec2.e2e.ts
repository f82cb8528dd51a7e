// Classes on an EC2 endpoint: thirty instances without machines behind them, then a few with real hosts.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { EC2Client, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { classCost } from "../../aws/cost";
import { type ClassInstance, classInstances } from "../../aws/instances";
import { planReport } from "../../aws/plan";
import { hostPrice } from "../../aws/prices";
import { standing } from "../../aws/standing";
import { hostNames } from "../../definition/seats";
import { targetOf } from "../../deploy/targets";
import { type Answer, type Host, succeeded } from "../../engine/host";
import { extendScript } from "../../provisioning/end-of-life";
import { readSeats, withSpare, writeSeats } from "../../workspace/seats";
import { noteHosts } from "../../workspace/seen-hosts";
import { classPublicKey } from "../../workspace/ssh";
import { awsProviderIsThere, Ec2Class, standingMachines, startEndpoint, stopEndpoint } from "./ec2-class";
import { loginWords } from "./class-host";
import { outcome } from "./lab-command";
import { asked, engine, kit, sh, suite } from "./needs";

const region = "ap-northeast-2";

const up = (instances: readonly ClassInstance[]) => instances.filter(({ state }) => state === "running");
const ids = (instances: readonly ClassInstance[]) => Object.fromEntries(up(instances).map(({ host, id }) => [host, id]));

async function until<Value>(seconds: number, ask: () => Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const value = await ask();
    if (value !== undefined) return value;
    await sleep(2000);
  }
  throw new Error(`not within ${seconds} s`);
}

const planOf = ({ definition, target, workspace }: Ec2Class) =>
  planReport(definition, target, { hosts: hostNames(definition, readSeats(definition, workspace)), publicKey: classPublicKey(workspace) });

/** An answer without what the host printed, where it succeeded. */
const outcomeOf = (answer: Answer) => (succeeded(answer) ? "done" : answer);

suite("a class of thirty, without machines", [asked, kit("ec2"), awsProviderIsThere], () => {
  const lab = new Ec2Class("e2e-thirty", "wait: false", ["lifetime: 4h"]);
  const instances = () => classInstances(region, lab.name);
  let first: Record<string, string> = {};

  beforeAll(() => {
    startEndpoint("--no-hosts", "--quota 100");
  });
  afterAll(() => {
    stopEndpoint();
  });

  test.each([1, 30, 300])("%d students: Terraform finds the stack valid", (count) => {
    lab.write(String(count));
    lab.synthesize();
    lab.terraform("init", "-input=false");
    expect(lab.terraform("validate", "-no-color")).toContain("Success!");
  });

  test("so does it with everything that a class can have", () => {
    const whole = new Ec2Class("e2e-whole", "spot: true, spares: 1, backstop: true", ["ends: 2099-12-01T18:00:00+09:00"]);
    whole.write("[kim, lee]");
    whole.synthesize();
    whole.terraform("init", "-input=false");
    expect(whole.terraform("validate", "-no-color")).toContain("Success!");
  });

  test("the plan's report: account, image, zones, quota, price; sixty students are over the quota", async () => {
    lab.write("30");
    const report = await planOf(lab);
    expect(report).toMatchObject({
      identity: { account: "123456789012" },
      image: { architecture: "x86_64" },
      instanceType: { name: "t3.small", vcpus: 2 },
      quota: { limit: 100, running: 0 },
      neededVcpus: 60,
      hours: 4,
      problems: [],
    });
    expect(report.missing).toHaveLength(30);
    expect(report.instanceType.zones.length).toBeGreaterThan(1);
    // the endpoint has no price list
    expect(report.price.source).toMatch(/^the table of /);
    expect(report.price.untilEnd).toBeCloseTo(30 * 4 * (0.026 + 0.005 + (20 * 0.0912) / 730), 5);
    lab.write("60");
    expect((await planOf(lab)).problems).toEqual([
      expect.stringMatching(/^The account may run 100 on-demand vCPUs in ap-northeast-2, runs 0, and the class needs 120 more/),
    ]);
  });

  test("cdktf deploy makes thirty hosts", async () => {
    lab.write("30");
    const { status, text } = lab.cdktf("deploy", "--terraform-parallelism", "30");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    first = ids(await instances());
    expect(Object.keys(first)).toHaveLength(30);
  });

  test("a second plan creates and replaces nothing", () => {
    expect(lab.realChanges()).toEqual([]);
  });

  test("nor does a change of image, type, Docker or disk in lab.yaml", () => {
    const changed = new Ec2Class(lab.name, "wait: false, instanceType: m5.large, diskGb: 40", [
      "lifetime: 4h",
      "docker: { install: current }",
    ]);
    Object.assign(changed, { home: lab.home, out: lab.out });
    changed.write("30");
    expect(changed.realChanges()).toEqual([]);
  });

  test("an instance that was terminated behind Terraform's back is the only one recreated", async () => {
    await new EC2Client({ region }).send(new TerminateInstancesCommand({ InstanceIds: [first["student-7"] ?? ""] }));
    expect(lab.realChanges()).toEqual([expect.objectContaining({ address: "aws_instance.host-student-7", actions: "create" })]);
    expect(lab.cdktf("deploy").status).toBe(0);
    const now = ids(await instances());
    expect(now["student-7"]).not.toBe(first["student-7"]);
    expect({ ...now, "student-7": "" }).toEqual({ ...first, "student-7": "" });
    first = now;
  });

  test("a student added and one removed touch only those", async () => {
    const names = Array.from({ length: 30 }, (_, at) => (at === 11 ? "newcomer" : `student-${at + 1}`));
    lab.write(`[${names.join(", ")}]`);
    expect(
      lab
        .realChanges()
        .map(({ address, actions }) => `${actions} ${address}`)
        .sort(),
    ).toEqual(["create aws_instance.host-newcomer", "delete aws_instance.host-student-12"]);
    expect(lab.cdktf("deploy").status).toBe(0);
    const now = ids(await instances());
    const { newcomer, ...others } = now;
    expect(newcomer).toBeDefined();
    expect(Object.entries(first).filter(([host]) => host !== "student-12")).toEqual(expect.arrayContaining(Object.entries(others)));
    expect(now).not.toHaveProperty("student-12");
  });

  test("what stands is found in EC2 alone, also when the state is lost", async () => {
    const found = (await standing(region)).filter(({ className }) => className === lab.name);
    const kinds = new Map<string, number>();
    for (const { kind } of found) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toEqual({
      instance: 30,
      "key pair": 1,
      subnet: 4,
      "route table": 1,
      "security group": 1,
      "internet gateway": 1,
      VPC: 1,
    });
    expect(await standing(region, "another-class")).toEqual([]);
    const { status, text } = lab.lab("orphans");
    expect(status).toBe(1);
    expect(text).toContain(found.at(-1)?.id ?? "?");
  });

  test("destroy leaves nothing that EC2 lists, and lab down then has nothing to do but print the cost", async () => {
    expect(lab.cdktf("destroy", "--ignore-missing-stack-dependencies", "--terraform-parallelism", "30").status).toBe(0);
    expect(await standing(region, lab.name)).toEqual([]);
    expect(await standing(region)).toEqual([]);
    const { status, text } = lab.lab("down", "--yes");
    expect({ status, text }).toEqual({ status: 0, text: expect.stringMatching(/32 hosts ran .* USD/) as unknown });
    expect(lab.lab("orphans")).toMatchObject({ status: 0, text: expect.stringContaining("Nothing of any class stands") as unknown });
  });

  test("the class's cost is that of every host it had", async () => {
    const hosts = noteHosts(lab.workspace, lab.definition.end, await instances());
    expect(hosts).toHaveLength(32);
    expect(hosts.every(({ ended }) => ended !== undefined)).toBe(true);
    const cost = classCost(hosts, await hostPrice(lab.target));
    expect(cost.endsUnseen).toEqual([]);
    expect(cost.usd).toBeGreaterThan(0);
    expect(cost.usd).toBeLessThan(1);
  });
});

suite("a class with real hosts", [asked, kit("ec2"), kit("host"), engine, awsProviderIsThere], () => {
  const lab = new Ec2Class("e2e-hosts", "spares: 1", ["lifetime: 4h"]);
  const instances = () => classInstances(region, lab.name);
  const hosts = () => targetOf(lab.definition, lab.workspace).hosts();
  const hostOf = async (student: string): Promise<Host> => {
    const host = (await hosts()).find((each) => each.student === student);
    if (!host) throw new Error(`${student} has no host`);
    return host;
  };
  let first: Record<string, string> = {};

  beforeAll(() => {
    process.env["LAB_HOME"] = lab.home;
    startEndpoint("--fail choi");
  });
  afterAll(() => {
    stopEndpoint();
    delete process.env["LAB_HOME"];
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test("one host without capacity is reported within two minutes, and the others are created and pass their gates", async () => {
    lab.write("[kim, choi]");
    const begun = Date.now();
    const { status, text } = lab.cdktf("deploy");
    expect(status).not.toBe(0);
    expect(text).toContain("InsufficientInstanceCapacity");
    expect(text).toMatch(/kim: ready/);
    expect((Date.now() - begun) / 1000).toBeLessThan(240);
    first = ids(await instances());
    expect(Object.keys(first).sort()).toEqual(["kim", "spare-1"]);
  });

  test("a spare takes the seat, and nothing else changes", async () => {
    const seats = withSpare(lab.definition, new Map(), "choi");
    expect(seats.get("choi")).toBe("spare-1");
    writeSeats(lab.workspace, seats);
    expect(lab.cdktf("deploy").status).toBe(0);
    expect(ids(await instances())).toEqual(first);
    expect((await hosts()).map(({ student }) => student)).toEqual(["kim", "choi"]);
  });

  test("every Engine answers, with the course's compose and exercise files", async () => {
    for (const host of await hosts()) {
      const answer = await host.run("docker version --format '{{.Server.Version}}' && docker-compose version --short && ls ~/labs || :");
      expect(answer).toMatchObject({ kind: "done", status: 0, stdout: expect.stringMatching(/^29\.\d+\.\d+\n1\.23\.2\n/) as unknown });
    }
  });

  test("the course's nginx answers at the instance's address", async () => {
    const kim = await hostOf("kim");
    expect(outcomeOf(await kim.run("docker run --name nginx -d -p 80:80 nginx:latest", { timeout: 120 }))).toBe("done");
    const answer = await until(30, async () =>
      fetch(`http://${kim.address}/`).then(
        (response) => response.text(),
        () => undefined,
      ),
    );
    expect(answer).toContain("Welcome to nginx!");
  });

  test("no secret is in the state, and nothing personal on the process list", () => {
    const state = sh(`cat ${lab.home}/${lab.name}/state/hosts.tfstate`);
    expect(state).not.toContain("PRIVATE KEY");
    expect(state).not.toContain(sh(`sed -n 2p ${lab.home}/${lab.name}/id_ed25519`));
  });

  test("a host that a student switched off is the only one recreated, and is ready again", async () => {
    const kim = await hostOf("kim");
    await kim.run("sudo -n shutdown -P now", { timeout: 20 });
    await until(60, async () =>
      (await instances()).some(({ id, state }) => id === first["kim"] && state === "terminated") ? true : undefined,
    );
    expect(
      lab
        .realChanges()
        .map(({ address, actions }) => `${actions} ${address}`)
        .sort(),
    ).toEqual(["create aws_instance.host-kim", "delete, create terraform_data.files-kim", "delete, create terraform_data.gate-kim"]);
    expect(lab.cdktf("deploy").status).toBe(0);
    const now = ids(await instances());
    expect(now["spare-1"]).toBe(first["spare-1"]);
    expect(now["kim"]).not.toBe(first["kim"]);
    expect(outcomeOf(await (await hostOf("kim")).run("docker version"))).toBe("done");
  });

  test("only the gate that failed is run again by the next deploy, and it repairs its host", async () => {
    const kim = await hostOf("kim");
    // what a boot that was cut short leaves behind
    const undone = await kim.run(
      "sudo -n systemctl disable --now -q docker docker.socket; sudo -n rm -f /var/lib/lab/ready; ! docker version",
    );
    expect(outcomeOf(undone)).toBe("done");
    lab.terraform("taint", "terraform_data.gate-kim");
    const changed = lab.realChanges().map(({ address }) => address);
    expect(changed.sort()).toEqual(["terraform_data.files-kim", "terraform_data.gate-kim"]);
    const { status, text } = lab.cdktf("deploy");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    expect(text).toContain("kim: installing");
    expect(outcomeOf(await kim.run("docker version"))).toBe("done");
  });

  test("destroy ends well with one host dead, and leaves nothing", async () => {
    await (await hostOf("choi")).run("sudo -n shutdown -P now", { timeout: 20 });
    const { status, text } = lab.cdktf("destroy", "--ignore-missing-stack-dependencies");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    expect(await standingMachines(region, lab.name)).toEqual([]);
    expect(sh("docker ps -aq --filter name=^/ec2-i-")).toBe("");
  });
});

suite("the end of a class", [asked, kit("ec2"), kit("host"), engine, awsProviderIsThere], () => {
  const lab = new Ec2Class("e2e-end", "", ["lifetime: 6m"]);
  const stateOf = async (host: string) => (await classInstances(region, lab.name)).filter((each) => each.host === host).at(-1)?.state;

  beforeAll(() => {
    process.env["LAB_HOME"] = lab.home;
    startEndpoint();
  });
  afterAll(() => {
    stopEndpoint();
    delete process.env["LAB_HOME"];
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test("hosts of a six-minute class warn who is logged in, and end themselves but for the one that was extended", async () => {
    lab.write("[kim, lee]");
    expect(lab.cdktf("deploy", "--terraform-parallelism", "1").status).toBe(0);
    const [kim, lee] = await targetOf(lab.definition, lab.workspace).hosts();
    if (!kim || !lee) throw new Error("both hosts were made");
    expect(succeeded(await lee.run("test -s /var/lib/lab/end"))).toBe(true);
    // a student at a terminal: script gives ssh one
    const session = outcome(spawn("script", ["-qec", [...loginWords(lee), "-tt", "sleep 420"].join(" "), "/dev/null"]));
    const moved = await kim.run(extendScript(1));
    expect(new Date(succeeded(moved) ? moved.stdout.trim() : Number.NaN).getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    await until(420, async () => ((await stateOf("lee")) === "terminated" ? true : undefined));
    expect((await session).stdout).toMatch(/This host ends in 1 min/);
    expect(await stateOf("kim")).toBe("running");
    const { status, text } = lab.lab("down", "--yes");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    expect(await standingMachines(region, lab.name)).toEqual([]);
  });
});
