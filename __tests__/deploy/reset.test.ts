// A reset: what is asked, what is removed, what stays, and what is deployed again.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reset, type ResetOptions } from "../../deploy/reset";
import { type FakeEngine, fakeEngine } from "../fake-engine";
import { classOf, testWorkspace } from "../lab-yaml";
import { testSession } from "../session";

const workspace = testWorkspace("c");
let engine: FakeEngine;
beforeAll(() => (engine = fakeEngine()));
beforeEach(() => engine.begin());
afterAll(() => engine.restore());

const run = (yaml: string, options: Partial<ResetOptions> = {}, answer = true) => {
  const redeploy = jest.fn().mockResolvedValue(true);
  const prepare = () => Promise.resolve();
  // a port that nothing on this machine is likely to use
  const scenarios = yaml
    .replace("[nginx]", "[nginx: {}]")
    .replace("[nginx: {", "[nginx: { port: 18976, secondPort: 18977, ")
    .replace(/\[(wordpress|reverse-proxy): \{/, "[$1: { port: 18978, ");
  const session = testSession(classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${scenarios}\n`), { workspace, answer });
  return { report: reset(session, { student: "kim", ...options }, { prepare, deploy: redeploy }), redeploy, reporter: session.reporter };
};

test("lists, removes, and deploys what is declared again", async () => {
  const { report, redeploy, reporter } = run("[nginx]");
  expect(await report).toEqual({ kind: "reset", keptData: [] });
  expect(reporter.notes[0]).toMatch(/^kim: to be removed, or put back as it was:\n {2}container nginx\n {2}container nginx-8081\n/);
  expect(reporter.questions).toEqual(["Go on? What was written in these is lost."]);
  expect(engine.containers()).toEqual(["of-somebody-else"]);
  expect(redeploy.mock.calls).toEqual([[{ name: "kim" }, ["nginx"]]]);
});

test("says when what is declared is not all up again", async () => {
  const { report, redeploy } = run("[nginx]");
  redeploy.mockResolvedValue(false);
  expect(await report).toEqual({ kind: "not deployed" });
});

test("deploys nothing for a scenario that is only ready", async () => {
  const { report, redeploy } = run("[nginx: { state: ready }]");
  expect(await report).toEqual({ kind: "reset", keptData: [] });
  expect(redeploy).not.toHaveBeenCalled();
});

test("puts an exercise file back, and removes what lies beside it", async () => {
  const folder = join(workspace.exerciseFolder, "reverse-proxy");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "app.js"), "changed");
  writeFileSync(join(folder, "note $(touch x).txt"), "mine");
  const { report, reporter } = run("[reverse-proxy: { state: ready }]");
  expect(await report).toEqual({ kind: "reset", keptData: [] });
  for (const name of ["app.js", "default.conf", "note $(touch x).txt"]) expect(reporter.notes[0]).toContain(`  file reverse-proxy/${name}`);
  const original = readFileSync(join(__dirname, "../../stacks/scenarios/reverse-proxy/files/app.js"), "utf8");
  expect(readFileSync(join(folder, "app.js"), "utf8")).toBe(original);
  const again = run("[reverse-proxy: { state: ready }]");
  expect(await again.report).toEqual({ kind: "reset", keptData: [] });
  expect(again.reporter.notes).toEqual(["kim: to be removed, or put back as it was: nothing"]);
  expect(again.reporter.questions).toEqual([]);
});

test("changes nothing when the answer is no", async () => {
  const { report, redeploy } = run("[nginx]", {}, false);
  expect(await report).toEqual({ kind: "declined" });
  expect(redeploy).not.toHaveBeenCalled();
  expect(engine.containers()).toContain("nginx");
});

test("says what is still there", async () => {
  engine.begin({ stuck: true });
  const { report, redeploy } = run("[nginx]");
  expect(await report).toEqual({ kind: "incomplete", left: ["container nginx", "container nginx-8081"] });
  expect(redeploy).not.toHaveBeenCalled();
});

test("yes is not enough for a database, and a line says that its folder is kept", async () => {
  const data = join(workspace.dataFolder, "wordpress_db");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "ibdata1"), "rows");
  expect(await run("[wordpress: { state: ready }]").report).toEqual({ kind: "reset", keptData: [data] });
  expect(readFileSync(join(data, "ibdata1"), "utf8")).toBe("rows");
});

test("refuses what the class does not have", async () => {
  await expect(run("[nginx]", { student: "kin" }).report).rejects.toThrow('"kin" is not a student of this class; did you mean kim?');
  await expect(run("[nginx]", { scenario: "volumes" }).report).rejects.toThrow(
    '"volumes" is not a scenario of this class; there are nginx',
  );
});
