// Machines as they are found: broken package sources, proxies, Engines that docker-compose 1.23.2 cannot speak to, Debian.
// Parts of the install script are run by bash with commands that simulate such a machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { current, documented } from "../../provisioning/docker-lines";
import { installScript } from "../../provisioning/install-docker";
import { proxyLines } from "../../provisioning/proxy";
import { testFolder } from "../lab-yaml";

const script = installScript({ install: "current", user: "ubuntu" });

/** A function of the script, as it is there. */
function functionOf(name: string): string {
  const lines = script.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`${name}() {`));
  if (lines[from]?.endsWith("}")) return lines[from];
  return lines.slice(from, lines.indexOf("}", from) + 1).join("\n");
}

function bash(text: string) {
  const simulated = `set -Eeuo pipefail
fail() { echo "lab: $*"; exit 1; }
failed() { fail "$1"; }
sleep() { :; }
dpkg() { :; }
unread=
`;
  const { stdout, stderr, status } = spawnSync("bash", ["-s"], { input: simulated + text, encoding: "utf8" });
  expect(stderr).toBe("");
  return { status, lines: stdout.trim().split("\n") };
}

describe("a source of packages that apt cannot read", () => {
  const apt = [functionOf("retry"), functionOf("apt-get")].join("\n");
  const broken = "E: The repository 'https://ppa.example/kim/php noble Release' does not have a Release file.";
  const command = (install: string) => `command() { case "$*" in
  *" update") echo "W: https://download.docker.com/linux/ubuntu/dists/noble/InRelease: Key is stored in legacy keyring"; echo "${broken}"; return 100 ;;
  *) ${install} ;;
esac; }
`;

  test("is named and does not stop an installation that does not need it", () => {
    const { status, lines } = bash(
      `${apt}\n${command('echo "installed"')}retry apt-get update\nretry apt-get install -y docker-ce\nretry apt-get update\n`,
    );
    expect(status).toBe(0);
    expect(lines).toContain("note: apt cannot read https://ppa.example/kim/php");
    expect(lines).toContain("installed");
    expect(lines.filter((line) => line.startsWith("once more"))).toHaveLength(1);
  });

  test("is named where the installation fails for it", () => {
    const { status, lines } = bash(`${apt}\n${command("return 100")}retry apt-get update\nretry apt-get install -y docker-ce\n`);
    expect(status).toBe(1);
    expect(lines.at(-1)).toBe(
      "lab: failed six times: apt-get install -y docker-ce; can this machine reach the internet? apt cannot read https://ppa.example/kim/php",
    );
  });
});

describe("an Engine that was there before", () => {
  const ask = (server: string, least: string) =>
    bash(`docker() { case "$*" in *MinAPI*) echo "${least} 1.56" ;; *) echo ${server} ;; esac; }
sudo() { :; }
${documented.always}
`);

  test("of 29.0 to 29.2, which refuses docker-compose 1.23.2, has to be upgraded, and the message says so", () => {
    expect(ask("29.1.4", "1.44").lines).toEqual([
      "lab: this Engine speaks API 1.44 to 1.56, and docker-compose 1.23.2 needs 1.40; upgrade it to 29.3 or later (sudo apt-get install docker-ce), or set docker.install: current",
    ]);
  });

  test("of another version that refuses it has one solution left, and one that accepts it passes", () => {
    expect(ask("31.0.0", "1.44").lines.at(-1)).toMatch(/needs 1\.40; set docker\.install: current$/);
    expect(ask("29.3.0", "1.40").status).toBe(0);
  });
});

test("the class's proxy is there for apt, every login and the Engine, once, beside what the machine has set", () => {
  const folder = testFolder();
  for (const path of ["etc/apt/apt.conf.d", "etc/systemd/system"]) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "etc/environment"), 'PATH="/usr/bin"\nhttp_proxy=http://old.example\n');
  const lines = proxyLines({ url: "http://proxy.example:3128", except: [".example", "10.0.0.0/8"] }).replaceAll("/etc/", `${folder}/etc/`);
  const run = () =>
    bash(`${functionOf("put")}
engine_answers() { true; }
systemctl() { echo "systemctl $*"; }
docker() { echo running; }
${lines}
env | grep -i _proxy | sort
`);
  const first = run();
  expect(first.lines).toContain("http_proxy=http://proxy.example:3128");
  expect(first.lines).toContain("no_proxy=localhost,127.0.0.1,::1,.example,10.0.0.0/8");
  // containers run there
  expect(first.lines).toContain("note: the Engine uses the proxy once it is restarted: sudo systemctl restart docker");
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  expect(read("etc/apt/apt.conf.d/95lab-proxy")).toBe(
    'Acquire::http::Proxy "http://proxy.example:3128";\nAcquire::https::Proxy "http://proxy.example:3128";\n',
  );
  expect(read("etc/systemd/system/docker.service.d/lab-proxy.conf")).toContain('"HTTPS_PROXY=http://proxy.example:3128"');
  const environment = read("etc/environment");
  expect(environment).toContain('PATH="/usr/bin"\n');
  expect(environment.match(/^http_proxy=.*$/gm)).toEqual(["http_proxy=http://proxy.example:3128"]);
  expect(run().lines).not.toContain("systemctl daemon-reload");
  expect(read("etc/environment")).toBe(environment);
});

describe("Debian", () => {
  const check = (way: typeof current, id: string) =>
    bash(`ID=${id} PRETTY_NAME="Debian GNU/Linux 13 (trixie)" VERSION_ID=13\nuname() { echo x86_64; }\n${way.checks}\necho passed\n`).lines;

  test("is taken by current, from Docker's own repository for it", () => {
    expect(check(current, "debian")).toEqual(["passed"]);
    expect(current.docker).toContain("https://download.docker.com/linux/$ID/gpg");
    expect(current.docker).toContain("URIs: https://download.docker.com/linux/$ID");
  });

  test("is refused by documented with the next step, and another distribution by both", () => {
    expect(check(documented, "debian")).toEqual([
      "lab: this is Debian GNU/Linux 13 (trixie), and the documented script is for Ubuntu; set docker.install: current",
    ]);
    expect(check(current, "fedora")[0]).toMatch(/and a lab host is Ubuntu or Debian$/);
  });
});

test("what answers to the docker command is inspected before anything is installed", () => {
  expect(script.indexOf("podman-docker")).toBeGreaterThan(0);
  expect(script.indexOf("podman-docker")).toBeLessThan(script.indexOf("retry()"));
  expect(script.indexOf("snap remove docker")).toBeLessThan(script.indexOf("retry()"));
});
