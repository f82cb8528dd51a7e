// `lab exec`: hosts' own text as it is, or as JSON.
import type { CliContext } from "../../../cli/context";
import { exec } from "../../../cli/verbs/exec";
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
  ...testSession(classOf("name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.1, lee: ubuntu@10.0.0.2 } }\nscenarios: [processes]\n")),
  ...{ file: "lab.yaml", output, yes: false },
});

test("each host's output is below its student's name, and one that fails makes it fail", async () => {
  world.host("10.0.0.1");
  world.host("10.0.0.2").fail("ssh", 'echo "No route to host" >&2; exit 255');
  expect(await exec(context("table"), ["echo one; echo two >&2"], { timeout: 20 })).toBe(1);
  expect(stdout).toContain("kim\n  one\n  two\n");
  expect(stdout).toContain("lee: no SSH: No route to host\n");
});

test("as JSON, with words taken as they are", async () => {
  world.host("10.0.0.1");
  world.host("10.0.0.2");
  expect(await exec(context("json"), ["printf", "%s|", "a b", "$(id)"], { timeout: 20 })).toBe(0);
  expect(JSON.parse(stdout)).toEqual(["kim", "lee"].map((student) => ({ student, code: 0, stdout: "a b|$(id)|", stderr: "" })));
});

test("no command is bad input", async () => {
  await expect(exec(context("table"), [], { timeout: 20 })).rejects.toThrow("No command was given");
});
