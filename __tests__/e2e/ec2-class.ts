// A class on the EC2 endpoint beside the project, by plain cdktf and Terraform, in a folder of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { EC2Client, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { classInstances } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import type { StandingResource } from "../../aws/kinds";
import { standing } from "../../aws/standing";
import { loadClass } from "../../definition/load";
import { scenarios } from "../../stacks/scenarios";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { Workspace } from "../../workspace/workspace";
import { withLabInstalled } from "./installed";
import { kits, kitWork, type Need, projectFolder, sh, terraformBinary } from "./needs";

/** The provider version of the kits' mirror. */
export const awsVersion = "5.100.0";

/** Port of the endpoint: each of jest's workers takes one, and none reaches 6000, which `fetch` refuses as X11's. */
const port = Number(process.env["LAB_E2E_EC2_PORT"] ?? 5970) + Number(process.env["JEST_WORKER_ID"] ?? 1) - 1;

/** Held while an endpoint starts, because the first start installs it; the endpoint itself does not inherit the lock. */
const lock = join(kitWork, "ec2-up.lock");

/** Starts the endpoint and points this process, and what it starts, at it. */
export function startEndpoint(...options: string[]): void {
  const url = `http://127.0.0.1:${port}`;
  // the kit waits for half a minute, and the endpoint goes on starting
  const later = `curl -fsS --retry 120 --retry-delay 1 --retry-connrefused ${url}/moto-api/ >/dev/null`;
  sh(`flock -o ${lock} ${join(kits, "ec2/up")} --port ${port} ${options.join(" ")} || ${later}`);
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "stand-in", AWS_SECRET_ACCESS_KEY: "stand-in", AWS_REGION: "ap-northeast-2" },
    LAB_MY_ADDRESS: "198.51.100.7",
  });
}

export function stopEndpoint(): void {
  sh(`${join(kits, "ec2/down")} --port ${port}`);
}

/**
 * What is left of a class whose instances are machines. One that the endpoint refused because its machine did not boot
 * stays in the endpoint's list without a machine, which is the endpoint's own affair.
 */
export async function standingMachines(region: string, className: string): Promise<StandingResource[]> {
  const machines = new Set(sh("docker ps -a --format '{{.Names}}'").split("\n"));
  return (await standing(region, className)).filter(({ kind, id }) => kind !== "instance" || machines.has(`ec2-${id}`));
}

/** Ends instances whose machine did not boot: Terraform was refused them and made others, and the endpoint lists them as running. */
export async function endWithoutMachine(region: string, className: string): Promise<void> {
  const machines = new Set(sh("docker ps -a --format '{{.Names}}'").split("\n"));
  const ids = (await classInstances(region, className))
    .filter(({ id, state }) => state === "running" && !machines.has(`ec2-${id}`))
    .map(({ id }) => id);
  if (ids.length > 0) await new EC2Client({ region }).send(new TerminateInstancesCommand({ InstanceIds: ids }));
}

let configuration: string | undefined;

/** Terraform's configuration for the kits' mirror and the machine's plugin folder; providers are unpacked once for all stacks. */
export function terraformMirror(): Record<string, string> {
  if (configuration === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "lab-e2e-mirror-"));
    const mirrors = [join(kits, "terraform/mirror"), join(homedir(), ".terraform.d/plugins")].filter(existsSync);
    configuration = join(folder, "terraformrc");
    const blocks = mirrors.map((path) => `  filesystem_mirror { path = ${JSON.stringify(path)} }\n`).join("");
    writeFileSync(configuration, `plugin_cache_dir = ${JSON.stringify(folder)}\nprovider_installation {\n${blocks}}\n`);
  }
  return { TF_CLI_CONFIG_FILE: configuration };
}

/** Whether the mirror has the provider that these suites pin. */
export const awsProviderIsThere: Need = () => {
  if (terraformBinary() !== undefined) return terraformBinary();
  const block = JSON.stringify({ terraform: { required_providers: { aws: { source: "hashicorp/aws", version: awsVersion } } } });
  const { status } = spawnSync("bash", ["-c", `cd "$(mktemp -d)" && echo '${block}' > main.tf.json && terraform init -input=false`], {
    env: { ...process.env, ...terraformMirror() },
    stdio: "ignore",
  });
  return status === 0 ? undefined : `the aws provider ${awsVersion} is in no mirror`;
};

export interface PlannedChange {
  readonly address: string;
  /** `create`, `update`, `delete`, or `delete, create` for a replacement. */
  readonly actions: string;
  /** Names of the attributes that would change. */
  readonly attributes: readonly string[];
}

interface PlanFile {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { actions: string[]; before: Record<string, unknown> | null; after: Record<string, unknown> | null };
  }[];
}

export class Ec2Class {
  readonly folder = withLabInstalled(mkdtempSync(join(tmpdir(), "lab-e2e-ec2-")));
  readonly file = join(this.folder, "lab.yaml");
  readonly home = join(this.folder, "home");
  readonly out = join(this.folder, "out");

  constructor(
    readonly name: string,
    private readonly aws: string,
    private readonly lines: readonly string[] = [],
  ) {}

  /** Writes lab.yaml with these students: a count, or YAML's flow style. */
  write(students: string): void {
    const target = `target: { aws: { region: ap-northeast-2, access: [me], ${this.aws} } }`;
    const lines = [`name: ${this.name}`, target, `students: ${students}`, "scenarios: [nginx]", ...this.lines];
    writeFileSync(this.file, `${lines.join("\n")}\nterraform: { providers: { aws: "${awsVersion}" } }\n`);
  }

  get definition(): LabClass {
    return loadClass(this.file, scenarios);
  }

  get target(): AwsTarget {
    return this.definition.target as AwsTarget;
  }

  get workspace(): Workspace {
    return new Workspace(this.name, this.home);
  }

  get environment(): Record<string, string> {
    const env = { LAB_FILE: this.file, LAB_HOME: this.home, CHECKPOINT_DISABLE: "1", npm_config_loglevel: "error", ...terraformMirror() };
    return { ...(process.env as Record<string, string>), ...env };
  }

  /** Plain cdktf, such as `deploy`, on the hosts stack. Returns its exit status and all it said. */
  cdktf(verb: "deploy" | "destroy", ...options: string[]): { status: number | null; text: string } {
    const words = ["cdktf", verb, "hosts", "--auto-approve", "--no-color", "--output", this.out, ...options];
    // there is no registry that a lock could ask for other platforms
    if (verb === "deploy") words.push("--skip-provider-lock");
    return this.run("npx", words, projectFolder);
  }

  /** The lab command, such as `down`. */
  lab(...words: string[]): { status: number | null; text: string } {
    return this.run(join(projectFolder, "cli/lab.mjs"), words, this.folder);
  }

  /** Synthesizes as cdktf does. */
  synthesize(): void {
    const { status, text } = this.run("node", ["main.mjs"], projectFolder, { CDKTF_OUTDIR: this.out });
    if (status !== 0) throw new Error(text);
  }

  terraform(...words: string[]): string {
    const { status, text } = this.run("terraform", words, join(this.out, "stacks/hosts"));
    if (status !== 0) throw new Error(`terraform ${words.join(" ")}: ${text}`);
    return text;
  }

  /** What a deploy would change, from a plan of the class as lab.yaml has it now. */
  plan(): PlannedChange[] {
    this.synthesize();
    this.terraform("init", "-input=false");
    this.terraform("plan", "-input=false", "-out=plan");
    const { resource_changes: changes = [] } = JSON.parse(this.terraform("show", "-json", "plan")) as PlanFile;
    return changes
      .filter(({ change }) => !["no-op", "read"].includes(change.actions.join()))
      .map(({ address, change: { actions, before, after } }) => ({
        address,
        actions: actions.join(", "),
        attributes: Object.keys(after ?? {}).filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key])),
      }));
  }

  /** A plan's changes but the endpoint's own: moto doesn't tell an instance's security groups, so each plan would set them again. */
  realChanges(): PlannedChange[] {
    return this.plan().filter(({ actions, attributes }) => actions !== "update" || attributes.join() !== "vpc_security_group_ids");
  }

  private run(command: string, words: string[], cwd: string, more: Record<string, string> = {}): { status: number | null; text: string } {
    const { status, stdout, stderr } = spawnSync(command, words, {
      cwd,
      encoding: "utf8",
      env: { ...this.environment, ...more },
      maxBuffer: 100_000_000,
    });
    return { status, text: `${stdout}${stderr}` };
  }
}
