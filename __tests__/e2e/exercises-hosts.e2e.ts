// Exercises of one's own on a real host over SSH: their files arrive byte by byte, a changed one alone travels, and what a student changed stays.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { labels } from "../../definition/pins";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { engine, kit, projectFolder, provider, suite, terraformBinary } from "./needs";
import { ShopExercise } from "./shop-exercise";

const className = "e2e-exercise-hosts";
suite("exercises of one's own on a host", [kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts(className);
  const lab = new LabCommand();
  let address = "";
  const shop = new ShopExercise(lab.folder);
  const well = async (...words: string[]) => {
    const { code, stdout, stderr } = await lab.run(...words);
    expect({ words, code, stderr: code === 0 ? "" : stderr }).toEqual({ words, code: 0, stderr: "" });
    return { stdout, stderr };
  };
  const allUp = /^shop +http:\/\/\S+:8095 +up\nqueue +http:\/\/\S+:8085 +up$/m;
  const page = () => shop.page(address);
  const inside = (script: string) => hosts.inside("kim", script);
  const plan = (stack: string) => {
    const { status, stdout } = spawnSync("terraform", ["plan", "-detailed-exitcode", "-input=false", "-no-color"], {
      cwd: join(lab.home, className, "cdktf.out/stacks", stack),
      env: lab.env,
      encoding: "utf8",
    });
    return { status, changes: status === 0 ? "" : stdout };
  };
  const containers = () => inside(`docker ps -aq --no-trunc --filter label=${labels.class}=${className} | sort`);

  beforeAll(async () => {
    address = await hosts.up("kim");
    lab.write(`name: ${className}
language: en
target: { hosts: { kim: { address: ${address}, identity: ${hosts.key} } } }
docker: { install: current, pull: false }
scenarios: [./exercises/shop, ${projectFolder}/examples/exercises/queue: { variables: { TITLE: Orders } }]
`);
  });
  afterAll(() => hosts.down());

  test("lab up brings their files, whose bytes, modes and owner arrive, and what containers bind of them", async () => {
    const { stdout } = await well("up");
    expect(stdout).toMatch(allUp);
    expect(await page()).toBe("first, a line, hidden, yes");
    expect(await (await fetch(`http://${address}:8085/`)).text()).toBe("Orders: waiting 0, done 0, workers 0\n");
    expect(inside("sha256sum < /home/ubuntu/labs/shop/page/blob")).toContain(createHash("sha256").update(shop.blob).digest("hex"));
    expect(inside("cd /home/ubuntu/labs/shop && stat -c '%U %a' bin/finish title.txt compose.yaml")).toBe(
      "ubuntu 750\nubuntu 644\nubuntu 644",
    );
    for (const stack of ["hosts", "lab-kim"]) expect(plan(stack)).toEqual({ status: 0, changes: "" });
  });

  test("status, check and solve work there, and lab-check for the student", async () => {
    expect((await well("status")).stdout).toMatch(allUp);
    const red = await lab.run("check", "--on", "kim");
    expect(red.code).toBe(1);
    expect(red.stdout).toContain("nothing in /home/ubuntu/labs/shop");
    await well("solve", "kim", "shop", "--yes");
    await well("solve", "kim", "queue", "--yes");
    await well("check");
    expect(inside("sudo -u ubuntu -i lab-check shop")).toContain("shop ✔ 1/1");
  });

  test("docker compose of the student lists them, and lab up repairs what their own up changed", async () => {
    const compose = (words: string) => inside(`cd /home/ubuntu/labs/queue && sudo -u ubuntu docker compose -p queue ${words}`);
    expect(compose("ps --format '{{.Name}}' | sort")).toBe("queue-page-1\nqueue-queue-1\nqueue-worker-1");
    compose("up -d 2>&1");
    await well("up", "--yes");
    expect((await well("status")).stdout).toMatch(allUp);
  });

  test("a changed file of one exercise reaches the host, nothing is recreated, and what the student changed stays", async () => {
    const before = containers();
    const delivered = () => inside("stat -c '%n %Y' /var/lib/lab/delivered/* | sort");
    const times = delivered().split("\n");
    inside("echo mine > /home/ubuntu/labs/shop/page/line.txt");
    shop.write("files/title.txt", "second\n");
    shop.write("files/page/line.txt", "another line\n");
    const { stderr } = await well("up");
    expect(await page()).toBe("second, mine, hidden, yes");
    expect(stderr).toContain("stay as their students changed them:\n  kim: shop/page/line.txt\n  npx lab reset kim shop puts them back");
    expect(containers()).toBe(before);
    expect(
      delivered()
        .split("\n")
        .filter((line) => !times.includes(line)),
    ).toEqual([expect.stringContaining("/var/lib/lab/delivered/files-shop ")]);
    expect((await well("up")).stderr).not.toContain("stay as");
  });

  test("plain cdktf brings one too", async () => {
    shop.write("files/title.txt", "third\n");
    const { code, stdout } = await lab.cdktf("deploy", "*");
    expect({ code, stdout: code === 0 ? "" : stdout }).toEqual({ code: 0, stdout: "" });
    expect(await page()).toBe("third, mine, hidden, yes");
  });

  test("lab reset puts an exercise back to what the class has now, and a later change reaches it again", async () => {
    await well("reset", "kim", "shop", "--yes");
    expect(await page()).toBe("third, another line, hidden, yes");
    expect(inside("ls /home/ubuntu/labs/shop")).not.toContain("done");
    shop.write("files/page/line.txt", "a third line\n");
    await well("up");
    expect(await page()).toBe("third, a third line, hidden, yes");
  });

  test("lab down leaves nothing of them on the Engine", async () => {
    await well("down", "--yes");
    const left = ["ps -aq", "network ls -q", "volume ls -q"].map((what) =>
      inside(`docker ${what} --filter label=${labels.class}=${className}`),
    );
    expect(left.join("")).toBe("");
  });
});
