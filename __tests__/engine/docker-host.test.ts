// The Engine of target local: the one that the docker command of the same shell would reach.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MachineError } from "../../definition/errors";
import { dockerHost } from "../../engine/docker-host";
import { testFolder } from "../lab-yaml";

function configuration(currentContext?: string): string {
  const folder = testFolder();
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: {}, currentContext }));
  const meta = join(folder, "contexts/meta", createHash("sha256").update("colima").digest("hex"));
  mkdirSync(meta, { recursive: true });
  const endpoint = { Host: "unix:///home/kim/.colima/docker.sock" };
  writeFileSync(join(meta, "meta.json"), JSON.stringify({ Name: "colima", Endpoints: { docker: endpoint } }));
  return folder;
}

test.each([
  ["nothing is set", {}, undefined, "unix:///var/run/docker.sock"],
  ["a context is in use", {}, "colima", "unix:///home/kim/.colima/docker.sock"],
  ["DOCKER_CONTEXT names one", { DOCKER_CONTEXT: "colima" }, undefined, "unix:///home/kim/.colima/docker.sock"],
  ["DOCKER_CONTEXT is default, which has no file", { DOCKER_CONTEXT: "default" }, "colima", "unix:///var/run/docker.sock"],
  [
    "DOCKER_HOST is set beside a context",
    { DOCKER_HOST: "tcp://10.0.0.1:2376", DOCKER_CONTEXT: "colima" },
    "colima",
    "tcp://10.0.0.1:2376",
  ],
])("%s", (_, environment, current, expected) => {
  expect(dockerHost({ ...environment, DOCKER_CONFIG: configuration(current) })).toBe(expected);
});

test("without a configuration it is this machine's socket", () => {
  expect(dockerHost({ DOCKER_CONFIG: join(testFolder(), "none") })).toBe("unix:///var/run/docker.sock");
});

test("a context that does not exist is named with the next step", () => {
  const ask = () => dockerHost({ DOCKER_CONFIG: configuration(), DOCKER_CONTEXT: "gone" });
  expect(ask).toThrow(new MachineError('This machine has no Docker context "gone"', ""));
});
