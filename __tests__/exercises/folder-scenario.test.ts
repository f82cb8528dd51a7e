// A folder as a scenario: what it uses, what its students get, and everything that is wrong with it at once.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { memoryOf } from "../../definition/scenario";
import { labPorts } from "../../definition/open-ports";
import { loadClass } from "../../definition/load";
import { knownScenarios } from "../../stacks/exercises/known-scenarios";
import { classChecks } from "../../stacks/scenarios/class-checks";
import { exerciseFiles } from "../../stacks/scenarios/exercise-files";
import { synthLab } from "../synth";
import { classFolder, exerciseClass, guide } from "./folder";

const check = '#!/bin/bash\n# ko: 됩니다\n# hint.en: Do it\n# timeout: 20\n[ -n "$PORT" ]\n';
const good = {
  "lab.yaml": "name: c\nscenarios: [nginx, ./exercises/redis: { variables: { PORT: 6380 } }]\n",
  "exercises/redis/guide.ko.md": "# 레디스\n\n```sh\ncurl localhost:{{PORT}}\n```\n",
  "exercises/redis/compose.yaml": 'services:\n  cache: { image: "redis:7", ports: ["${PORT:-6379}:6379"], mem_limit: 64m }\n',
  "exercises/redis/checks/10-answers.sh": check,
  "exercises/redis/files/binary": Buffer.from([0, 1, 255]),
  "exercises/redis/files/run.sh": "#!/bin/sh\n",
  "exercises/redis/files/Dockerfile": "FROM node:22-alpine AS build\nFROM build\nFROM ${BASE}\n",
  "exercises/redis/solve.sh": "redis-cli ping\n",
};
const load = async (files: Readonly<Record<string, string | Buffer>>) => {
  const file = classFolder(files);
  return loadClass(file, await knownScenarios(file));
};

test("its ports, names, images and memory are known as those of a built-in scenario", async () => {
  const definition = await load(good);
  const use = definition.scenarios[1];
  expect(use?.spec).toMatchObject({ name: "redis", entry: "./exercises/redis", title: { ko: "레디스", en: "레디스" } });
  expect(use?.spec.uses(use.options)).toEqual({
    hostPorts: [{ option: "services.cache.ports.0", port: 6380, at: { file: "exercises/redis/compose.yaml", line: 2 } }],
    containers: ["redis-cache-1"],
    networks: ["redis_default"],
    builds: [],
    images: ["redis:7", "node:22-alpine"],
    memoryMb: 64,
  });
  expect(labPorts(definition.scenarios, { pages: false })).toContainEqual(
    expect.objectContaining({ first: 6380, last: 6380, what: "redis" }),
  );
  expect(use?.spec.facts?.(use.options)).toEqual({ PORT: "6380" });
  expect(use?.spec.solve?.(use.options)).toBe("export PORT='6380'\nredis-cli ping\n");
});

test("its disk and memory count as those of a built-in scenario", async () => {
  const small = good["lab.yaml"].replace(
    "name: c\n",
    "name: c\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24], diskGb: 8 } }\n",
  );
  const images = { "exercises/redis/files/x/Dockerfile": [1, 2, 3, 4, 5, 6].map((tag) => `FROM redis:${tag}\n`).join("") };
  await expect(load({ ...good, ...images, "lab.yaml": small })).rejects.toThrow(
    "target.aws.diskGb: 8 is too small: the images of the scenarios (nginx, redis) need at least",
  );
  expect(memoryOf((await load(good)).scenarios)).toBe(384 + 64);
});

test("its students get every byte of files, the modes, and what docker compose reads", async () => {
  const file = classFolder(good);
  chmodSync(join(dirname(file), "exercises/redis/files/run.sh"), 0o750);
  const { scenarios } = loadClass(file, await knownScenarios(file));
  const files = exerciseFiles(scenarios.slice(1));
  expect(files.find(({ path }) => path === "redis/binary")).toMatchObject({ content: "AAH/", encoding: "base64" });
  expect(files.find(({ path }) => path === "redis/run.sh")).toEqual({ path: "redis/run.sh", content: "#!/bin/sh\n", mode: 0o750 });
  expect(files.find(({ path }) => path === "redis/.env")?.content).toBe("PORT='6380'\n");
  expect(files.map(({ path }) => path)).toContain("redis/compose.yaml");
});

test("a link within files arrives as the file that it names, and more than 500 files are refused", async () => {
  const file = classFolder(good);
  const files = join(dirname(file), "exercises/redis/files");
  symlinkSync("run.sh", join(files, "again"));
  const { scenarios } = loadClass(file, await knownScenarios(file));
  expect(exerciseFiles(scenarios.slice(1)).find(({ path }) => path === "redis/again")?.content).toBe("#!/bin/sh\n");
  for (let number = 0; number < 500; number++) writeFileSync(join(files, `n${number}`), "");
  const known = await knownScenarios(file);
  expect(() => loadClass(file, known)).toThrow(/is one too many: an exercise brings at most 4 MB in 500 files/);
});

test("its checks are asked in its folder, with its variables, by the shell that they name", async () => {
  const definition = await load(good);
  const [, asked] = [undefined, classChecks(definition.scenarios).find(({ scenario }) => scenario === "redis")];
  expect(asked).toMatchObject({
    id: "answers",
    says: true,
    timeout: 20,
    title: { ko: "됩니다", en: "됩니다" },
    hint: { ko: "Do it", en: "Do it" },
  });
  expect(asked?.script).toMatch(/^export PORT='6380'\ncd "\$LAB_FILES\/redis" 2>\/dev\/null \|\| :\nexec bash -c '/);
});

test("whether the lab stands is asked of a running exercise, and not of a ready one", async () => {
  const files = (state: string) => ({
    "lab.yaml": `name: c\nscenarios: [./shop: { state: ${state} }]\n`,
    "shop/guide.en.md": guide,
    "shop/checks/10-up.sh": "# en: It is up\n# hint.en: Start it\n# standing: yes\ntrue\n",
    "shop/checks/20-done.sh": check,
  });
  expect(classChecks((await load(files("running"))).scenarios).map(({ id }) => id)).toEqual(["up", "done"]);
  expect(classChecks((await load(files("ready"))).scenarios).map(({ id }) => id)).toEqual(["done"]);
});

test("in state ready nothing is declared and its images are pulled", async () => {
  const stack = synthLab(await exerciseClass('services:\n  cache: { image: "redis:7" }\n', {}, "state: ready"));
  expect(Object.keys(stack.resources("docker_container"))).toEqual([]);
  expect(stack.named("docker_image", "redis:7")).toBeDefined();
});

test("everything that is wrong with a folder is reported at once", async () => {
  const file = classFolder({
    "lab.yaml": "name: c\nscenarios: [./shop, ./missing]\n",
    "shop/guide.en.md": "# Shop\n\n{{PRT}}\n{{data}}\n",
    "shop/compose.yml": "services: {}\n",
    "shop/compose.yaml": `x-base: &base
  image: "redis:7"
  colour: red
services:
  web:
    <<: *base
    links: [db]
    networks: [inner]
    depends_on: { db: { condition: service_healthy } }
  db:
    image: "redis:7"
    comand: redis-server
    ports: ["99999:1"]
`,
    "shop/checks/answers.sh": "true\n",
    "shop/checks/10-a.sh": "#!/usr/bin/python3\n# en: A\n",
    "shop/files/a": "a\n",
  });
  symlinkSync("/etc/passwd", join(dirname(file), "shop/files/passwd"));
  const scenarios = await knownScenarios(file);
  const lines = (() => {
    try {
      loadClass(file, scenarios);
      return [];
    } catch (error) {
      return (error as Error).message.split("\n");
    }
  })();
  expect(lines).toEqual([
    expect.stringContaining(
      'lab.yaml:2: scenarios[1]: "./missing" is not a folder; npx lab new exercise missing writes ./exercises/missing',
    ),
    expect.stringContaining("shop/compose.yml:1: the file is not part of an exercise; did you mean compose.yaml?"),
    expect.stringContaining('shop/checks/10-a.sh:1: "#!/usr/bin/python3" must name sh or bash, which run a check'),
    expect.stringContaining("shop/checks/10-a.sh:1: the file does not say in any language what to do when it fails"),
    expect.stringContaining("shop/checks/answers.sh:1: the file is not a check's name; write NN-name.sh"),
    expect.stringContaining("shop/files/passwd:1: the file is a link that leads out of the folder"),
    expect.stringContaining("shop/guide.en.md:3: the file has no value for {{PRT}}"),
    expect.stringContaining("shop/guide.en.md:4: the file has no value for {{data}}"),
    expect.stringContaining("shop/compose.yaml:3: services.web.colour is not a key here"),
    expect.stringContaining("shop/compose.yaml:7: services.web.links is not taken: services of a network reach each other by their names"),
    expect.stringContaining('shop/compose.yaml:8: services.web.networks: "inner" is not under networks'),
    expect.stringContaining(
      "shop/compose.yaml:9: services.web.depends_on.db is waited for until it is healthy, and has no healthcheck here",
    ),
    expect.stringContaining("shop/compose.yaml:12: services.db.comand is not a key here; did you mean command?"),
    expect.stringContaining('shop/compose.yaml:13: services.db.ports[0]: "99999:1" has the port 99999'),
  ]);
});

const everyPart = ["guide.ko.md", "guide.en.md", "compose.yaml", "exercise.yaml", "solve.sh", "files/.env", "files/data", "checks/10-a.sh"];

test.each([
  ["a pipe", (path: string) => void execFileSync("mkfifo", [path]), "is a pipe, a socket or a device; put a file there"],
  [
    "a link to a device",
    (path: string) => symlinkSync("/dev/zero", path),
    "is a link that leads out of the folder; put the file itself there",
  ],
  [
    "a link out of the folder",
    (path: string) => symlinkSync("/etc/passwd", path),
    "is a link that leads out of the folder; put the file itself there",
  ],
  ["a link to nothing", (path: string) => symlinkSync("nothing", path), "is a link to nothing; remove it"],
  ["too large", (path: string) => writeFileSync(path, "#".repeat(4_100_000)), "; at most|is one too many"],
  ["no text", (path: string) => writeFileSync(path, Buffer.from([0xff, 0xff, 0])), "is not text in UTF-8, UTF-16 or CP949"],
])("a part of a folder that is %s is named and not read", async (what, make, message) => {
  const file = classFolder({ "lab.yaml": "name: c\nscenarios: [./shop]\n", "shop/files/a": "a\n", "shop/checks/20-b.sh": check });
  for (const part of everyPart) make(join(dirname(file), "shop", part));
  const scenarios = await knownScenarios(file);
  const said = (() => {
    try {
      loadClass(file, scenarios);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const part of everyPart.filter((part) => !["no text", "too large"].includes(what) || part !== "files/data"))
    expect(said).toMatch(new RegExp(`shop/${part}:1: the file .*(${message})`));
});

test("a compose.yaml in UTF-16 arrives on the host as Docker's own compose reads it", async () => {
  const compose = "services:\n  a:\n    image: nginx:1.30\n";
  const file = classFolder({ "lab.yaml": "name: c\nscenarios: [./shop]\n", "shop/guide.en.md": guide, "shop/checks/20-b.sh": check });
  writeFileSync(join(dirname(file), "shop/compose.yaml"), Buffer.from(`\ufeff${compose}`, "utf16le"));
  const [use] = loadClass(file, await knownScenarios(file)).scenarios;
  if (!use) throw new Error("it is a scenario");
  expect(exerciseFiles([use])).toContainEqual({ path: "shop/compose.yaml", content: compose, mode: 0o644 });
});

test.each(["files", "checks"])("%s that is a link to another folder, or a file, is not followed", async (part) => {
  const file = classFolder({ "lab.yaml": "name: c\nscenarios: [./shop]\n", "shop/guide.en.md": guide, "other/10-secret.sh": check });
  const path = join(dirname(file), "shop", part);
  symlinkSync("../other", path);
  await expect(knownScenarios(file).then((known) => loadClass(file, known))).rejects.toThrow(
    `shop/${part}:1: the file is a link that leads out of the folder`,
  );
  rmSync(path);
  writeFileSync(path, "x");
  await expect(knownScenarios(file).then((known) => loadClass(file, known))).rejects.toThrow(`shop/${part}:1: the file is not a folder`);
});

test("an env_file, a figure and an index.ts outside the folder are not read", async () => {
  const compose = "services:\n  web: { image: redis:7, env_file: [out.env] }\n";
  const file = classFolder({
    "lab.yaml": "name: c\nscenarios: [./shop, ./code]\n",
    "shop/guide.en.md": `${guide}\n![A drawing](figure.svg)\n\n![Another](nowhere.svg)\n`,
    "shop/compose.yaml": compose,
    "shop/files/a": "a\n",
  });
  symlinkSync("/dev/zero", join(dirname(file), "shop/files/out.env"));
  symlinkSync("/etc/passwd", join(dirname(file), "shop/figure.svg"));
  mkdirSync(join(dirname(file), "code"));
  execFileSync("mkfifo", [join(dirname(file), "code/index.ts")]);
  const said = await knownScenarios(file)
    .then((known) => loadClass(file, known))
    .catch((error: unknown) => (error as Error).message);
  expect(said).toContain('shop/compose.yaml:2: services.web.env_file: "out.env" is a link that leads out of the folder');
  expect(said).toContain("shop/guide.en.md:9: the file has the figure figure.svg, which is a link that leads out of the folder");
  expect(said).toContain("shop/guide.en.md:11: the file has the figure nowhere.svg, which is not in the folder");
  expect(said).toContain("code/index.ts:1: the file is a pipe, a socket or a device");
});

test("a compose.yaml whose alias contains itself is refused with its line", async () => {
  await expect(exerciseClass("x-a: &a\n  more: *a\nservices: {}\n")).rejects.toThrow(
    "shop/compose.yaml:2: the file *a is inside the part that it stands for, which would never end",
  );
});

test("no control character of a check or a guide reaches a table or a page", async () => {
  const { scenarios } = await load({
    "lab.yaml": "name: c\nscenarios: [./shop]\n",
    "shop/guide.en.md": "# A \u001b[31mguide\n",
    "shop/checks/10-a.sh": "# en: It\u001b[2J \u202eruns\n# hint.en: Look\u0008\u001b]0;x\u0007 here\ntrue\n",
  });
  expect(scenarios[0]?.spec.title.en).toBe("A guide");
  expect(classChecks(scenarios)[0]).toMatchObject({ title: { en: "It runs" }, hint: { en: "Look here" } });
});

test("two scenarios on one host port are named with the line of the compose file", async () => {
  const compose = 'services:\n  web: { image: "nginx:1.30", ports: ["80:80"] }\n';
  await expect(
    load({ "lab.yaml": "name: c\nscenarios: [nginx, ./shop]\n", "shop/guide.en.md": guide, "shop/compose.yaml": compose }),
  ).rejects.toThrow(
    "shop/compose.yaml:2: shop.services.web.ports.0: 80 is also the host port of nginx.port; give one of them another port",
  );
});

test("what Terraform would take for a template, and dollar signs, arrive as they are", async () => {
  const stack = synthLab(await exerciseClass("services:\n  web:\n    image: nginx:1.30\n    command: [sh, -c, 'echo $${HOME} %{x}']\n"));
  expect(stack.named("docker_container", "shop-web-1")["command"]).toEqual(["sh", "-c", "echo $${HOME} %%{x}"]);
});

test("a service that is waited for until it succeeds is attached to, and its exit status is asked for", async () => {
  const stack = synthLab(
    await exerciseClass(
      'services:\n  seed: { image: "redis:7" }\n  web: { image: "redis:7", depends_on: { seed: { condition: service_completed_successfully } } }\n',
    ),
  );
  expect(stack.named("docker_container", "shop-seed-1")).toMatchObject({
    attach: true,
    labels: expect.arrayContaining([{ label: "docker-class-lab.once", value: "true" }]) as object[],
  });
  expect(stack.named("docker_container", "shop-web-1")["lifecycle"]).toMatchObject({
    precondition: [{ condition: expect.stringContaining("exit_code < 1") as string }],
  });
});
