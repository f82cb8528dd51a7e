// `lab logs`: the host's own text as it is, or as JSON, and a failure that says what to do.
import { logs } from "../../../cli/verbs/exec";
import type { CliContext } from "../../../cli/context";
import { FakeWorld } from "../../fake-world";
import { classOf } from "../../lab-yaml";
import { testSession } from "../../session";

let world: FakeWorld;
let stdout = "";
beforeEach(() => {
  world = new FakeWorld();
  stdout = "";
  jest.spyOn(process.stdout, "write").mockImplementation((data) => {
    stdout += String(data);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  world.restore();
});

const context = (output: CliContext["output"]): CliContext => ({
  ...testSession(classOf('name: c\ntarget: { hosts: { kim: "ubuntu@10.0.0.1" } }\nscenarios: [processes]\n')),
  ...{ file: "lab.yaml", output, yes: false },
});

test("JSON is JSON", async () => {
  world.host("10.0.0.1").add({ name: "nginx" });
  expect(await logs(context("json"), "kim")).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    student: "kim",
    code: 0,
    stdout: expect.stringContaining("== containers\nnginx\n") as string,
  });
});

test("a host that cannot be reached: what it is, and the next step", async () => {
  world.host("10.0.0.1").fail("ssh", 'echo "No route to host" >&2; exit 255');
  await expect(logs(context("json"), "kim")).rejects.toMatchObject({
    message: "kim: no SSH: No route to host",
    next: "Try it by hand: npx lab ssh kim",
  });
  expect(JSON.parse(stdout)).toEqual({ student: "kim", error: "no SSH: No route to host", stdout: "" });
});
