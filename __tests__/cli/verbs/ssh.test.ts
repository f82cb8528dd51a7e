// `lab ssh`: what it refuses, and with which next step.
import type { CliContext } from "../../../cli/context";
import { ssh } from "../../../cli/verbs/ssh";
import { classOf } from "../../lab-yaml";
import { testSession } from "../../session";

const context = (where: string): CliContext => ({
  ...testSession(classOf(`name: c\n${where}\nscenarios: [processes]\n`)),
  ...{ file: "lab.yaml", output: "table", yes: false },
});

test("a shell of a lab on this machine is bad input", async () => {
  await expect(ssh(context("students: [kim]"), "kim")).rejects.toThrow("kim's lab is on this machine");
});

test("so is a command: lab exec runs it", async () => {
  await expect(ssh(context("target: { hosts: { kim: ubuntu@10.0.0.1 } }"), "kim", ["docker", "ps", "-a"])).rejects.toMatchObject({
    message: "lab ssh opens a shell, and takes no command: docker ps -a",
    next: "npx lab exec --on kim -- docker ps -a",
  });
});
