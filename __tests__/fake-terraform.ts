// A Terraform in the test's own process, whose resources are the folders of a fake world: it plans and applies containers, networks and gates.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Ended, TerraformCommand } from "../terraform/process";
import { FakeEngine } from "./engine-folder";

/** What a fault sees, and what it may do. */
export interface Moment {
  readonly stack: string;
  /** The resource that is about to be applied. */
  readonly address?: string;
  /** Prints an event. */
  readonly say: (event: object) => void;
  /** Prints to standard error. */
  readonly complain: (text: string) => void;
  /** Ends Terraform there and then; without a status as a signal does. */
  readonly exit: (status?: number) => never;
}
export type Fault = (moment: Moment) => void;
/** When a fault is asked: before a command, or before a resource is applied. */
export type FaultPoint = "init" | "plan" | "apply" | "resource";

interface Attributes {
  readonly id: string;
  readonly name?: string;
  readonly image_id?: string;
  readonly build?: unknown;
}
interface StateResource {
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly [{ readonly attributes: Attributes }];
}
interface Config {
  readonly name?: string;
  readonly image?: string;
  readonly build?: unknown;
  readonly labels?: readonly { readonly label: string; readonly value: string }[];
  readonly ports?: readonly { readonly external: number }[];
  readonly volumes?: readonly unknown[];
  readonly triggers_replace?: unknown;
}
interface StackJson {
  readonly terraform: { readonly backend: { readonly local: { readonly path: string } } };
  readonly provider?: { readonly docker?: readonly { readonly host?: string }[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Config>>>>;
}
interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: "create" | "replace" | "delete";
}

class Exit extends Error {
  constructor(readonly status: number | undefined) {
    super("the fake Terraform ended");
  }
}

const addressOf = ({ type, name }: Pick<StateResource, "type" | "name">) => `${type}.${name}`;
const attributesOf = ({ instances: [{ attributes }] }: StateResource) => attributes;

/** The Terraform of one fake world. */
export class FakeTerraform {
  /** The command lines it was given, such as `lab-kim plan -json …`. */
  readonly calls: string[] = [];
  readonly faults = new Map<FaultPoint, Fault>();

  /** @param world The folder of the world. */
  constructor(private readonly world: string) {}

  async run({ folder, words }: TerraformCommand, onLine: (line: string, cut: boolean) => void): Promise<Ended> {
    await setImmediate();
    this.calls.push([basename(folder), ...words].join(" "));
    const errors: string[] = [];
    const exit = (status?: number): never => {
      throw new Exit(status);
    };
    const output = {
      say: (event: object) => onLine(JSON.stringify(event), false),
      complain: (text: string) => void errors.push(text),
      exit,
    };
    try {
      const run = new Run(folder, this.world, output, this.faults);
      const status = run.start(words, (line) => onLine(line, false));
      return { status, killed: false, stderr: errors.join("") };
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      return { ...(error.status !== undefined && { status: error.status }), killed: false, stderr: errors.join("") };
    }
  }
}

/** One command in the folder of a stack. */
class Run {
  private readonly json: StackJson;
  private readonly engine: FakeEngine;
  private failed = false;

  constructor(
    private readonly folder: string,
    world: string,
    private readonly output: Pick<Moment, "say" | "complain" | "exit">,
    private readonly faults: ReadonlyMap<FaultPoint, Fault>,
  ) {
    this.json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson;
    const [, host] = /^ssh:\/\/[^@]+@(.*):\d+$/.exec(this.json.provider?.docker?.[0]?.host ?? "") ?? [];
    this.engine = new FakeEngine(host === undefined ? join(world, "local") : join(world, "hosts", host));
  }

  /** Its exit status. */
  start(words: readonly string[], print: (line: string) => void): number {
    const [command, part] = words;
    if (command === "init") return this.init();
    if (command === "plan") return this.plan(words);
    if (command === "apply") return this.apply(words.at(-1) ?? "");
    if (command !== "state") throw new Error(`fake Terraform: ${words.join(" ")}`);
    if (part === "pull") print(JSON.stringify({ version: 4, resources: this.state }));
    else this.state = [];
    return 0;
  }

  private init(): number {
    this.fault("init");
    mkdirSync(join(this.folder, ".terraform"), { recursive: true });
    return 0;
  }

  private plan(words: readonly string[]): number {
    this.fault("plan");
    const valuesOf = (option: string) => words.filter((word) => word.startsWith(option)).map((word) => word.slice(option.length));
    const [targets, replaced] = [valuesOf("-target="), valuesOf("-replace=")];
    const isMeant = (address: string) => targets.length === 0 || targets.includes(address);
    this.state = this.state.flatMap((resource) => this.refreshed(resource));
    const have = new Set(this.state.map(addressOf));
    const changes: PlannedChange[] = [];
    for (const [address, { type }] of this.wanted) {
      if (!isMeant(address)) continue;
      if (!have.has(address)) changes.push({ address, type, action: "create" });
      else if (replaced.includes(address)) changes.push({ address, type, action: "replace" });
    }
    for (const address of have) {
      const [type = ""] = address.split(".");
      if (!this.wanted.has(address) && isMeant(address)) changes.push({ address, type, action: "delete" });
    }
    for (const { address, type, action } of changes)
      this.output.say({ type: "planned_change", change: { resource: { addr: address, resource_type: type }, action } });
    writeFileSync(valuesOf("-out=")[0] ?? "", JSON.stringify(changes));
    return 0;
  }

  /** A resource as the Engine has it now, or none. */
  private refreshed(resource: StateResource): StateResource[] {
    const own = attributesOf(resource);
    if (isOnEngine(resource.type)) return this.engine.idOf(resource.type, own.name ?? "") === own.id ? [resource] : [];
    if (resource.type !== "docker_image" || !own.build) return [resource];
    // what has an image's name now counts as the image
    const image_id = this.engine.images.get(own.name ?? "");
    return image_id === undefined ? [] : [{ ...resource, instances: [{ attributes: { ...own, image_id } }] }];
  }

  private apply(planFile: string): number {
    const changes = JSON.parse(readFileSync(planFile, "utf8")) as PlannedChange[];
    this.fault("apply");
    for (const change of changes) {
      const { address, action } = change;
      this.output.say({
        type: "apply_start",
        hook: { resource: { addr: address, resource_type: change.type }, action: action === "replace" ? "create" : action },
      });
      this.fault("resource", address);
      if (action !== "create") this.remove(change);
      if (action !== "delete") this.create(change);
    }
    return this.failed ? 1 : 0;
  }

  private remove({ address, type }: PlannedChange): void {
    const old = this.state.find((resource) => addressOf(resource) === address);
    const { name = "", build } = old ? attributesOf(old) : {};
    if (build) this.engine.removeImage(name);
    if (old && isOnEngine(type)) this.engine.removeResource(type, name);
    this.state = this.state.filter((resource) => addressOf(resource) !== address);
  }

  private create({ address, type }: PlannedChange): void {
    const { config = {}, id: name = "" } = this.wanted.get(address) ?? {};
    const made = this.make(type, config);
    if (made === undefined) {
      const summary = `Conflict. The container name ${config.name ?? ""} is already in use`;
      this.output.say({ type: "diagnostic", diagnostic: { severity: "error", summary, detail: "", address } });
      this.failed = true;
      return;
    }
    const attributes = { ...config, ...made, volumes: config.volumes ?? [], triggers_replace: { value: config.triggers_replace } };
    this.state = [...this.state, { mode: "managed", type, name, instances: [{ attributes }] }];
  }

  /** Undefined where its name is taken. */
  private make(type: string, { name = "", image = "", build, labels = [], ports = [] }: Config): Attributes | undefined {
    const labelled = Object.fromEntries(labels.map(({ label, value }) => [label, value]));
    if (isOnEngine(type) && this.engine.idOf(type, name) !== undefined) return undefined;
    if (type === "docker_network") return { id: this.engine.addNetwork(name, labelled) };
    if (type === "docker_image" && build) {
      const image_id = this.engine.addImage(name);
      return { id: image_id, image_id };
    }
    if (type !== "docker_container") return { id: `${type} ${name}`, ...(type === "docker_image" && { image_id: `sha256:${name}` }) };
    const [, of] = /^\$\{docker_image\.([^.]+)\.image_id\}$/.exec(image) ?? [];
    const built = this.state.find((resource) => resource.type === "docker_image" && resource.name === of);
    return {
      id: this.engine.add({
        name,
        labels: labelled,
        hostPorts: ports.map(({ external }) => external),
        image: (built && attributesOf(built).image_id) ?? image,
      }),
    };
  }

  private get wanted(): ReadonlyMap<string, { readonly type: string; readonly id: string; readonly config: Config }> {
    return new Map(
      Object.entries(this.json.resource ?? {}).flatMap(([type, all]) =>
        Object.entries(all).map(([id, config]) => [`${type}.${id}`, { type, id, config }] as const),
      ),
    );
  }

  private get stateFile(): string {
    return resolve(this.folder, this.json.terraform.backend.local.path);
  }

  private get state(): readonly StateResource[] {
    if (!existsSync(this.stateFile)) return [];
    return (JSON.parse(readFileSync(this.stateFile, "utf8")) as { resources: StateResource[] }).resources;
  }

  private set state(resources: readonly StateResource[]) {
    mkdirSync(dirname(this.stateFile), { recursive: true });
    writeFileSync(this.stateFile, JSON.stringify({ version: 4, terraform_version: "1.11.4", resources }));
  }

  private fault(point: FaultPoint, address?: string): void {
    this.faults.get(point)?.({ stack: basename(this.folder), ...(address !== undefined && { address }), ...this.output });
  }
}

function isOnEngine(type: string): type is "docker_container" | "docker_network" {
  return type === "docker_container" || type === "docker_network";
}

let current: FakeTerraform | undefined;

/** Has it run by whatever starts Terraform in this test, where terraform/process is mocked by `terraformProcess`. */
export function useTerraform(terraform: FakeTerraform | undefined): void {
  current = terraform;
}

/** terraform/process of a test that has a fake world. */
export function terraformProcess(): typeof import("../terraform/process") {
  return {
    runTerraform: (given, onLine) => {
      if (!current) throw new Error("there is no fake world");
      return current.run(given, onLine);
    },
  };
}
