// Runs Terraform on one synthesized stack: init, plan, apply of that plan, destroy. What happened is a value.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labDataLimit, terraformTimeouts } from "../definition/limits";
import { plain } from "../definition/plain-text";
import { t } from "../language/translate";
import { type StateResource, stateResources } from "../workspace/state-resources";
import type { TerraformBinary } from "./binary";
import { condense, type Diagnostic, failedWithoutWord, fromText } from "./diagnostic";
import { endingDiagnostic } from "./ending";
import { terraformEnvironment } from "./environment";
import { type Action, type Event, parseEvent } from "./events";
import { type Import, writeImports } from "./imports";
import { ProviderCache } from "./plugin-cache";
import { type Ended, runTerraform, type TerraformCommand } from "./process";
import { RunFolder } from "./run-folder";
import { isHostsStack, readResources, readStack, type Resource, resourceOfState, stateFileOf, type SynthesizedStack } from "./stack-json";
import { stateProblem } from "./state";

export type { SynthesizedStack } from "./stack-json";

/** What a plan would do to one resource. */
export interface Change {
  /** `docker_container.nginx_container_3691ECA1` */
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** The construct's path in its stack, such as `nginx/nginx-8081`; its name, where lab.yaml no longer has it. */
  readonly construct: string;
  /** The resource as it is in cdk.tf.json; in the state, where lab.yaml no longer has it. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** What an apply is at. */
export type ApplyStep =
  /** A resource has been at work for so many seconds: 0 as it begins, then every ten. */
  | { readonly kind: "resource"; readonly change: Change; readonly seconds: number }
  /** A line that a resource's provisioner printed. */
  | { readonly kind: "line"; readonly text: string };

export interface Outcome {
  readonly ok: boolean;
  /** What went wrong. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Plan extends Outcome {
  readonly changes: readonly Change[];
}

/** How long things may take. */
export type Bounds = Pick<TerraformCommand, "steps" | "maxMegabytes"> & {
  /** Seconds of any command. @default by the command */
  readonly timeout?: number;
};

const well: Outcome = { ok: true, diagnostics: [] };

export class TerraformRun {
  private readonly known: Map<string, Resource>;

  /** @param bounds Overrides of the constants in definition/limits.ts. */
  constructor(
    private readonly terraform: TerraformBinary,
    private readonly stack: SynthesizedStack,
    private readonly signal: AbortSignal,
    private readonly environment: Readonly<Record<string, string>> = {},
    private readonly bounds: Bounds = {},
    private readonly folder = new RunFolder(stack.folder),
  ) {
    this.known = readResources(stack);
  }

  /** By address: those in cdk.tf.json, and what a plan found only in the state. */
  get resources(): ReadonlyMap<string, Resource> {
    return this.known;
  }

  /** The same stack, run with more environment variables. Either can apply what the other planned. */
  with(environment: Readonly<Record<string, string>>): TerraformRun {
    const all = { ...this.environment, ...environment };
    return new TerraformRun(this.terraform, this.stack, this.signal, all, this.bounds, this.folder);
  }

  /** Installs the providers, unless that was done for the same providers and backend before. Several stacks may be initialized at once. */
  async init(): Promise<Outcome> {
    const marker = join(this.stack.folder, ".terraform", "lab-initialized");
    const wanted = JSON.stringify(readStack(this.stack).terraform);
    if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return well;
    const outcome = await new ProviderCache(this.stack, this.terraform.product).use(async () => {
      const first = await this.initialize();
      // the lock file names another provider version than lab.yaml does now
      return first.diagnostics.some(({ detail }) => detail.includes("-upgrade")) ? this.initialize("-upgrade") : first;
    }, this.signal);
    if (outcome?.ok === true) writeFileSync(marker, wanted);
    return outcome ?? { ok: false, diagnostics: [{ summary: t`interrupted`, detail: "" }] };
  }

  private async initialize(...options: string[]): Promise<Outcome> {
    const lines: string[] = [];
    const ended = await this.start(["init", "-input=false", "-no-color", ...options], (line) => lines.push(line));
    return this.outcome("init", ended, [], lines.join("\n"));
  }

  /** Plans into a file of this run's own, which `apply` takes. */
  async plan(options: readonly string[]): Promise<Plan> {
    const plan = await this.planOnce(options);
    // somebody has removed the providers since
    if (!plan.diagnostics.some(({ summary, detail }) => /(terraform|tofu) init/.test(`${summary} ${detail}`))) return plan;
    rmSync(join(this.stack.folder, ".terraform"), { recursive: true, force: true });
    const outcome = await this.init();
    return outcome.ok ? this.planOnce(options) : { ...outcome, changes: [] };
  }

  private async planOnce(options: readonly string[]): Promise<Plan> {
    const planned: NonNullable<Event["change"]>[] = [];
    const outcome = await this.follow(["plan", `-out=${this.planFile}`, "-lock-timeout=30s", ...options], ({ type, change }) => {
      if (type === "planned_change" && change) planned.push(change);
    });
    if (outcome.ok && planned.some(({ resource }) => !this.known.has(resource.addr))) await this.learnNames();
    return { ...outcome, changes: planned.map((change) => this.change(change)) };
  }

  /** Applies what `plan` planned, and nothing else. */
  async apply(onStep: (step: ApplyStep) => void, options: readonly string[] = []): Promise<Outcome> {
    try {
      return await this.follow(["apply", "-lock-timeout=30s", ...options, this.planFile], (event) => {
        const { resource, action, elapsed_seconds: seconds = 0 } = event.hook ?? {};
        if ((event.type === "apply_start" || event.type === "apply_progress") && resource && action)
          onStep({ kind: "resource", change: this.change({ resource, action }), seconds });
        const text = /\(local-exec\): (?!Executing: )(.*)/.exec(event["@message"] ?? "")?.[1];
        if (event.type === "provision_progress" && text !== undefined) onStep({ kind: "line", text });
      });
    } finally {
      rmSync(this.planFile, { force: true });
      this.takeIn([]);
    }
  }

  /** What the state holds, without a refresh. */
  async stateResources(): Promise<Outcome & { readonly resources: readonly StateResource[] }> {
    const problem = stateProblem(this.stack);
    if (problem) return { ok: false, diagnostics: [problem], resources: [] };
    const lines: string[] = [];
    const pulled = await this.start(["state", "pull"], (line) => lines.push(line));
    return { ...this.outcome("state pull", pulled), resources: stateResources(lines.join("\n")) };
  }

  /** Removes resources from the state without touching them, for what is known to be gone. @param addresses All by default. */
  async forget(addresses?: readonly string[]): Promise<Outcome> {
    const all = addresses ? { ...well, resources: addresses.map((address) => ({ address })) } : await this.stateResources();
    if (!all.ok || all.resources.length === 0) return { ok: all.ok, diagnostics: all.diagnostics };
    const removed = await this.start(["state", "rm", "-lock-timeout=30s", ...all.resources.map(({ address }) => address)]);
    return this.outcome("state rm", removed);
  }

  /** Keeps resources whose creation was cut short but which were seen to exist. */
  async untaint(addresses: readonly string[]): Promise<Outcome> {
    for (const address of addresses) {
      const outcome = this.outcome("untaint", await this.start(["untaint", "-allow-missing", "-lock-timeout=30s", address]));
      if (!outcome.ok) return outcome;
    }
    return well;
  }

  /** Has the next plan import existing resources into the state, in place of what was to be imported before. */
  takeIn(imports: readonly Import[]): void {
    writeImports(this.stack, imports);
  }

  /** The address of a construct in the stack, such as `aws_vpc.ec2_network_vpc_18AAD232` of `ec2/network/vpc`. */
  addressOf(construct: string): string | undefined {
    return [...this.known].find(([, known]) => known.construct === construct)?.[0];
  }

  private async follow(words: readonly string[], onEvent: (event: Event) => void): Promise<Outcome> {
    const problem = stateProblem(this.stack);
    if (problem) return { ok: false, diagnostics: [problem] };
    const [command = "", ...others] = words;
    const diagnostics: Diagnostic[] = [];
    const ended = await this.start([command, "-json", "-input=false", ...others], (line, cut) => {
      const event = parseEvent(line, cut);
      if (event?.diagnostic?.severity === "error" && event.diagnostic.summary !== "execution halted")
        diagnostics.push(this.diagnostic(event.diagnostic));
      if (event) onEvent(event);
    });
    return this.outcome(command, ended, diagnostics);
  }

  private outcome(command: string, ended: Ended, reported: readonly Diagnostic[] = [], stdout = ""): Outcome {
    if (ended.status === 0 && ended.stopped !== "flooded") return well;
    const { dataLimit } = this;
    const ending = endingDiagnostic(ended, {
      command,
      timeout: this.timeoutOf(command),
      state: stateFileOf(this.stack) ?? t`which is not on this machine`,
      ...(dataLimit !== undefined && { dataLimit }),
    });
    const said = [...(ending ? [ending.diagnostic] : []), ...(ending?.explainsAll === true ? [] : reported)];
    if (said.length === 0) said.push(fromText(ended.stderr) ?? fromText(stdout) ?? failedWithoutWord(command, plain(ended.stderr)));
    return { ok: false, diagnostics: isHostsStack(this.stack) ? said : condense(said) };
  }

  private start(words: readonly string[], onLine: (line: string, cut: boolean) => void = () => undefined): Promise<Ended> {
    const { dataLimit } = this;
    const stateFile = words[0] === "init" ? undefined : stateFileOf(this.stack);
    return runTerraform(
      {
        command: this.terraform.command,
        words,
        folder: this.stack.folder,
        environment: terraformEnvironment({ ...this.terraform.environment, ...this.environment }),
        outputFolder: this.folder.open(),
        writesState: words[0] === "apply" || words[0] === "untaint" || words[1] === "rm",
        signal: this.signal,
        ...(dataLimit !== undefined && { dataLimit }),
        ...(stateFile !== undefined && { stateFile }),
        ...this.bounds,
        timeout: this.timeoutOf(words[0] ?? ""),
      },
      onLine,
    );
  }

  /** No limit for the hosts' Terraform: too much would be lost. */
  private get dataLimit(): number | undefined {
    return isHostsStack(this.stack) ? undefined : labDataLimit;
  }

  private timeoutOf(command: string): number {
    const { timeout } = this.bounds;
    if (timeout !== undefined) return timeout;
    if (command === "init") return terraformTimeouts.init;
    if (command === "plan" || command === "apply") return terraformTimeouts[isHostsStack(this.stack) ? "hosts" : "lab"][command];
    return terraformTimeouts.state;
  }

  private get planFile(): string {
    return join(this.folder.open(), "plan");
  }

  private change({ resource, action }: NonNullable<Event["change"]>): Change {
    const known = this.known.get(resource.addr);
    return {
      address: resource.addr,
      type: resource.resource_type,
      action,
      construct: this.constructOf(resource.addr),
      config: known?.config ?? {},
    };
  }

  /** Learns the names of what lab.yaml no longer has. Not from `show -json`, whose single line is longer than is read. */
  private async learnNames(): Promise<void> {
    for (const resource of (await this.stateResources()).resources) {
      if (!this.known.has(resource.address)) this.known.set(resource.address, resourceOfState(resource));
    }
  }

  private constructOf(address = ""): string {
    return this.known.get(address)?.construct ?? address;
  }

  private diagnostic({ summary, detail = "", address }: NonNullable<Event["diagnostic"]>): Diagnostic {
    const ofResource = address !== undefined && !address.startsWith("provider[");
    return { summary: plain(summary), detail: plain(detail), ...(ofResource && { construct: this.constructOf(address) }) };
  }
}
