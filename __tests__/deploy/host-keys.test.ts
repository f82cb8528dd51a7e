// The first contact with new EC2 hosts: their keys come from their consoles, under their instance ids, before any ssh.
import { readFileSync } from "node:fs";
import type { AwsTarget } from "../../definition/class-definition";
import { pinNewHosts } from "../../deploy/aws/host-keys";
import { trustsNewHosts } from "../../deploy/host-keys";
import { isPinned } from "../../workspace/known-hosts";
import { endpoint } from "../aws/endpoint";
import { classOf, testWorkspace } from "../lab-yaml";

const ec2 = (action: string, content: string) =>
  `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${action}Response>`;
const instance = (id: string) =>
  `<item><instancesSet><item><instanceId>${id}</instanceId><instanceState><code>16</code><name>running</name></instanceState><launchTime>2026-11-25T00:00:00Z</launchTime></item></instancesSet></item>`;
const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"x".repeat(43)}`;
const consoleText = `-----BEGIN SSH HOST KEY KEYS-----\n${key} root@ip\n-----END SSH HOST KEY KEYS-----\n`;

test("keys are pinned as consoles show them; a refused request is repeated, and no host is asked twice", async () => {
  const looks = new Map<string, number>();
  const aws = await endpoint(({ action, body }) => {
    if (action === "DescribeInstances")
      return { body: ec2(action, `<reservationSet>${instance("i-kim")}${instance("i-lee")}</reservationSet>`) };
    const id = new URLSearchParams(body).get("InstanceId") ?? "";
    looks.set(id, (looks.get(id) ?? 0) + 1);
    const text = id === "i-kim" ? consoleText : "booting";
    return { body: ec2(action, `<instanceId>${id}</instanceId><output>${Buffer.from(text).toString("base64")}</output>`) };
  });
  try {
    const { target } = classOf(
      "name: c\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nstudents: [kim, lee]\nlifetime: 1h\nscenarios: [nginx]\n",
    );
    const workspace = testWorkspace("c");
    const stop = new AbortController();
    const pinning = pinNewHosts("c", target as AwsTarget, workspace, stop.signal, 0.1);
    while ((looks.get("i-lee") ?? 0) < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await pinning;
    expect(readFileSync(workspace.path("known_hosts"), "utf8")).toBe(`i-kim ${key}\n`);
    expect(isPinned(workspace, "i-kim")).toBe(true);
    expect(isPinned(workspace, "i-k")).toBe(false);
    expect(looks.get("i-kim")).toBe(1);
  } finally {
    await aws.close();
  }
}, 20_000);

test("LAB_TRUST_NEW_HOSTS", () => {
  for (const [value, trusts] of [
    ["1", true],
    ["true", true],
    ["0", false],
    ["", false],
    ["false", false],
  ] as const) {
    process.env["LAB_TRUST_NEW_HOSTS"] = value;
    expect([value, trustsNewHosts()]).toEqual([value, trusts]);
  }
  delete process.env["LAB_TRUST_NEW_HOSTS"];
});
