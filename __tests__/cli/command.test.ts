// The lab command: help, exit codes, both forms of output, environment variables for flags.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fakeCommands } from "../fake-commands";
import { labYaml, testFolder } from "../lab-yaml";
import { lab } from "../run-lab";

const good = "name: docker-101\nscenarios: [nginx]\n";

test("--help lists every verb and the exit codes", async () => {
  const { status, stdout } = await lab(["--help"]);
  expect(status).toBe(0);
  for (const verb of [
    "up",
    "down",
    "status",
    "doctor",
    "validate",
    "init",
    "plan",
    "ssh",
    "exec",
    "logs",
    "script",
    "install",
    "check",
    "guide",
    "cards",
    "reset",
    "extend",
    "replace",
    "seat",
    "orphans",
  ]) {
    expect(stdout).toMatch(new RegExp(`^  ${verb} `, "m"));
  }
  expect(stdout).toContain(
    "Exit codes: 0 done, 1 not all went well, 2 bad input (nothing changed), 3 this machine lacks something, 130 interrupted.",
  );
});

test("every verb has the same options, each with its environment variable", async () => {
  const { stdout } = await lab(["status", "--help"]);
  const flat = stdout.replace(/\s+/g, " ");
  for (const [flag, variable] of [
    ["-f, --file", "LAB_FILE"],
    ["-o, --output", "LAB_OUTPUT"],
    ["-y, --yes", "LAB_YES"],
    ["--on", "LAB_ON"],
  ] as const) {
    expect(flat).toContain(flag);
    expect(flat).toContain(`env: ${variable}`);
  }
});

test("as a process: its exit code, results on stdout, reports on stderr", () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [resolve("cli/lab.mjs"), ...words], { cwd: testFolder(), encoding: "utf8" });
  expect(run("validate")).toMatchObject({
    status: 2,
    stdout: "",
    stderr: `There is no lab.yaml in this folder\nnpx --prefix ${resolve(".")} lab init writes one; or name it: -f FILE\n`,
  });
  expect(run("script", "--help")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Usage: lab script [options] [student]"),
    stderr: "",
  });
}, 60_000);

test("an unknown verb ends with 2 and names the one that was meant", async () => {
  const { status, stderr } = await lab(["stauts"]);
  expect(status).toBe(2);
  expect(stderr).toContain("(Did you mean status?)");
});

test("lab validate says what the file is, in both forms, by flag and by environment", async () => {
  const file = labYaml(good);
  expect(await lab(["validate", "-f", file])).toMatchObject({
    status: 0,
    stdout: `${file} is valid: class docker-101, target local, 1 lab of nginx, at most 384 MB of memory each\n`,
    stderr: "",
  });
  const { status, stdout } = await lab(["validate"], { LAB_FILE: file, LAB_OUTPUT: "json" });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    file,
    name: "docker-101",
    target: "local",
    students: ["student-1"],
    scenarios: ["nginx"],
    memoryMb: 384,
    noWayIn: [],
  });
});

test("bad input ends with 2, goes to stderr, and nothing is written", async () => {
  const file = labYaml("name: docker-101\nscenarios: [ngnix]\n");
  const { status, stdout, stderr } = await lab(["up"], {}, dirname(file));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    'lab.yaml:2: scenarios[0]: "ngnix" is not known; did you mean nginx?\nNothing was created. npx lab validate checks the file again; npx lab init writes a commented one.\n',
  );
  expect(readdirSync(dirname(file))).toEqual(["lab.yaml"]);
});

test("a file that is not there ends with 2 and says what writes one", async () => {
  const { status, stderr } = await lab(["validate", "-f", "gone.yaml"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/gone\.yaml: no such file\nnpx lab init writes a commented lab\.yaml\n$/);
});

test("below the folder of a class, the lab.yaml above is named, and not taken by itself", async () => {
  const below = join(dirname(labYaml(good)), "exercises/redis");
  mkdirSync(below, { recursive: true });
  const next = "One lies above: add -f ../../lab.yaml, or cd ../.. first; npx lab init writes one here";
  for (const verb of ["status", "down"])
    expect(await lab([verb], {}, below)).toMatchObject({ status: 2, stderr: `There is no lab.yaml in this folder\n${next}\n` });
});

test("--on names a student of the class", async () => {
  const { status, stderr } = await lab(["status", "--on", "kim"], {}, dirname(labYaml(good)));
  expect(status).toBe(2);
  expect(stderr).toContain('--on "kim" is not a student of this class; there are student-1');
});

test("a student that a verb names is not an --on", async () => {
  const { status, stderr } = await lab(["graph", "kim"], {}, dirname(labYaml(good)));
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: '"kim" is not a student of this class; there are student-1\n' });
});

test("--version is the package's, and an unknown command says where the others are", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(await lab(["--version"])).toMatchObject({ status: 0, stdout: `${version}\n` });
  for (const words of [["frobnicate"], ["up", "--frobnicate"]]) {
    const { status, stderr } = await lab(words);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: unknown (command|option) .*\nnpx lab --help lists the commands; /);
  }
  expect((await lab(["statsu"])).stderr).toContain("(Did you mean status?)");
});

test("lab init FOLDER keeps what verbs write there out of git, and takes the language of the shell", async () => {
  const folder = testFolder();
  expect((await lab(["init", "en"], { LANG: "C.UTF-8" }, folder)).status).toBe(0);
  expect((await lab(["init", "ko"], { LANG: "ko_KR.UTF-8" }, folder)).status).toBe(0);
  for (const language of ["en", "ko"])
    expect(readFileSync(join(folder, language, "lab.yaml"), "utf8")).toMatch(new RegExp(`^language: ${language} `, "m"));
  const written = [".lab/", "cards.html", "guide.html", "handouts/", "my-class-collected/", "support-kim.zip"];
  const { stdout } = spawnSync("git", ["check-ignore", "--no-index", ...written], { cwd: join(folder, "en"), encoding: "utf8" });
  // where git finds no repository it says nothing
  spawnSync("git", ["init", "-q"], { cwd: join(folder, "en") });
  const after = spawnSync("git", ["check-ignore", "--no-index", ...written], { cwd: join(folder, "en"), encoding: "utf8" });
  expect(stdout === "" ? after.stdout : stdout).toBe(`${written.join("\n")}\n`);
});

test("lab init and lab new report what they wrote as JSON with -o json", async () => {
  const folder = testFolder();
  const { stdout } = await lab(["init", "-o", "json"], {}, folder);
  expect(JSON.parse(stdout)).toEqual({ written: ["lab.yaml", ".gitignore"] });
  const made = await lab(["new", "exercise", "redis", "-o", "json"], {}, folder);
  expect(JSON.parse(made.stdout)).toMatchObject({
    entry: "./exercises/redis",
    written: expect.arrayContaining([join("exercises/redis", "compose.yaml")]) as string[],
  });
});

test("lab init writes a file that is valid as it stands, and overwrites none", async () => {
  const folder = testFolder();
  expect(await lab(["init"], {}, folder)).toMatchObject({
    status: 0,
    stdout: `Wrote lab.yaml, .gitignore. Edit it, then: npx --prefix ${resolve(".")} lab validate, npx --prefix ${resolve(".")} lab up\n`,
  });
  const text = readFileSync(join(folder, "lab.yaml"), "utf8");
  expect(text).toMatch(/^# yaml-language-server: \$schema=\S+lab\.schema\.json\n/);
  expect((await lab(["validate"], {}, folder)).status).toBe(0);
  const again = await lab(["init"], {}, folder);
  expect(again).toMatchObject({
    status: 2,
    stderr: "lab.yaml already exists; it was left as it is\nName another file: npx lab init -f my-class.yaml\n",
  });
  expect(readFileSync(join(folder, "lab.yaml"), "utf8")).toBe(text);
});

test("where npx does not find the command, every message says how it is called", async () => {
  const npx = "npx --prefix /opt/lab";
  const called = async (...words: string[]) => (await lab(words, {}, testFolder(), { npx })).stderr;
  expect(await called("status")).toBe(
    "There is no lab.yaml in this folder\nnpx --prefix /opt/lab lab init writes one; or name it: -f FILE\n",
  );
  expect(await called("new", "exercise", "Redis")).toContain("npx --prefix /opt/lab lab new exercise redis");
  expect(await called("statis")).toContain("npx --prefix /opt/lab lab --help lists the commands; npx --prefix /opt/lab lab help COMMAND");
});

test("lab init replaces the lab.yaml that a clone comes with, in which nobody has written", async () => {
  const shipped = readFileSync("lab.yaml", "utf8");
  const folder = dirname(labYaml(shipped));
  expect((await lab(["init"], {}, folder)).status).toBe(0);
  const written = readFileSync(join(folder, "lab.yaml"), "utf8");
  expect(written).toContain("# target:");
  writeFileSync(join(folder, "lab.yaml"), `${shipped}# mine\n`);
  expect((await lab(["init"], {}, folder)).status).toBe(2);
  expect(readFileSync(join(folder, "lab.yaml"), "utf8")).toBe(`${shipped}# mine\n`);
});

test("lab init FOLDER makes all that a class needs, and leaves what is there", async () => {
  const folder = testFolder();
  const folderOfClass = join(folder, "my-class");
  expect(await lab(["init", "my-class"], {}, folder)).toMatchObject({
    status: 0,
    stdout:
      `Wrote my-class/lab.yaml, my-class/.gitignore, my-class/cdktf.json. Next: cd my-class, edit lab.yaml, then: ` +
      `npx --prefix ${resolve(".")} lab validate, npx --prefix ${resolve(".")} lab up\n`,
  });
  // where it is installed, npx finds it
  mkdirSync(join(folder, "installed/node_modules/.bin"), { recursive: true });
  writeFileSync(join(folder, "installed/node_modules/.bin/lab"), "");
  expect((await lab(["init", "classes/one"], {}, join(folder, "installed"))).stdout).toContain(
    "edit lab.yaml, then: npx lab validate, npx lab up\n",
  );
  expect(readdirSync(folderOfClass).sort()).toEqual([".gitignore", "cdktf.json", "lab.yaml"]);
  expect(readFileSync(join(folderOfClass, ".gitignore"), "utf8").split("\n")).toContain(".lab/");
  expect(JSON.parse((await lab(["validate", "-o", "json"], {}, folderOfClass)).stdout)).toMatchObject({
    name: "my-class",
    target: "local",
  });
  const { app } = JSON.parse(readFileSync(join(folderOfClass, "cdktf.json"), "utf8")) as { app: string };
  expect(existsSync(resolve(folderOfClass, app.replace("node ", "")))).toBe(true);
  expect(await lab(["init", "my-class"], {}, folder)).toMatchObject({
    status: 2,
    stderr: "my-class/lab.yaml already exists; it was left as it is\nName another folder: npx lab init my-class\n",
  });
  // a name that is not allowed for a class
  const repository = join(testFolder(), "A Repository");
  mkdirSync(repository);
  writeFileSync(join(repository, ".gitignore"), "mine\n");
  expect((await lab(["init", repository], {}, folder)).status).toBe(0);
  expect(readFileSync(join(repository, ".gitignore"), "utf8")).toBe("mine\n");
  expect(JSON.parse((await lab(["validate", "-o", "json"], {}, repository)).stdout)).toMatchObject({ name: "docker-101" });
  expect((await lab(["init", "a", "-f", "b.yaml"], {}, folder)).status).toBe(2);
});

test("warnings go to stderr, and the file is valid", async () => {
  const warned = "name: c\ndocker: { mirror: 'http://mirror.example' }\nscenarios: [nginx]\n";
  const { status, stdout, stderr } = await lab(["validate", "-o", "json"], {}, dirname(labYaml(warned)));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ name: "c" });
  expect(stderr).toMatch(/^lab\.yaml:2: docker\.mirror: "http:\/\/mirror\.example" is http: /);
});

describe("a machine with nothing but Node", () => {
  const bin = testFolder();
  symlinkSync(process.execPath, join(bin, "node"));
  mkdirSync(join(bin, "home"));
  const bare = { PATH: bin, HOME: join(bin, "home"), DOCKER_HOST: "" };

  test("lab doctor names each need with its fix and ends with 3", async () => {
    const { status, stdout } = await lab(["doctor", "-o", "json"], bare, dirname(labYaml(good)));
    expect(status).toBe(3);
    const needs = JSON.parse(stdout) as { name: string; state: string; fix?: string }[];
    expect(needs.map(({ name, state }) => [name, state]).slice(0, 3)).toEqual([
      ["Node", Number(process.versions.node.split(".")[0]) < 22 ? "warning" : "ok"],
      ["Terraform", "missing"],
      ["Docker Engine", "missing"],
    ]);
    for (const need of needs) if (need.state === "missing") expect(need.fix).toBeTruthy();
  });

  test("lab up synthesizes, says what it would make and where, and what is missing", async () => {
    const file = labYaml(good);
    const { status, stdout, stderr } = await lab(["up"], bare, dirname(file));
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    const stacks = join(dirname(file), ".lab/docker-101/cdktf.out/stacks");
    expect(stderr).toContain("  nginx: containers nginx, nginx-8081\n");
    expect(stderr).toContain(`Its stacks as JSON: ${stacks}\n`);
    expect(stderr).toContain("Terraform: There is neither Terraform nor OpenTofu on this machine\n");
    expect(existsSync(join(stacks, "lab-student-1/cdk.tf.json"))).toBe(true);
  });

  test("lab up warns before anything is created that Docker Hub will not serve so many machines", async () => {
    const machines = Array.from({ length: 21 }, (_, at) => `m${at}: ubuntu@10.0.0.${at + 1}`).join(", ");
    const yaml = (mirror: string) => `name: c\ntarget: { hosts: { ${machines} } }\n${mirror}scenarios: [nginx, wordpress, load-balancer]\n`;
    const said = "Docker Hub allows 100 pulls in 6 hours from one address, and 21 machines that pull 5 images each make 105";
    expect((await lab(["up"], bare, dirname(labYaml(yaml(""))))).stderr).toContain(said);
    expect((await lab(["up"], bare, dirname(labYaml(yaml("docker: { mirror: 'https://mirror.example' }\n"))))).stderr).not.toContain(said);
    expect((await lab(["up", "--on", "m3"], bare, dirname(labYaml(yaml(""))))).stderr).not.toContain(said);
  });

  test("LAB_TERRAFORM that does not run is reported", async () => {
    const { stderr } = await lab(["up"], { ...bare, LAB_TERRAFORM: "/no/terraform" }, dirname(labYaml(good)));
    expect(stderr).toContain("Terraform: LAB_TERRAFORM is /no/terraform, which does not run\n");
  });
});

test("lab script prints the script of lab.yaml's install method", async () => {
  const folder = dirname(labYaml(`${good}docker: { install: current }\n`));
  const { status, stdout } = await lab(["script"], {}, folder);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^#!\/bin\/bash\n/);
  expect(stdout).toContain("# Docker's current instructions for Ubuntu");
});

test("verbs for EC2 alone say so on another target", async () => {
  const { status, stderr } = await lab(["extend", "2h"], {}, dirname(labYaml(good)));
  expect(status).toBe(2);
  expect(stderr).toBe("target is local; this is for target aws\n");
});

describe("what this machine cannot do is reported in two lines, without a stack trace", () => {
  const bin = testFolder();
  for (const name of ["bash", "sh"]) symlinkSync(`/bin/${name}`, join(bin, name));
  symlinkSync(process.execPath, join(bin, "node"));
  const machine = 'name: c\nlanguage: en\ntarget: { hosts: { kim: "ubuntu@10.0.0.1" } }\nscenarios: [processes]\n';

  test.each(["status", "exec -- true", "logs kim", "check"])("lab %s without ssh", async (words) => {
    const folder = dirname(labYaml(machine));
    const { status, stderr } = await lab(words.split(" "), { PATH: bin }, folder);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: expect.stringMatching(
        /^(the ssh command|ssh-keygen) does not run.*\nInstall OpenSSH's client \(package openssh-client\)\n$/,
      ) as unknown,
    });
  });

  test("a file in place of a folder, or the other way round", async () => {
    const folder = dirname(labYaml(machine));
    const fakes = fakeCommands({ ssh: "exit 255" });
    const { status, stderr } = await lab(["guide", "kim", "--html", folder], {}, folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/ cannot be written: EISDIR.*\nFree some space, or see that you may write there;.*\n$/);
    const below = await lab(["guide", "--all", join(folder, "lab.yaml")], {}, folder);
    fakes.restore();
    expect(below.status).toBe(1);
    expect(below.stderr).toMatch(/ cannot be written: E.*\nFree some space/);
  });
});
