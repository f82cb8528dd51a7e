// What is reported is what happened, on real hosts: what students and instructors really do to a class between `up` and `down`.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KitHosts } from "./kit-hosts";
import { LabCommand, outcome } from "./lab-command";
import { engine, kit, provider, suite, terraformBinary } from "./needs";

suite("a class that can be trusted", [kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("e2e-trust");
  const lab = new LabCommand();
  const addresses: Record<string, string> = {};
  const yaml = (students: Record<string, string> = { kim: "kim", lee: "lee" }, scenarios = "[processes, load-balancer]") =>
    `name: e2e-trust\nlanguage: en\ntarget: { hosts: { ${Object.entries(students)
      .map(([student, host]) => `${student}: { address: ${addresses[host] ?? ""}, identity: ${hosts.key} }`)
      .join(", ")} } }\ndocker: { pull: false }\nscenarios: ${scenarios}\n`;
  const workspace = (...parts: string[]) => join(lab.home, "e2e-trust", ...parts);
  const labOf = (host: string, student: string) =>
    hosts
      .inside(host, `docker ps -a --filter label=docker-class-lab.student=${student} --format '{{.Names}}' | sort`)
      .split("\n")
      .filter(Boolean);
  const whole = ["practice_lb_1", "practice_web_1", "practice_web_2", "userland-almalinux", "userland-ubuntu"];
  const well = { code: 0, stderr: "" };
  const ended = ({ code, stderr }: { code: number | null; stderr: string }) => ({ code, stderr: code === 0 ? "" : stderr });

  /** A Terraform that outlives its lab still holds the state's lock, on a busy machine for longer than the next run waits for it. */
  const upOnceFree = async (...words: string[]) => {
    for (let left = 5; ; left--) {
      const up = await lab.run("up", ...words);
      if (left === 0 || !/still at work on .*: nothing was changed/.test(up.stderr)) return up;
    }
  };

  beforeAll(async () => {
    for (const name of ["kim", "lee"]) addresses[name] = await hosts.up(name);
    lab.write(yaml());
  });
  afterAll(() => hosts.down());

  test("two lab up at once: one goes on, the other names it; kill -9 of the holder leaves a class that goes on", async () => {
    const first = lab.start("up");
    while (!existsSync(workspace("lock.json"))) await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await lab.run("up");
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`Class e2e-trust is being changed by lab up, process ${first.pid ?? 0} on `);
    first.kill("SIGKILL");
    await outcome(first);
    expect(ended(await upOnceFree())).toEqual(well);
  });

  test.each(["SIGHUP", "SIGTERM", "SIGKILL"] as const)(
    "%s in the middle of an apply over SSH: Terraform writes its state, and the next run goes on from it",
    async (signal) => {
      for (const name of ["kim", "lee"]) hosts.inside(name, `docker rm -f ${whole.join(" ")}`);
      const child = lab.start("up");
      const ending = outcome(child);
      const isCreating = new Promise<void>((resolve) => {
        let said = "";
        child.stderr?.on("data", (data: Buffer) => {
          said += String(data);
          if (/^› Lab of (kim|lee): making /m.test(said)) resolve();
        });
      });
      await Promise.race([isCreating, ending]);
      child.kill(signal);
      expect((await ending).code).toBe(signal === "SIGKILL" ? null : 130);
      expect(ended(await upOnceFree("--yes"))).toEqual(well);
      for (const name of ["kim", "lee"]) {
        expect(labOf(name, name)).toEqual(whole);
        expect(JSON.parse(readFileSync(workspace(`state/lab-${name}.tfstate`), "utf8"))).toMatchObject({ version: 4 });
      }
      // nothing was made twice, and nothing is left to do or to ask
      expect(ended(await lab.run("up"))).toEqual(well);
    },
  );

  test("noisy login shells, and one that is too slow, affect their own students alone", async () => {
    hosts.inside("kim", "printf \"echo Welcome; echo {}\\nhead -c 400000 /dev/zero | tr '\\\\0' x\\n\" > /home/ubuntu/.bashrc");
    const status = await lab.run("status", "-o", "json");
    expect(ended(status)).toEqual(well);
    hosts.inside("kim", 'echo "sleep 40" > /home/ubuntu/.bashrc');
    const slow = await lab.run("status");
    expect(slow.code).toBe(1);
    expect(slow.stdout).toMatch(/^kim +\S+ +not usable$/m);
    expect(slow.stdout).toMatch(/^lee +\S+ +up +up$/m);
    expect(slow.stderr).toContain("a slow ~/.bashrc?");
    hosts.inside("kim", "rm /home/ubuntu/.bashrc");
  });

  test("the course's docker-compose takes the load balancer, and lab up replaces it after confirmation", async () => {
    hosts.inside("kim", "sudo -iu ubuntu sh -c 'cd labs/load-balancer && COMPOSE_API_VERSION=1.40 docker-compose -p practice up -d' 2>&1");
    const asked = await lab.run("up", "--on", "kim");
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain("kim: practice_lb_1, made by docker-compose in place of the lab's, is recreated as the lab's");
    expect(ended(await lab.run("up", "--on", "kim", "--yes"))).toEqual(well);
    expect(labOf("kim", "kim")).toEqual(whole);
  });

  test("a port or name that is taken blocks its scenario alone", async () => {
    hosts.inside(
      "lee",
      "docker rm -f userland-ubuntu && docker run -d --name userland-ubuntu nginx:1.30 || docker create --name userland-ubuntu ubuntu:latest true",
    );
    const up = await lab.run("up", "--on", "lee");
    expect(up.code).toBe(1);
    expect(up.stdout).toMatch(/^load-balancer +\S+ +up$/m);
    expect(up.stdout).toMatch(/^processes .*the container name userland-ubuntu is taken/m);
    hosts.inside("lee", "docker rm -f userland-ubuntu");
  });

  test("Docker removed from a machine: lab up repairs it, and only there", async () => {
    hosts.inside("lee", "apt-get remove -y docker-ce docker-ce-cli >/dev/null 2>&1");
    const status = await lab.run("status", "--on", "lee");
    expect(status.stderr).toContain("docker is not installed");
    const up = await lab.run("up");
    expect(ended(up)).toEqual(well);
    expect(up.stderr).toContain("No Docker Engine answers any more, and the host is checked again: lee");
  });

  test("students who left or were renamed are named, and removed after confirmation", async () => {
    lab.write(yaml({ park: "kim" }));
    const asked = await lab.run("up");
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain(
      `the lab of kim on ubuntu@${addresses["kim"] ?? ""}\n  the lab of lee on ubuntu@${addresses["lee"] ?? ""}`,
    );
    expect(ended(await lab.run("up", "--yes"))).toEqual(well);
    expect(labOf("lee", "lee")).toEqual([]);
    expect(labOf("kim", "kim")).toEqual([]);
    expect(labOf("kim", "park")).toEqual(whole);
  });

  test("without lab.yaml, with a broken one and with each file of .lab damaged, the class goes down, or what is left is reported", async () => {
    lab.write("name: e2e-trust\ntarget: [\n");
    const damages = {
      "deployed.json": ["emptied", "half", "folder"],
      "state/hosts.tfstate": ["half"],
      "state/lab-park.tfstate": ["folder"],
    };
    for (const [name, ways] of Object.entries(damages)) {
      const path = workspace(name);
      for (const damage of ways) {
        copyFileSync(path, `${path}.kept`);
        rmSync(path);
        if (damage === "folder") mkdirSync(path);
        else writeFileSync(path, damage === "half" ? readFileSync(`${path}.kept`, "utf8").slice(0, statSync(`${path}.kept`).size / 2) : "");
        // a host that does not answer: nothing may be reported as gone, and nothing forgotten
        hosts.inside("kim", "systemctl stop docker.socket docker");
        const { code, stdout } = await lab.run("down", "--yes");
        expect({ name, damage, code }).toEqual({ name, damage, code: 1 });
        expect(stdout).toMatch(/^park +no Docker Engine answers/m);
        hosts.inside("kim", "systemctl start docker");
        rmSync(path, { recursive: true, force: true });
        renameSync(`${path}.kept`, path);
      }
    }
    rmSync(lab.file);
    expect(await lab.run("down", "--yes")).toMatchObject({ code: 0, stdout: "Class e2e-trust is down.\n" });
    expect(labOf("kim", "park")).toEqual([]);
  });
});
