// What goes wrong while a class is created on EC2, and where its state is kept: an endpoint without machines behind it.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { classInstances } from "../../aws/instances";
import { standing } from "../../aws/standing";
import { allowedActions } from "../aws/policy";
import { awsProviderIsThere, Ec2Class, startEndpoint, stopEndpoint } from "./ec2-class";
import { EndpointProxy } from "./endpoint-proxy";
import { kit, provider, suite } from "./needs";
import { region, SilentClass } from "./silent-class";

const students = Array.from({ length: 8 }, (_, at) => `student-${at + 1}`);

suite("a class on EC2 that goes wrong", [kit("ec2"), awsProviderIsThere, provider("docker")], () => {
  const lab = new SilentClass("e2e-failures");
  let endpoint: EndpointProxy;
  const running = async () => (await classInstances(region, lab.name)).filter(({ state }) => state === "running");
  const up = () => lab.act("up", "--yes");
  interface State {
    readonly resources: readonly { type: string; instances: readonly { attributes: { id: string } }[] }[];
  }
  /** Ids of the instances that Terraform knows of. */
  const known = () =>
    (JSON.parse(lab.workspace.read("state/hosts.tfstate") ?? "{}") as State).resources
      .filter(({ type }) => type === "aws_instance")
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id))
      .sort();
  const ids = async () => (await running()).map(({ id }) => id).sort();

  beforeAll(async () => {
    startEndpoint("--no-hosts", "--quota 100");
    endpoint = await EndpointProxy.up();
    lab.write(`[${students.join(", ")}]`);
  });
  afterEach(() => {
    endpoint.fault = () => undefined;
  });
  afterAll(() => {
    endpoint.down();
    stopEndpoint();
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test("credentials that expire in the middle are reported, and nothing is lost", async () => {
    let made = 0;
    endpoint.fault = (action) => {
      if (action === "RunInstances") made++;
      return made > 2 ? { code: "RequestExpired", message: "Request has expired." } : undefined;
    };
    const { code, stderr } = await up();
    endpoint.fault = () => undefined;
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining("The AWS credentials have expired\nSign in again") as unknown,
    });
    expect(await ids()).toHaveLength(2);
    expect(known()).toEqual(await ids());
  });

  test("the next run goes on; throttling is retried", async () => {
    let refusals = 0;
    endpoint.fault = (action) =>
      action === "RunInstances" && refusals++ < 3 ? { code: "RequestLimitExceeded", message: "Request limit exceeded." } : undefined;
    const { stderr } = await up();
    expect(refusals).toBeGreaterThan(3);
    expect(stderr).not.toContain("RequestLimitExceeded");
    expect((await running()).map(({ host }) => host).sort()).toEqual([...students].sort());
  });

  test("missing spot capacity is reported for the host that it is refused to, in plain words", async () => {
    lab.write(`[${[...students, "late"].join(", ")}]`);
    endpoint.fault = (action) =>
      action === "RunInstances" ? { code: "MaxSpotInstanceCountExceeded", message: "Max spot instance count exceeded" } : undefined;
    const { code, stderr } = await lab.act("up", "--yes", "--on", "late");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^late: Max spot instance count exceeded/m);
    expect(await running()).toHaveLength(students.length);
  });

  test("lab doctor asks for credentials, account, region and quota", async () => {
    const { stdout } = await lab.act("doctor", "-o", "json");
    const findings = JSON.parse(stdout) as { name: string; state: string; found: string }[];
    expect(findings.filter(({ name }) => /^AWS|^vCPU/.test(name))).toEqual([
      { name: "AWS account", state: "ok", found: expect.stringMatching(/^123456789012 \(arn:aws:/) as unknown },
      { name: "AWS region", state: "ok", found: region },
      { name: "vCPU quota", state: "ok", found: "16 of 100 run, 2 more are needed" },
    ]);
  });

  test("lab down takes all of it", async () => {
    const { code, stdout } = await lab.act("down", "--yes");
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("Class e2e-failures is down.") as unknown });
    expect(await standing(region)).toEqual([]);
  });

  test("the policy of docs/iam.md allows all that was asked", () => {
    const allowed = allowedActions();
    expect([...endpoint.asked].filter((action) => !allowed.includes(action))).toEqual([]);
    for (const action of ["ec2:RunInstances", "ec2:TerminateInstances", "ssm:GetParameter"]) expect(endpoint.asked).toContain(action);
  });
});

suite("state in S3", [kit("ec2"), awsProviderIsThere], () => {
  const lab = new Ec2Class("e2e-s3", "wait: false", [
    "lifetime: 4h",
    "state: { s3: { bucket: lab-state, key: classes, region: us-east-1 } }",
  ]);
  const objects = async () => (await fetch(`${process.env["AWS_ENDPOINT_URL"] ?? ""}/lab-state?list-type=2`)).text();

  beforeAll(async () => {
    startEndpoint("--no-hosts");
    const made = await fetch(`${process.env["AWS_ENDPOINT_URL"] ?? ""}/lab-state`, { method: "PUT" });
    expect(made.status).toBe(200);
    lab.write("[kim, lee]");
  });
  afterAll(() => {
    stopEndpoint();
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test("a deploy keeps its state there, and none on this machine", async () => {
    const { status, text } = lab.cdktf("deploy");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    expect(await objects()).toContain("<Key>classes/e2e-s3/hosts.tfstate</Key>");
    expect(existsSync(join(lab.home, lab.name, "state/hosts.tfstate"))).toBe(false);
  });

  test("another machine of the team takes the class down, and its state is empty", async () => {
    rmSync(lab.home, { recursive: true });
    rmSync(lab.out, { recursive: true });
    const { status, text } = lab.lab("down", "--yes");
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    expect(await standing(region, lab.name)).toEqual([]);
    expect(await objects()).not.toContain(".tflock");
  });
});
