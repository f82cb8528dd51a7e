// checkov over the hosts stack: every finding is explained in docs/checkov.md.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ec2Class } from "./ec2-class";
import { type Need, projectFolder, suite } from "./needs";

const checkov: Need = () =>
  spawnSync("checkov", ["--version"], { stdio: "ignore" }).status === 0 ? undefined : "no checkov on the PATH (pip install checkov)";

interface Report {
  readonly results: {
    readonly passed_checks: readonly { readonly check_id: string }[];
    readonly failed_checks: readonly { readonly check_id: string; readonly check_name: string; readonly resource: string }[];
  };
}

suite("checkov", [checkov], () => {
  test("finds nothing that is not explained", () => {
    process.env["LAB_MY_ADDRESS"] = "198.51.100.7";
    const lab = new Ec2Class("e2e-checkov", "spot: true, spares: 1, backstop: true", ["lifetime: 4h"]);
    lab.write("[kim, lee]");
    lab.synthesize();
    const stack = join(lab.out, "stacks/hosts");
    const { stdout } = spawnSync("checkov", ["-d", stack, "--framework", "terraform_json", "--skip-download", "-o", "json"], {
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
    const { results } = JSON.parse(stdout) as Report;
    const passed = new Set(results.passed_checks.map(({ check_id }) => check_id));
    // metadata by token only, encrypted volumes, no rule for the whole internet, no secret in user data
    for (const check of ["CKV_AWS_79", "CKV_AWS_8", "CKV_AWS_24", "CKV_AWS_260", "CKV_AWS_46"]) expect(passed).toContain(check);
    const explained = new Set(readFileSync(join(projectFolder, "docs/checkov.md"), "utf8").match(/CKV2?_AWS_\d+/g));
    const unexplained = results.failed_checks.filter(({ check_id }) => !explained.has(check_id));
    expect(unexplained.map(({ check_id, check_name, resource }) => `${check_id} ${check_name}: ${resource}`)).toEqual([]);
  });
});
