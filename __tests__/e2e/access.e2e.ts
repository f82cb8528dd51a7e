// Every student gets in by what is in their zip, as a stranger's computer does, and by nobody else's.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EC2Client, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { classPublicKey } from "../../workspace/ssh";
import { Workspace } from "../../workspace/workspace";
import { Ec2Class, awsProviderIsThere, startEndpoint, stopEndpoint } from "./ec2-class";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { asked, engine, kit, provider, sh, suite, terraformBinary } from "./needs";
import { Stranger } from "./stranger";

const students = ["kim", "lee", "park"] as const;

/** sshd's settings for a user from an address. */
const sshdOf = (user: string, address: string) =>
  `/usr/sbin/sshd -T -C user=${user},addr=${address},host=x,laddr=192.0.2.1,lport=22 | grep -E '^(passwordauthentication|kbdinteractiveauthentication|pubkeyauthentication|maxauthtries|permitrootlogin) ' | sort`;

/** ssh with one key file and nothing else, as somebody tries it who has another student's hand-out. */
const withKey = (key: string, address: string) =>
  `ssh -F none -i ${key} -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null ubuntu@${address} hostname`;

suite("access to machines that exist", [asked, kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("e2e-access");
  const lab = new LabCommand();
  const addresses = new Map<string, string>();
  const address = (student: string) => addresses.get(student) ?? "";
  const handouts = join(lab.folder, "나눠 줄 것");
  const strangers = new Map<string, Stranger>();
  const stranger = (student: string) =>
    strangers.get(student) ?? new Stranger(join(handouts, `access-${student}.zip`), `access-${student}`);
  let before: string[];
  const settings = () =>
    students.map((student) => hosts.inside(student, `${sshdOf("ubuntu", "172.17.0.1")}; cat /home/ubuntu/.ssh/authorized_keys`));

  beforeAll(async () => {
    for (const name of [...students, "gate"]) addresses.set(name, await hosts.up(name));
    before = settings();
    // the instructor's own way through the jump host
    const classKey = classPublicKey(new Workspace("access", lab.home));
    hosts.inside("gate", `echo '${classKey}' >>/home/ubuntu/.ssh/authorized_keys`);
    const machine = (student: string) => `${student}: { address: ${address(student)}, identity: ${hosts.key}`;
    lab.write(
      `name: access\nlanguage: ko\ntarget: { hosts: { ${machine("kim")} }, ${machine("lee")} }, ${machine("park")}, proxyJump: "ubuntu@${address("gate")}" } } }\n` +
        "docker: { pull: false }\nscenarios: [nginx: { state: ready }]\n",
    );
  });
  afterAll(() => hosts.down());

  test("lab up puts a key on each host, and lab handout writes a zip for each and what the jump host needs", async () => {
    // a connection may break off while three machines install Docker: the same command goes on
    const first = await lab.run("up");
    const up = first.code === 0 ? first : await lab.run("up");
    expect({ code: up.code, stderr: up.code === 0 ? "" : up.stderr }).toEqual({ code: 0, stderr: "" });
    const handout = await lab.run("handout", handouts);
    expect({ code: handout.code, stderr: handout.code === 0 ? "" : handout.stderr }).toEqual({ code: 0, stderr: "" });
    const lines = join(handouts, `jump-host-ubuntu@${address("gate")}.authorized_keys`);
    expect(handout.stderr).toContain(`'cat >>~/.ssh/authorized_keys' <`);
    sh(`ssh -F ${lab.home}/access/ssh_config -i ${hosts.key} ubuntu@${address("gate")} 'cat >>~/.ssh/authorized_keys' <'${lines}'`);
    for (const student of students) strangers.set(student, new Stranger(join(handouts, `access-${student}.zip`), `access-${student}`));
  });

  test("ssh refuses a key file that others can read, as the page says; then each logs in, one through the jump host", () => {
    expect(stranger("kim").type("ssh -F ssh_config lab hostname </dev/null")).toMatchObject({
      status: 255,
      stderr: expect.stringContaining("UNPROTECTED PRIVATE KEY FILE") as string,
    });
    for (const student of students) {
      expect(stranger(student).type(`chmod 600 ${student}.key`).status).toBe(0);
      const { status, stdout, stderr } = stranger(student).type("ssh -F ssh_config lab hostname </dev/null");
      expect({ student, status, stdout, stderr: status === 0 ? "" : stderr }).toEqual({
        student,
        status: 0,
        stdout: `e2e-access-${student}\n`,
        stderr: "",
      });
    }
    // the host that is reached sees the jump host, not the student's computer
    expect(stranger("park").type("ssh -F ssh_config lab 'echo $SSH_CONNECTION' </dev/null").stdout).toMatch(
      new RegExp(`^${address("gate")} `),
    );
  });

  test("the card's own line works too", async () => {
    const { cards } = JSON.parse((await lab.run("cards", "-o", "json")).stdout) as { cards: { student: string; login: string }[] };
    expect(cards.map(({ login }) => login)).toEqual([
      `ssh -i kim.key ubuntu@${address("kim")}`,
      `ssh -i lee.key ubuntu@${address("lee")}`,
      "ssh -F ssh_config lab",
    ]);
    const line = (cards[0]?.login ?? "").replace("ssh ", "ssh -o StrictHostKeyChecking=accept-new ");
    expect(stranger("kim").type(`${line} hostname </dev/null`)).toMatchObject({ status: 0, stdout: "e2e-access-kim\n" });
  });

  test("another student's key opens nothing, nor does one that is let through a jump host: all pairs", () => {
    for (const owner of students) {
      for (const other of students) {
        if (owner === other) continue;
        const { status, stdout } = stranger(owner).type(`${withKey(`${owner}.key`, address(other))} </dev/null`);
        expect({ owner, other, stdout, opened: status === 0 }).toEqual({ owner, other, stdout: "", opened: false });
      }
    }
    expect(stranger("park").type(`${withKey("park.key", address("gate"))} </dev/null`)).toMatchObject({ status: 1, stdout: "" });
    const through = stranger("park").type(`ssh -F ssh_config -W ${address("kim")}:22 jump-1 </dev/null`);
    expect(through.stderr).toMatch(/administratively prohibited|open failed/);
  });

  test("lab down takes the keys off; sshd and what else was in authorized_keys are as before", async () => {
    const down = await lab.run("down", "--yes");
    expect({ code: down.code, stderr: down.code === 0 ? "" : down.stderr }).toEqual({ code: 0, stderr: "" });
    expect(settings()).toEqual(before);
    expect(stranger("kim").type("ssh -F ssh_config -o BatchMode=yes lab hostname </dev/null")).toMatchObject({ status: 255, stdout: "" });
  });
});

suite("access to EC2 hosts", [asked, kit("ec2/up"), kit("host/up"), engine, awsProviderIsThere], () => {
  const ec2 = new Ec2Class("access", "");
  const handouts = join(ec2.folder, "hand outs");
  const from = "172.16.0.0/12";
  const write = (login: string) => {
    writeFileSync(
      ec2.file,
      `name: access\nlanguage: en\ntarget: { aws: { region: ap-northeast-2, access: [${from}] } }\nlifetime: 4h\nstudents: [kim, lee, park]\n` +
        `login: ${login}\ndocker: { pull: false }\nscenarios: [nginx: { state: ready }]\nterraform: { providers: { aws: "5.100.0" } }\n`,
    );
  };
  const addressOf = (student: string) => /HostName (\S+)/.exec(readFileSync(join(handouts, student, "ssh_config"), "utf8"))?.[1] ?? "";
  const unpacked = () =>
    new Map(students.map((student) => [student, new Stranger(join(handouts, `access-${student}.zip`), `access-${student}`)]));
  const ok = ({ status, text }: { status: number | null; text: string }) =>
    expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
  const settings = (user: string, address: string) => ec2.lab("exec", "--on", "kim", "--", `sudo ${sshdOf(user, address)}`).text;

  beforeAll(() => {
    process.env["LAB_TRUST_NEW_HOSTS"] = "1";
    startEndpoint();
  });
  afterAll(() => stopEndpoint());

  test("with keys: each logs in by their own zip, and no key opens another's host", () => {
    write("key");
    ok(ec2.lab("up", "--yes"));
    ok(ec2.lab("handout", handouts));
    const strangers = unpacked();
    for (const [owner, stranger] of strangers) {
      expect(stranger.type(`chmod 600 ${owner}.key`).status).toBe(0);
      expect(stranger.type("ssh -F ssh_config lab whoami </dev/null")).toMatchObject({ status: 0, stdout: "ubuntu\n" });
      for (const other of students) {
        if (owner !== other)
          expect(stranger.type(`${withKey(`${owner}.key`, addressOf(other))} </dev/null`)).toMatchObject({ status: 255, stdout: "" });
      }
    }
  });

  test("with passwords: sshd lets that one user in by one, from access alone; nobody else's password is taken", () => {
    const inside = ["ubuntu", "172.17.0.1"] as const;
    expect(settings("ubuntu", "203.0.113.9")).toContain("maxauthtries 6");
    write("password");
    ok(ec2.lab("up", "--yes"));
    expect(settings(...inside)).toMatch(/maxauthtries 4\n.*passwordauthentication yes/s);
    for (const [user, address] of [
      ["ubuntu", "203.0.113.9"],
      ["root", "172.17.0.1"],
      ["root", "203.0.113.9"],
    ] as const)
      expect(settings(user, address)).toMatch(/kbdinteractiveauthentication no\n.*passwordauthentication no/s);
    ok(ec2.lab("handout", handouts));
    const passwords = JSON.parse(ec2.lab("cards", "-o", "json").text) as { cards: { student: string; login: string; password: string }[] };
    for (const [student, stranger] of unpacked()) {
      for (const card of passwords.cards) {
        const { status, stdout } = stranger.type("ssh -F ssh_config -o NumberOfPasswordPrompts=1 lab whoami </dev/null", card.password);
        expect({ student, by: card.student, status, stdout }).toEqual(
          card.student === student
            ? { student, by: student, status: 0, stdout: "ubuntu\n" }
            : { student, by: card.student, status: 255, stdout: "" },
        );
      }
    }
  });

  test("and back to keys: sshd's settings are the earlier ones, and the passwords are locked", () => {
    write("key");
    ok(ec2.lab("up", "--yes"));
    expect(settings("ubuntu", "172.17.0.1")).toContain("maxauthtries 6");
    expect(ec2.lab("exec", "--on", "kim", "--", "sudo passwd -S ubuntu").text).toMatch(/^ +ubuntu L/m);
  });

  test("what students take home comes from the healthy host; the hung and the ended one are named before anything is destroyed", async () => {
    const instanceOf = (student: string) => {
      const { hosts } = JSON.parse(ec2.lab("status", "-o", "json").text) as { hosts: { host: string; instance: string }[] };
      return hosts.find(({ host }) => host === student)?.instance ?? "";
    };
    const [lee, park] = [instanceOf("lee"), instanceOf("park")];
    ok(ec2.lab("exec", "--on", "kim", "--", "mkdir -p labs/answers && echo 42 >labs/answers/daemon && echo 'docker ps' >>.bash_history"));
    sh(`docker pause ec2-${lee}`);
    await new EC2Client({ region: "ap-northeast-2" }).send(new TerminateInstancesCommand({ InstanceIds: [park] }));
    const folder = join(ec2.folder, "collected");
    try {
      const { status, text } = ec2.lab("down", "--collect", folder);
      expect(status).not.toBe(0);
      expect(text).toMatch(/Not all of the work of these is there:\n {2}lee: .*\n {2}park: /);
    } finally {
      sh(`docker unpause ec2-${lee}`);
    }
    expect(readFileSync(join(folder, "kim/labs/answers/daemon"), "utf8")).toBe("42\n");
    expect(sh(`docker inspect -f '{{.State.Running}}' ec2-${lee}`)).toBe("true");
    ok(ec2.lab("down", "--yes"));
  });
});
