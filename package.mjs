// `npm run package`: the package, made of a copy of the sources, so that nothing is in it that is edited, built or packed meanwhile.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bringUpToDate } from "./build.mjs";
import { writeTypes } from "./build-types.mjs";

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const made = ["dist", "types"];
/** What the package is made of, or npm adds, besides its files. */
const besides = ["exports", "README.md", "LICENSE"];

const copy = mkdtempSync(join(tmpdir(), "lab-package-"));
try {
  for (const name of [...manifest.files.filter((path) => !made.includes(path)), ...besides])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  // those that install a package have nothing to build
  const ofPackage = { ...manifest, scripts: undefined, devDependencies: undefined, overrides: undefined };
  writeFileSync(join(copy, "package.json"), `${JSON.stringify(ofPackage, null, 2)}\n`);
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  await bringUpToDate(copy);
  writeTypes(copy);
  // npm would read all that is in it
  rmSync(join(copy, "node_modules"));
  const words = ["pack", "--ignore-scripts", "--loglevel=warn", "--pack-destination", process.cwd(), ...process.argv.slice(2)];
  process.exitCode = spawnSync("npm", words, { cwd: copy, stdio: "inherit" }).status ?? 1;
} catch ({ message }) {
  console.error(`the package cannot be made: ${message}`);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
