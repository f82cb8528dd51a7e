// `lab reset` as a command: what it says of each outcome, and its exit code.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CliContext } from "../../../cli/context";
import { terminalReporter } from "../../../cli/reporter";
import { resetVerb } from "../../../cli/verbs/reset";
import { bringUp } from "../../../cli/verbs/up";
import { speak } from "../../../language/translate";
import { withLock } from "../../../workspace/lock";
import { type FakeEngine, fakeEngine } from "../../fake-engine";
import { classOf, testWorkspace } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";

// nothing but the fake Engines' containers listens, whatever runs on this machine
jest.mock("node:net", () => jest.requireActual<typeof import("../../fake-network")>("../../fake-network").silentNet());

jest.mock("../../../cli/verbs/up", () => ({ ...jest.requireActual<object>("../../../cli/verbs/up"), bringUp: jest.fn() }));

const workspace = testWorkspace("c");
let engine: FakeEngine;
beforeAll(() => (engine = fakeEngine()));
beforeEach(() => {
  engine.begin();
  jest.mocked(bringUp).mockReset();
  jest
    .mocked(bringUp)
    .mockImplementation(({ chosen }) =>
      Promise.resolve({ labs: chosen.students.map(({ name }) => ({ student: name, address: "127.0.0.1", scenarios: [] })), others: [] }),
    );
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => engine.restore());

const context = (yaml: string, { yes = true, output = "table" }: Partial<Pick<CliContext, "yes" | "output">> = {}): CliContext => ({
  ...testSession(classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${yaml}\n`), { workspace }),
  file: "lab.yaml",
  reporter: terminalReporter({ yes }),
  ...{ yes, output },
});

test("ends with 0 when the lab is at its start again, and deploys that student's lab", async () => {
  const written = listen();
  expect(await resetVerb(context("[nginx]"), { student: "kim" })).toBe(0);
  expect(written.stderr).toContain("  container nginx\n  container nginx-8081\n");
  expect(written.stdout).toMatch(/kim: the lab is at its start again\n$/);
  expect(jest.mocked(bringUp).mock.calls.map(([{ chosen }]) => chosen.students)).toEqual([[{ name: "kim" }]]);
});

test("ends with 1 when what is declared is not up again", async () => {
  const written = listen();
  const broken = { student: "kim", address: "127.0.0.1", scenarios: [], error: "no Docker Engine answers" };
  jest.mocked(bringUp).mockResolvedValue({ labs: [broken], others: [] });
  expect(await resetVerb(context("[nginx]"), { student: "kim" })).toBe(1);
  expect(written.stdout).not.toContain("at its start again");
});

test("ends with 1 and names what is still there", async () => {
  const written = listen();
  engine.begin({ stuck: true });
  expect(await resetVerb(context("[nginx]"), { student: "kim" })).toBe(1);
  expect(written.stderr).toContain("kim: still there:\n  container nginx\n  container nginx-8081\n");
  expect(bringUp).not.toHaveBeenCalled();
});

test("in a Korean class, what is removed is named in Korean", async () => {
  const written = listen();
  const inKorean = context("[nginx]");
  speak("ko");
  try {
    await resetVerb(inKorean, { student: "kim" });
  } finally {
    speak("en");
  }
  expect(written.stderr).toContain("  컨테이너 nginx\n  컨테이너 nginx-8081\n");
});

test("interrupted, it says which reset goes on", async () => {
  listen();
  const interrupted = { ...context("[nginx]"), signal: AbortSignal.abort() };
  await expect(resetVerb(interrupted, { student: "kim", scenario: "nginx" })).rejects.toMatchObject({
    message: "kim: interrupted",
    next: "npx lab reset kim nginx goes on from here",
  });
  expect(bringUp).not.toHaveBeenCalled();
});

test("without a terminal and without --yes it changes nothing", async () => {
  listen();
  await expect(resetVerb(context("[nginx]", { yes: false }), { student: "kim" })).rejects.toThrow("There is no terminal to ask on");
  expect(bringUp).not.toHaveBeenCalled();
  expect(engine.containers()).toContain("nginx");
});

test("says that a database is kept", async () => {
  const written = listen();
  const data = join(workspace.dataFolder, "wordpress_db");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "ibdata1"), "rows");
  expect(await resetVerb(context("[wordpress: { state: ready }]"), { student: "kim", scenario: "wordpress" })).toBe(0);
  expect(written.stderr).toContain(`The database in ${data} is kept`);
  expect(written.stdout).toBe("kim: wordpress is at its start again\n");
});

test("as JSON it is one value", async () => {
  const written = listen();
  expect(await resetVerb(context("[nginx: { state: ready }]", { output: "json" }), { student: "kim" })).toBe(0);
  expect(JSON.parse(written.stdout)).toEqual({ student: "kim", scenario: null, kind: "reset", keptData: [] });
});

test("does not wait for another command that changes the class", async () => {
  listen();
  const resetting = withLock(workspace, "up", () => resetVerb(context("[nginx]"), { student: "kim" }));
  await expect(resetting).rejects.toThrow("Class c is being changed by lab up");
  expect(engine.containers()).toContain("nginx");
});
