// Runs Terraform on one synthesized stack and follows its machine-readable output (terraform's -json UI, format 1).
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { toolFolder } from "../workspace/workspace";
import { plain } from "../definition/plain-text";
import { type Diagnostic, failedWithoutWord, fromText } from "./diagnostic";
import type { TerraformBinary } from "./binary";

/** What a plan would do to one resource. */
export interface Change {
  /** `docker_container.nginx_container_3691ECA1` */
  readonly address: string;
  readonly type: string;
  readonly action: "create" | "update" | "delete" | "replace" | "read" | "noop";
  /** The construct's path in its stack, such as `nginx/nginx-8081`. */
  readonly construct: string;
  /** The resource as it stands in cdk.tf.json. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly ok: boolean;
  /** What went wrong. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Plan extends Outcome {
  readonly changes: readonly Change[];
}

/** A stack that was written to disk. */
export interface SynthesizedStack {
  readonly id: string;
  /** Its folder, where Terraform runs. */
  readonly folder: string;
}

interface Event {
  readonly type?: string;
  readonly "@message"?: string;
  readonly diagnostic?: { severity: string; summary: string; detail?: string; address?: string };
  readonly change?: { resource: { addr: string; resource_type: string }; action: Change["action"] };
  readonly hook?: { resource?: { addr: string }; action?: string; elapsed_seconds?: number };
}

interface Resource {
  readonly config: Record<string, unknown>;
  readonly construct: string;
}

export class TerraformRun {
  private readonly resources: Map<string, Resource>;

  constructor(
    private readonly terraform: TerraformBinary,
    private readonly stack: SynthesizedStack,
    private readonly signal: AbortSignal,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {
    this.resources = readResources(stack.folder);
  }

  /** The same stack, run with more environment variables. */
  with(environment: Readonly<Record<string, string>>): TerraformRun {
    return new TerraformRun(this.terraform, this.stack, this.signal, { ...this.environment, ...environment });
  }

  /**
   * Installs the providers, unless that was done for the same providers and backend before.
   * One stack of a class goes first and fills the plugin cache; the others then may run side by side.
   */
  async init(): Promise<Outcome> {
    const marker = join(this.stack.folder, ".terraform", "lab-initialized");
    const wanted = JSON.stringify(readStack(this.stack.folder).terraform);
    if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return { ok: true, diagnostics: [] };
    let outcome = await this.initialize();
    // the lock file names another provider version than lab.yaml does now
    if (outcome.diagnostics.some(({ detail }) => detail.includes("-upgrade"))) outcome = await this.initialize("-upgrade");
    if (outcome.ok) writeFileSync(marker, wanted);
    return outcome;
  }

  private async initialize(...options: string[]): Promise<Outcome> {
    const { failed, stdout, stderr } = await this.start(["init", "-input=false", "-no-color", ...options]);
    return { ok: !failed, diagnostics: failed ? [fromText(stderr) ?? fromText(stdout) ?? failedWithoutWord("init")] : [] };
  }

  /** Plans into a file that `apply` takes. */
  async plan(options: readonly string[]): Promise<Plan> {
    const plan = await this.planOnce(options);
    // somebody took the providers away since
    if (!plan.diagnostics.some(({ summary, detail }) => /(terraform|tofu) init/.test(`${summary} ${detail}`))) return plan;
    rmSync(join(this.stack.folder, ".terraform"), { recursive: true, force: true });
    const outcome = await this.init();
    return outcome.ok ? this.planOnce(options) : { ...outcome, changes: [] };
  }

  private async planOnce(options: readonly string[]): Promise<Plan> {
    const changes: Change[] = [];
    const outcome = await this.follow(["plan", `-out=${planFile}`, "-lock-timeout=30s", ...options], (event) => {
      if (event.type === "planned_change" && event.change) changes.push(this.change(event.change));
    });
    return { ...outcome, changes };
  }

  /** Applies what `plan` planned, and nothing else. */
  async apply(onStep: (text: string) => void, options: readonly string[] = []): Promise<Outcome> {
    try {
      return await this.follow(["apply", "-lock-timeout=30s", ...options, planFile], (event) => {
        const name = this.constructOf(event.hook?.resource?.addr);
        if (name.endsWith("/settings")) return;
        if (event.type === "apply_start") onStep(`${verb(event.hook?.action)} ${name}`);
        const said = /\(local-exec\): (?!Executing: )(.*)/.exec(event["@message"] ?? "")?.[1];
        if (event.type === "provision_progress" && said !== undefined) onStep(said);
      });
    } finally {
      rmSync(join(this.stack.folder, planFile), { force: true });
    }
  }

  async destroy(options: readonly string[], onStep: (text: string) => void): Promise<Outcome> {
    return this.follow(["apply", "-destroy", "-auto-approve", "-lock-timeout=30s", ...options], (event) => {
      if (event.type === "apply_start") onStep(`${verb(event.hook?.action)} ${this.constructOf(event.hook?.resource?.addr)}`);
    });
  }

  /** Takes every resource out of the state without touching it, for what is known to be gone. */
  async forget(): Promise<Outcome> {
    const { failed, stdout, stderr } = await this.start(["state", "list"]);
    // a stack that was never deployed
    if (failed && stderr.includes("No state file was found")) return { ok: true, diagnostics: [] };
    const addresses = stdout.split("\n").filter(Boolean);
    if (failed || addresses.length === 0)
      return { ok: !failed, diagnostics: failed ? [fromText(stderr) ?? failedWithoutWord("state list")] : [] };
    const removed = await this.start(["state", "rm", "-lock-timeout=30s", ...addresses]);
    return { ok: !removed.failed, diagnostics: removed.failed ? [fromText(removed.stderr) ?? failedWithoutWord("state rm")] : [] };
  }

  private async follow(words: string[], onEvent: (event: Event) => void): Promise<Outcome> {
    const diagnostics: Diagnostic[] = [];
    const child = this.start([words[0] ?? "", "-json", "-input=false", ...words.slice(1)]);
    const read = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const event = parseEvent(line);
        if (event?.diagnostic?.severity === "error") diagnostics.push(this.diagnostic(event.diagnostic));
        if (event) onEvent(event);
      }
    })();
    const [{ failed, stderr }] = await Promise.all([child, read]);
    if (failed && diagnostics.length === 0) diagnostics.push(fromText(stderr) ?? failedWithoutWord(words[0] ?? ""));
    return { ok: !failed, diagnostics };
  }

  /** In a process group of its own: a terminal's Ctrl-C reaches it once, through us, for its second one would lose state. */
  private start(words: string[]) {
    const child = execa(this.terraform.command, words, {
      cwd: this.stack.folder,
      env: { ...terraformEnvironment(), ...this.environment },
      reject: false,
      detached: true,
      cleanup: false,
      stdin: "ignore",
    });
    const interrupt = () => child.kill("SIGINT");
    if (this.signal.aborted) interrupt();
    this.signal.addEventListener("abort", interrupt, { once: true });
    void child.finally(() => this.signal.removeEventListener("abort", interrupt));
    return child;
  }

  private change({ resource, action }: NonNullable<Event["change"]>): Change {
    const known = this.resources.get(resource.addr);
    return {
      address: resource.addr,
      type: resource.resource_type,
      action,
      construct: this.constructOf(resource.addr),
      config: known?.config ?? {},
    };
  }

  private constructOf(address = ""): string {
    return this.resources.get(address)?.construct ?? address;
  }

  private diagnostic({ summary, detail = "", address }: NonNullable<Event["diagnostic"]>): Diagnostic {
    return { summary: plain(summary), detail: plain(detail), ...(address !== undefined && { construct: this.constructOf(address) }) };
  }
}

const planFile = "lab.plan";

/** Terraform's environment: providers are unpacked once for all stacks, and nobody is asked for news. */
export function terraformEnvironment(): Record<string, string> {
  const cache = join(toolFolder, ".lab", "plugin-cache");
  mkdirSync(cache, { recursive: true });
  return {
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    ...(process.env["TF_PLUGIN_CACHE_DIR"] === undefined && { TF_PLUGIN_CACHE_DIR: cache }),
  };
}

interface StackJson {
  readonly terraform?: unknown;
  readonly resource?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

function readStack(folder: string): StackJson {
  return JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson;
}

function readResources(folder: string): Map<string, Resource> {
  const { resource = {} } = readStack(folder);
  return new Map(
    Object.entries(resource).flatMap(([type, resources]) =>
      Object.entries(resources).map(([id, config]): [string, Resource] => {
        const path = (config["//"] as { metadata?: { path?: string } } | undefined)?.metadata?.path ?? id;
        return [
          `${type}.${id}`,
          {
            config,
            construct: path
              .split("/")
              .slice(1)
              .join("/")
              .replace(/\/container$/, ""),
          },
        ];
      }),
    ),
  );
}

function parseEvent(line: string): Event | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

function verb(action = ""): string {
  return { create: "making", delete: "removing", update: "changing", read: "reading", replace: "replacing" }[action] ?? action;
}
