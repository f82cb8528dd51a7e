// The delivery of exercise files against an ssh that simulates the host.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readGateFailure, readKeptFile } from "../../stacks/hosts/gate-lines";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { gateScripts } from "../../stacks/hosts/scripts";
import { classOf, testFolder } from "../lab-yaml";

const definition = classOf("name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.11 } }\nscenarios: [load-balancer, reverse-proxy]\n");

/** An ssh in a folder of its own; `has` is what the host says that it has, `host` what it does with the script in $folder/received. */
function run({ has = "", host = "" }: { has?: string; host?: string } = {}) {
  const folder = testFolder();
  for (const [name, text] of Object.entries(gateScripts(hostSetup(definition)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, "has"), has);
  const ssh = `#!/bin/bash
folder=${folder}
case \${!#} in
"sh -s") cat "$folder/has" ;;
*) printf '%s\\n' "\${!#}" > "$folder/command"; cat > "$folder/received"
${host} ;;
esac
`;
  writeFileSync(join(folder, "ssh"), ssh);
  chmodSync(join(folder, "ssh"), 0o755);
  const { status, stderr } = spawnSync("bash", [join(folder, "deliver.sh")], {
    encoding: "utf8",
    env: {
      ...{ PATH: `${folder}:${process.env["PATH"] ?? ""}`, LAB_NAME: "kim", LAB_LOGIN: "ubuntu@10.0.0.11", LAB_PORT: "22" },
      ...{ LAB_HOST_KEY_ALIAS: "", LAB_FIRST_CONTACT: "", LAB_GATE_TIMEOUT: "60", LAB_SSH_CONFIG: "/lab/ssh_config" },
      ...{ LAB_DELIVERY: join(folder, "delivery"), LAB_KEPT_MARK: "lab-kept: " },
    },
  });
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined);
  return { status, stderr, received: read("received"), command: read("command") };
}

const lines = (gateScripts(hostSetup(definition))["delivery/list"] ?? "").trim().split("\n");

test("a host that has nothing gets all of it, as one script for root that is there before it runs", () => {
  const { status, stderr, received, command } = run();
  expect({ status, stderr }).toEqual({ status: 0, stderr: "kim: bringing files-load-balancer files-reverse-proxy lab-check\n" });
  expect(command).toMatch(/^sudo -n timeout 870 bash -c /);
  expect(received).toContain("place 'load-balancer/index.js'");
  expect(received).toContain("/usr/local/bin/lab-check");
  expect(spawnSync("bash", ["-n"], { input: received ?? "" }).status).toBe(0);
});

test("only what the host does not have as it is travels", () => {
  const old = `${"0".repeat(64)} files-reverse-proxy`;
  const { stderr, received } = run({ has: ["Welcome!", ...lines.filter((line) => !line.endsWith("reverse-proxy")), old, ""].join("\n") });
  expect(stderr).toBe("kim: bringing files-reverse-proxy\n");
  expect(received).not.toContain("load-balancer");
});

test("to a host that has all of it nothing is sent", () => {
  expect(run({ has: `${lines.join("\n")}\n` })).toEqual({
    status: 0,
    stderr: "kim: has its exercise files\n",
    received: undefined,
    command: undefined,
  });
});

test("files that stay as their student changed them are named, safe for a terminal and within a limit", () => {
  const { status, stderr } = run({ host: `printf 'lab-kept: a\\033[2J/b\\n'; seq -f 'lab-kept: a/%g' 30` });
  expect(status).toBe(0);
  const kept = stderr.split("\n").filter((line) => line.startsWith("kim: kept: "));
  expect(kept.slice(0, 2)).toEqual(["kim: kept: a[2J/b", "kim: kept: a/1"]);
  expect(kept.slice(-1)).toEqual(["kim: kept: and 11 more"]);
  expect(kept).toHaveLength(21);
  const read = stderr.split("\n").flatMap((line) => readKeptFile(line) ?? []);
  expect(read).toHaveLength(21);
  expect(read[1]).toEqual({ host: "kim", path: "a/1" });
});

test("a host that fails shows why, and the next step is printed", () => {
  const { status, stderr } = run({ host: `echo 'lab: files-load-balancer: failed at tee' >&2; exit 1` });
  expect(status).toBe(1);
  expect(stderr).toContain("kim: | lab: files-load-balancer: failed at tee\n");
  expect(stderr).toMatch(/\nkim: next: .*npx lab up tries again\n.*\n$/);
  expect(readGateFailure(stderr)).toMatchObject({ code: "files-not-delivered", message: "files-load-balancer: failed at tee" });
});
