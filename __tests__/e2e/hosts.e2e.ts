// Bare Ubuntu machines become labs over SSH, and are removed whatever happened to them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { keyPair } from "../provisioning/kit-host";
import { aloneWithHostUp } from "./host-up";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { engine, kit, provider, sh, suite, terraformBinary } from "./needs";

suite("labs on hosts over SSH", [kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("e2e-hosts");
  const lab = new LabCommand();
  let kim = "";
  let lee = "";
  const own = keyPair("kim");
  const knownHostsBefore = sh("cat ~/.ssh/known_hosts 2>/dev/null | sha256sum");
  const yaml = (scenarios = "[nginx, load-balancer]") =>
    `name: e2e-hosts\ntarget: { hosts: { kim: { address: ${kim}, identity: ${hosts.key} }, lee: { address: ${lee}, identity: ${hosts.key} } } }\n` +
    `students: [{ name: kim, key: "${own.publicKey}" }, lee]\ndocker: { pull: false }\nscenarios: ${scenarios}\n`;
  const get = async (address: string, port: number) =>
    (await fetch(`http://${address}:${port}/`, { signal: AbortSignal.timeout(20_000) })).text();
  const stack = (id: string) => join(lab.home, "e2e-hosts/cdktf.out/stacks", id);
  const allUp = (student: string) => new RegExp(`^${student} +\\S+ +up +up$`, "m");

  beforeAll(async () => {
    kim = await hosts.up("kim");
    lee = await hosts.up("lee");
    lab.write(yaml());
  });
  afterAll(() => hosts.down());

  test("lab up turns bare machines into labs that answer at their addresses", async () => {
    const { code, stdout, stderr } = await lab.run("up");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(allUp("kim"));
    expect(stdout).toMatch(allUp("lee"));
    for (const address of [kim, lee]) {
      expect(await get(address, 8081)).toContain("Welcome to nginx!");
      expect(await get(address, 8080)).toMatch(/^<h1>I'm /);
    }
  });

  test("keys and known hosts are the class's own", () => {
    expect(sh(`stat -c %a ${lab.home}/e2e-hosts/id_ed25519`)).toBe("600");
    expect(readFileSync(join(lab.home, "e2e-hosts/known_hosts"), "utf8")).toContain(kim);
    expect(sh("cat ~/.ssh/known_hosts 2>/dev/null | sha256sum")).toBe(knownHostsBefore);
    expect(existsSync(join(homedir(), ".ssh", "control"))).toBe(false);
  });

  test("a student's own key from the roster opens their host alone", () => {
    const login = (address: string) =>
      spawnSync("ssh", [
        "-F",
        "none",
        "-i",
        own.file,
        "-o",
        "BatchMode=yes",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        `ubuntu@${address}`,
        "true",
      ]).status;
    expect([login(kim), login(lee)]).toEqual([0, 255]);
  });

  test("a second plan of each lab has no difference, and one deploy opens one SSH connection per host", async () => {
    sh(`ssh -F ${lab.home}/e2e-hosts/ssh_config -O exit ubuntu@${kim} 2>/dev/null || :`);
    const connections = () =>
      Number(hosts.inside("kim", "journalctl --sync; journalctl -u ssh --no-pager | grep -c 'Accepted publickey' || :"));
    const before = connections();
    const plan = spawnSync("terraform", ["plan", "-detailed-exitcode", "-input=false"], {
      cwd: stack("lab-kim"),
      env: lab.env,
      encoding: "utf8",
    });
    expect(plan).toMatchObject({ status: 0 });
    expect(connections() - before).toBe(1);
    expect((await lab.run("up")).code).toBe(0);
  });

  test("plain cdktf deploys all stacks, hosts first, without a difference", async () => {
    const { code, stdout } = await lab.cdktf("deploy", "*");
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[1-9]\d* (added|changed|destroyed)/);
  });

  test("lab exec runs on all in parallel, output by student, and fails when one fails", async () => {
    const all = await lab.run("exec", "--", "hostname");
    expect(all).toMatchObject({ code: 0 });
    expect(all.stdout.trim().split("\n").sort()).toEqual(["  e2e-hosts-kim", "  e2e-hosts-lee", "kim", "lee"]);
    const one = await lab.run("exec", "--on", "lee", "exit 3");
    expect(one).toMatchObject({ code: 1, stdout: "lee: exit status 3\n" });
    const start = Date.now();
    const late = await lab.run("exec", "--timeout", "8", "--on", "kim", "sleep 300");
    expect(late).toMatchObject({ code: 1, stdout: "kim: no full answer within 8 seconds\n" });
    expect(Date.now() - start).toBeLessThan(100_000);
    const escape = await lab.run("exec", "--on", "kim", "printf '\\033[2Jhidden'");
    expect(escape.stdout).toBe("kim\n  hidden\n");
  });

  test("lab logs and lab script show what ran there", async () => {
    expect((await lab.run("logs", "kim")).stdout).toContain("practice_lb_1");
    expect((await lab.run("script")).stdout).toContain("# The course's script, line by line");
    expect((await lab.run("script", "kim")).stdout).toMatch(/^#cloud-config\n/);
  });

  test("a machine behind a jump host, with a key that only ssh-agent holds", async () => {
    const [, socket = "", pid = ""] = /SSH_AUTH_SOCK=([^;]+);.*SSH_AGENT_PID=(\d+)/s.exec(sh("ssh-agent -s")) ?? [];
    try {
      sh(`ssh-add -q ${hosts.key}`, { SSH_AUTH_SOCK: socket });
      const behind = new LabCommand({ SSH_AUTH_SOCK: socket });
      behind.write(
        `name: e2e-jump\ntarget: { hosts: { kim: { address: ${kim}, agent: true, proxyJump: "ubuntu@${lee}" } } }\nscenarios: [nginx: { state: ready }]\n`,
      );
      const { code, stderr } = await behind.run("up");
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      expect((await behind.run("exec", "--", "echo $SSH_CONNECTION")).stdout).toContain(`  ${lee} `);
      expect(readFileSync(join(behind.home, "e2e-jump/known_hosts"), "utf8")).toContain(lee);
    } finally {
      process.kill(Number(pid));
    }
  });

  test("plain cdktf destroys what it reaches with one host that hangs; without that one's state a later lab up recreates its lab", async () => {
    hosts.docker("lee", "pause");
    const { code, stdout } = await lab.cdktf("destroy", "lab-*", "--parallelism", "2");
    hosts.docker("lee", "unpause");
    expect(code).not.toBe(0);
    expect(stdout).toContain(`Error pinging Docker server, please make sure that ssh://ubuntu@${lee}:22 is reachable`);
    expect(hosts.inside("kim", "docker ps -aq; docker network ls -q --filter type=custom")).toBe("");
    sh(`rm ${lab.home}/e2e-hosts/state/lab-lee.tfstate*`);
    const asked = await lab.run("up");
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain("lee: nginx, left over from an earlier lab whose state is gone, is recreated");
    const up = await lab.run("up", "--yes");
    expect({ code: up.code, stderr: up.code === 0 ? "" : up.stderr }).toEqual({ code: 0, stderr: "" });
    expect(up.stdout).toMatch(allUp("lee"));
  });

  test("a machine that was reinstalled is an error with the next step", async () => {
    hosts.inside("lee", "rm /etc/ssh/ssh_host_* && ssh-keygen -A >/dev/null && systemctl restart ssh");
    sh(`ssh -F ${lab.home}/e2e-hosts/ssh_config -O exit ubuntu@${lee} 2>/dev/null || :`);
    const { code, stderr } = await lab.run("status");
    expect(code).toBe(1);
    const fix = /ssh-keygen -R \S+ -f \S+/.exec(stderr)?.[0];
    expect(stderr).toContain(`the host key of ${lee} is not the one it had before`);
    sh(fix ?? "exit 1");
    expect((await lab.run("status")).code).toBe(0);
  });

  test("a host that hangs does not hold up the others; its state is kept, and a later up goes on from it", async () => {
    hosts.docker("lee", "pause");
    const up = await lab.run("up");
    expect(up.code).toBe(1);
    expect(up.stdout).toMatch(allUp("kim"));
    expect(up.stdout).toMatch(/^lee +\S+ +not usable$/m);
    expect(up.stderr).toMatch(/^lee: (the Engine did not answer|no SSH)/m);
    const down = await lab.run("down", "--yes");
    expect(down.code).toBe(1);
    expect(down.stdout).toMatch(/^lee +no SSH/m);
    expect(existsSync(join(lab.home, "e2e-hosts/state/lab-kim.tfstate"))).toBe(false);
    expect(existsSync(join(lab.home, "e2e-hosts/state/lab-lee.tfstate"))).toBe(true);
    hosts.docker("lee", "unpause");
    expect((await lab.run("up")).code).toBe(0);
  });

  test("a stopped sshd is reported, and lab down works again when it is back", async () => {
    sh(`ssh -F ${lab.home}/e2e-hosts/ssh_config -O exit ubuntu@${lee} 2>/dev/null || :`);
    hosts.inside("lee", "systemctl stop ssh.socket ssh 2>/dev/null; systemctl stop ssh");
    const { code, stdout } = await lab.run("down", "--yes", "--on", "lee");
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringMatching(/no SSH/) });
    hosts.inside("lee", "systemctl start ssh");
    hosts.inside("lee", "docker run -d --name mine --network practice_default nginx:1.30");
    const again = await lab.run("down", "--yes", "--on", "lee");
    expect(again.code).toBe(0);
    expect(again.stderr).toContain("lee: taken off the lab's network, otherwise untouched: mine");
    expect(hosts.inside("lee", "docker ps --format '{{.Names}}'")).toBe("mine");
    hosts.inside("lee", "docker rm -f mine");
  });

  test("the class goes down though one host is gone for good, and the rest is reported by name", async () => {
    expect((await lab.run("up")).code).toBe(0);
    // no other suite's host gets its address meanwhile
    await aloneWithHostUp(async () => {
      hosts.docker("lee", "rm", "-fv");
      const { code, stdout } = await lab.run("down", "--yes");
      expect(code).toBe(1);
      expect(stdout).toMatch(/^lee +no SSH/m);
    });
    expect(hosts.inside("kim", "docker ps -aq")).toBe("");
  });
});
