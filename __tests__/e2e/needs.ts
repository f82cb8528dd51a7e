// What a suite needs of the machine. A suite whose need is missing is skipped with the reason in its name.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { terraform as pins } from "../../definition/pins";

export const projectFolder = resolve(import.meta.dirname, "../..");
/** The kits beside the project: a real Engine, hosts and an EC2 endpoint. */
export const kits = resolve(projectFolder, "../shared");

/** Where the kits keep what they make: one place of a machine, for all suites that run on it. */
export const kitWork = process.env["ENGINE_WORK_DIR"] ?? "/var/tmp/lab-engine";

/** A reason why something is missing, or undefined when it is there. */
export type Need = () => string | undefined;

const works = (command: string, ...words: string[]) => spawnSync(command, words, { stdio: "ignore" }).status === 0;

export const engine: Need = () => (works("docker", "info") ? undefined : "no Docker Engine answers (../shared/engine/up starts one)");
export const kit =
  (name: string): Need =>
  () =>
    existsSync(join(kits, name)) ? undefined : `no kit ../shared/${name}`;
export const terraformBinary: Need = () => (works("terraform", "version") ? undefined : "no terraform on the PATH");

/** For suites that take many minutes and a machine of their own, where others would make them fail: LAB_E2E_ALL=1 asks for them. */
export const asked: Need = () =>
  process.env["LAB_E2E_ALL"] === "1" ? undefined : "takes many minutes of a quiet machine; LAB_E2E_ALL=1 runs it";

/** For measurements that take minutes and need the machine for themselves. */
export const long: Need = () => (process.env["LAB_E2E_LONG"] === "1" ? undefined : "takes minutes; LAB_E2E_LONG=1 runs it");

/** Whether `terraform init` gets a provider, from a mirror or a registry. */
export const provider =
  (name: "docker" | "aws", version: string = pins.providers[name]): Need =>
  () => {
    if (terraformBinary() !== undefined) return terraformBinary();
    const folder = mkdtempSync(join(tmpdir(), "lab-e2e-provider-"));
    const source = name === "docker" ? "kreuzwerker/docker" : "hashicorp/aws";
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { [name]: { source, version } } } }));
    const { status } = spawnSync("terraform", ["init", "-input=false"], {
      cwd: folder,
      env: { ...process.env, ...terraformConfig() },
      stdio: "ignore",
    });
    return status === 0 ? undefined : `the ${name} provider ${version} is in no mirror or registry`;
  };

let written: string | undefined;

/** TF_CLI_CONFIG_FILE as the machine sets it; without such a file, one that names the kits' mirror and Terraform's plugin folder. */
export function terraformConfig(): { TF_CLI_CONFIG_FILE: string } {
  const given = process.env["TF_CLI_CONFIG_FILE"];
  if (given !== undefined && existsSync(given)) return { TF_CLI_CONFIG_FILE: given };
  if (written === undefined) {
    const mirrors = [join(kits, "terraform/mirror"), join(homedir(), ".terraform.d/plugins")].filter(existsSync);
    written = join(mkdtempSync(join(tmpdir(), "lab-e2e-terraform-")), "terraformrc");
    const blocks = mirrors.map((path) => `  filesystem_mirror { path = ${JSON.stringify(path)} }\n`).join("");
    writeFileSync(written, `provider_installation {\n${blocks}${mirrors.length === 0 ? "  direct {}\n" : ""}}\n`);
  }
  return { TF_CLI_CONFIG_FILE: written };
}

/** A suite that runs where all its needs are met; the first that is not is named. */
export function suite(name: string, needs: readonly Need[], tests: () => void): void {
  for (const need of needs) {
    const reason = need();
    if (reason !== undefined) {
      describe.skip(`${name} (skipped: ${reason})`, tests);
      return;
    }
  }
  describe(name, tests);
}

/** Output of a command; throws with its standard error when it fails. */
export function sh(script: string, env: Record<string, string> = {}): string {
  return execFileSync("bash", ["-c", script], { encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 100_000_000 }).trim();
}
