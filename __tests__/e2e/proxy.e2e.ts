// A host whose only way out is a proxy: apt, the Engine, curl and every login go through it, and what is asked of the host itself past it.
import { spawnSync } from "node:child_process";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { asked, engine, kit, provider, sh, suite, terraformBinary } from "./needs";

const container = "e2e-proxy-tinyproxy";
const port = 8888;

/** A real tinyproxy in a container of its own, which knows the kit's addresses of what hosts download. Returns its address. */
function tinyproxy(): string {
  spawnSync("docker", ["rm", "-fv", container], { stdio: "ignore" });
  const names = ["download.docker.com", "github.com", "registry-1.docker.io"];
  const gateway = sh("docker network inspect bridge -f '{{(index .IPAM.Config 0).Gateway}}'");
  const hosts = names.map((name) => `--add-host ${name}:${gateway}`).join(" ");
  const script = [
    "apt-get update -qq && apt-get install -y -qq --no-install-recommends tinyproxy-bin >/dev/null 2>&1 || exit 1",
    `printf 'Port ${port}\\nTimeout 600\\nMaxClients 100\\nLogLevel Connect\\n' >/tmp/tinyproxy.conf`,
    "echo ready; exec tinyproxy -d -c /tmp/tinyproxy.conf",
  ].join("; ");
  sh(`docker run -d --name ${container} ${hosts} -e DEBIAN_FRONTEND=noninteractive --entrypoint sh stand-in/host -c "$SCRIPT"`, {
    SCRIPT: script,
  });
  sh(
    `timeout 300 sh -c 'until docker logs ${container} 2>&1 | grep -q ^ready; do docker inspect -f "{{.State.Running}}" ${container} | grep -q true || exit 1; sleep 1; done'`,
  );
  return sh(`docker inspect -f '{{.NetworkSettings.IPAddress}}' ${container}`);
}

suite("a host behind a proxy", [asked, kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("e2e-proxy");
  const lab = new LabCommand();
  let kim = "";
  let proxy = "";
  /** Hosts that were asked for through the proxy. */
  const askedFor = () =>
    new Set(
      [
        ...sh(`docker logs ${container} 2>&1`).matchAll(/Request \(file descriptor \d+\): (?:CONNECT ([^ :]+)|[A-Z]+ http:\/\/([^ :/]+))/g),
      ].map(([, tunnel, plain]) => tunnel ?? plain),
    );

  beforeAll(async () => {
    kim = await hosts.up("kim");
    proxy = tinyproxy();
    // names are known by the proxy alone, and no packet leaves but to it and to who came from outside
    hosts.inside("kim", "cat /dev/null >/etc/resolv.conf; grep -v -e docker -e github /etc/hosts >/tmp/hosts; cat /tmp/hosts >/etc/hosts");
    hosts.inside(
      "kim",
      ["-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT", `-p tcp -d ${proxy} --dport ${port} -j ACCEPT`, "-j REJECT"]
        .map((rule) => `iptables -A OUTPUT -o eth0 ${rule}`)
        .join(" && "),
    );
    lab.write(
      `name: e2e-proxy\ntarget: { hosts: { kim: { address: ${kim}, identity: ${hosts.key} } } }\n` +
        `docker: { install: current, pull: false, proxy: "http://${proxy}:${port}" }\nscenarios: [nginx]\n`,
    );
  });
  afterAll(async () => {
    await lab.run("down", "--yes");
    hosts.down();
    spawnSync("docker", ["rm", "-fv", container], { stdio: "ignore" });
  });

  test("has no other way out", () => {
    expect(() => hosts.inside("kim", "curl -sS --max-time 20 http://deb.debian.org/ 2>&1")).toThrow();
    expect(() => hosts.inside("kim", "curl -sSk --max-time 20 https://172.17.0.1/ 2>&1")).toThrow();
  });

  test("becomes a lab: Docker's packages, tools and images came through it", async () => {
    const { code, stdout, stderr } = await lab.run("up", "--yes");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^nginx +http:.* up *$/m);
    expect([...askedFor()]).toEqual(expect.arrayContaining(["deb.debian.org", "download.docker.com", "registry-1.docker.io"]));
  });

  test("whoever logs in has it, and the host itself is asked past it", async () => {
    expect(
      (await lab.run("exec", "--", "curl -fsS -o /dev/null -w '%{http_code}' https://download.docker.com/linux/ubuntu/gpg")).stdout,
    ).toBe("kim\n  200\n");
    const here = await lab.run("exec", "--", "curl -fsS http://localhost:8081/ | grep -o 'Welcome to nginx!' | head -n 1");
    expect(here.stdout).toBe("kim\n  Welcome to nginx!\n");
    const { stdout } = await lab.run("check", "-o", "json");
    const [{ checks }] = (JSON.parse(stdout) as { students: [{ checks: { id: string; answer: string }[] }] }).students;
    expect(checks.filter(({ answer }) => answer === "pass").map(({ id }) => id)).toEqual(["port", "second-port", "two-containers"]);
    expect([...askedFor()].filter((name) => name === "localhost" || name === "127.0.0.1" || name === kim)).toEqual([]);
  });
});
