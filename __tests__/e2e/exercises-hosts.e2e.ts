// Exercises of one's own on a real host over SSH: their files arrive byte by byte, a changed one alone travels, and what a student changed stays.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { labels } from "../../definition/pins";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { engine, kit, projectFolder, provider, suite, terraformBinary } from "./needs";

const className = "e2e-exercise-hosts";
const server = `const { readFileSync } = require("node:fs");
require("node:http").createServer((request, response) => {
  const text = ["/title.txt", "/page/line.txt", "/run/secrets/word"].map((file) => readFileSync(file, "utf8").trim());
  response.end([...text, process.env.FROM_FILE].join(", "));
}).listen(8000);
`;
const blob = randomBytes(300_000);
const files: Record<string, string | Buffer> = {
  "guide.en.md": "# Shop\n\n```sh\ntouch done\n```\n",
  "compose.yaml": `services:
  page:
    image: node:22-alpine
    command: node /page/server.js
    volumes: ["./page:/page:ro", "./title.txt:/title.txt:ro"]
    env_file: app.env
    secrets: [word]
    ports: ["8095:8000"]
    mem_limit: 96m
    x-page: /
secrets: { word: { file: word.txt } }
`,
  "checks/10-done.sh": '#!/bin/sh\n# en: It is done\n# hint.en: touch done\n[ -e done ] || { echo "nothing in $PWD"; exit 1; }\n',
  "solve.sh": "./bin/finish\n",
  "files/title.txt": "first\n",
  "files/app.env": "FROM_FILE=yes\n",
  "files/word.txt": "hidden\n",
  "files/page/server.js": server,
  "files/page/line.txt": "a line\n",
  "files/page/blob": blob,
  "files/bin/finish": "#!/bin/sh\ntouch done\n",
};

suite("exercises of one's own on a host", [kit("host/up"), engine, terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts(className);
  const lab = new LabCommand();
  let address = "";
  const write = (name: string, content: string | Buffer, mode = 0o644) => {
    const path = join(lab.folder, "exercises/shop", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
  };
  const well = async (...words: string[]) => {
    const { code, stdout, stderr } = await lab.run(...words);
    expect({ words, code, stderr: code === 0 ? "" : stderr }).toEqual({ words, code: 0, stderr: "" });
    return { stdout, stderr };
  };
  const page = async () => (await fetch(`http://${address}:8095/`, { signal: AbortSignal.timeout(5000) })).text();
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
    for (const [name, content] of Object.entries(files)) write(name, content, name.endsWith("finish") ? 0o750 : 0o644);
    address = await hosts.up("kim");
    lab.write(`name: ${className}
language: en
target: { hosts: { kim: { address: ${address}, identity: ${hosts.key} } } }
docker: { pull: false }
scenarios: [./exercises/shop, ${projectFolder}/examples/exercises/queue: { variables: { TITLE: Orders } }]
`);
  });
  afterAll(() => hosts.down());

  test("lab up brings their files, whose bytes, modes and owner arrive, and what containers bind of them", async () => {
    const { stdout } = await well("up");
    expect(stdout).toContain(`http://${address}:8095/`);
    expect(await page()).toBe("first, a line, hidden, yes");
    expect(await (await fetch(`http://${address}:8085/`)).text()).toBe("Orders: waiting 0, done 0, workers 0\n");
    expect(inside("sha256sum < /home/ubuntu/labs/shop/page/blob")).toContain(createHash("sha256").update(blob).digest("hex"));
    expect(inside("cd /home/ubuntu/labs/shop && stat -c '%U %a' bin/finish title.txt compose.yaml")).toBe(
      "ubuntu 750\nubuntu 644\nubuntu 644",
    );
    for (const stack of ["hosts", "lab-kim"]) expect(plan(stack)).toEqual({ status: 0, changes: "" });
  });

  test("status, check and solve work there, and lab-check for the student", async () => {
    expect((await well("status")).stdout).toMatch(/^kim +\S+ +up +up$/m);
    const red = await lab.run("check", "--on", "kim");
    expect(red.code).toBe(1);
    expect(red.stdout).toContain("nothing in /home/ubuntu/labs/shop");
    await well("solve", "kim", "shop", "--yes");
    await well("solve", "kim", "queue", "--yes");
    await well("check");
    expect(inside("sudo -u ubuntu -i lab-check shop")).toContain("shop ✔ 1/1");
  });

  test("a changed file of one exercise reaches the host, nothing is recreated, and what the student changed stays", async () => {
    const before = containers();
    const delivered = () => inside("stat -c '%n %Y' /var/lib/lab/delivered/* | sort");
    const times = delivered().split("\n");
    inside("echo mine > /home/ubuntu/labs/shop/page/line.txt");
    write("files/title.txt", "second\n");
    write("files/page/line.txt", "another line\n");
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
    write("files/title.txt", "third\n");
    const { code, stdout } = await lab.cdktf("deploy", "*");
    expect({ code, stdout: code === 0 ? "" : stdout }).toEqual({ code: 0, stdout: "" });
    expect(await page()).toBe("third, mine, hidden, yes");
  });

  test("lab reset puts an exercise back to what the class has now, and a later change reaches it again", async () => {
    await well("reset", "kim", "shop", "--yes");
    expect(await page()).toBe("third, another line, hidden, yes");
    expect(inside("ls /home/ubuntu/labs/shop")).not.toContain("done");
    write("files/page/line.txt", "a third line\n");
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
