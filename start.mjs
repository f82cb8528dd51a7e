// Starts what is built in dist/. A clone has build.mjs and is brought up to date first; a package has what was built for it.
import { existsSync } from "node:fs";

const file = (path) => new URL(path, import.meta.url);

const asOwner = "As the owner of the clone, where it can be written: npm run build";
const nextSteps = new Map([
  ["EACCES", asOwner],
  ["EPERM", asOwner],
  ["EROFS", asOwner],
  ["ENOSPC", "Free some space, and try again"],
  ["ERR_MODULE_NOT_FOUND", "npm ci installs what it is built with"],
]);

/** @param name A file of dist/: `lab` or `app`. Where it cannot be built, the process ends with exit code 3. */
export async function start(name) {
  try {
    if (existsSync(file("build.mjs"))) await (await import(file("build.mjs").href)).bringUpToDate();
    else if (!existsSync(file(`dist/${name}.js`)))
      throw new Error("this package was packed without it; npm run package makes one that has it");
  } catch (error) {
    console.error(`dist/ cannot be built: ${error.message}`);
    const next = nextSteps.get(error.code);
    if (next !== undefined) console.error(next);
    process.exit(3);
  }
  await import(file(`dist/${name}.js`).href);
}
