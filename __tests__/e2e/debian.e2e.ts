// Debian 12 and 13 as hosts: Docker's own instructions for Debian, over SSH with `lab up` and on the machine itself with `lab install`.
import { execFile, execFileSync } from "node:child_process";
import { createServer, type Server } from "node:https";
import { createReadStream, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { asked, engine, kit, kitWork, type Need, projectFolder, provider, sh, suite, terraformBinary } from "./needs";

const run = promisify(execFile);

const kitFolder = join(kitWork, "host");
const ubuntuPackages = join(kitFolder, "site/download.docker.com/linux/ubuntu");

/** An address of this machine that hosts reach and the kit's own server does not listen on. */
const address = Object.entries(networkInterfaces())
  .filter(([name]) => !/^(lo|docker|br-)/.test(name))
  .flatMap(([, of]) => of ?? [])
  .find(({ family }) => family === "IPv4")?.address;
const ownAddress: Need = () => (address === undefined ? "this machine has one address alone" : undefined);

/** The kit's packages of Docker as Docker offers them for a release of Debian: under its path, in a Release of its codename. */
class DebianPackages {
  private readonly folder = mkdtempSync(join(tmpdir(), "lab-e2e-debian-"));
  private readonly server: Server;

  constructor(codenames: readonly string[]) {
    for (const codename of codenames) {
      const release = readFileSync(join(ubuntuPackages, "dists/noble/Release"), "utf8").replace(
        /^(Suite|Codename): noble$/gm,
        `$1: ${codename}`,
      );
      writeFileSync(join(this.folder, codename), release);
      const words = [
        "-q",
        "--batch",
        "--yes",
        "--clearsign",
        "-o",
        join(this.folder, `${codename}.InRelease`),
        join(this.folder, codename),
      ];
      execFileSync("gpg", words, { env: { ...process.env, GNUPGHOME: join(kitFolder, "gnupg") } });
    }
    const tls = { cert: readFileSync(join(kitFolder, "site.crt")), key: readFileSync(join(kitFolder, "site.key")) };
    this.server = createServer(tls, ({ url = "" }, response) => {
      const file = this.fileOf(decodeURIComponent(url));
      if (file === undefined || !existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200);
      createReadStream(file).pipe(response);
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => this.server.once("error", reject).listen(443, address, resolve));
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private fileOf(path: string): string | undefined {
    const [, codename = "", rest = ""] = /^\/linux\/debian\/dists\/([a-z]+)\/(.+)$/.exec(path) ?? [];
    const isRelease = /^(Release|InRelease)$/.exec(rest);
    if (isRelease && existsSync(join(this.folder, codename)))
      return join(this.folder, rest === "Release" ? codename : `${codename}.InRelease`);
    const below = /^\/linux\/debian\/(.+)$/.exec(path)?.[1];
    return below === undefined || below.includes("..")
      ? undefined
      : join(ubuntuPackages, below.replace(/^dists\/(bookworm|trixie)\//, "dists/noble/"));
  }
}

/** The kit's userland is Debian 12's: this is what it says of itself there. */
const bookworm = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
`;

/** Makes a kit's host Debian, whose packages of Docker come from this test. */
function becomeDebian(hosts: KitHosts, name: string): void {
  hosts.inside(name, `cat >/usr/lib/os-release <<'END'\n${bookworm}END\nrm -f /etc/lsb-release`);
  // a file that the Engine keeps cannot be replaced, only written
  hosts.inside(
    name,
    `grep -v download.docker.com /etc/hosts >/tmp/hosts; echo "${address ?? ""} download.docker.com" >>/tmp/hosts; cat /tmp/hosts >/etc/hosts`,
  );
}

suite("Debian as a host", [asked, kit("host/up"), engine, ownAddress, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("e2e-debian");
  const packages = new DebianPackages(["bookworm", "trixie"]);
  const lab = new LabCommand();
  const yaml = (at: string, install: string) =>
    `name: e2e-debian\ntarget: { hosts: { kim: { address: ${at}, identity: ${hosts.key} } } }\ndocker: { install: ${install}, pull: false }\nscenarios: [nginx]\n`;
  /** Docker's packages from its repository for that release, and the course's command. */
  const expectDocker = (name: string, codename: string) => {
    expect(hosts.inside(name, "apt-cache policy docker-ce")).toContain(`https://download.docker.com/linux/debian ${codename}/stable`);
    expect(hosts.inside(name, "su ubuntu -c 'docker version --format {{.Server.Version}}'")).toMatch(/^29\./);
    expect(hosts.inside(name, "docker-compose version --short")).toMatch(/^5\./);
    expect(hosts.inside(name, "docker info --format '{{.Driver}}'")).toBe("overlay2");
  };

  beforeAll(() => packages.listen());
  afterAll(async () => {
    await lab.run("down", "--yes");
    hosts.down();
    packages.close();
  });

  describe("Debian 12", () => {
    let twelve = "";
    beforeAll(async () => {
      twelve = await hosts.up("twelve");
      becomeDebian(hosts, "twelve");
    });

    test("the course's script is refused by name, with what is for Debian", async () => {
      lab.write(yaml(twelve, "documented"));
      const { code, stdout, stderr } = await lab.run("up", "--yes");
      expect(code).toBe(1);
      expect(stdout + stderr).toContain(
        "this is Debian GNU/Linux 12 (bookworm), and the documented script is for Ubuntu; set docker.install: current",
      );
    });

    test("with docker.install: current lab up makes it a lab that answers", async () => {
      lab.write(yaml(twelve, "current"));
      const { code, stdout, stderr } = await lab.run("up", "--yes");
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^nginx +http:.* up *$/m);
      expectDocker("twelve", "bookworm");
      expect((await lab.run("down", "--yes")).code).toBe(0);
    });
  });

  describe("Debian 13, with lab install", () => {
    beforeAll(async () => {
      await hosts.up("thirteen");
      becomeDebian(hosts, "thirteen");
      const upgrade =
        "sed -i s/bookworm/trixie/g /etc/apt/sources.list && apt-get update -qq && apt-get -y -q -o Dpkg::Options::=--force-confnew full-upgrade";
      hosts.inside(
        "thirteen",
        `export DEBIAN_FRONTEND=noninteractive; ${upgrade} >/var/log/upgrade.log 2>&1 || { tail -n 20 /var/log/upgrade.log; exit 1; }`,
      );
      // as a clone and npm ci would leave it, but for the constructs of EC2, which a lab on this machine does not load
      const left = [".lab", ".git", "cdktf.out", "node_modules/@cdktf/provider-aws"].map((path) => `--exclude=./${path}`).join(" ");
      sh(`tar -C ${projectFolder} ${left} -ch . | docker exec -i -u ubuntu e2e-debian-thirteen sh -c 'mkdir ~/main && tar -C ~/main -x'`);
      execFileSync("docker", ["cp", process.execPath, "e2e-debian-thirteen:/usr/local/bin/node"]);
    });

    test("the script for Debian is taken, whatever lab.yaml says, and Docker is there for the user", async () => {
      expect(hosts.inside("thirteen", ". /etc/os-release; echo $VERSION_CODENAME; apt-get --version | head -n 1")).toMatch(
        /^trixie\napt 3\./,
      );
      const install = `cd ~/main && LAB_DOCKER_KEY=${process.env["LAB_DOCKER_KEY"] ?? ""} node cli/lab.mjs install --yes 2>&1`;
      // the packages come from this process, which must not wait without answering
      const { stdout: said } = await run("docker", ["exec", "e2e-debian-thirteen", "su", "-", "ubuntu", "-c", `${install} || :`]);
      expect(said).toContain("This is Debian, which the course's documented script is not for: Docker's own instructions are used.");
      expect(said).toMatch(/\nDocker 29\.\S+\nDocker is installed\. Log in again/);
      expectDocker("thirteen", "trixie");
    });
  });
});
