// What runs on the instructor's machine when the project is installed: nothing of a package.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const file = (name: string) => readFileSync(resolve(__dirname, "..", name), "utf8");

test("npm runs no script of a package, on every version of npm", () => {
  expect(file(".npmrc")).toMatch(/^ignore-scripts=true$/m);
});

test("packages that have such a script are listed, and work without it: a new one must be reviewed", () => {
  const { packages } = JSON.parse(file("package-lock.json")) as { packages: Record<string, { hasInstallScript?: boolean }> };
  const names = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.split("node_modules/").at(-1)] : [],
  );
  expect(names.sort()).toEqual(["@parcel/watcher", "@swc/core", "esbuild", "unrs-resolver"]);
});
