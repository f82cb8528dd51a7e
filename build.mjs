// `npm run build`: dist/ from the TypeScript sources, as JavaScript that Node loads as it is, where a source differs from the last build's.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** What is started or imported from outside, by its name in dist/. */
const entryPoints = { lab: "cli/main.ts", app: "main.ts", scenario: "exports/scenario.ts", constructs: "exports/constructs.ts" };

/** Milliseconds for which a command that was started before may still load a file of an earlier build. */
const keptFor = 24 * 3_600_000;

/**
 * Builds unless all that was built last is there and its sources are what they were then.
 * @throws Error that names the mistakes of sources, or the file that cannot be written.
 */
export async function bringUpToDate(root = import.meta.dirname) {
  const last = readList(root);
  const isUpToDate =
    Object.entries(last.sources).every(([path, stamp]) => stampOf(join(root, path)) === stamp) &&
    last.built.every((path) => existsSync(join(root, path)));
  if (last.built.length === 0 || !isUpToDate) await buildAll(root, last.built);
}

/** What the last build was made of, each with its stamp, and what it made: written when all of that is there. */
const listFile = (root) => join(root, "dist/files.json");

function readList(root) {
  try {
    const { sources, built } = JSON.parse(readFileSync(listFile(root), "utf8"));
    if (typeof sources === "object" && Array.isArray(built)) return { sources, built };
  } catch {
    // it is not there, or damaged
  }
  return { sources: {}, built: [] };
}

function stampOf(path) {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size}`;
}

async function buildAll(root, before) {
  const [{ build }, { default: writeFileAtomic }] = [await import("esbuild"), await import("write-file-atomic")];
  const sources = {};
  const { outputFiles, metafile } = await build({
    ...{ absWorkingDir: root, entryPoints, outdir: "dist", write: false, metafile: true, logLevel: "silent" },
    ...{ bundle: true, splitting: true, packages: "external", format: "esm", platform: "node", target: "node20.12" },
    plugins: [readSources(root, sources), bindingFiles],
  }).catch(({ errors, message }) => {
    throw new Error(errors?.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join("\n") ?? message);
  });
  mkdirSync(join(root, "dist"), { recursive: true });
  // commands that run at the same time read whole files, of one build or the other
  for (const { path, contents } of outputFiles) writeFileAtomic.sync(path, contents);
  // a package has the files of one build, without those that commands may still load
  const names = Object.keys(metafile.outputs).map((path) => basename(path));
  writeFileAtomic.sync(join(root, "dist/.npmignore"), ["*", ...names.map((name) => `!${name}`)].join("\n"));
  const built = [...names, ".npmignore"].map((name) => `dist/${name}`);
  writeFileAtomic.sync(listFile(root), JSON.stringify({ sources, built }));
  removeOld(root, before, new Set(["dist/files.json", ...built].map((path) => join(root, path))));
}

/** What this build replaced stays for its time; what others replaced goes when that is over. */
function removeOld(root, before, current) {
  const now = new Date();
  const replaced = before.map((path) => join(root, path)).filter((path) => !current.has(path) && existsSync(path));
  for (const path of replaced) utimesSync(path, now, now);
  for (const name of readdirSync(join(root, "dist"))) {
    const path = join(root, "dist", name);
    const age = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (!current.has(path) && age > keptFor) rmSync(path, { force: true });
  }
}

/** `import.meta.dirname` stays the folder of the source, where its guides and scripts are: all that is built lies in dist/. */
const readSources = (root, stamps) => ({
  name: "read-sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      // before it is read: one that is written meanwhile differs
      stamps[relative(root, path)] = stampOf(path);
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await bringUpToDate();
}
