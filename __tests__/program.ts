// A program of a test's own, in TypeScript, that runs in a process of its own: esbuild bundles it in a moment.
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { testFolder } from "./lab-yaml";

/** Path of the program as JavaScript; `source` imports the project's files as from the project's folder, such as `./engine/host`. */
export function program(source: string): string {
  const folder = testFolder();
  const outfile = join(folder, "program.mjs");
  buildSync({
    ...{ stdin: { contents: source, resolveDir: resolve("."), loader: "ts" }, outfile, bundle: true },
    ...{ packages: "external", format: "esm", platform: "node", target: "node20.12", logLevel: "silent" },
  });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return outfile;
}
