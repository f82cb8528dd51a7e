// The whole path on EC2 with real hosts and the docker provider: lab up, what goes wrong with hosts, lab down.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { awsVersion, startEndpoint, stopEndpoint } from "./ec2-class";
import { EndpointProxy } from "./endpoint-proxy";
import { LabCommand } from "./lab-command";
import { asked, engine, kit, provider, sh, suite } from "./needs";

suite(
  "a class on EC2, from nothing to labs and back",
  [asked, kit("ec2"), kit("host"), engine, provider("docker"), provider("aws", awsVersion)],
  () => {
    const lab = new LabCommand();
    let proxy: EndpointProxy;
    const write = (students: string, more = "") =>
      lab.write(`name: e2e-ec2
target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24], spares: 1 } }
lifetime: 3h
docker: { pull: false }
students: ${students}
terraform: { providers: { aws: "${awsVersion}" } }
scenarios: [nginx, load-balancer]
${more}`);
    const up = () => lab.run("up", "--yes");
    const instances = () => sh("docker ps --format '{{.Names}}' --filter name=^/ec2-i- | sort").split("\n").filter(Boolean);
    const addressOf = (table: string, student: string) => new RegExp(`^${student} +(\\S+)`, "m").exec(table)?.[1] ?? "";

    beforeAll(async () => {
      startEndpoint("--fail", "park");
      proxy = await EndpointProxy.up();
      write("[kim, lee, park]");
    });
    afterAll(() => {
      proxy.down();
      stopEndpoint();
    });

    test("over the budget nothing is made", async () => {
      write("[kim, lee, park]", "budget: 0.01 USD");
      const { code, stderr } = await up();
      expect(code).toBe(1);
      expect(stderr).toMatch(/budget is 0\.01 USD, and the class costs about/);
      expect(instances()).toEqual([]);
      write("[kim, lee, park]");
    });

    test("lab up: one host has no capacity, the others' labs answer at their addresses, the table says who is missing and why", async () => {
      const { code, stdout, stderr } = await up();
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Until the end +\d+\.\d\d USD on demand, .* for 3\.0 hours$/m);
      for (const student of ["kim", "lee"]) {
        expect(stdout).toMatch(new RegExp(`^${student} +\\S+ +up +up$`, "m"));
        const page = await fetch(`http://${addressOf(stdout, student)}:8080/`);
        expect(await page.text()).toMatch(/^<h1>I'm /);
      }
      expect(stdout).toMatch(/^park +- +not usable$/m);
      expect(stderr).toMatch(/^park: EC2 has no instance of this type left/m);
      expect(stderr).toContain("1 of 3 labs did not come up whole");
    });

    test("a spare takes the seat, and the others are not touched", async () => {
      const before = instances();
      expect((await lab.run("seat", "park", "--spare", "--yes")).code).toBe(0);
      expect(instances()).toEqual(before);
      expect((await lab.run("status")).stdout.match(/up +up$/gm)).toHaveLength(3);
    });

    test("a second lab up changes nothing", async () => {
      const before = instances();
      expect((await up()).code).toBe(0);
      expect(instances()).toEqual(before);
    });

    test("a host that ended itself is said, and made again alone; a student is added in the middle", async () => {
      const before = instances();
      await lab.run("exec", "--on", "kim", "sudo systemctl poweroff");
      await sleep(5000);
      const status = await lab.run("status");
      expect(status.code).toBe(1);
      write("[kim, choi, lee, park]");
      const { code, stdout } = await up();
      expect(code).toBe(0);
      expect(stdout.match(/up +up$/gm)).toHaveLength(4);
      const kept = before.filter((instance) => instances().includes(instance));
      expect(kept).toHaveLength(before.length - 1);
      expect(instances()).toHaveLength(before.length + 1);
    });

    test("no secret is in the JSON, the outputs or the process list", async () => {
      const home = join(lab.home, "e2e-ec2");
      write("[kim, choi, lee, park]", "");
      const secrets = Object.values(JSON.parse(sh(`cat ${home}/secrets.json 2>/dev/null || echo '{}'`)) as Record<string, string>);
      const key = readFileSync(join(home, "id_ed25519"), "utf8").split("\n")[1] ?? "";
      const stacks = join(home, "cdktf.out/stacks");
      for (const stack of readdirSync(stacks)) {
        const json = readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8");
        for (const secret of [...secrets, key]) expect(json).not.toContain(secret);
      }
      const { stderr, stdout } = await up();
      for (const secret of [...secrets, key]) expect(stderr + stdout).not.toContain(secret);
      expect(sh("ps -eo args")).not.toContain(key);
    });

    test("lab down with one host dead takes all of it, asks EC2 what stands, and tells the cost", async () => {
      sh(`docker rm -fv ${instances()[0] ?? ""}`);
      expect((await lab.run("orphans")).code).toBe(1);
      const { code, stdout } = await lab.run("down", "--yes");
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/Class e2e-ec2 is down\. \d+ hosts ran [\d.]+ hours in all: about [\d.]+ USD/),
      });
      expect(instances()).toEqual([]);
      expect((await lab.run("orphans")).stdout).toMatch(/^Nothing of any class stands in the \d+ regions that answered\.\n$/);
      expect((await lab.run("down", "--yes")).code).toBe(0);
    });

    test("the same by plain cdktf: hosts, then labs that answer; destroying the hosts takes all of it", async () => {
      lab.write(`name: e2e-plain
target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }
lifetime: 3h
docker: { pull: false }
students: [kim, lee]
terraform: { providers: { aws: "${awsVersion}" } }
scenarios: [nginx]
`);
      const deployed = await lab.cdktf("deploy", "*");
      expect({ code: deployed.code, said: deployed.code === 0 ? "" : deployed.stdout + deployed.stderr }).toEqual({ code: 0, said: "" });
      const { code, stdout } = await lab.run("status");
      expect(code).toBe(0);
      const page = await fetch(`http://${addressOf(stdout, "lee")}:8081/`);
      expect(await page.text()).toContain("Welcome to nginx!");
      sh(`docker rm -fv ${instances()[0] ?? ""}`);
      expect((await lab.cdktf("destroy", "hosts", "--ignore-missing-stack-dependencies")).code).toBe(0);
      expect(instances()).toEqual([]);
      expect((await lab.run("orphans")).code).toBe(0);
    });
  },
);
