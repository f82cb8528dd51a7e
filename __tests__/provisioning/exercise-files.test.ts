// Exercise files as they arrive: on a host by the install script, on this machine by the workspace. What a student changed stays.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExerciseFile } from "../../definition/scenario";
import { installScript } from "../../provisioning/install-docker";
import { leftoversScript, readLeftovers, resetScript, type Traces } from "../../provisioning/reset";
import { exerciseFile } from "../../stacks/exercises/read-files";
import { writeExerciseFiles } from "../../workspace/exercise-files";
import { testFolder } from "../lab-yaml";

/** Runs the part of the install script that is about exercise files, in folders of its own. */
function place(folder: string, files: readonly ExerciseFile[]): void {
  const script = installScript({ install: "none", user: "ubuntu", files });
  mkdirSync(join(folder, "var"), { recursive: true });
  const part = script.slice(script.indexOf("# Exercise files."), script.indexOf('step "asking the Engine'));
  const head = `set -Eeuo pipefail\nhome='${folder}' lab='${folder}/var'\nas_user() { "$@"; }\n`;
  const { status, stderr } = spawnSync("bash", ["-c", head + part.replaceAll("/var/lib/lab", `${folder}/var`)], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

const ways = {
  "on a host": place,
  "on this machine": (folder: string, files: readonly ExerciseFile[]) =>
    writeExerciseFiles(join(folder, "labs"), files, join(folder, "given")),
};
const bytes = Buffer.from([0, 255, 10, 13, 10]);
const file = (path: string, content: string | Buffer, mode = 0o644) => exerciseFile(path, Buffer.from(content), mode);

describe.each(Object.entries(ways))("%s", (_, write) => {
  test("every byte arrives, with its mode", () => {
    const folder = testFolder();
    write(folder, [
      file("a/binary", bytes),
      file("a/run.sh", "#!/bin/sh\necho ${HOME} 'x'\n", 0o750),
      file("a/bare", "no newline"),
      file("a/empty", ""),
    ]);
    const labs = join(folder, "labs/a");
    expect(readFileSync(join(labs, "binary"))).toEqual(bytes);
    expect(readFileSync(join(labs, "run.sh"), "utf8")).toBe("#!/bin/sh\necho ${HOME} 'x'\n");
    expect(statSync(join(labs, "run.sh")).mode & 0o777).toBe(0o750);
    expect([readFileSync(join(labs, "bare"), "utf8"), readFileSync(join(labs, "empty"), "utf8")]).toEqual(["no newline", ""]);
  });

  test("a file that changed arrives, but for one that its student changed", () => {
    const folder = testFolder();
    const labs = join(folder, "labs");
    write(folder, [file("a/theirs", "1\n"), file("a/untouched", "1\n")]);
    writeFileSync(join(labs, "a/theirs"), "mine\n");
    write(folder, [file("a/theirs", "2\n"), file("a/untouched", "2\n"), file("a/new", "2\n")]);
    expect(["theirs", "untouched", "new"].map((name) => readFileSync(join(labs, "a", name), "utf8"))).toEqual(["mine\n", "2\n", "2\n"]);
  });

  test("one that was there before anybody kept what was given is its student's", () => {
    const folder = testFolder();
    mkdirSync(join(folder, "labs/a"), { recursive: true });
    writeFileSync(join(folder, "labs/a/old"), "old\n");
    write(folder, [file("a/old", "new\n")]);
    expect(readFileSync(join(folder, "labs/a/old"), "utf8")).toBe("old\n");
  });
});

test("a reset puts bytes and modes back, and lists nothing afterwards", () => {
  const labs = join(testFolder(), "labs");
  const bin = testFolder();
  writeFileSync(join(bin, "docker"), "#!/bin/sh\nexit 1\n");
  chmodSync(join(bin, "docker"), 0o755);
  const traces: Traces = {
    ...{ scenarios: ["a"], containers: [], networks: [], images: [], projects: ["a"], data: [], ports: [], foreign: [], helpers: [] },
    files: [file("a/binary", bytes), file("a/run.sh", "#!/bin/sh\n", 0o755)],
    labsFolder: labs,
  };
  const run = (script: string) =>
    spawnSync("sh", ["-c", script], { encoding: "utf8", env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` } });
  mkdirSync(join(labs, "a"), { recursive: true });
  writeFileSync(join(labs, "a/mine"), "mine\n");
  expect(readLeftovers(run(leftoversScript(traces, "m")).stdout, "m")).toEqual([
    { kind: "file", name: "a/binary" },
    { kind: "file", name: "a/run.sh" },
    { kind: "file", name: "a/mine" },
  ]);
  run(resetScript(traces, { data: false }));
  expect(readFileSync(join(labs, "a/binary"))).toEqual(bytes);
  expect(statSync(join(labs, "a/run.sh")).mode & 0o777).toBe(0o755);
  expect(existsSync(join(labs, "a/mine"))).toBe(false);
  expect(readLeftovers(run(leftoversScript(traces, "m")).stdout, "m")).toEqual([]);
});
