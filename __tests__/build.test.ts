// What is built of the sources: brought up to date by whatever starts from a clone, and whole for commands that run meanwhile.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { testFolder } from "./lab-yaml";

const build = pathToFileURL(resolve("build.mjs")).href;
let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What `lab` prints once it is up to date. */
function lab(): { status: number | null; stdout: string; stderr: string } {
  const script = `await (await import(${JSON.stringify(build)})).bringUpToDate(${JSON.stringify(root)}); await import(${JSON.stringify(join(root, "dist/lab.js"))});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const buildTime = () => statSync(join(root, "dist/sources.json")).mtimeMs;

beforeEach(() => {
  root = testFolder();
  write("package.json", '{ "type": "module" }');
  write("cli/main.ts", 'import { said } from "../deploy/said"; console.log(said, import.meta.dirname); await import("./later");');
  write("cli/later.ts", 'console.log("later");');
  write("deploy/said.ts", "export const said: string = import.meta.dirname;");
  for (const path of ["main.ts", "exports/scenario.ts", "exports/constructs.ts"]) write(path, "export {};");
});

test("a first start builds, a second does not, and each file knows the folder of its source", () => {
  const printed = `${join(root, "deploy")} ${join(root, "cli")}\nlater\n`;
  expect(lab()).toEqual({ status: 0, stdout: printed, stderr: "" });
  const first = buildTime();
  expect(lab().stdout).toBe(printed);
  expect(buildTime()).toBe(first);
});

test("a source that is newer, or gone, is built again; what a running command may still load stays for a day", () => {
  lab();
  const later = readdirSync(join(root, "dist")).filter((name) => name.startsWith("later-"));
  expect(later).toHaveLength(1);
  write("cli/later.ts", 'console.log("changed");');
  expect(lab().stdout).toContain("changed\n");
  expect(readdirSync(join(root, "dist"))).toEqual(expect.arrayContaining(later));
  for (const name of later) utimesSync(join(root, "dist", name), 0, 0);
  rmSync(join(root, "deploy/said.ts"));
  write("cli/main.ts", 'console.log("alone");');
  expect(lab().stdout).toBe("alone\n");
  expect(readdirSync(join(root, "dist"))).not.toEqual(expect.arrayContaining(later));
});

test("a source that cannot be built is named, and the next start tries again", () => {
  write("deploy/said.ts", "export const said = ;");
  const { status, stderr } = lab();
  expect(status).not.toBe(0);
  expect(stderr).toContain("deploy/said.ts:1:20: ERROR");
  write("deploy/said.ts", 'export const said = "mended";');
  expect(lab().stdout).toContain("mended");
});
