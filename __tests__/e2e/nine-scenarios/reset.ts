// `lab reset` on a host that a student has changed in many ways, not all of them from the guides.
import { type Redeploy, reset, type ResetOptions, type ResetReport } from "../../../deploy/reset";
import { failureOf, type Host } from "../../../engine/host";
import type { LabClass } from "../../../stacks/scenarios/scenario";
import { images } from "../../../definition/pins";
import { type ClassHosts, deployLab, running } from "../class-host";
import { testSession } from "../../session";
import { asked, engine, kit, type Need, provider, suite } from "../needs";
import { fresh, nineScenarios } from "./host";

let hosts: ClassHosts;
const needs: Need[] = [engine, kit("host")];

function host(): Host {
  const [only] = hosts.hosts;
  if (!only) throw new Error("there is no host");
  return only;
}

/** Output of commands that a student types. */
async function type(...commands: string[]): Promise<string> {
  const answer = await host().run(`${commands.join("\n")}\n`, { timeout: 120 });
  if (answer.kind !== "done") throw new Error(failureOf(answer));
  return answer.stdout.trim();
}

const lines = async (command: string) => (await type(command)).split("\n").filter(Boolean).sort();
const containers = () => lines("docker ps -a --format '{{.Names}}'");
const networks = () => lines("docker network ls --filter type=custom --format '{{.Name}}'");
const builds = () => lines("docker images --format '{{.Repository}}:{{.Tag}}' | grep -e commit_test -e node-server");

function resetKim(
  options: Partial<ResetOptions>,
  definition: LabClass,
  deploy: Redeploy["deploy"] = () => Promise.resolve(true),
): Promise<ResetReport> {
  return reset(
    testSession(definition, { workspace: hosts.workspace }),
    { student: "kim", ...options },
    { prepare: () => Promise.resolve(), deploy },
  );
}

suite("a reset on a host where the student typed everything", [asked, ...needs], () => {
  beforeAll(async () => {
    hosts = await nineScenarios();
    await type(
      fresh,
      "cd ~/labs/load-balancer && docker build -q -t node-server . && docker-compose -p practice up -d && docker-compose -p practice scale web=4",
      "echo changed > index.js; echo mine > docker-compose.override.yml",
      `docker run -dit --name mine --network practice_default ${images.ubuntu} bash`,
      "docker run -d --name one-more node-server",
      `docker run -d --name nginx ${images.nginx}`,
      `docker run --name commit_test ${images.ubuntu} touch /first; docker commit commit_test commit_test:first`,
      "docker run -dit --name own-of-first commit_test:first bash",
      `docker run -d --name wordpressdb_hostvolume -e MYSQL_ROOT_PASSWORD=password -v /home/wordpress_db:/var/lib/mysql ${images.mysql}`,
    );
  });

  test("one scenario: its containers, network, image and files; a container of the student's own goes on without the network", async () => {
    expect(await containers()).toHaveLength(11);
    expect(await resetKim({ scenario: "load-balancer" }, hosts.definition)).toEqual({ kind: "reset", keptData: [] });
    expect(await containers()).toEqual(["commit_test", "mine", "nginx", "own-of-first", "wordpressdb_hostvolume"]);
    expect(await type("docker inspect -f '{{.State.Status}} {{len .NetworkSettings.Networks}}' mine")).toBe("running 0");
    expect(await networks()).toEqual([]);
    expect(await builds()).toEqual(["commit_test:first"]);
    expect(await type("ls ~/labs/load-balancer", "grep -c listen ~/labs/load-balancer/index.js")).toBe(
      ["Dockerfile", "docker-compose.yml", "haproxy.cfg", "index.js", "1"].join("\n"),
    );
  });

  test("of processes it leaves the container nginx, which is the scenario nginx's in this class", async () => {
    expect(await resetKim({ scenario: "processes" }, hosts.definition)).toEqual({ kind: "reset", keptData: [] });
    expect(await containers()).toContain("nginx");
  });

  test("the whole lab: everything but the student's own container, and the database is kept", async () => {
    expect(await resetKim({}, hosts.definition)).toEqual({ kind: "reset", keptData: ["/home/wordpress_db"] });
    expect(await containers()).toEqual(["mine"]);
    expect(await builds()).toEqual([]);
    expect(await type("sudo ls /home/wordpress_db | grep -x mysql")).toBe("mysql");
  });

  test("with --purge the database is removed too, though its files belong to another user", async () => {
    expect(await resetKim({ scenario: "wordpress", purge: true }, hosts.definition)).toEqual({ kind: "reset", keptData: [] });
    expect(await type("ls -d /home/wordpress_db 2>&1 | grep -c 'No such file'")).toBe("1");
    await type("docker rm -f mine");
  });
});

suite("a reset beside a running lab", [asked, ...needs, provider("docker")], () => {
  let lab: LabClass;
  /** Containers' ids by name. */
  const ids = async () =>
    new Map(
      (await lines("docker ps -a --no-trunc --format '{{.Names}} {{.ID}}'")).map((line): [string, string] => [
        line.split(" ")[0] ?? "",
        line,
      ]),
    );

  beforeAll(async () => {
    hosts = await nineScenarios();
    lab = running(hosts.definition);
    await deployLab(hosts, lab, "kim");
  });

  test("recreates the scenario's own containers and no other", async () => {
    const before = await ids();
    await type(
      "docker exec nginx sh -c 'echo mine > /usr/share/nginx/html/index.html'",
      "docker rm -f nginx-8081",
      `docker run -d --name nginx-8081 ${images.nginx}`,
    );
    const redeploy = async () => {
      await deployLab(hosts, lab, "kim");
      return true;
    };
    expect(await resetKim({ scenario: "nginx" }, lab, redeploy)).toEqual({ kind: "reset", keptData: [] });
    const after = await ids();
    const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));
    expect({ changed, names: [...after.keys()] }).toEqual({ changed: ["nginx", "nginx-8081"], names: [...before.keys()] });
    expect(await type("curl -s http://localhost:80/ | grep -c 'Welcome to nginx!'")).not.toBe("0");
  });
});
