// Every check, both ways: no on a fresh host, yes after the course's commands, no again after their result was undone.
import { setTimeout as sleep } from "node:timers/promises";
import { images } from "../../definition/pins";
import type { ClassCheck } from "../../definition/scenario";
import { askHost } from "../../engine/check-round";
import type { Host } from "../../engine/host";
import type { Verdict } from "../../provisioning/check-round";
import { classChecks } from "../../stacks/scenarios/class-checks";
import { allScenarios, type ClassHosts, Login, loginWords, upHosts } from "./class-host";
import { engine, kit, suite } from "./needs";

interface Row {
  /** scenario/id */
  readonly check: string;
  readonly do: string;
  readonly undo: string;
}

const ubuntu = (name: string, more = "") => `docker run -dit --name ${name} ${more} ${images.ubuntu} bash`;
const nginx = (name: string, more: string, command = "") => `docker run -dit --name ${name} ${more} ${images.nginx} ${command}`;
const userlands = [ubuntu("userland-ubuntu"), `docker run -dit --name userland-almalinux ${images.almalinux} bash`].join("\n");
const commits = [
  `echo 'echo test_first! >> first' | docker run -i --name commit_test ${images.ubuntu}`,
  "docker commit -a woowahancu -m 'my first commit ' commit_test commit_test:first",
  "echo 'echo test_second! >> second' | docker run -i --name commit_test2 commit_test:first",
  "docker commit -a woowahancu -m 'my second commit ' commit_test2 commit_test:second",
].join("\n");
const modes = [
  ubuntu("mode-bridge", "--network bridge"),
  ubuntu("mode-host", "--network host"),
  ubuntu("mode-container", "--network container:mode-bridge"),
  ubuntu("mode-none", "--network none"),
].join("\n");
const balanced = (web: number) =>
  `cd ~/labs/load-balancer && docker build -q -t node-server . && docker-compose -p practice up -d && docker-compose -p practice scale web=${web}`;
const database = (more: string) =>
  `docker run -d --name wordpressdb_hostvolume -e MYSQL_ROOT_PASSWORD=password ${more} ${images.mysql}
  until docker exec wordpressdb_hostvolume mysqladmin ping -h 127.0.0.1 --silent >/dev/null 2>&1; do sleep 1; done`;
const folder = "-v /home/wordpress_db:/var/lib/mysql";
const data = database(`-e MYSQL_DATABASE=wordpress ${folder}`);
const noData = "docker rm -fv wordpressdb_hostvolume; sudo rm -rf /home/wordpress_db";
const site = [
  data,
  "docker run -d --name wordpress_hostvolume -e WORDPRESS_DB_HOST=mysql -e WORDPRESS_DB_USER=root -e WORDPRESS_DB_PASSWORD=password",
  `-e WORDPRESS_DB_NAME=wordpress --link wordpressdb_hostvolume:mysql -p 8082:80 ${images.wordpress}`,
]
  .join(" ")
  .replace("done docker", "done\ndocker");
const proxied = (app = "", conf = "$PWD/default.conf") =>
  [
    "cd ~/labs/reverse-proxy && docker network create reverse-proxy",
    `docker run -d --name reverse-proxy-app --network reverse-proxy --network-alias app ${app} -v "$PWD/app.js:/app.js:ro" ${images.node} node /app.js`,
    `docker run -d --name reverse-proxy --network reverse-proxy -p 8083:80 -v "${conf}:/etc/nginx/conf.d/default.conf:ro" ${images.nginx}`,
  ].join("\n");
const notProxied = "docker rm -f reverse-proxy reverse-proxy-app; docker network rm reverse-proxy";

const rows: Row[] = [
  { check: "daemon/ran", do: `echo exit | docker run -i --name daemon-ubuntu ${images.ubuntu} bash`, undo: "docker rm daemon-ubuntu" },
  { check: "daemon/running", do: ubuntu("daemon-stats"), undo: "docker rm -f daemon-stats" },
  {
    check: "daemon/disk",
    do: `${ubuntu("daemon-stats")}\ndocker exec daemon-stats dd if=/dev/zero of=/ten bs=1M count=10`,
    undo: "docker exec daemon-stats rm /ten",
  },
  { check: "processes/two-userlands", do: userlands, undo: "docker stop -t 0 userland-almalinux" },
  { check: "processes/one-kernel", do: userlands, undo: "docker rm -f userland-ubuntu" },
  {
    check: "processes/own-namespaces",
    do: userlands,
    undo: `docker rm -f userland-almalinux\ndocker run -dit --name userland-almalinux --pid container:userland-ubuntu ${images.almalinux} bash`,
  },
  { check: "processes/pid-one", do: nginx("nginx", "-p 80:80"), undo: `docker rm -f nginx\n${nginx("nginx", "", "bash")}` },
  { check: "nginx/port", do: nginx("nginx", "-p 80:80"), undo: "docker stop nginx" },
  { check: "nginx/second-port", do: nginx("any-name", "-p 8081:80"), undo: "docker rm -f any-name" },
  { check: "nginx/pid-one", do: nginx("nginx", "-p 80:80"), undo: `docker rm -f nginx\n${nginx("nginx", "-p 80:80", "bash")}` },
  {
    check: "nginx/two-containers",
    do: `${nginx("nginx", "-p 80:80")}\n${nginx("nginx-8081", "-p 8081:80")}`,
    undo: `docker rm -f nginx-8081\n${ubuntu("nginx-8081", "-p 8081:80")}`,
  },
  {
    check: "image-layers/first",
    do: commits,
    undo: "docker rm commit_test\ndocker run --name commit_test commit_test:first touch /third\ndocker commit commit_test commit_test:first",
  },
  { check: "image-layers/second", do: commits, undo: "docker tag commit_test:first commit_test:second" },
  { check: "image-layers/files", do: commits, undo: `docker tag ${images.ubuntu} commit_test:second` },
  { check: "networks/four-modes", do: modes, undo: "docker stop -t 0 mode-none" },
  { check: "networks/shared-namespace", do: modes, undo: "docker rm -f mode-container" },
  {
    check: "networks/separate-bridges",
    do: "cd ~/labs/networks && docker-compose -p networks up -d",
    undo: "docker network connect bridge networks_web_1",
  },
  {
    check: "networks/published",
    do: nginx("nginx-8081", "-p 8081:80"),
    undo: `docker rm -f nginx-8081\n${nginx("nginx-8081", "")}`,
  },
  { check: "load-balancer/image", do: balanced(1), undo: "docker-compose -p practice down; docker rmi node-server" },
  { check: "load-balancer/answers", do: balanced(1), undo: "docker stop practice_lb_1" },
  { check: "load-balancer/two-behind", do: balanced(2), undo: "docker-compose -p practice scale web=1" },
  { check: "load-balancer/ten-behind", do: balanced(10), undo: "docker-compose -p practice scale web=9" },
  { check: "wordpress/site", do: site, undo: "docker stop wordpressdb_hostvolume" },
  { check: "wordpress/database", do: data, undo: `${noData}\n${database(`-e MYSQL_DATABAS=wordpress ${folder}`)}` },
  { check: "wordpress/host-folder", do: data, undo: `${noData}\n${database("-e MYSQL_DATABASE=wordpress")}` },
  { check: "wordpress/not-published", do: data, undo: `docker rm -f wordpressdb_hostvolume\n${database(`-p 3306:3306 ${folder}`)}` },
  { check: "volumes/host-folder", do: data, undo: `${noData}\n${database("-e MYSQL_DATABASE=wordpress")}` },
  { check: "volumes/database", do: data, undo: `${noData}\n${database(`-e MYSQL_DATABAS=wordpress ${folder}`)}` },
  {
    check: "volumes/outlived",
    do: `${data}\ndocker stop wordpressdb_hostvolume\ndocker rm wordpressdb_hostvolume\nsleep 1\n${data}`,
    undo: `${noData}\n${data}`,
  },
  { check: "volumes/site", do: site, undo: "docker stop wordpressdb_hostvolume" },
  { check: "reverse-proxy/answers", do: proxied(), undo: "docker stop reverse-proxy-app" },
  { check: "reverse-proxy/app-hidden", do: proxied(), undo: `${notProxied}\n${proxied("-p 3000:3000")}` },
  {
    check: "reverse-proxy/client-address",
    do: proxied(),
    undo: `${notProxied}\nsed /X-Forwarded-For/d ~/labs/reverse-proxy/default.conf > /tmp/other.conf\n${proxied("", "/tmp/other.conf")}`,
  },
];

const fresh = [
  "docker ps -aq | xargs -r docker rm -fv",
  "docker network prune -f",
  "docker rmi -f commit_test:first commit_test:second node-server",
  "sudo -n rm -rf /home/wordpress_db",
].join("\n");

suite("the checks on a host", [engine, kit("host")], () => {
  let hosts: ClassHosts;
  let checks: ClassCheck[];

  const host = (): Host => {
    const [only] = hosts.hosts;
    if (!only) throw new Error("there is no host");
    return only;
  };
  const find = (name: string): ClassCheck => {
    const found = checks.find(({ scenario, id }) => `${scenario}/${id}` === name);
    if (!found) throw new Error(`there is no check ${name}`);
    return found;
  };
  /** The answer once it is the wanted one, or after 30 seconds: what was started may need a while to answer. */
  const answer = async (check: ClassCheck, wanted: Verdict): Promise<Verdict | undefined> => {
    const limit = Date.now() + 30_000;
    for (;;) {
      const { results } = await askHost(host(), [check], { timeout: 30 });
      const verdict = results[0]?.verdict;
      if (verdict === wanted || Date.now() > limit) return verdict;
      await sleep(1000);
    }
  };

  beforeAll(async () => {
    hosts = await upHosts("e2e-checks", ["kim"], `[${allScenarios.map((name) => `${name}: { state: ready }`).join(", ")}]`);
    checks = classChecks(hosts.definition.scenarios);
  });
  afterAll(() => hosts.down());

  test("each has a row here", () => {
    expect(rows.map(({ check }) => check)).toEqual(expect.arrayContaining(checks.map(({ scenario, id }) => `${scenario}/${id}`)));
  });

  test("all are no on a fresh host", async () => {
    const { results, error } = await askHost(host(), checks, { timeout: 60 });
    expect(error).toBeUndefined();
    expect(Object.fromEntries(results.map(({ check: { scenario, id }, verdict }) => [`${scenario}/${id}`, verdict]))).toEqual(
      Object.fromEntries(checks.map(({ scenario, id }) => [`${scenario}/${id}`, "fail"])),
    );
  });

  test.each(rows)("$check: yes when it was done, no when it was undone", async ({ check: name, do: commands, undo }) => {
    const check = find(name);
    const login = new Login(loginWords(host()));
    try {
      expect(await answer(check, "fail")).toBe("fail");
      const done = await login.type(commands);
      expect([await answer(check, "pass"), done.output]).toEqual(["pass", expect.anything()]);
      const undone = await login.type(undo);
      expect([await answer(check, "fail"), undone.output]).toEqual(["fail", expect.anything()]);
    } finally {
      await login.type(fresh);
      login.close();
    }
  });
});
