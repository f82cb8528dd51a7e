// A lab on a real Engine with the real provider: up, what students do to it, plain cdktf, down.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { images, labels } from "../../../definition/pins";
import { LabCommand, outcome } from "../lab-command";
import { engine, projectFolder, provider, sh, suite, terraformBinary } from "../needs";
import { removeLeftovers } from "./leftovers";

const className = "e2e-local";
const yaml = (scenarios: string) => `name: ${className}\nscenarios: ${scenarios}\n`;
const all = "[nginx, wordpress, load-balancer]";
const ids = () => sh(`docker ps -aq --no-trunc --filter label=${labels.class}=${className} | sort`);

/** Secrets by name and student. */
function secretsOf(lab: LabCommand): Record<string, Record<string, string>> {
  return JSON.parse(readFileSync(join(lab.home, className, "secrets.json"), "utf8")) as Record<string, Record<string, string>>;
}

async function answers(ask: () => Promise<{ status: number }>): Promise<void> {
  for (const end = Date.now() + 120_000; ;) {
    const { status } = await ask().catch(() => ({ status: 0 }));
    if (status === 200) return;
    if (Date.now() > end) throw new Error(`no answer but ${status} within 120 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

suite("a lab on this machine's Engine", [engine, terraformBinary, provider("docker")], () => {
  const lab = new LabCommand();
  const stack = () => join(lab.home, className, "cdktf.out/stacks/lab-student-1");
  const planExit = () =>
    spawnSync("terraform", ["plan", "-detailed-exitcode", "-input=false", "-no-color"], { cwd: stack(), env: lab.env, encoding: "utf8" });
  const get = async (port: number, path = "/") => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(20_000) });
    return { status: response.status, text: await response.text() };
  };

  /** Until the load balancer's name server and health checks know all of its web containers, of which as many requests then reach each. */
  const eachAnswersOnce = async (containers: number) => {
    for (const end = Date.now() + 180_000; ;) {
      const answers = new Set<string>();
      for (let request = 0; request < containers; request++) answers.add((await get(8080)).text);
      if (answers.size === containers) return;
      if (Date.now() > end) throw new Error(`${containers} requests reached ${answers.size} containers`);
      await sleep(1000);
    }
  };

  beforeAll(() => {
    removeLeftovers();
    lab.write(yaml(all));
  });
  afterAll(async () => {
    await lab.run("down", "--purge", "--yes");
    removeLeftovers();
  });

  test("lab up brings every scenario to answer", async () => {
    const { code, stdout, stderr } = await lab.run("up");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/nginx +http:\/\/127\.0\.0\.1 +http:\/\/127\.0\.0\.1:8081 +up/);
    expect((await get(80)).text).toContain("Welcome to nginx!");
    expect((await get(8082, "/wp-admin/install.php")).status).toBe(200);
    expect((await get(8080)).text).toMatch(/^<h1>I'm [0-9a-f]{12}<\/h1>/);
  });

  test("a second lab up changes nothing, and a second plan has no difference", async () => {
    const before = ids();
    expect((await lab.run("up")).code).toBe(0);
    expect(ids()).toBe(before);
    expect(planExit()).toMatchObject({ status: 0 });
  });

  test("lab status asks the Engine, in both forms", async () => {
    const { code, stdout } = await lab.run("status", "-o", "json");
    expect(code).toBe(0);
    const { labs } = JSON.parse(stdout) as { labs: { scenarios: { scenario: string; state: string }[] }[] };
    expect(labs[0]?.scenarios).toEqual([
      expect.objectContaining({ scenario: "nginx", state: "up" }),
      expect.objectContaining({ scenario: "wordpress", state: "up" }),
      expect.objectContaining({ scenario: "load-balancer", state: "up" }),
    ]);
    expect((await lab.run("status")).stdout).toMatch(/^SCENARIO +ADDRESS +STATE\n/);
  });

  test("no secret is in the JSON, and each is in a file for its owner alone", () => {
    const secrets = Object.values(secretsOf(lab)).map((byStudent) => byStudent["student-1"] ?? "");
    expect(secrets).toHaveLength(3);
    for (const secret of secrets) expect(secret).toHaveLength(32);
    const json = readFileSync(join(stack(), "cdk.tf.json"), "utf8");
    for (const secret of secrets) expect(json).not.toContain(secret);
    expect(
      sh(
        `stat -c %a ${lab.home}/${className} ${lab.home}/${className}/secrets.json ${stack()}/lab.auto.tfvars.json ${lab.home}/${className}/state`,
      ),
    ).toBe("700\n600\n600\n700");
  });

  const composes = ["docker compose", "docker-compose"].filter((command) => spawnSync("bash", ["-c", `${command} version`]).status === 0);
  (composes.length > 0 ? test : test.skip)(`compose lists the project (${composes.join(", ") || "skipped: no compose here"})`, () => {
    const folder = `${projectFolder}/stacks/scenarios/load-balancer/files`;
    for (const command of composes) {
      const listed = sh(`cd ${folder} && ${command} -p practice ps`);
      for (const name of ["practice_web_1", "practice_web_2", "practice_lb_1"]) expect(listed).toContain(name);
    }
  });

  test("lab solve brings a scenario to done, lab check says so, and lab graph draws what there is", async () => {
    const before = await lab.run("check", "--scenario", "nginx");
    expect(before.code).toBe(1);
    const solved = await lab.run("solve", "student-1", "nginx", "--yes");
    expect({ code: solved.code, stderr: solved.code === 0 ? "" : solved.stderr }).toEqual({ code: 0, stderr: "" });
    expect((await lab.run("check", "--scenario", "nginx")).code).toBe(0);
    const drawn = (await lab.run("graph")).stdout;
    for (const text of ['["nginx"]', '(["8081 → 80"])', '{{"practice_default"}}', '["practice_web_2"]']) expect(drawn).toContain(text);
    sh("docker rm -f nginx-any");
    sh(`docker ps -aq --filter status=exited --filter ancestor=${images.nginx} | xargs -r docker rm`);
    expect((await lab.run("check", "--scenario", "nginx")).stdout).toContain("✔");
  });

  test("a container that a student stopped shows no difference, and comes back with what they wrote", async () => {
    sh("docker exec nginx sh -c 'echo mine > /mine' && docker stop nginx >/dev/null");
    expect(planExit()).toMatchObject({ status: 0 });
    expect((await lab.run("status")).code).toBe(1);
    const { code, stderr } = await lab.run("up");
    expect(code).toBe(0);
    expect(stderr).toContain("started again, because they had been stopped: nginx");
    expect(sh("docker exec nginx cat /mine")).toBe("mine");
  });

  test("a student's own build of node-server replaces nothing", async () => {
    const before = ids();
    sh(`docker build -q -t node-server --label mine=1 ${projectFolder}/stacks/scenarios/load-balancer/files 2>/dev/null`);
    expect((await lab.run("up")).code).toBe(0);
    expect(ids()).toBe(before);
  });

  test("changing N makes only what is new; N requests reach N containers", async () => {
    const before = ids().split("\n");
    lab.write(yaml("[nginx, wordpress, load-balancer: { web: 4 }]"));
    expect((await lab.run("up")).code).toBe(0);
    const after = ids().split("\n");
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 2);
    await eachAnswersOnce(4);
  });

  test("more web containers get traffic than a DNS answer of 512 bytes has room for", async () => {
    lab.write(yaml("[nginx, wordpress, load-balancer: { web: 34 }]"));
    expect((await lab.run("up")).code).toBe(0);
    await eachAnswersOnce(34);
    lab.write(yaml("[nginx, wordpress, load-balancer: { web: 4 }]"));
    expect((await lab.run("up", "--yes")).code).toBe(0);
  });

  test("no request fails after the health check has seen a stopped container", async () => {
    sh("docker stop practice_web_3 >/dev/null");
    await sleep(5000);
    for (let request = 0; request < 60; request++) expect((await get(8080)).status).toBe(200);
    expect((await lab.run("up")).stderr).toContain("practice_web_3");
  });

  test("WordPress' data outlives both containers", async () => {
    const password = secretsOf(lab)["mysql_root_password"]?.["student-1"] ?? "";
    const sql = (statement: string) =>
      sh(`docker exec -e MYSQL_PWD=$MYSQL_PWD wordpressdb_hostvolume mysql -uroot -N wordpress -e "${statement}"`, { MYSQL_PWD: password });
    sql("create table course (day int); insert into course values (42);");
    sh("docker rm -f wordpressdb_hostvolume wordpress_hostvolume");
    expect((await lab.run("up")).code).toBe(0);
    expect(sql("select day from course")).toBe("42");
  });

  test("a name that a student's container took is reported with the command that frees it, and nothing changes", async () => {
    sh("docker rm -f nginx && docker run -d --name nginx nginx:1.30 >/dev/null");
    const before = ids();
    const { code, stderr } = await lab.run("up");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "student-1, nginx: the container name nginx is taken by a container that is not the lab's (running).\n  Free it: docker rm -f nginx",
    );
    expect(ids()).toBe(before);
    sh("docker rm -f nginx");
  });

  test("a port that a student's container or a program took is reported", async () => {
    sh("docker rm -f nginx 2>/dev/null || :; docker run -d --name e2e-mine -p 127.0.0.1:80:80 nginx:1.30 >/dev/null");
    const byContainer = await lab.run("up");
    expect(byContainer.code).toBe(1);
    expect(byContainer.stderr).toContain(
      "host port 80, which nginx publishes, is taken by the container e2e-mine.\n  Free it: docker stop e2e-mine",
    );
    sh("docker rm -f e2e-mine");
    const server = createServer().listen(80, "127.0.0.1");
    const byProgram = await lab.run("up");
    server.close();
    expect(byProgram.stderr).toContain("host port 80, which nginx publishes, is taken by another program");
    expect((await lab.run("up")).code).toBe(0);
  });

  test("an image that cannot be pulled is reported with the next step, and the other scenarios are up", async () => {
    lab.write(yaml("[nginx: { image: 'nginx:no-such-tag' }, wordpress, load-balancer: { web: 4 }]"));
    const { code, stderr } = await lab.run("up", "--yes");
    expect(code).toBe(1);
    expect(stderr).toMatch(/no-such-tag/);
    expect(stderr).toContain("Check the image's name in lab.yaml and whether the Engine reaches its registry");
    expect((await get(8080)).status).toBe(200);
    lab.write(yaml("[nginx, wordpress, load-balancer: { web: 4 }]"));
    expect((await lab.run("up", "--yes")).code).toBe(0);
  });

  test("what a change of lab.yaml would lose is reported, and without a terminal it needs --yes", async () => {
    lab.write(yaml("[nginx: { port: 8085 }, wordpress, load-balancer: { web: 4 }]"));
    const before = ids();
    const asked = await lab.run("up");
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain("student-1: nginx is recreated");
    expect(ids()).toBe(before);
    expect((await lab.run("up", "--yes")).code).toBe(0);
    expect((await get(8085)).status).toBe(200);
  });

  test("Ctrl-C in the middle leaves a complete state, and the next run goes on", async () => {
    sh("docker rm -f nginx nginx-8081");
    const child = lab.start("up");
    const ended = outcome(child);
    for (let wait = 0; wait < 100 && sh("docker ps -q --filter name=^/nginx") === ""; wait++) await sleep(100);
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(JSON.parse(readFileSync(join(lab.home, className, "state/lab-student-1.tfstate"), "utf8"))).toMatchObject({ version: 4 });
    expect((await lab.run("up", "--yes")).code).toBe(0);
    expect(planExit()).toMatchObject({ status: 0 });
  });

  test("lab down is not held up by a student's container on the lab's network, leaves it alone, and keeps the data", async () => {
    sh("docker run -d --name e2e-mine --network practice_default nginx:1.30 >/dev/null");
    const { code, stderr } = await lab.run("down");
    expect(code).toBe(0);
    expect(stderr).toContain("taken off the lab's network, otherwise untouched: e2e-mine");
    expect(ids()).toBe("");
    // the student gave the name to an image of their own
    expect(stderr).toContain("kept, because nothing says that they were made for the lab: node-server");
    expect(sh("docker image inspect -f '{{.Config.Labels.mine}}' node-server")).toBe("1");
    sh("docker rmi -f node-server");
    expect(sh(`docker network ls -q --filter label=${labels.class}=${className}`)).toBe("");
    expect(sh("docker inspect -f '{{.State.Running}}' e2e-mine")).toBe("true");
    expect(stderr).toContain(`kept in ${lab.home}/${className}/data`);
    expect(existsSync(join(lab.home, className, "data/wordpress_db"))).toBe(true);
    expect((await lab.run("down")).code).toBe(0);
    sh("docker rm -f e2e-mine");
  });

  test("lab down --purge removes the data though its files belong to another user", async () => {
    const { code } = await lab.run("down", "--purge", "--yes");
    expect(code).toBe(0);
    expect(existsSync(join(lab.home, className, "data/wordpress_db"))).toBe(false);
  });

  test("ready prepares images and files, and takes no name or port", async () => {
    lab.write(yaml("[nginx: { state: ready }, load-balancer: { state: ready }]"));
    expect((await lab.run("up")).code).toBe(0);
    expect(ids()).toBe("");
    expect(existsSync(join(lab.home, className, "labs/load-balancer/docker-compose.yml"))).toBe(true);
    sh("docker run --name nginx -d -p 80:80 nginx:1.30 && docker rm -f nginx");
    expect((await lab.run("down")).code).toBe(0);
  });

  test("plain cdktf deploys, sees no difference and destroys without a prompt", async () => {
    lab.write(yaml(all));
    expect((await lab.cdktf("deploy", "lab-*")).code).toBe(0);
    // plain cdktf does not wait until a lab answers, as lab up does
    await answers(() => get(8082, "/wp-admin/install.php"));
    const diff = await lab.cdktf("diff");
    expect(diff.stdout).toContain("No changes");
    expect((await lab.run("status")).code).toBe(0);
    // a student's own container on the lab's network stops a plain destroy; docs/plain-cdktf.md has the solution
    sh("docker run -d --name e2e-mine --network practice_default nginx:1.30 >/dev/null");
    const stopped = await lab.cdktf("destroy", "lab-*");
    expect(stopped.code).toBe(1);
    expect(stopped.stdout + stopped.stderr).toContain("timeout while waiting for state to become 'removed'");
    sh("docker network disconnect -f practice_default e2e-mine");
    expect((await lab.cdktf("destroy", "lab-*")).code).toBe(0);
    expect(ids()).toBe("");
    sh("docker rm -f e2e-mine");
  });

  test("an image of a build's name that is there before the lab blocks its scenario; what the lab builds is removed with it", async () => {
    lab.write(yaml("[load-balancer]"));
    sh("docker tag nginx:1.30 node-server");
    const { code, stderr } = await lab.run("up");
    expect(code).toBe(1);
    expect(stderr).toContain("load-balancer: the image name node-server is taken by an image that the lab did not build.");
    const free = /docker rmi node-server/.exec(stderr)?.[0] ?? "false";
    sh(free);
    expect((await lab.run("up")).code).toBe(0);
    expect((await lab.run("down")).code).toBe(0);
    expect(spawnSync("docker", ["image", "inspect", "node-server"], { stdio: "ignore" }).status).not.toBe(0);
  });
});

suite("without an Engine", [terraformBinary], () => {
  test("lab up validates, synthesizes, says what it would make and what is missing, and ends with 3", async () => {
    const lab = new LabCommand({ DOCKER_HOST: "tcp://127.0.0.1:1" });
    lab.write(yaml(all));
    const { code, stderr } = await lab.run("up");
    expect(code).toBe(3);
    expect(stderr).toContain("nginx: containers nginx, nginx-8081");
    expect(stderr).toContain(`Its stacks as JSON: ${lab.home}/${className}/cdktf.out/stacks`);
    expect(stderr).toMatch(/Docker Engine: no Docker Engine answers: .*127\.0\.0\.1:1/);
    expect(stderr).toContain("Start Docker");
    expect(existsSync(join(lab.home, className, "cdktf.out/stacks/lab-student-1/cdk.tf.json"))).toBe(true);
  });
});
