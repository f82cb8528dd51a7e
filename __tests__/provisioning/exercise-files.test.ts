// Exercise files as they arrive: on a host by a delivery, on this machine by the workspace. What a student changed stays.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { ExerciseFile } from "../../definition/scenario";
import { deliveredScript, deliveryBegin, type DeliveryPart, filesPart, keptMark, labCheckPart } from "../../provisioning/exercise-files";
import { leftoversScript, readLeftovers, resetScript, type Traces } from "../../provisioning/reset";
import { hereDocument, quote } from "../../provisioning/shell";
import { exerciseFile } from "../../stacks/exercises/read-files";
import { writeExerciseFiles } from "../../workspace/exercise-files";
import { deliveryScript } from "../delivery-script";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

/** Runs a delivery in folders of its own, and returns what it printed. */
function deliver(folder: string, parts: readonly DeliveryPart[]): string {
  mkdirSync(join(folder, "bin"), { recursive: true });
  mkdirSync(join(folder, "var"), { recursive: true });
  for (const [name, text] of [
    ["getent", `echo "x:x:0:0::${folder}:"`],
    ["setpriv", 'while [ "$1" != env ]; do shift; done; exec "$@"'],
  ] as const) {
    writeFileSync(join(folder, "bin", name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(folder, "bin", name), 0o755);
  }
  const script = deliveryScript(parts);
  const here = script.replaceAll("/var/lib/lab", `${folder}/var`).replaceAll("/usr/local/bin/", `${folder}/bin/`);
  const { status, stdout, stderr } = spawnSync("bash", ["-s"], {
    input: here,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** Brings files, and returns the paths of those that are newer and stay as they are. */
type Bring = (folder: string, files: readonly ExerciseFile[]) => string[];
const ways: Record<string, Bring> = {
  "on a host": (folder, files) =>
    deliver(folder, [filesPart("a", files)])
      .split("\n")
      .flatMap((line) => (line.startsWith(keptMark) ? [line.slice(keptMark.length)] : [])),
  "on this machine": (folder, files) => writeExerciseFiles(join(folder, "labs"), files, join(folder, "given")),
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
    const { ino } = statSync(join(labs, "a/untouched"));
    const newer = [file("a/theirs", "2\n"), file("a/untouched", "2\n"), file("a/new", "2\n")];
    expect(write(folder, newer)).toEqual(["a/theirs"]);
    // a container that binds the file has it by its inode
    expect(statSync(join(labs, "a/untouched")).ino).toBe(ino);
    expect(["theirs", "untouched", "new"].map((name) => readFileSync(join(labs, "a", name), "utf8"))).toEqual(["mine\n", "2\n", "2\n"]);
  });

  test("one that was put back after a newer one was held back is updated again", () => {
    const folder = testFolder();
    write(folder, [file("a/file", "1\n")]);
    writeFileSync(join(folder, "labs/a/file"), "mine\n");
    expect(write(folder, [file("a/file", "2\n")])).toEqual(["a/file"]);
    writeFileSync(join(folder, "labs/a/file"), "2\n");
    expect(write(folder, [file("a/file", "3\n")])).toEqual([]);
    expect(readFileSync(join(folder, "labs/a/file"), "utf8")).toBe("3\n");
  });

  test("a folder, a link or a file of the student's in a file's way stays, and the others arrive", () => {
    const folder = testFolder();
    mkdirSync(join(folder, "labs/a/file"), { recursive: true });
    writeFileSync(join(folder, "elsewhere"), "mine\n");
    symlinkSync(join(folder, "elsewhere"), join(folder, "labs/a/link"));
    writeFileSync(join(folder, "labs/a/folder"), "mine\n");
    const all = [file("a/file", "1\n"), file("a/folder/x", "1\n"), file("a/link", "1\n"), file("a/other", "1\n")];
    expect(write(folder, all)).toEqual(["a/file", "a/folder/x", "a/link"]);
    expect(readFileSync(join(folder, "labs/a/other"), "utf8")).toBe("1\n");
    expect(readFileSync(join(folder, "elsewhere"), "utf8")).toBe("mine\n");
  });

  test("a pipe in a file's place does not block", () => {
    const folder = testFolder();
    mkdirSync(join(folder, "labs/a"), { recursive: true });
    spawnSync("mkfifo", [join(folder, "labs/a/pipe")]);
    expect(write(folder, [file("a/pipe", "1\n")])).toEqual(["a/pipe"]);
    expect(statSync(join(folder, "labs/a/pipe")).isFIFO()).toBe(true);
  });

  test("one that was there before anything was delivered is its student's", () => {
    const folder = testFolder();
    mkdirSync(join(folder, "labs/a"), { recursive: true });
    writeFileSync(join(folder, "labs/a/old"), "old\n");
    write(folder, [file("a/old", "new\n")]);
    expect(readFileSync(join(folder, "labs/a/old"), "utf8")).toBe("old\n");
  });
});

describe("a delivery", () => {
  const parts = (content: string) => [
    filesPart("a", [file("a/x", content)]),
    filesPart("b", [file("b/x", "1\n")]),
    labCheckPart("#!/bin/sh\n"),
  ];

  test("leaves a line for each part, which changes with its content alone", () => {
    const folder = testFolder();
    const [before, after] = [parts("1\n"), parts("2\n")];
    deliver(folder, before);
    const known = () => {
      const ask = deliveredScript.replaceAll("/var/lib/lab", join(folder, "var"));
      return spawnSync("sh", ["-c", ask], { encoding: "utf8", env: { HOME: folder } })
        .stdout.trim()
        .split("\n")
        .sort();
    };
    expect(known()).toEqual(before.map(({ line }) => line).sort());
    expect(after.filter(({ line }) => !known().includes(line)).map(({ name }) => name)).toEqual(["files-a"]);
    expect(statSync(join(folder, "bin/lab-check")).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(folder, "var/labs"))).toBe(join(folder, "labs"));
    // a part of which a file is gone is not there
    rmSync(join(folder, "labs/b/x"));
    expect(before.filter(({ line }) => !known().includes(line)).map(({ name }) => name)).toEqual(["files-b"]);
  });

  test("that is cut off on its way changes nothing", () => {
    const folder = testFolder();
    const text = [deliveryBegin, ...parts("1\n").map(({ text }) => text)].join("").replaceAll("/var/lib/lab", folder);
    expect(spawnSync("bash", ["-s"], { input: text }).status).not.toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("has text from a person only in quotes", () => {
    const marker = "mark7f3";
    const hostile = fc
      .array(fc.constantFrom("'", '"', "$(id)", "`id`", "${x}", "\\", "\n", ";", " ", "김", "🐳", "!"), { maxLength: 8 })
      .map((parts) => `${parts.join("")}${marker}${[...parts].reverse().join("")}`);
    fc.assert(
      fc.property(hostile, (path) => {
        const { line, text } = filesPart("a", [{ path: `a/${path}`, content: "x" }]);
        const inert = [quote(`a/${path}`), hereDocument(`${line}\na/${path}`)];
        for (const words of inert) expect(text).toContain(words);
        expect(inert.reduce((rest, words) => rest.replaceAll(words, () => ""), text)).not.toContain(marker);
      }),
    );
  });

  test.each(["", "/etc/passwd", "../.bashrc", "a/../../b", "a//b", "a/"])("of the file %j is refused", (path) => {
    expect(() => filesPart("a", [{ path, content: "" }])).toThrow(`exercise file ${JSON.stringify(path)}: a path below ~/labs is needed`);
  });

  (hasShellcheck ? test : test.skip)("passes shellcheck", () => {
    const all = [filesPart("a", [file("it's/김치", "LAB_FILE\n'$HOME' `id` \\\n"), file("a/b", bytes)]), labCheckPart("#!/bin/sh\n")];
    expect(shellcheck(deliveryScript(all), ["SC2016"], "bash")).toBe("");
  });
});

test("a reset puts bytes and modes back, and lists nothing afterwards", () => {
  const labs = join(testFolder(), "labs");
  const bin = testFolder();
  writeFileSync(join(bin, "docker"), `#!/bin/sh\n[ "$1" = version ]\n`);
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
