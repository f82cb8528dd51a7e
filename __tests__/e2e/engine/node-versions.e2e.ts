// The Node versions that are maintained, and the successor of cdktf's command: each from npm, into a folder of the user's cache.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { asked, engine, type Need, projectFolder, provider, suite, terraformBinary, terraformConfig } from "../needs";

const versions = ["22", "24", "26"];
const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "docker-class-lab");

/** Whether a package of npm is there, or can be installed beside the project. */
const fromNpm =
  (name: string, version: string): Need =>
  () => {
    const folder = join(cache, `${name}-${version}`);
    if (existsSync(join(folder, "node_modules/.bin"))) return undefined;
    mkdirSync(folder, { recursive: true });
    const words = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${version}`];
    const { status, stderr } = spawnSync("npm", words, { encoding: "utf8" });
    return status === 0 ? undefined : `npm does not install ${name} ${version}: ${stderr.split("\n")[0] ?? ""}`;
  };

const commandOf = (name: string, version: string) => join(cache, `${name}-${version}`, "node_modules/.bin");

/** Runs a command with a version of Node in front, in the project's folder or another. */
function withNode(version: string, command: readonly string[], environment: Record<string, string> = {}, cwd = projectFolder) {
  const [program = "", ...words] = command;
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: "utf8",
    maxBuffer: 50_000_000,
    env: {
      ...process.env,
      ...terraformConfig(),
      PATH: `${commandOf("node", version)}:${process.env["PATH"] ?? ""}`,
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      ...environment,
    },
  });
  return { status, text: stdout + stderr };
}

const folder = mkdtempSync(join(tmpdir(), "lab-e2e-node-"));
const environment = { LAB_HOME: join(folder, "home"), LAB_FILE: join(projectFolder, "lab.yaml") };
const cdktf = (version: string, ...words: string[]) =>
  withNode(version, [join(projectFolder, "node_modules/.bin/cdktf"), ...words], environment);

/** The default lab's stack as a command synthesizes it. */
function synthesized(version: string, command: string, name: string): unknown {
  const out = join(folder, name);
  const { status, text } = withNode(version, [command, "synth", "--output", out], environment);
  expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
  return JSON.parse(readFileSync(join(out, "stacks/lab-student-1/cdk.tf.json"), "utf8"));
}

describe.each(versions)("Node %s", (version) => {
  suite("runs the project", [asked, fromNpm("node", version)], () => {
    test("cdktf synth", () => {
      expect(withNode(version, ["node", "--version"]).text).toMatch(new RegExp(`^v${version}\\.`));
      expect(synthesized(version, join(projectFolder, "node_modules/.bin/cdktf"), `cdktf-${version}`)).toHaveProperty(
        "resource.docker_container",
      );
    });

    // LAB_NODE_TESTS=all runs all of them, which takes minutes for each version
    const chosen = process.env["LAB_NODE_TESTS"] === "all" ? [] : ["__tests__/stacks", "__tests__/definition"];
    test("the unit tests of what is read and synthesized", () => {
      const { status, text } = withNode(version, [join(projectFolder, "node_modules/.bin/jest"), "--ci", ...chosen]);
      expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
    });

    test("npm ci needs no compiler", () => {
      const clone = join(folder, `clone-${version}`);
      mkdirSync(clone);
      for (const file of ["package.json", "package-lock.json", ".npmrc"]) cpSync(join(projectFolder, file), join(clone, file));
      const none = { CC: "/bin/false", CXX: "/bin/false" };
      const { status, text } = withNode(version, ["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"], none, clone);
      expect({ status, text: status === 0 ? "" : text }).toEqual({ status: 0, text: "" });
      const spawn = 'require("@cdktf/node-pty-prebuilt-multiarch").spawn("true", [], {}).onExit(({ exitCode }) => process.exit(exitCode))';
      expect(withNode(version, ["node", "-e", spawn], {}, clone)).toEqual({ status: 0, text: "" });
      rmSync(clone, { recursive: true, force: true });
    });
  });

  suite("plain cdktf", [asked, fromNpm("node", version), engine, terraformBinary, provider("docker")], () => {
    const words = ["lab-student-1", "--output", join(folder, `deploy-${version}`), "--auto-approve"];
    test("deploys and destroys", () => {
      const deployed = cdktf(version, "deploy", ...words, "--skip-provider-lock");
      const destroyed = cdktf(version, "destroy", ...words);
      expect({ deployed: deployed.status, destroyed: destroyed.status, text: deployed.text + destroyed.text }).toMatchObject({
        deployed: 0,
        destroyed: 0,
      });
    });
  });
});

suite("cdktn, the successor of cdktf's command", [asked, fromNpm("node", "24"), fromNpm("cdktn-cli", "0.24")], () => {
  test("synthesizes this project as it is to the same JSON", () => {
    const byCdktf = synthesized("24", join(projectFolder, "node_modules/.bin/cdktf"), "cdktf");
    expect(synthesized("24", join(commandOf("cdktn-cli", "0.24"), "cdktn"), "cdktn")).toEqual(byCdktf);
  });
});
