// Fresh hosts become lab hosts, by user data and over SSH, and carry the course's commands as the course prints them.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request as forward } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeUserData, userData } from "../../provisioning/cloud-init";
import { extendScript, showEndScript } from "../../provisioning/end-of-life";
import { type InstallProps, installScript } from "../../provisioning/install-docker";
import { filesPart } from "../../provisioning/exercise-files";
import { deliveryScript } from "../delivery-script";
import { readinessScript } from "../../provisioning/readiness";
import { studentKeysScript } from "../../provisioning/student-keys";
import { scenarios } from "../../stacks/scenarios";
import { exerciseFiles } from "../../stacks/scenarios/exercise-files";
import { KitHost, keyPair, type Result } from "../provisioning/kit-host";
import { typeAtTerminal } from "./class-host";
import { asked, engine, kit, sh, suite } from "./needs";

const hostile = { path: 'it\'s/$(touch ~/canary)`id` "김"\n-n', content: "LAB_FILE\n$(touch ~/canary) '\\\n" };
const files = [...exerciseFiles(scenarios.map((spec) => ({ spec, options: spec.options.parse({}) }))), hostile];
const documented: InstallProps = { install: "documented", user: "ubuntu" };
const current: InstallProps = { install: "current", user: "ubuntu" };
const installing = (props: InstallProps) => ({ command: "sudo -n bash -s", input: installScript(props) });

const student = keyPair("student");
/** The course's script (2-1), as printed. */
const course = `sudo apt-get update && \\
sudo apt-get install -y apt-transport-https ca-certificates curl software-properties-common && \\
curl -fsSL https://download.docker.com/linux/ubuntu/gpg | sudo apt-key add - && \\
sudo apt-key fingerprint 0EBFCD88 && \\
sudo add-apt-repository "deb [arch=amd64] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable" && \\
sudo apt-get update && \\
sudo apt-get install -y docker-ce && \\
sudo usermod -aG docker ubuntu && \\
sudo curl -L "https://github.com/docker/compose/releases/download/1.23.2/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose && \\
sudo chmod +x /usr/local/bin/docker-compose && \\
sudo ln -s /usr/local/bin/docker-compose /usr/bin/docker-compose
`;

/** A mirror of Docker Hub on this machine, which counts what it is asked for. */
class Mirror {
  readonly asked: string[] = [];
  private readonly server = createServer((request, response) => {
    this.asked.push(request.url ?? "");
    const { method, headers, url } = request;
    forward(new URL(url ?? "/", this.behind), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on("error", () => response.destroy())
      .end();
  });
  /** The registry of the kits. */
  private readonly behind = /http:\/\/127\.0\.0\.1:\d+/.exec(sh("docker info -f '{{.RegistryConfig.Mirrors}}'"))?.[0] ?? "";

  async up(): Promise<string> {
    // where hosts reach this machine; Node does not list an interface that is down, as docker0 is without a container
    const address = sh('ip -4 -o addr show docker0 | awk \'{ sub("/.*", "", $4); print $4 }\'');
    await new Promise<void>((resolve) => this.server.listen(0, address, resolve));
    return `http://${address}:${(this.server.address() as { port: number }).port}`;
  }

  down(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Everything that a second run could change, as text. */
const everything = `
dpkg -l | cat
docker ps -aq --no-trunc
systemctl show -p MainPID -p ActiveEnterTimestamp docker containerd
find /etc /usr/local /opt /root /home /var/lib/lab /var/lib/dpkg/info -type f ! -path /var/lib/lab/ready ! -path /var/lib/lab/lock -printf '%T@ %m %u %p\\n' | sort -k 4
`;

/** Its one line that reaches the instructor, of a script that must have failed. */
function refusal({ code, stderr }: Result): string {
  const lines = stderr.split("\n").filter((line) => line.startsWith("lab: "));
  expect({ failed: code !== 0, lines: lines.length, stderr }).toMatchObject({ failed: true, lines: 1 });
  expect(stderr.trimEnd().split("\n").at(-1)).toBe(lines[0]);
  return lines[0] ?? "";
}

suite("provisioning", [asked, kit("host/up"), engine], () => {
  let mirror: Mirror;
  const hosts = new Map<string, KitHost>();
  const hostOf = (name: "documented" | "current" | "bare" | "own" | "stays" | "ends"): KitHost => {
    const host = hosts.get(name);
    if (!host) throw new Error(`${name} did not start`);
    return host;
  };
  const session: { shell?: ChildProcess; shown: string } = { shown: "" };
  let mirrorUrl = "";
  let withoutCompose: Promise<Result>;

  /** A test of something on each of the three lab hosts at once. */
  const onEach = (what: string, check: (host: KitHost) => Promise<void>) =>
    test(what, async () => {
      const done = await Promise.allSettled((["documented", "current", "bare"] as const).map(hostOf).map(check));
      const failures = done.flatMap((result, at) =>
        result.status === "rejected" ? [`${["documented", "current", "bare"][at] ?? ""}: ${String(result.reason)}`] : [],
      );
      expect(failures.join("\n\n")).toBe("");
    });

  beforeAll(async () => {
    mirror = new Mirror();
    mirrorUrl = await mirror.up();
    const byUserData = userData({
      ...documented,
      pullImages: ["nginx:latest", "ubuntu:latest", "no-such-image:1"],
      registryMirror: mirrorUrl,
      end: { lifetimeHours: 4 },
      studentKeys: studentKeysScript({ className: "docker-101", key: student.publicKey }),
    });
    const twoMinutes = userData({ install: "none", user: "ubuntu", end: { lifetimeHours: 2 / 60 } });
    // one after the other: the kit builds its image in one place
    hosts.set("documented", await KitHost.up("pv-e2e-documented", Buffer.from(encodeUserData(byUserData), "base64")));
    hosts.set("current", await KitHost.up("pv-e2e-current", userData(current)));
    hosts.set("own", await KitHost.up("pv-e2e-own", `#!/bin/bash\n${course}docker run -d --name mine --restart always nginx:latest\n`));
    hosts.set("bare", await KitHost.up("pv-e2e-bare"));
    hosts.set("stays", await KitHost.up("pv-e2e-stays", twoMinutes));
    hosts.set("ends", await KitHost.up("pv-e2e-ends", twoMinutes));
    const [program = "", ...words] = hostOf("ends").login();
    session.shell = spawn(program, ["-tt", ...words], { stdio: ["pipe", "pipe", "ignore"] });
    session.shell.stdout?.on("data", (data: Buffer) => (session.shown += String(data)));
  });
  afterAll(() => {
    session.shell?.kill();
    for (const host of hosts.values()) host.down();
    mirror.down();
  });

  describe("the end of a host", () => {
    test("moves by an hour where it is extended", async () => {
      const before = Date.parse(await hostOf("stays").output("sh -s", showEndScript()));
      expect(before - Date.now()).toBeLessThan(120_000);
      const after = await hostOf("stays").output("sh -s", extendScript(1));
      expect(Date.parse(after) - before).toBe(3_600_000);
      expect(await hostOf("stays").output("sh -s", showEndScript())).toBe(after);
    });

    test("a host that does not have the Docker that it should have is not ready, and still ends at its time", async () => {
      const answer = await hostOf("stays").run("sh -s", readinessScript());
      expect(refusal(answer)).toBe(
        "lab: no Docker Engine answers; docker.install: none leaves the machine as it is; set documented or current",
      );
      expect(answer.stderr).toContain("The last lines of /var/log/cloud-init-output.log:\n");
    });

    test("is the same after a reboot", async () => {
      const before = await hostOf("stays").output("sh -s", showEndScript());
      await hostOf("stays").boot("restart");
      expect(await hostOf("stays").output("sh -s", showEndScript())).toBe(before);
      expect(await hostOf("stays").output("systemctl is-active lab-end.timer")).toBe("active");
    });
  });

  describe("a machine that cannot be a lab host says why in one line", () => {
    const attempt = async (props: InstallProps, before: string, after: string): Promise<string> => {
      await hostOf("bare").root(before);
      const { command, input } = installing(props);
      const result = await hostOf("bare").run(command, input);
      await hostOf("bare").root(after);
      return refusal(result);
    };
    const fake = (program: string, lines: string) =>
      [
        `printf '#!/bin/sh\\n%s\\n' '${lines}' >/usr/local/sbin/${program}; chmod +x /usr/local/sbin/${program}`,
        `rm /usr/local/sbin/${program}`,
      ] as const;

    test("no sudo", async () => {
      expect(refusal(await hostOf("bare").run("bash -s", installScript(documented)))).toBe("lab: root is needed: run it with sudo");
    });

    test("another distribution", async () => {
      const line = await attempt(
        documented,
        "cp /etc/os-release /var/tmp/; sed -i 's/^ID=.*/ID=debian/; s/^PRETTY_NAME=.*/PRETTY_NAME=\"Debian 12\"/' /etc/os-release",
        "cat /var/tmp/os-release >/etc/os-release",
      );
      expect(line).toBe("lab: this is Debian 12, and the documented script is for Ubuntu; set docker.install: current");
    });

    test("a release without apt-key", async () => {
      const line = await attempt(documented, "mv /usr/bin/apt-key /var/tmp/", "mv /var/tmp/apt-key /usr/bin/");
      expect(line).toMatch(/^lab: Ubuntu 24\.04 has no apt-key, .*; set docker\.install: current$/);
    });

    test("arm64 with documented", async () => {
      expect(await attempt(documented, ...fake("uname", "echo aarch64"))).toBe(
        "lab: this machine is aarch64, and the documented script is for amd64; set docker.install: current",
      );
    });

    test("a full disk", async () => {
      expect(await attempt(documented, ...fake("df", "echo Avail; echo 50; echo 9000"))).toBe(
        "lab: the disk has 50 MB free, and a lab takes 4000",
      );
    });

    test("Podman under Docker's name", async () => {
      expect(await attempt(documented, ...fake("docker", "echo podman version 4.9.3"))).toMatch(
        /^lab: the docker command of this machine is Podman's, .*; run: sudo apt-get remove podman-docker$/,
      );
    });

    test("no such user", async () => {
      expect(await attempt({ ...documented, user: "nobody-here" }, ":", ":")).toBe("lab: there is no user nobody-here on this machine");
    });

    test("no network", async () => {
      const line = await attempt(
        documented,
        "cp /etc/hosts /var/tmp/; sed 's/.*download.docker.com/127.0.0.1 download.docker.com/' /var/tmp/hosts >/etc/hosts",
        "cat /var/tmp/hosts >/etc/hosts",
      );
      expect(line).toMatch(/^lab: Docker's packages for Ubuntu 24\.04.* \(noble\) cannot be reached: curl: \(7\) /);
    });

    test("docker.install: none without Docker", async () => {
      expect(await attempt({ ...documented, install: "none" }, ":", ":")).toMatch(
        /^lab: no Docker Engine answers; docker\.install: none leaves the machine as it is/,
      );
    });

    test("each of them is kept on the host, and none has installed anything", async () => {
      expect(await hostOf("bare").output("cat /var/lib/lab/error")).toMatch(/^lab: no Docker Engine answers/);
      expect(await hostOf("bare").root("type -P docker jq curl || :")).toBe("/usr/bin/curl");
    });
  });

  test("an installation may be killed, or lose power, in the middle: the next run completes it, and the machine's own settings win", async () => {
    const bare = hostOf("bare");
    await bare.root(`mkdir -p /etc/docker; echo '{ "debug": true, "log-opts": { "max-size": "5m" } }' >/etc/docker/daemon.json`);
    const start = () => bare.run("sudo -n bash -c 'echo $$ >/run/pid; exec bash -s'", installScript(documented));
    const when = (condition: string) => bare.root(`for _ in {1..3000}; do ! { ${condition}; } || exit 0; sleep 0.1; done; exit 1`);
    const killed = start();
    await when("[ -e /usr/share/doc/jq ] && pidof dpkg");
    await bare.root("kill -9 $(cat /run/pid)");
    expect((await killed).code).not.toBe(0);
    const cut = start();
    await when("[ -e /usr/bin/dockerd.dpkg-new ] || [ -e /usr/bin/dockerd ]");
    await bare.powerCycle();
    expect((await cut).code).not.toBe(0);
    expect((await bare.run("sh -s", readinessScript())).code).toBe(1);
    const { code, stderr } = await start();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(await bare.root("cat /etc/docker/daemon.json"))).toEqual({
      debug: true,
      features: { "containerd-snapshotter": false },
      "log-opts": { "max-size": "5m", "max-file": "3" },
    });
  });

  test("a Docker that was there is left as it is", async () => {
    const own = hostOf("own");
    await own.output("cloud-init status --wait");
    const docker = `dpkg -l 'docker*' 'containerd*'; docker inspect -f '{{.Id}} {{.State.StartedAt}}' mine; cat /etc/docker/daemon.json; systemctl show -p MainPID -p ActiveEnterTimestamp docker containerd; ls -l --time-style=full-iso /usr/local/bin`;
    const before = await own.root(`${docker} 2>&1 || :`);
    expect(before).toMatch(/^[0-9a-f]{64} 20/m);
    const { command, input } = installing(documented);
    expect(await own.output(command, input)).toMatch(/note: this Engine keeps images in \S+, .*\nDocker 29\.\S+$/);
    expect(await own.root(`${docker} 2>&1 || :`)).toBe(before);
    expect(await own.root("type -P jq lsof brctl netstat pstree | wc -l")).toBe("5");
    expect(await own.output(command, installScript({ install: "none", user: "ubuntu" }))).toContain("Docker 29.");
    expect(await own.output("sh -s", readinessScript())).toMatch(/^Docker 29\.\S+$/);
  });

  test("a mirror that such a Docker does not accept is a note, and its settings stay", async () => {
    const own = hostOf("own");
    const withMirror = installScript({ install: "current", user: "ubuntu", registryMirror: mirrorUrl });
    await own.root(`mkdir /etc/systemd/system/docker.service.d
      printf '[Service]\\nExecStart=\\nExecStart=%s --registry-mirror=https://mirror.invalid\\n' \\
        "$(systemctl show docker -p ExecStart | sed 's/.*argv\\[\\]=//; s/ ;.*//')" >/etc/systemd/system/docker.service.d/mirror.conf
      systemctl daemon-reload && systemctl restart docker`);
    expect(await own.output("sudo -n bash -s", withMirror)).toContain(`note: the Engine does not take the mirror ${mirrorUrl};`);
    expect(await own.root("ls /etc/docker; systemctl restart docker; docker info -f '{{.RegistryConfig.Mirrors}}'")).toMatch(
      /^(?!.*daemon\.json)[^]*mirror\.invalid/,
    );
    // half a minute of trying, in which the other tests go on
    await own.root(
      "rm /usr/local/bin/docker-compose /usr/bin/docker-compose; sed 's/.*github.com/127.0.0.1 github.com/' /etc/hosts >/var/tmp/hosts; cat /var/tmp/hosts >/etc/hosts",
    );
    const { command, input } = installing(documented);
    withoutCompose = own.run(command, input);
  });

  onEach("is ready when it says so, with Engine 29 for its user", async (host) => {
    expect(await host.output("sh -s", readinessScript())).toMatch(/^Docker 29\.\S+$/);
    expect(await host.output("cloud-init status")).toBe("status: done");
    expect(await host.output("sudo cloud-init schema --system")).toMatch(/^Valid /);
    expect(await host.output("docker version")).toMatch(/Server:[^]*Version: +29\./);
  });

  test("user data's keys, images, mirror and end are there, and an image that does not exist is not a failure", async () => {
    const host = hostOf("documented");
    expect(await host.run("whoami", "", student.file)).toMatchObject({ code: 0, stdout: "ubuntu\n" });
    expect(await host.output("docker images --format '{{.Repository}}:{{.Tag}}' | sort")).toBe("nginx:latest\nubuntu:latest");
    expect(await host.output("sudo cat /var/log/cloud-init-output.log")).toContain("note: no-such-image:1 could not be pulled");
    expect(await host.output("docker info -f '{{.RegistryConfig.Mirrors}}'")).toContain(mirrorUrl);
    expect(JSON.parse(await host.output("cat /etc/docker/daemon.json"))).toMatchObject({ "registry-mirrors": [mirrorUrl] });
    expect(mirror.asked.filter((url) => url.startsWith("/v2/library/nginx/blobs/"))).not.toHaveLength(0);
    const hoursLeft = (Date.parse(await host.output("sh -s", showEndScript())) - Date.now()) / 3_600_000;
    expect(hoursLeft).toBeGreaterThan(3);
    expect(hoursLeft).toBeLessThan(4);
  });

  onEach("exercise files are the user's, whatever their names and contents hold", async (host) => {
    await host.output("sudo -n bash -s", deliveryScript([filesPart("all", files)]));
    const listing = await host.output("cd ~/labs && find . -type f -printf '%u %p\\0' | sort -z | tr '\\0' '|'");
    const wanted = files.map(({ path }) => `ubuntu ./${path}`).sort();
    expect(listing.split("|").filter(Boolean).sort()).toEqual(wanted);
    expect(await host.output("find ~/labs -path '*canary*' -type f -exec base64 -w0 {} +; ls ~")).toBe(
      `${Buffer.from(hostile.content).toString("base64")}labs`,
    );
  });

  onEach("docker-compose gets the API version in every shell", async (host) => {
    expect(await host.output("echo $COMPOSE_API_VERSION")).toBe("1.40");
    expect(await host.output("sudo -n sh -c 'echo $COMPOSE_API_VERSION'")).toBe("1.40");
    expect(await host.output("sudo -n -i -u ubuntu sh -c 'echo $COMPOSE_API_VERSION'")).toBe("1.40");
    expect(await typeAtTerminal(host.login(), ["echo version $COMPOSE_API_VERSION"])).toContain("version 1.40");
  });

  onEach("sshd greets a class that comes at once", async (host) => {
    expect(await host.output("sudo sshd -T | grep -iE '^max(startups|sessions)' | sort")).toBe("maxsessions 100\nmaxstartups 100:30:300");
    const sockets = Array.from({ length: 60 }, () => connect(22, host.address));
    const greetings = await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<string>((resolve) => {
            socket.once("data", (data) => resolve(String(data).slice(0, 7)));
            socket.once("error", () => resolve("an error")).once("close", () => resolve("the end"));
          }),
      ),
    );
    for (const socket of sockets) socket.destroy();
    expect(greetings.filter((greeting) => greeting !== "SSH-2.0")).toEqual([]);
  });

  onEach("chapter 2-2: the daemon's socket, its events, stats and system df", async (host) => {
    const lsof = await host.output("sudo lsof -c docker");
    expect(lsof).toMatch(/^dockerd .* \/usr\/bin\/dockerd$/m);
    expect(lsof).toMatch(/^dockerd .*unix .*docker\.sock /m);
    const begin = await host.output("date +%s");
    const shown = await typeAtTerminal(host.login(), ["docker run -it ubuntu:latest bash", "cat /etc/*-release", "exit"]);
    expect(shown).toContain("DISTRIB_ID=Ubuntu");
    const events = await host.output(`sudo docker events --since ${begin} --until "$(date +%s.%N)"`);
    for (const event of ["container create \\w{64} \\(image=ubuntu:latest", "container attach", "network connect", "container start"]) {
      expect(events).toMatch(new RegExp(event));
    }
    expect(await host.output("docker stats --no-stream")).toContain("CPU %");
    expect(await host.output("docker system df")).toMatch(/^Images +[1-9]/m);
  });

  onEach("chapter 2-3: nginx is a process of the host, and PID 1 of its own namespace", async (host) => {
    expect(await host.output("cat /proc/1/comm")).toBe("systemd");
    expect(await host.output("pstree -p")).toMatch(/^systemd\(1\)-/);
    const id = await host.output("docker run --name nginx -d -p 80:80 nginx:latest 2>/dev/null");
    expect(await typeAtTerminal(host.login(), [`sudo docker exec -it ${id} cat /proc/1/comm`])).toMatch(/^nginx$/m);
    const state = `sudo cat /var/run/docker/runtime-runc/moby/${id}/state.json`;
    const pid = await host.output(`${state} | jq '.init_process_pid'`);
    expect(pid).toMatch(/^\d+$/);
    expect(await host.output(`ps -o comm= -p ${pid}`)).toBe("nginx");
    const namespaces = JSON.parse(await host.output(`${state} | jq '.namespace_paths'`)) as Record<string, string>;
    for (const [type, name] of [
      ["NEWPID", "pid"],
      ["NEWNET", "net"],
      ["NEWNS", "mnt"],
      ["NEWUTS", "uts"],
      ["NEWIPC", "ipc"],
    ] as const) {
      expect(namespaces[type]).toBe(`/proc/${pid}/ns/${name}`);
    }
    expect(await (await fetch(`http://${host.address}/`)).text()).toContain("Welcome to nginx!");
    expect(JSON.parse(await host.output("docker inspect -f '{{json .HostConfig.LogConfig}}' nginx"))).toMatchObject({
      Config: { "max-size": host === hostOf("bare") ? "5m" : "10m", "max-file": "3" },
    });
  });

  onEach("chapter 3: each commit is one layer more, and its file is in overlay2", async (host) => {
    await typeAtTerminal(host.login(), ["docker run -i -t --name commit_test ubuntu:latest", "echo test_first! >> first", "exit"]);
    await host.output('docker commit -a "woowahancu" -m "my first commit " commit_test commit_test:first');
    await typeAtTerminal(host.login(), ["docker run -i -t --name commit_test2 commit_test:first", "echo test_second! >> second", "exit"]);
    await host.output('docker commit -a "woowahancu" -m "my second commit " commit_test2 commit_test:second');
    const layers = async (image: string) => JSON.parse(await host.output(`docker inspect ${image} | jq '.[].RootFS.Layers'`)) as string[];
    const [base, first, second] = [await layers("ubuntu:latest"), await layers("commit_test:first"), await layers("commit_test:second")];
    expect(first.slice(0, -1)).toEqual(base);
    expect(second.slice(0, -1)).toEqual(first);
    expect(await host.output("docker inspect commit_test:second | jq -r '.[].GraphDriver.Name'")).toBe("overlay2");
    const folder = await host.output("docker inspect commit_test:second | jq -r '.[].GraphDriver.Data.UpperDir'");
    expect(folder).toMatch(/^\/var\/lib\/docker\/overlay2\/\w+\/diff$/);
    expect(await host.output(`sudo cat ${folder}/second`)).toBe("test_second!");
  });

  onEach("chapter 4: three networks, and docker0 bridges the default one", async (host) => {
    const networks = await host.output("sudo docker network ls");
    for (const name of ["bridge", "host"]) expect(networks).toMatch(new RegExp(` ${name} +${name} +local`));
    expect(networks).toMatch(/ none +null +local/);
    const subnet = await host.output("docker network inspect bridge | jq -r '.[].IPAM.Config[0].Subnet'");
    // 172.17.0.0/16 is the kit's own network, so the Engine within takes the next one
    expect(subnet).toMatch(/^172\.\d+\.0\.0\/16$/);
    expect(await host.output("ip route")).toContain(`${subnet} dev docker0`);
    expect(await host.output("sudo brctl show docker0")).toMatch(/^docker0\t+8000\.\w+\t+no\t+veth/m);
    expect(await host.output("ip link ls")).toMatch(/: veth.* master docker0 /);
  });

  onEach("chapter 4: -p 8081:80 is docker-proxy and a DNAT rule", async (host) => {
    const id = await host.output("docker container run -d -p 8081:80 nginx");
    expect(await host.output("sudo docker ps -a")).toMatch(new RegExp(`^${id.slice(0, 12)} .*0\\.0\\.0\\.0:8081->80/tcp`, "m"));
    expect(await host.output("sudo netstat -nlp | grep 8081")).toMatch(/^tcp6? .*:8081 .* LISTEN +\d+\/docker-proxy/m);
    const to = await host.output(`docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' ${id}`);
    expect(await host.output("sudo iptables -t nat -L -n")).toMatch(new RegExp(`^DNAT .* dpt:8081 to:${to}:80$`, "m"));
  });

  onEach("chapter 4: docker-compose builds, starts and scales with the course's names", async (host) => {
    const output = (command: string) => host.output(`cd ~/labs/load-balancer && ${command}`);
    await output("docker build -t node-server . && docker-compose -p practice up -d");
    const names = async () => (await host.output("docker ps --filter name=practice --format '{{.Names}}'")).split("\n").sort();
    expect(await names()).toEqual(["practice_lb_1", "practice_web_1"]);
    const gateway = await output(
      "sudo docker container inspect practice_lb_1 | jq -r '.[].NetworkSettings.Networks.practice_default.Gateway'",
    );
    expect(await host.output("ip route")).toMatch(new RegExp(`dev br-\\w{12} proto kernel scope link src ${gateway}`));
    await output("docker-compose -p practice scale web=4");
    expect(await names()).toEqual(["practice_lb_1", ...[1, 2, 3, 4].map((number) => `practice_web_${number}`)]);
    const answers = new Set<string>();
    for (let tries = 0; answers.size < 4 && tries < 30; tries++) {
      await sleep(250);
      for (let request = 0; request < 4; request++) {
        const answer = await fetch(`http://${host.address}:8080/`);
        if (answer.ok) answers.add(await answer.text());
      }
    }
    const ids = await host.output("docker ps -q --filter name=practice_web");
    expect([...answers].sort()).toEqual(
      ids
        .split("\n")
        .map((id) => `<h1>I'm ${id}</h1>\n`)
        .sort(),
    );
  });

  onEach("chapter 5: the volume outlives WordPress' containers", async (host) => {
    await host.output(
      "docker run -d --name wordpressdb_hostvolume -e MYSQL_ROOT_PASSWORD=password -e MYSQL_DATABAS=wordpress -v /home/wordpress_db:/var/lib/mysql mysql:5.7 && " +
        "docker run -d --name wordpress_hostvolume -e MYSQL_ROOT_PASSWORD=password --link wordpressdb_hostvolume:mysql -p 80 wordpress",
    );
    expect(await host.output("docker port wordpress_hostvolume 80")).toMatch(/^0\.0\.0\.0:\d+/);
    await host.output(
      "for _ in $(seq 60); do docker exec wordpressdb_hostvolume mysqladmin ping -h 127.0.0.1 -ppassword && exit; sleep 1; done; exit 1",
    );
    await host.output("docker stop wordpressdb_hostvolume wordpress_hostvolume && docker rm wordpressdb_hostvolume wordpress_hostvolume");
    expect(await host.output("sudo ls /home/wordpress_db")).toMatch(/^ibdata1$/m);
  });

  onEach("a second run changes nothing, not even what the student has changed, and is quick", async (host) => {
    await host.output("echo '// mine' >>~/labs/load-balancer/index.js");
    const before = await host.root(everything);
    const { command, input } = installing(host === hostOf("current") ? current : documented);
    const start = Date.now();
    expect(await host.output(command, input)).not.toMatch(/installing|apt/);
    expect(await host.output("sudo -n bash -s", deliveryScript([filesPart("all", files)]))).toBe("lab-kept: load-balancer/index.js");
    expect(Date.now() - start).toBeLessThan(10_000);
    expect(await host.root(everything)).toBe(before);
    expect(await host.output("tail -n 1 ~/labs/load-balancer/index.js")).toBe("// mine");
  });

  test("a docker-compose that cannot be downloaded is reported in one line", async () => {
    expect(refusal(await withoutCompose)).toMatch(
      /^lab: installing docker-compose: line \d+ failed: curl -fL .*\/docker-compose-Linux-x86_64 /,
    );
    expect((await hostOf("own").run("sh -s", readinessScript())).code).toBe(1);
  });

  test("a host at its end has warned who is logged in, and ended itself", async () => {
    for (let wait = 0; hostOf("ends").state() !== "exited"; wait++) {
      if (wait === 90) throw new Error("the host still runs");
      await sleep(1000);
    }
    expect(session.shown).toMatch(/This host ends in 1 min, at \d\d:\d\d \+00:00\./);
    expect(hostOf("stays").state()).toBe("running");
  });
});
