// Ctrl-C: a verb that changes nothing ends silently, and with the exit code of an interruption.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { holdsLock } from "../../workspace/held";
import { withLock } from "../../workspace/lock";
import { fakeCommands } from "../fake-commands";
import { labYaml, testWorkspace } from "../lab-yaml";

test("lab check --watch has nothing to finish", async () => {
  const fakes = fakeCommands({ docker: "exit 0" });
  const cwd = dirname(labYaml("name: c\nscenarios: [daemon]\n"));
  const child = spawn(resolve("cli/lab.mjs"), ["check", "--watch"], { cwd, env: { ...process.env, LAB_HOME: "", NO_COLOR: "1" } });
  fakes.restore();
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
  await once(child.stdout, "data");
  child.kill("SIGINT");
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
});

test("a verb that changes a class holds its lock while it does", async () => {
  const workspace = testWorkspace("c");
  expect(holdsLock()).toBe(false);
  await withLock(workspace, "up", () => {
    expect(holdsLock()).toBe(true);
    return Promise.resolve();
  });
  expect(holdsLock()).toBe(false);
});
