// `lab reset` against a fake Engine: it is about its scenario alone, and removes nothing before it knows that it can go on.
import { mkdirSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { labels } from "../../definition/pins";
import { reset, type ResetOptions } from "../../deploy/reset";
import type { Session } from "../../deploy/session";
import { FakeReporter, FakeWorld } from "../fake-world";
import { classOf, testWorkspace } from "../lab-yaml";

jest.setTimeout(120_000);

let world: FakeWorld;
let reporter: FakeReporter;
const workspace = testWorkspace("c");
beforeEach(() => {
  world = new FakeWorld();
  reporter = new FakeReporter();
});
afterEach(() => world.restore());

const own = (scenario: string) => ({ [labels.class]: "c", [labels.student]: "kim", [labels.scenario]: scenario });

function run(scenarios: string, options: Partial<ResetOptions> = {}) {
  const definition = classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${scenarios}\n`);
  const session: Session = { definition, chosen: definition, workspace, signal: new AbortController().signal, reporter };
  const redeploy = { prepare: jest.fn().mockResolvedValue(undefined), deploy: jest.fn().mockResolvedValue(true) };
  return { redeploy, report: reset(session, { student: "kim", ...options }, redeploy) };
}

test("one scenario: the others' containers stay, whatever image or name they have", async () => {
  world.local.add({ name: "userland-ubuntu", labels: own("processes") });
  world.local.add({ name: "mode-bridge", labels: own("networks") });
  world.local.add({ name: "mode-none" });
  const { report, redeploy } = run("[processes, networks]", { scenario: "processes" });
  expect(await report).toMatchObject({ kind: "reset" });
  expect(world.local.containers).toEqual(["mode-bridge", "mode-none"]);
  expect(redeploy.deploy.mock.calls).toEqual([[expect.objectContaining({ name: "kim" }), ["processes"]]]);
});

test("the lab of another class on the same machine stays, and is named", async () => {
  world.local.add({ name: "nginx", labels: { ...own("nginx"), [labels.class]: "d" } });
  const { report, redeploy } = run("[nginx: { port: 18080, secondPort: 18081 }]");
  await expect(report).rejects.toMatchObject({
    message: "kim: nothing was removed, because it is a lab of class d: nginx",
    next: "npx lab down, where that class was deployed from, removes it",
  });
  expect(world.local.containers).toEqual(["nginx"]);
  expect(redeploy.deploy).not.toHaveBeenCalled();
});

test("what cannot go on removes nothing: this machine lacks something, a port is taken by another scenario or a program", async () => {
  world.local.add({ name: "nginx", labels: own("nginx"), hostPorts: [18080] });
  const lacking = run("[nginx: { port: 18080, secondPort: 18081 }]", { scenario: "nginx" });
  lacking.redeploy.prepare.mockRejectedValue(new Error("no Terraform"));
  await expect(lacking.report).rejects.toThrow("no Terraform");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await expect(run(`[nginx: { port: 18080, secondPort: ${port} }]`, { scenario: "nginx" }).report).rejects.toThrow(
    `kim: nothing was removed, because it could not be deployed again: host port ${port} is taken by another program`,
  );
  server.close();
  world.local.add({ name: "practice_lb_1", labels: own("load-balancer"), hostPorts: [18081] });
  await expect(run("[nginx: { port: 18080, secondPort: 18081 }, load-balancer]", { scenario: "nginx" }).report).rejects.toThrow(
    "host port 18081 is taken by the container practice_lb_1",
  );
  expect(world.local.containers).toEqual(["nginx", "practice_lb_1"]);
});

test("a scenario that is ready is not at its start while a container of the student's own holds its port", async () => {
  world.local.add({ name: "web", hostPorts: [18080] });
  const { report, redeploy } = run("[nginx: { state: ready, port: 18080, secondPort: 18081 }]");
  expect(await report).toMatchObject({ kind: "reset" });
  expect(reporter.notes[0]).toContain("container web");
  expect(world.local.containers).toEqual([]);
  expect(redeploy.prepare).not.toHaveBeenCalled();
});

test("daemon, of which nothing is declared, is reset though a port of another scenario is taken and there is no Terraform", async () => {
  world.local.add({ name: "daemon-stats" });
  world.local.add({ name: "web", hostPorts: [18080] });
  const { report, redeploy } = run("[daemon, nginx: { port: 18080, secondPort: 18081 }]", { scenario: "daemon" });
  expect(await report).toMatchObject({ kind: "reset" });
  expect(redeploy.deploy).not.toHaveBeenCalled();
  expect(world.local.containers).toEqual(["web"]);
});

test("a folder that Docker made in place of an exercise file does not stop it", async () => {
  const folder = join(workspace.exerciseFolder, "reverse-proxy");
  mkdirSync(join(folder, "default.conf"), { recursive: true });
  expect(await run("[reverse-proxy: { state: ready }]").report).toMatchObject({ kind: "reset" });
  expect(readFileSync(join(folder, "default.conf"), "utf8")).toContain("server");
});

test("declined, not deployed again, still there, not a student, an Engine that does not answer", async () => {
  world.local.add({ name: "userland-ubuntu", labels: own("processes") });
  reporter.answer = false;
  expect(await run("[processes]").report).toEqual({ kind: "declined" });
  reporter.answer = true;
  writeFileSync(join(world.local.folder, "stuck"), "");
  expect(await run("[processes]").report).toEqual({ kind: "incomplete", left: ["container userland-ubuntu"] });
  await expect(run("[processes]", { student: "kin" }).report).rejects.toThrow('"kin" is not a student of this class');
  world.local.fail("docker", 'echo "Cannot connect" >&2; exit 1');
  await expect(run("[processes]").report).rejects.toThrow("kim: could not be asked what is there");
  world.local.heal();
  world.local.fail("docker", '[ ! -e "$w/stuck" ] || rm "$w/stuck"');
  const failed = run("[processes]");
  failed.redeploy.deploy.mockResolvedValue(false);
  expect(await failed.report).toEqual({ kind: "not deployed" });
});

test("a database stays, and is removed with --purge", async () => {
  const data = join(workspace.dataFolder, "wordpress_db");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "ibdata1"), "rows");
  expect(await run("[wordpress: { state: ready, port: 18082 }]").report).toEqual({ kind: "reset", keptData: [data] });
  expect(await run("[wordpress: { state: ready, port: 18082 }]", { purge: true }).report).toEqual({ kind: "reset", keptData: [] });
  expect(existsSync(data)).toBe(false);
});
