// `npm run build`: dist/ from the TypeScript sources, as JavaScript that Node loads as it is, where a source is newer than the last build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** What is started or imported from outside, by its name in dist/. */
const entryPoints = { lab: "cli/main.ts", app: "main.ts", scenario: "exports/scenario.ts", constructs: "exports/constructs.ts" };

/** Milliseconds for which a command that was started before may still load a file of an earlier build. */
const keptFor = 24 * 3_600_000;

/**
 * Builds unless all that was built last is there and no source of it is newer.
 * @throws Error that names the mistakes of sources, or the file that cannot be written.
 */
export async function bringUpToDate(root = import.meta.dirname) {
  if (!isUpToDate(root)) await buildAll(root);
}

function isUpToDate(root) {
  const timeOf = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  try {
    const { begun, sources, built } = JSON.parse(readFileSync(listFile(root), "utf8"));
    return sources.every((path) => timeOf(path) < begun) && built.every((path) => existsSync(join(root, path)));
  } catch {
    return false; // it is not there, or damaged
  }
}

/** When the last build began, what it was made of, and what it made: written when all of that is there. */
const listFile = (root) => join(root, "dist/files.json");

async function buildAll(root) {
  // a source that is written meanwhile is newer
  const begun = Date.now();
  const [{ build }, { default: writeFileAtomic }] = [await import("esbuild"), await import("write-file-atomic")];
  const { outputFiles, metafile } = await build({
    ...{ absWorkingDir: root, entryPoints, outdir: "dist", write: false, metafile: true, logLevel: "silent" },
    ...{ bundle: true, splitting: true, packages: "external", format: "esm", platform: "node", target: "node20.12" },
    plugins: [foldersOfSources(root), bindingFiles],
  }).catch(({ errors, message }) => {
    throw new Error(errors?.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join("\n") ?? message);
  });
  mkdirSync(join(root, "dist"), { recursive: true });
  // commands that run at the same time read whole files, of one build or the other
  for (const { path, contents } of outputFiles) writeFileAtomic.sync(path, contents);
  writeFileAtomic.sync(
    listFile(root),
    JSON.stringify({ begun, sources: Object.keys(metafile.inputs), built: Object.keys(metafile.outputs) }),
  );
  removeOld(join(root, "dist"), new Set([listFile(root), ...outputFiles.map(({ path }) => path)]));
}

function removeOld(folder, current) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (!current.has(path) && age > keptFor) rmSync(path, { force: true });
  }
}

/** `import.meta.dirname` stays the folder of the source, where its guides and scripts are: all that is built lies in dist/. */
const foldersOfSources = (root) => ({
  name: "folders-of-sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const folder = JSON.stringify(`../${relative(root, dirname(path))}`);
      const text = readFileSync(path, "utf8");
      if (!text.includes("import.meta.dirname")) return { loader: "ts", contents: text };
      const contents = text.replaceAll("import.meta.dirname", `$join(import.meta.dirname, ${folder})`);
      return { loader: "ts", contents: `import { join as $join } from "node:path";${contents}` };
    });
  },
});

/** A construct of a binding is a folder, which Node's `import` does not look into. */
const bindingFiles = {
  name: "binding-files",
  setup({ onResolve }) {
    onResolve({ filter: /^@cdktf\/provider-\w+\/lib\/[\w-]+$/ }, ({ path }) => ({ path: `${path}/index.js`, external: true }));
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await bringUpToDate();
