// Which keys a host is shown, and under which name its own key and its connection are kept: asked of ssh itself.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "../../definition/class-definition";
import { sshConfig } from "../../workspace/ssh";
import { testFolder } from "../lab-yaml";

describe("what ssh itself reads from it", () => {
  const machine = { address: "10.0.0.11", user: "ubuntu", port: 22 };
  const settings = (machines: readonly Machine[], makesHosts: boolean, host: string, ...options: string[]) => {
    const folder = testFolder();
    writeFileSync(join(folder, "user"), "Host named\n  IdentityFile /keys/of-the-user\n");
    const files = {
      knownHosts: "/k",
      key: "/lab/id_ed25519",
      controlPath: `/tmp/x-${makesHosts ? "%k" : "%C"}`,
      userConfig: `${folder}/user`,
    };
    writeFileSync(join(folder, "config"), sshConfig(machines, { ...files, makesHosts }));
    const { stdout, stderr } = spawnSync("ssh", ["-G", "-F", join(folder, "config"), ...options, host], { encoding: "utf8" });
    expect(stderr).toBe("");
    return (key: string) => stdout.split("\n").flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []));
  };

  test("a host is shown the class's key and those that the person named for it, none of ssh-agent's", () => {
    for (const makesHosts of [true, false]) expect(settings([], makesHosts, "ubuntu@10.0.0.11")("identitiesonly")).toEqual(["yes"]);
    expect(settings([], false, "ubuntu@named")("identityfile")).toEqual(["/lab/id_ed25519", "/keys/of-the-user"]);
  });

  test("ssh-agent's keys are for hosts with agent: true, and for jump hosts, which no student controls", () => {
    const machines = [
      { ...machine, agent: true },
      { ...machine, address: "10.0.0.12", proxyJump: "me@[2001:db8::1]:2200,gate" },
    ];
    expect(settings(machines, false, "ubuntu@10.0.0.11")("identitiesonly")).toEqual(["no"]);
    expect(settings(machines, false, "ubuntu@10.0.0.12")("identitiesonly")).toEqual(["yes"]);
    for (const jump of ["me@gate", "me@2001:db8::1"]) expect(settings(machines, false, jump)("identitiesonly")).toEqual(["no"]);
  });

  test("on EC2 a host whose keys nobody pinned is refused, and two instances at one address have a connection each", () => {
    const instance = (id: string) => settings([], true, "ubuntu@10.0.0.11", "-o", `HostKeyAlias=${id}`);
    expect(instance("i-1")("stricthostkeychecking")).toEqual(["true"]);
    expect(instance("i-1")("controlpath")).not.toEqual(instance("i-2")("controlpath"));
    expect(settings([], false, "ubuntu@10.0.0.11")("stricthostkeychecking")).toEqual(["accept-new"]);
  });
});
