// `npm run build`: dist/ from the sources, as JavaScript that Node loads as it is. Commands of a clone build it where something differs from the last build.
import { Buffer } from "node:buffer";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** What is started or imported from outside, by its name in dist/. */
const entryPoints = { lab: "cli/main.ts", app: "main.ts", scenario: "exports/scenario.ts", constructs: "exports/constructs.ts" };

/** Milliseconds for which a command that was started before may still load a file that a later build does not have. */
const keptFor = 24 * 3_600_000;

/** What a build depends on besides the sources that it reads: its own rules, and the version of esbuild. */
const alsoSources = ["build.mjs", "package-lock.json"];

/**
 * Builds unless all that was built last is there, as long as it was, and its sources are what they were then.
 * @throws Error that names the mistakes of sources, or the file that cannot be written.
 */
export async function bringUpToDate(root = import.meta.dirname) {
  const { sources, built } = readList(root);
  const isUpToDate =
    Object.entries(sources).every(([path, stamp]) => stampOf(join(root, path)) === stamp) &&
    Object.entries(built).every(([path, size]) => statSync(join(root, path), { throwIfNoEntry: false })?.size === size);
  if (Object.keys(built).length === 0 || !isUpToDate) await buildAll(root);
}

/**
 * What the last build was made of, each with its stamp; what it made, each with its size; and what earlier ones made, each with the time
 * since when it is not needed: written when all of that is there.
 */
const listFile = (root) => join(root, "dist/files.json");

function readList(root) {
  try {
    const { sources, built, old } = JSON.parse(readFileSync(listFile(root), "utf8"));
    if (isMap(sources) && isMap(built) && isMap(old)) return { sources, built, old };
  } catch {
    // it is not there, or damaged
  }
  return { sources: {}, built: {}, old: {} };
}

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function stampOf(path) {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size}`;
}

async function buildAll(root) {
  const { build } = await import("esbuild");
  const sources = Object.fromEntries(alsoSources.map((path) => [path, stampOf(join(root, path))]));
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, entryPoints, outdir: "dist", write: false, logLevel: "silent" },
    ...{ bundle: true, splitting: true, packages: "external", format: "esm", platform: "node", target: "node20.12" },
    plugins: [readSources(root, sources), bindingFiles],
  }).catch(({ errors, message }) => {
    throw new Error(errors?.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join("\n") ?? message);
  });
  mkdirSync(join(root, "dist"), { recursive: true });
  const files = outputFiles.map(({ path, contents }) => ({ path: relative(root, path), contents: Buffer.from(contents) }));
  for (const { path, contents } of files) await writeWhereDifferent(join(root, path), contents);
  const built = Object.fromEntries(files.map(({ path, contents }) => [path, contents.length]));
  const old = removeOld(root, new Set(["dist/files.json", "dist/.npmignore", ...Object.keys(built)]));
  await writeWhereDifferent(
    join(root, "dist/.npmignore"),
    Buffer.from(["files.json", ...Object.keys(old).map((path) => basename(path))].join("\n")),
  );
  const list = { sources: sorted(sources), built: sorted(built), old: sorted(old) };
  await writeWhereDifferent(listFile(root), Buffer.from(JSON.stringify(list)));
}

/** Equal builds have equal lists. */
const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Commands that run at the same time read whole files, of one build or the other. */
async function writeWhereDifferent(path, contents) {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileAtomic.sync(path, contents);
}

/** Removes what was not needed for its time. Returns the rest; what no list names is not needed since now. */
function removeOld(root, current) {
  const [known, now] = [readList(root).old, Date.now()];
  const paths = readdirSync(join(root, "dist")).map((name) => `dist/${name}`);
  const since = paths.filter((path) => !current.has(path)).map((path) => [path, known[path] ?? now]);
  const isOver = ([, time]) => now - time > keptFor;
  for (const [path] of since.filter(isOver)) rmSync(join(root, path), { force: true });
  return Object.fromEntries(since.filter((one) => !isOver(one)));
}

/** `import.meta.dirname` stays the folder of the source, where its guides and scripts are: all that is built lies in dist/. */
const readSources = (root, stamps) => ({
  name: "read-sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|json)$/ }, ({ path }) => {
      // before it is read: one that is written meanwhile differs
      stamps[relative(root, path)] = stampOf(path);
      if (path.endsWith(".json")) return { loader: "json", contents: readFileSync(path) };
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
  try {
    await buildAll(import.meta.dirname);
  } catch ({ message }) {
    console.error(`dist/ cannot be built: ${message}`);
    process.exitCode = 1;
  }
}
