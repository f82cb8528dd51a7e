// What others build on: the example app with two classes, its own backend and provider, synthesized from the package's own exports.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { testFolder } from "./lab-yaml";

test("two classes in one app of one's own", () => {
  const out = testFolder();
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
    cwd: resolve(__dirname, "../examples/app"),
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: out },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const containers = (stack: string) => {
    const { resource } = JSON.parse(readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8")) as {
      resource: { docker_container: Record<string, { name: string }> };
    };
    return Object.values(resource.docker_container).map(({ name }) => name);
  };
  expect(containers("monday").sort()).toEqual(["nginx", "nginx-8081"]);
  expect(containers("tuesday").sort()).toEqual(["practice_lb_1", "practice_web_1", "practice_web_2"]);
});

test("every export is a file of the package, whose types are those of a clone's source where there is one", () => {
  const { exports, files } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
    exports: Record<string, string | { types: [string, string]; default: string }>;
    files: string[];
  };
  const paths = Object.values(exports).flatMap((one) => (typeof one === "string" ? [one] : [one.types[0], one.default]));
  expect(paths.filter((path) => !existsSync(resolve(path)))).toEqual([]);
  // a package has what `npm run package` declares of them
  expect(files).toEqual(expect.arrayContaining(["types"]));
  expect(files).not.toContain("exports");
  for (const path of files.filter((name) => name !== "types")) expect(existsSync(resolve(path))).toBe(true);
});
