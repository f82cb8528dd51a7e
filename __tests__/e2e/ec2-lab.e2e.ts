// The whole path on EC2 with real hosts and the docker provider: lab up, what goes wrong with hosts, lab down.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { type ClassInstance, classInstances } from "../../aws/instances";
import { allowedActions } from "../aws/policy";
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
target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24], spares: 1, backstop: true } }
lifetime: 3h
docker: { pull: false }
students: ${students}
terraform: { providers: { aws: "${awsVersion}" } }
scenarios: [nginx, load-balancer]
${more}`);
    const up = () => lab.run("up", "--yes");
    const inEc2 = async (host: string): Promise<ClassInstance | undefined> =>
      (await classInstances("ap-northeast-2", "e2e-ec2")).findLast((instance) => instance.host === host);
    /** The same class for a person who accepts no key that EC2 has not shown. */
    const careful = () =>
      Object.assign(new LabCommand({ LAB_TRUST_NEW_HOSTS: "", LAB_KEYS_TIMEOUT: "30" }), {
        home: lab.home,
        file: lab.file,
        folder: lab.folder,
      });
    const instances = () => sh("docker ps --format '{{.Names}}' --filter name=^/ec2-i- | sort").split("\n").filter(Boolean);
    const addressOf = (table: string, student: string) => new RegExp(`^${student} +(\\d+(?:\\.\\d+){3})`, "m").exec(table)?.[1] ?? "";

    beforeAll(async () => {
      startEndpoint("--fail", "park");
      proxy = await EndpointProxy.up();
      // mute's image has no cloud-init, as far as anybody can see: neither user data nor key reach the host
      proxy.change = ({ action, parameters }) => {
        if (action !== "RunInstances" || ![...parameters.values()].includes("mute")) return undefined;
        const without = new URLSearchParams(parameters);
        for (const name of ["UserData", "KeyName"]) without.delete(name);
        return without;
      };
      write("[kim, lee, park, mute]");
    });
    afterAll(() => {
      proxy.down();
      stopEndpoint();
    });

    test("over the budget nothing is made", async () => {
      write("[kim, lee, park, mute]", "budget: 0.01 USD");
      const { code, stderr } = await up();
      expect(code).toBe(1);
      expect(stderr).toMatch(/budget is 0\.01 USD, and the class costs about/);
      expect(instances()).toEqual([]);
      write("[kim, lee, park, mute]");
    });

    test("lab up: one host has no capacity, the others' labs answer at their addresses, the table says who is missing and why", async () => {
      const { code, stdout, stderr } = await up();
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Until the end +\d+\.\d\d USD on demand, .* for 3\.0 hours, to \d{4}-/m);
      for (const student of ["kim", "lee"]) {
        expect(stdout).toMatch(new RegExp(`^${student} +\\S+ +up +up$`, "m"));
        const page = await fetch(`http://${addressOf(stdout, student)}:8080/`);
        expect(await page.text()).toMatch(/^<h1>I'm /);
      }
      expect(stdout).toMatch(/^park +- +not usable$/m);
      expect(stderr).toMatch(/^park: EC2 has no instance of this type left/m);
      expect(stderr).toContain("2 of 4 labs are not fully up");
      expect(stderr).toMatch(/^Ended by +each host's own timer, .*; and a schedule outside it, 15 minutes later$/m);
      // whose user data never ran is reported as that, and ended: nothing else would end it
      expect(stderr).toMatch(/^mute: the user data never ran: its sshd does not take the class's key/m);
      expect(stderr).toContain("Nothing on mute ends it");
      expect(await inEc2("mute")).toMatchObject({ state: "terminated" });
    });

    test("a seat that is declined stays as it is", async () => {
      write("[kim, lee, park]");
      const before = instances();
      const { code, stderr } = await lab.run("seat", "kim", "--spare");
      // their own host would end
      expect(code).toBe(2);
      expect(stderr).toContain("Proposed: kim at spare-1");
      expect(sh(`cat ${join(lab.home, "e2e-ec2/seats.json")} 2>/dev/null || true`)).not.toContain("kim");
      expect(instances()).toEqual(before);
    });

    test("a spare takes the seat, and the others are not touched", async () => {
      const before = instances();
      expect((await lab.run("seat", "park", "--spare", "--yes")).code).toBe(0);
      expect(instances()).toEqual(before);
      const { stdout } = await lab.run("status");
      expect(stdout.match(/up +up$/gm)).toHaveLength(3);
      expect(stdout).toMatch(/^spare-1 \(park\) +i-\w+ +running +\d+ min +\d{4}-\d\d-\d\d .* USD$/m);
      expect(stdout).toMatch(/^The class: \d+\.\d\d USD so far, \d+\.\d\d USD an hour from now on/m);
    });

    test("lab extend moves the end of every host, spares too: its own timer, its tag and its schedule; not over the budget", async () => {
      write("[kim, lee, park]", "budget: 0.30 USD");
      const refused = await lab.run("extend", "40h");
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/budget is 0\.30 USD, and the class would cost up to/) });
      write("[kim, lee, park]");
      const { code, stdout } = await lab.run("extend", "1h", "-o", "json");
      expect(code).toBe(0);
      const extended = JSON.parse(stdout) as { host: string; ends: string }[];
      expect(extended.map(({ host }) => host).sort()).toEqual(["kim", "lee", "spare-1"]);
      const scheduler = new SchedulerClient({ region: "ap-northeast-2" });
      for (const { host, ends } of extended) {
        const moment = Date.parse(ends);
        expect(moment).toBeGreaterThan(Date.now() + 3.5 * 3_600_000);
        expect((await inEc2(host))?.endTag).toBe(new Date(moment).toISOString());
        const { ScheduleExpression = "", Target } = await scheduler.send(
          new GetScheduleCommand({ Name: host, GroupName: "docker-class-lab-e2e-ec2" }),
        );
        expect(ScheduleExpression).toBe(`at(${new Date(moment + 15 * 60_000).toISOString().slice(0, 19)})`);
        expect(Target?.Input).toBe(JSON.stringify({ InstanceIds: [(await inEc2(host))?.id] }));
      }
    });

    test("a second lab up changes nothing", async () => {
      const before = instances();
      expect((await up()).code).toBe(0);
      expect(instances()).toEqual(before);
    });

    test("a host that ended itself is reported, and it alone is recreated; a student is added in the middle; their keys are read from the consoles", async () => {
      const before = instances();
      await lab.run("exec", "--on", "kim", "sudo systemctl poweroff");
      await sleep(5000);
      const status = await lab.run("status");
      expect(status.code).toBe(1);
      write("[kim, choi, lee, park]");
      proxy.reply = ({ action, parameters }) => (action === "GetConsoleOutput" ? consoleOf(parameters.get("InstanceId") ?? "") : undefined);
      const { code, stdout, stderr } = await careful().run("up", "--yes");
      expect(code).toBe(0);
      expect(stderr).not.toContain("EC2 has not shown the SSH host keys");
      const pinned = readFileSync(join(lab.home, "e2e-ec2/known_hosts"), "utf8");
      for (const host of ["kim", "choi"]) expect(pinned).toContain(`${(await inEc2(host))?.id ?? "?"} ssh-ed25519 `);
      expect(stdout.match(/up +up$/gm)).toHaveLength(4);
      const kept = before.filter((instance) => instances().includes(instance));
      expect(kept).toHaveLength(before.length - 1);
      expect(instances()).toHaveLength(before.length + 1);
    });

    test("keys that no console shows are accepted only after asking", async () => {
      proxy.reply = ({ action, parameters }) =>
        action === "GetConsoleOutput" ? consoleOutput(parameters.get("InstanceId") ?? "", "booting") : undefined;
      const { code, stderr } = await careful().run("replace", "choi", "--yes");
      proxy.reply = () => undefined;
      expect(code).toBe(0);
      expect(stderr).toContain("EC2 has not shown the SSH host keys of choi on their consoles");
      expect(stderr).toContain("Taken without proof: the host keys of choi.");
      expect(readFileSync(join(lab.home, "e2e-ec2/known_hosts"), "utf8")).toContain((await inEc2("choi"))?.id ?? "?");
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

    test("lab down with one host dead takes all of it, asks EC2 what stands, and prints the cost", async () => {
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

    test("the policy of docs/iam.md allows all that was asked, the backstop too", () => {
      const allowed = allowedActions();
      expect([...proxy.asked].filter((action) => !allowed.includes(action))).toEqual([]);
      for (const action of ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "iam:PutRolePolicy", "ec2:GetConsoleOutput"])
        expect(proxy.asked).toContain(action);
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

/** What a host has written on its console, as EC2 answers it. */
function consoleOf(instance: string): string {
  return consoleOutput(instance, sh(`docker exec ec2-${instance} cat /dev/console 2>/dev/null || true`));
}

function consoleOutput(instance: string, text: string): string {
  const output = Buffer.from(text).toString("base64");
  return `<GetConsoleOutputResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><instanceId>${instance}</instanceId><output>${output}</output></GetConsoleOutputResponse>`;
}
