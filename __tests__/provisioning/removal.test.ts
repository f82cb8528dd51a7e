// What runs on hosts while a class is brought up and removed, as text: shellcheck finds nothing in it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearScript, purgeScript, readRemoval, removalScript, connectScript, startScript } from "../../provisioning/removal";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

test("the removal selects by the labels of one student's lab", () => {
  const script = removalScript("docker-101", "kim", { isHost: false });
  const filters = script.match(/docker \S+( ls)? -a?q .*?(?= \||\)| &&)/g) ?? [];
  const own = "--filter 'label=docker-class-lab.class=docker-101' --filter 'label=docker-class-lab.student=kim'";
  const questions = ["ps -aq", "network ls -q", "volume ls -q"].map((question) => `docker ${question} ${own}`);
  // what is there, and afterwards what is left
  expect(filters).toEqual([...questions, ...questions]);
});

test("nothing that a docker with nonsense answers prints counts as a removal", () => {
  const folder = testFolder();
  writeFileSync(join(folder, "docker"), "#!/bin/sh\necho banana\necho {not json\n");
  chmodSync(join(folder, "docker"), 0o755);
  const script = removalScript("c", "kim", { isHost: false, built: [{ name: "node-server", id: "sha256:1" }] });
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8", env: { PATH: `${folder}:/usr/bin:/bin` } });
  expect({ status, lines: readRemoval(stdout) }).toEqual({ status: 1, lines: [] });
  expect(stderr).toBe("its docker command does not answer like a Docker Engine: banana{not json\n");
});

describe("images that the lab built", () => {
  const script = removalScript("c", "kim", {
    isHost: false,
    built: [{ name: "node-server", id: "sha256:1" }],
    made: { names: ["shop:1"], since: "2026-11-25T10:00:00.000Z" },
  });
  /** A docker with one image, by its name, and the lab's image without one where `dangling`. */
  const remove = (now: string, { dangling = false, refuses = false, created = "" } = {}) => {
    const folder = testFolder();
    const docker = `#!/bin/sh
case "$*" in
version*) echo 28.2.2 ;;
"image inspect -f {{.Id}} node-server") [ -n "${now}" ] && echo "${now}" ;;
"image inspect -f {{.Created}} shop:1") [ -n "${created}" ] && echo "${created}" ;;
"image inspect -f {{len .RepoTags}} sha256:1") ${dangling ? "echo 0" : "exit 1"} ;;
rmi*) echo "$*" >> ${folder}/removed; ${refuses ? "exit 1" : "exit 0"} ;;
esac`;
    writeFileSync(join(folder, "docker"), docker);
    chmodSync(join(folder, "docker"), 0o755);
    const { status, stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8", env: { PATH: `${folder}:/usr/bin:/bin` } });
    const removed = existsSync(join(folder, "removed")) ? readFileSync(join(folder, "removed"), "utf8") : "";
    return { status, lines: readRemoval(stdout).map(({ name, became }) => `${name} ${became}`), removed };
  };

  test("go by their names where the names are still theirs", () => {
    expect(remove("sha256:1")).toEqual({ status: 0, lines: ["node-server removed"], removed: "rmi -f node-server\n" });
    expect(remove("")).toEqual({ status: 0, lines: [], removed: "" });
  });

  test("a student's own image of the name stays, and the lab's, which no longer has a name, is removed", () => {
    expect(remove("sha256:2")).toEqual({ status: 0, lines: ["node-server kept"], removed: "" });
    expect(remove("sha256:2", { dangling: true })).toEqual({ status: 0, lines: ["node-server kept"], removed: "rmi sha256:1\n" });
  });

  test("what an exercise's commands made since the lab was deployed is removed, and what is older stays", () => {
    expect(remove("", { created: "2026-11-25T10:00:00.123456789Z" })).toEqual({
      ...{ status: 0, lines: ["shop:1 removed"], removed: "rmi -f shop:1\n" },
    });
    expect(remove("", { created: "2026-11-25T09:59:59.999999999Z" })).toEqual({ status: 0, lines: ["shop:1 kept"], removed: "" });
    expect(remove("", { created: "2024-12-01T00:00:00Z" })).toMatchObject({ lines: ["shop:1 kept"] });
  });

  test("one that Docker does not remove is not a success", () => {
    expect(remove("sha256:1", { refuses: true })).toMatchObject({ status: 1, lines: ["node-server left"] });
  });
});

(hasShellcheck ? test : test.skip).each([
  [
    "removal of built images",
    removalScript("docker-101", "kim", { isHost: false, built: [{ name: "a:b", id: "sha256:1" }], made: { names: ["c"], since: "2026" } }),
  ],
  ["removal", removalScript("docker-101", "kim", { isHost: false })],
  ["removal on a host", removalScript("docker-101", "kim", { isHost: true })],
  ["removal of what an earlier lab left", clearScript(["0123", "4567"], ["practice_default"])],
  [
    "start of what was stopped",
    startScript([
      { id: "0123", state: "exited" },
      { id: "4567", state: "paused" },
    ]),
  ],
  ["connection of what was cut off", connectScript([{ id: "0123", network: "it's", aliases: ["web"] }])],
  ["removal of data", purgeScript(["/home/wordpress_db", "/home/it's"], ["mysql:8.0", "nginx:1.29"])],
])("shellcheck: %s", (_, script) => expect(shellcheck(script, ["SC2016"])).toBe(""));

(hasShellcheck ? test : test.skip).each(["gate.sh", "deliver.sh"])("shellcheck: %s with what it sources", (file) => {
  const folder = join(__dirname, "../../stacks/hosts");
  const sourced = readFileSync(join(folder, "over-ssh.sh"), "utf8");
  const text = readFileSync(join(folder, file), "utf8").replace(/^# shellcheck source=.*\n.*$/m, () => sourced);
  expect(shellcheck(text, ["SC2317", "SC2329"], "bash")).toBe("");
});

describe("readRemoval", () => {
  test("reads a line for each thing, and leaves what Docker itself prints", () => {
    const stdout = [
      "container nginx-8081 removed",
      "network practice_default left",
      "container my-own freed",
      "image commit_test:first,practice_web:latest removed",
      "image sha256:0123abcd removed",
      "image registry.example:5000/team/app@sha256:0123 left",
      "Untagged: nginx:1.29",
      "volume redis_data removed",
      "folder data removed",
      "container nginx gone",
      "",
    ].join("\n");
    expect(readRemoval(stdout)).toEqual([
      { kind: "container", name: "nginx-8081", became: "removed" },
      { kind: "network", name: "practice_default", became: "left" },
      { kind: "container", name: "my-own", became: "freed" },
      { kind: "image", name: "commit_test:first,practice_web:latest", became: "removed" },
      { kind: "image", name: "sha256:0123abcd", became: "removed" },
      { kind: "image", name: "registry.example:5000/team/app@sha256:0123", became: "left" },
      { kind: "volume", name: "redis_data", became: "removed" },
    ]);
  });

  test.each([
    "container \u001b[31mred removed",
    "container a b removed",
    "container $(reboot) removed",
    "container -rf removed",
    " container nginx removed",
    `container ${"x".repeat(400)} removed`,
  ])("a name that Docker does not allow is ignored: %j", (line) => expect(readRemoval(line)).toEqual([]));
});
