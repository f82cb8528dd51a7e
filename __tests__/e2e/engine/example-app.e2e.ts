// The example app with two classes, deployed and destroyed by plain cdktf as somebody has it who installed the package.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { labels } from "../../../definition/pins";
import { testFolder } from "../../lab-yaml";
import { engine, projectFolder, provider, sh, suite, terraformBinary, terraformConfig } from "../needs";
import { removeLeftovers } from "./leftovers";

const containers = (className: string) => sh(`docker ps --format '{{.Names}}' --filter label=${labels.class}=${className} | sort`);

suite("an app of one's own with two classes", [engine, terraformBinary, provider("docker")], () => {
  const folder = join(testFolder(), "app");
  const cdktf = (verb: string, ...options: string[]) => {
    const words = [verb, "*", "--auto-approve", ...options];
    const { status, stdout, stderr } = spawnSync(join(projectFolder, "node_modules/.bin/cdktf"), words, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...terraformConfig(), CI: "1", CHECKPOINT_DISABLE: "1" },
    });
    return { status, text: status === 0 ? "" : stdout + stderr };
  };

  beforeAll(() => {
    removeLeftovers();
    cpSync(join(projectFolder, "examples/app"), folder, { recursive: true });
    mkdirSync(join(folder, "node_modules"));
    for (const name of ["cdktf", "@cdktf", "constructs", "tsx"])
      symlinkSync(join(projectFolder, "node_modules", name), join(folder, "node_modules", name));
    symlinkSync(projectFolder, join(folder, "node_modules/docker-class-lab"));
  });
  afterAll(() => {
    removeLeftovers();
    rmSync(folder, { recursive: true, force: true });
  });

  test("both are deployed with its own backend and provider, and answer", () => {
    // there is no registry that a lock could ask for other platforms
    expect(cdktf("deploy", "--skip-provider-lock")).toEqual({ status: 0, text: "" });
    expect(containers("monday")).toBe("nginx\nnginx-8081");
    expect(containers("tuesday")).toBe("practice_lb_1\npractice_web_1\npractice_web_2");
    expect(["monday", "tuesday"].map((name) => existsSync(join(folder, `${name}.tfstate`)))).toEqual([true, true]);
    expect(sh("curl -fsS --retry 10 --retry-all-errors --retry-delay 1 http://127.0.0.1:8081/ | grep -c nginx")).not.toBe("0");
  });

  test("and destroyed, each to the last container", () => {
    expect(cdktf("destroy")).toEqual({ status: 0, text: "" });
    expect([containers("monday"), containers("tuesday")]).toEqual(["", ""]);
  });
});
