// `lab exec`: hosts' own text as it is, or as JSON.
import { exec } from "../../../cli/verbs/exec";
import { ClassOnHosts } from "../../class-on-hosts";

const classOnHosts = new ClassOnHosts("kim: ubuntu@10.0.0.1, lee: ubuntu@10.0.0.2");

test("each host's output is below its student's name, and one that fails makes it fail", async () => {
  classOnHosts.world.host("10.0.0.1");
  classOnHosts.world.host("10.0.0.2").fail("ssh", 'echo "No route to host" >&2; exit 255');
  expect(await exec(classOnHosts.context("table"), ["echo one; echo two >&2"], { timeout: 20 })).toBe(1);
  expect(classOnHosts.stdout).toContain("kim\n  one\n  two\n");
  expect(classOnHosts.stdout).toContain("lee: no SSH: No route to host\n");
});

test("as JSON, with words taken as they are", async () => {
  classOnHosts.world.host("10.0.0.1");
  classOnHosts.world.host("10.0.0.2");
  expect(await exec(classOnHosts.context("json"), ["printf", "%s|", "a b", "$(id)"], { timeout: 20 })).toBe(0);
  expect(JSON.parse(classOnHosts.stdout)).toEqual(
    ["kim", "lee"].map((student) => ({ student, code: 0, stdout: "a b|$(id)|", stderr: "" })),
  );
});

test("no command is bad input", async () => {
  await expect(exec(classOnHosts.context("table"), [], { timeout: 20 })).rejects.toThrow("No command was given");
});
