// `lab logs`: a host's own text as it is, or as JSON, and failures that say what to do.
import { logs } from "../../../cli/verbs/logs";
import { ClassOnHosts } from "../../class-on-hosts";

const classOnHosts = new ClassOnHosts("kim: ubuntu@10.0.0.1");

test("lab logs: JSON is JSON", async () => {
  classOnHosts.world.host("10.0.0.1").add({ name: "nginx" });
  expect(await logs(classOnHosts.context("json"), "kim")).toBe(0);
  expect(JSON.parse(classOnHosts.stdout)).toMatchObject({
    student: "kim",
    code: 0,
    stdout: expect.stringContaining("== containers\nnginx\n") as string,
  });
});

test("lab logs ends with what a failed installation printed, also where the host does not answer", async () => {
  classOnHosts.world.host("10.0.0.1").fail("ssh", 'echo "No route to host" >&2; exit 255');
  const failed = classOnHosts.context("table");
  failed.workspace.write("logs/kim.log", "== installing Docker\nlab: no way to the internet\u001b[2J\n");
  await expect(logs(failed, "kim")).rejects.toThrow("kim: no SSH: No route to host");
  expect(classOnHosts.stdout.trimEnd()).toMatch(/== installation\n== installing Docker\nlab: no way to the internet$/);
});

test("lab logs of a host that cannot be reached: what it is, and the next step", async () => {
  classOnHosts.world.host("10.0.0.1").fail("ssh", 'echo "No route to host" >&2; exit 255');
  await expect(logs(classOnHosts.context("json"), "kim")).rejects.toMatchObject({
    message: "kim: no SSH: No route to host",
    next: "Try it by hand: npx lab ssh kim",
  });
  expect(JSON.parse(classOnHosts.stdout)).toEqual({ student: "kim", error: "no SSH: No route to host", stdout: "" });
});
