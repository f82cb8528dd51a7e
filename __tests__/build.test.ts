// What is built of the sources: brought up to date by whatever starts from a clone, and whole for commands that run meanwhile.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { testFolder } from "./lab-yaml";

let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What `lab` prints once it is up to date. */
function lab(): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "cli/lab.mjs")], { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The files that are built of cli/later.ts. */
const laterFiles = () => readdirSync(join(root, "dist")).filter((name) => name.startsWith("later-"));
const buildTime = () => statSync(join(root, "dist/files.json")).mtimeMs;

beforeEach(() => {
  root = testFolder();
  mkdirSync(join(root, "cli"));
  for (const name of ["build.mjs", "start.mjs", "cli/lab.mjs"]) copyFileSync(resolve(name), join(root, name));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  write(
    "package.json",
    JSON.stringify({
      ...{ name: "built", version: "1.0.0", type: "module", files: ["cli", "deploy", "dist", "types", "main.ts", "tsconfig.json"] },
      scripts: { prepare: "node build.mjs", prepack: "node build-types.mjs", package: "npm pack --ignore-scripts=false" },
    }),
  );
  write("cli/main.ts", 'import { said } from "../deploy/said"; console.log(said, import.meta.dirname); await import("./later");');
  write("cli/later.ts", 'console.log("later");');
  write("deploy/said.ts", "export const said: string = import.meta.dirname;");
  for (const path of ["main.ts", "exports/scenario.ts", "exports/constructs.ts"]) write(path, "export {};");
});

test("a first start builds, a second does not, and each file knows the folder of its source; a source that changed is built again", () => {
  const printed = `${join(root, "deploy")} ${join(root, "cli")}\nlater\n`;
  expect(lab()).toEqual({ status: 0, stdout: printed, stderr: "" });
  const first = buildTime();
  expect(lab().stdout).toBe(printed);
  expect(buildTime()).toBe(first);

  // from a backup, and so older
  write("cli/later.ts", 'console.log("changed");');
  utimesSync(join(root, "cli/later.ts"), 1000, 1000);
  const later = laterFiles();
  expect(later).toHaveLength(1);
  expect(lab().stdout).toContain("changed\n");
  // a command that was running may still load it
  expect(laterFiles()).toEqual(expect.arrayContaining(later));

  // a day later, with a source less, and one that a clock of the future wrote
  const list = JSON.parse(readFileSync(join(root, "dist/files.json"), "utf8")) as { old: Record<string, number> };
  write("dist/files.json", JSON.stringify({ ...list, old: Object.fromEntries(Object.keys(list.old).map((path) => [path, 0])) }));
  rmSync(join(root, "deploy/said.ts"));
  write("cli/main.ts", 'console.log("alone");');
  utimesSync(join(root, "cli/main.ts"), 1000, Date.now() / 1000 + 3600);
  expect(lab().stdout).toBe("alone\n");
  expect(laterFiles()).not.toEqual(expect.arrayContaining(later));
  const last = buildTime();
  lab();
  expect(buildTime()).toBe(last);
});

test("npm run package: one build with its types, and what a running command may still load stays where it is", () => {
  copyFileSync(resolve("build-types.mjs"), join(root, "build-types.mjs"));
  write("types/old.d.ts", "");
  write("tsconfig.json", '{ "compilerOptions": { "module": "nodenext", "types": [], "noLib": true } }');
  lab();
  write("cli/later.ts", 'console.log("changed");');
  lab();
  const built = () => readdirSync(join(root, "dist")).map((name) => [name, statSync(join(root, "dist", name)).mtimeMs]);
  const before = built();
  expect(laterFiles()).toHaveLength(2);

  const { stdout } = spawnSync("npm", ["run", "--silent", "package", "--", "--json"], { cwd: root, encoding: "utf8" });
  const [{ files }] = JSON.parse(stdout.slice(stdout.indexOf("["))) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith("types/"))).toEqual(["types/exports/constructs.d.ts", "types/exports/scenario.d.ts"]);
  const [later = "", ...others] = paths.filter((path) => path.startsWith("dist/later-"));
  expect([readFileSync(join(root, later), "utf8"), others]).toEqual([expect.stringContaining("changed"), []]);
  expect(built()).toEqual(before);
  expect(existsSync(join(root, "built-1.0.0.tgz"))).toBe(true);
});

test("what is missing of a build, or damaged in its list, is built again", () => {
  lab();
  const [later = ""] = laterFiles();
  rmSync(join(root, "dist", later));
  expect(lab()).toMatchObject({ status: 0, stdout: expect.stringContaining("later\n") });
  write("cli/later.ts", 'console.log("later");//');
  write("dist/files.json", "{");
  expect(lab()).toMatchObject({ status: 0, stderr: "" });
  // what no list names any more may have been replaced just now
  expect(laterFiles()).toContain(later);
  write("dist/lab.js", "");
  expect(lab()).toMatchObject({ status: 0, stdout: expect.stringContaining("later\n") });
});

test("npm run build repairs what is damaged without another length, and writes nothing that is as it was", () => {
  lab();
  const [later = ""] = laterFiles();
  const whole = readFileSync(join(root, "dist", later), "utf8");
  write(`dist/${later}`, "x".repeat(whole.length));
  const before = statSync(join(root, "dist/lab.js")).mtimeMs;
  spawnSync(process.execPath, [join(root, "build.mjs")]);
  expect(readFileSync(join(root, "dist", later), "utf8")).toBe(whole);
  expect(statSync(join(root, "dist/lab.js")).mtimeMs).toBe(before);
});

test.each(["aws/prices.json", "package-lock.json", "build.mjs"])("%s that changed is built again", (path) => {
  write("aws/prices.json", "[1]");
  write("cli/later.ts", 'import prices from "../aws/prices.json"; console.log(prices);');
  lab();
  const first = buildTime();
  appendFileSync(join(root, path), "\n");
  lab();
  expect(buildTime()).not.toBe(first);
});

test("a source that cannot be built is named, and the next start tries again", () => {
  write("deploy/said.ts", "export const said = ;");
  expect(lab()).toEqual({ status: 3, stdout: "", stderr: 'dist/ cannot be built: deploy/said.ts:1: Unexpected ";"\n' });
  write("deploy/said.ts", 'export const said = "mended";');
  expect(lab().stdout).toContain("mended");
});

test("where nothing can be written, and in a package that was packed without it, one line says so", () => {
  write("dist", "in its place");
  expect(lab()).toMatchObject({ status: 3, stderr: expect.stringMatching(/^dist\/ cannot be built: .*EEXIST.*dist'\n$/) });
  rmSync(join(root, "dist"));
  rmSync(join(root, "node_modules"));
  expect(lab()).toMatchObject({
    status: 3,
    stderr: expect.stringMatching(/^dist\/ cannot be built: Cannot find package 'esbuild' .*\nnpm ci installs what it is built with\n$/),
  });
  rmSync(join(root, "build.mjs"));
  expect(lab()).toEqual({
    status: 3,
    stdout: "",
    stderr: "dist/ cannot be built: this package was packed without it; npm run package makes one that has it\n",
  });
});
