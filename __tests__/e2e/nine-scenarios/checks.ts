// Every guide typed at a terminal of a fresh host whose Engine has seen an hour's worth of events, with what it says it shows; and every check,
// both ways: no before, yes after, no again when the result was undone, and no for what looks like it: another scenario's containers,
// retagged images, values made up.
import { setTimeout as sleep } from "node:timers/promises";
import { solve } from "../../../classroom/solve";
import { images, ports } from "../../../definition/pins";
import type { ClassCheck } from "../../../definition/scenario";
import { askHost } from "../../../engine/check-round";
import { failureOf, type Host } from "../../../engine/host";
import type { Verdict } from "../../../provisioning/check-round";
import { classChecks } from "../../../stacks/scenarios/class-checks";
import { allScenarios, type ClassHosts, fillEventLog } from "../class-host";
import { asked, engine, kit, suite } from "../needs";
import { fresh, nineScenarios } from "./host";
import { blocksOf, typeBlocks } from "../typed-guide";

const answer = (scenario: string, line: string) => `echo ${JSON.stringify(line)} >> ~/labs/answers/${scenario}`;
const sql = (statement: string) => `docker exec wordpressdb_hostvolume sh -c 'mysql -uroot -p"$MYSQL_ROOT_PASSWORD" -e "${statement}"'`;
const database = (more: string) =>
  `docker rm -fv wordpressdb_hostvolume; docker run -d --name wordpressdb_hostvolume -e MYSQL_ROOT_PASSWORD=password -e MYSQL_DATABASE=wordpress ${more} ${images.mysql}
  until docker exec wordpressdb_hostvolume mysqladmin ping -h 127.0.0.1 --silent >/dev/null 2>&1; do sleep 1; done`;
/** WordPress with the database of now, which a link names only at its own start. */
const linked = [
  "docker rm -fv wordpress_hostvolume; docker run -d --name wordpress_hostvolume --link wordpressdb_hostvolume:mysql",
  "-e WORDPRESS_DB_HOST=mysql -e WORDPRESS_DB_USER=root -e WORDPRESS_DB_PASSWORD=password -e WORDPRESS_DB_NAME=wordpress",
  `-p ${ports.wordpress}:80 ${images.wordpress}`,
].join(" ");
const folder = "-v /home/wordpress_db:/var/lib/mysql";
const proxied = (app: string, conf: string) =>
  [
    "docker rm -f reverse-proxy reverse-proxy-app",
    `docker run -d --name reverse-proxy-app --network reverse-proxy --network-alias app ${app} -v "$HOME/labs/reverse-proxy/app.js:/app.js:ro" ${images.node} node /app.js`,
    `docker run -d --name reverse-proxy --network reverse-proxy -p 8083:80 -v "${conf}:/etc/nginx/conf.d/default.conf:ro" ${images.nginx}`,
    "sleep 2",
  ].join("\n");

/** For each check what makes it red after the exercise, in an order in which each is still green before. */
const undone: Record<string, Record<string, string>> = {
  daemon: {
    pid: answer("daemon", "pid: 1"),
    started: answer("daemon", "started: 2020-08-16T05:47:11Z"),
    disk: "docker exec daemon-stats rm /ten",
    ran: "docker rm daemon-ubuntu",
  },
  processes: {
    "nginx-pid": answer("processes", "nginx-pid: 1"),
    namespace: answer("processes", "net: 4026531840"),
    stdin: `docker rm processes-i; docker run --name processes-i ${images.ubuntu} echo hello`,
    terminal: `docker rm processes-t; docker run --name processes-t ${images.ubuntu} echo /dev/pts/0`,
    pstree: `docker rm -f nginx; docker run -d --name nginx ${images.nginx}`,
    "two-userlands": `docker rm -f userland-almalinux; docker tag ${images.ubuntu} ${images.almalinux}; docker run -dit --name userland-almalinux ${images.almalinux} bash`,
  },
  nginx: {
    client: answer("nginx", "client: 192.0.2.1"),
    "any-port": answer("nginx", "port: 8081"),
    hello: "docker exec nginx-8081 sh -c 'echo hello > /usr/share/nginx/html/hello.html'",
    "two-containers": "docker commit nginx my/nginx; docker rm -f nginx-8081; docker run -d --name nginx-8081 -p 8081:80 my/nginx; sleep 1",
    "second-port": "docker rm -f nginx-8081",
    port: "docker stop nginx",
  },
  "image-layers": {
    digest: answer("image-layers", "digest: sha256:0"),
    files: "docker rm commit_test2",
    committed: "docker build -q -t commit_test:second -f ~/labs/image-layers/second.Dockerfile ~/labs/image-layers",
    second: "docker tag commit_test:first commit_test:second",
    first: `docker tag ${images.ubuntu} commit_test:first`,
  },
  networks: {
    veth: answer("networks", "veth: docker0"),
    gateway: answer("networks", "gateway: 192.0.2.1"),
    dnat: answer("networks", "dnat: 192.0.2.1:80"),
    "separate-bridges": "docker network connect bridge networks_web_1",
    published: "docker rm -f nginx-8081",
    "four-modes": "docker stop -t 0 mode-none",
    "shared-namespace": "docker rm -f mode-container",
  },
  "load-balancer": {
    answered: answer("load-balancer", "answered: 000000000000"),
    "one-failed": "cd ~/labs/load-balancer; docker-compose -p practice scale web=0; docker-compose -p practice scale web=10",
    "ten-behind": "cd ~/labs/load-balancer; docker-compose -p practice scale web=9",
    "two-behind": "cd ~/labs/load-balancer; docker-compose -p practice scale web=1",
    answers: `docker rm -f practice_lb_1; docker run -d --name liar -p 8080:80 ${images.nginx}; docker exec liar sh -c "echo I\\'m 3f2a8c9d1e7b > /usr/share/nginx/html/index.html"`,
    image: "cd ~/labs/load-balancer; docker-compose -p practice down; docker rmi node-server",
  },
  wordpress: {
    mysql: answer("wordpress", "mysql: 192.0.2.1"),
    owner: answer("wordpress", "owner: 4711"),
    installed: sql("DROP DATABASE wordpress; CREATE DATABASE wordpress"),
    "not-published": `${database(`-p 3306:3306 ${folder}`)}\n${linked}`,
    database: sql("DROP DATABASE wordpress"),
    "host-folder": `${database("")}\n${linked}`,
    site: "docker stop wordpress_hostvolume",
  },
  volumes: {
    hidden: "rm ~/labs/volumes/html/index.html",
    typo: "docker rm wordpressdb_typo2",
    outlived: sql("UPDATE wordpress.wp_posts SET post_date_gmt = UTC_TIMESTAMP()"),
    site: "docker stop wordpress_hostvolume",
    database: sql("DROP DATABASE wordpress"),
    "host-folder": "docker rm -f wordpressdb_hostvolume",
  },
  "reverse-proxy": {
    proxy: answer("reverse-proxy", "proxy: 192.0.2.1"),
    header: "docker exec reverse-proxy rm /etc/nginx/conf.d/header.conf; docker exec reverse-proxy nginx -s reload",
    away: proxied("", "$HOME/labs/reverse-proxy/default.conf"),
    "app-hidden": proxied("-p 3000:3000", "$HOME/labs/reverse-proxy/default.conf"),
    "client-address": `sed /X-Forwarded-For/d ~/labs/reverse-proxy/default.conf > /var/tmp/other.conf\n${proxied("", "/var/tmp/other.conf")}`,
    answers: "docker stop reverse-proxy-app",
  },
};

/** What stays green although something around it has changed. */
const kept: Record<string, Record<string, string>> = {
  // the course's own -p 80 leaves the port to Docker
  volumes: {
    site: `docker rm -fv wordpress_hostvolume; docker run -d --name wordpress_hostvolume --env-file ~/wordpress.env --link wordpressdb_hostvolume:mysql -p 80 ${images.wordpress}`,
  },
  // the base's tag has moved on since the commit
  "image-layers": { first: `docker tag ${images.almalinux} ${images.ubuntu}` },
};

const nap = (name: string, image: string = images.ubuntu) => `docker run -d --name ${name} ${image} sleep 600`;
const page = (port: number, path: string, text: string) =>
  `docker run -d --name liar -p ${port}:80 ${images.nginx}; docker exec liar sh -c 'printf "${text}" > /usr/share/nginx/html/${path}'`;

/** What looks like each exercise and is not: names alone, tags, pages with the right words, old dates, values made up. No check says yes to it. */
const cheats: Record<string, string> = {
  daemon: [nap("daemon-ubuntu"), nap("daemon-stats"), answer("daemon", "pid: 1"), answer("daemon", "started: 2020-08-16T05:47:11Z")].join(
    "\n",
  ),
  processes: [
    `docker tag ${images.ubuntu} ${images.almalinux}`,
    ...[nap("nginx"), nap("userland-ubuntu"), nap("userland-almalinux", images.almalinux), nap("processes-i"), nap("processes-t")],
    answer("processes", "nginx-pid: 1"),
    answer("processes", "net: 4026531840"),
  ].join("\n"),
  nginx: [
    ...[nap("nginx"), nap("nginx-8081"), nap("nginx-any")],
    answer("nginx", "client: 172.17.0.1"),
    answer("nginx", "port: 32768"),
  ].join("\n"),
  "image-layers": [
    `docker tag ${images.ubuntu} commit_test:first; docker tag ${images.ubuntu} commit_test:second`,
    "docker run --name commit_test commit_test:first touch /first; docker run --name commit_test2 commit_test:second touch /second",
    `echo "digest: $(docker inspect -f '{{index .RootFS.Layers 0}}' commit_test:second)" >> ~/labs/answers/image-layers`,
  ].join("\n"),
  networks: [
    ...["mode-bridge", "mode-host", "mode-container", "mode-none", "nginx-8081", "networks_web_1"].map((name) => nap(name)),
    "docker network create networks_default",
    answer("networks", "veth: docker0"),
    answer("networks", "gateway: 192.0.2.1"),
    answer("networks", "dnat: 172.17.0.2:80"),
  ].join("\n"),
  "load-balancer": [
    ...["practice_lb_1", "practice_web_1", "practice_web_2"].map((name) => nap(name)),
    page(8080, "index.html", "I\\047m 3f2a8c9d1e7b"),
    answer("load-balancer", "answered: 3f2a8c9d1e7b"),
  ].join("\n"),
  wordpress: [
    ...[nap("wordpressdb_hostvolume"), nap("wordpress_hostvolume")],
    "sudo -n mkdir -p /home/wordpress_db/wordpress",
    page(8082, "index.html", "wordpress wp/v2"),
    answer("wordpress", "mysql: 172.17.0.2"),
    answer("wordpress", "owner: 999"),
  ].join("\n"),
  volumes: [
    ...[
      nap("wordpressdb_hostvolume"),
      nap("wordpress_hostvolume"),
      nap("wordpressdb_typo"),
      nap("wordpressdb_typo2"),
      nap("volumes-hidden"),
    ],
    "sudo -n mkdir -p /home/wordpress_db/wordpress; sudo -n touch -d 2020-01-01 /home/wordpress_db /home/wordpress_db/wordpress",
  ].join("\n"),
  "reverse-proxy": [
    nap("reverse-proxy-app"),
    page(8083, "check", "path /check\\napp 3f2a8c9d1e7b\\nclient 192.0.2.1\\nproxy 192.0.2.1\\n"),
    answer("reverse-proxy", "proxy: 192.0.2.1"),
  ].join("\n"),
};

/** Chapters that go on with each other's containers. */
const relatives = [["wordpress", "volumes"]];

suite("the checks on a host", [asked, engine, kit("host")], () => {
  let hosts: ClassHosts;
  let checks: ClassCheck[];

  const host = (): Host => {
    const [only] = hosts.hosts;
    if (!only) throw new Error("there is no host");
    return only;
  };
  const type = async (commands: string) => {
    const answer = await host().run(commands, { timeout: 180 });
    return "stdout" in answer ? answer.stdout.trim() : failureOf(answer);
  };
  /** Titles of a scenario's exercises that are done, as lab-check prints them, and the seconds of a processor that it took for all scenarios. */
  const labCheck = async (scenario: string) => {
    const printed = await type(`bash -c 'TIMEFORMAT="cpu %U %S"; time lab-check' 2>&1`);
    const [, shown = ""] = new RegExp(`^${scenario} ([^]*?)^\\S`, "m").exec(printed) ?? [];
    const [, user, system] = /^cpu (\S+) (\S+)$/m.exec(printed) ?? [];
    return { done: Array.from(shown.matchAll(/^ {2}✔ (.*)$/gm), ([, title]) => title), seconds: Number(user) + Number(system) };
  };
  const find = (scenario: string, id: string): ClassCheck => {
    const found = checks.find((check) => check.scenario === scenario && check.id === id);
    if (!found) throw new Error(`there is no check ${scenario}/${id}`);
    return found;
  };
  /** The verdict once it is the wanted one, or after 30 seconds: what was started may need a while to answer. */
  const verdict = async (check: ClassCheck, wanted: Verdict): Promise<Verdict | undefined> => {
    const limit = Date.now() + 30_000;
    for (;;) {
      const { results } = await askHost(host(), [check], { timeout: 30 });
      if (results[0]?.verdict === wanted || Date.now() > limit) return results[0]?.verdict;
      await sleep(1000);
    }
  };
  const green = async (asked: readonly ClassCheck[]) => {
    const { results } = await askHost(host(), asked, { timeout: 90 });
    return results.filter((result) => result.verdict === "pass").map(({ check }) => `${check.scenario}/${check.id}`);
  };

  beforeAll(async () => {
    hosts = await nineScenarios();
    // also those that the lab stands: typed by hand it stands as well
    checks = classChecks(hosts.definition.scenarios.map((use) => ({ ...use, state: "running" as const })));
    await fillEventLog(host());
  }, 1_200_000);

  test("each has its line here", () => {
    const named = Object.entries(undone).flatMap(([scenario, lines]) => Object.keys(lines).map((id) => `${scenario}/${id}`));
    expect(named.sort()).toEqual(checks.map(({ scenario, id }) => `${scenario}/${id}`).sort());
  });

  test("all are no on a fresh host", async () => {
    expect(await green(checks)).toEqual([]);
  });

  describe.each(allScenarios)("%s", (scenario) => {
    afterAll(() => type(fresh));

    const ownChecks = () => checks.filter((check) => check.scenario === scenario);
    const exercises = () => ownChecks().filter((check) => check.standing !== true);

    test("no for what only looks like it", async () => {
      await type(cheats[scenario] ?? "exit 1");
      // what was started may answer late
      await sleep(2000);
      expect(await green(ownChecks())).toEqual([]);
      await type(fresh);
    });

    test("every block shows what its guide says, nobody else's exercise is done by it, and the end leaves no container", async () => {
      const { exercise, cleanUp } = blocksOf(hosts.definition, hosts, host(), scenario);
      await typeBlocks(host(), exercise);
      const family = relatives.find((names) => names.includes(scenario)) ?? [scenario];
      expect(await green(checks.filter((check) => check.standing !== true && !family.includes(check.scenario)))).toEqual([]);
      await typeBlocks(host(), cleanUp);
      expect(await type("docker ps -aq")).toBe("");
    });

    test("lab solve brings it to done", async () => {
      const use = hosts.definition.scenarios.find(({ spec }) => spec.name === scenario);
      if (!use) throw new Error(scenario);
      const props = { definition: hosts.definition, workspace: hosts.workspace, host: host(), use, signal: new AbortController().signal };
      const { results } = await solve(props, [], () => undefined);
      expect(results.map(({ check }) => check.id)).toEqual(exercises().map(({ id }) => id));
      expect(results.filter((result) => result.verdict !== "pass").map(({ check }) => check.id)).toEqual([]);
    });

    test("lab-check on the host says the same, with less than 3 seconds of a processor", async () => {
      const { done, seconds } = await labCheck(scenario);
      expect(done).toEqual(exercises().map(({ title }) => title.en));
      expect(seconds).toBeLessThan(3);
    });

    test("stays yes where only something around it has changed", async () => {
      for (const [id, commands] of Object.entries(kept[scenario] ?? {})) {
        await type(commands);
        expect([id, await verdict(find(scenario, id), "pass")]).toEqual([id, "pass"]);
      }
    });

    test("no when it was undone, or something else put in its place", async () => {
      for (const [id, commands] of Object.entries(undone[scenario] ?? {})) {
        const check = find(scenario, id);
        expect([id, await verdict(check, "pass")]).toEqual([id, "pass"]);
        await type(commands);
        expect([id, await verdict(check, "fail")]).toEqual([id, "fail"]);
      }
      const { results } = await askHost(host(), exercises(), { timeout: 90 });
      const { done } = await labCheck(scenario);
      expect(done).toEqual(results.filter((result) => result.verdict === "pass").map(({ check }) => check.title.en));
    });
  });
});
