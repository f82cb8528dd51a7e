// An Engine that is a folder, with a folder for each of its containers, networks and images.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labels as labelNames } from "../definition/pins";

export interface FakeContainer {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly hostPorts?: readonly number[];
  readonly state?: string;
  readonly image?: string;
}

/** The folder of a resource's kind. */
const kinds = { docker_container: "containers", docker_network: "networks" } as const;

export class FakeEngine {
  constructor(readonly folder: string) {
    for (const kind of ["containers", "networks", "images"]) mkdirSync(join(folder, kind), { recursive: true });
  }

  /** Returns its id. */
  add({ name, labels = {}, hostPorts = [], state = "running", image = "image" }: FakeContainer): string {
    const ports = Object.fromEntries(hostPorts.map((port) => [`${port}/tcp`, [{ HostPort: String(port) }]]));
    const id = idFor(name);
    const json = { id, name: `/${name}`, state: { Status: "STATE" }, labels, ports, networks: {} };
    this.write("containers", name, {
      ...{ id, state, image, ports: lines(hostPorts.map(String)), labels: labelLines(labels), json: JSON.stringify(json) },
    });
    return id;
  }

  /** Returns its id. */
  addNetwork(name: string, labels: Readonly<Record<string, string>> = {}): string {
    const id = idFor(name);
    this.write("networks", name, { id, state: "running", labels: labelLines(labels), json: JSON.stringify({ network: name, labels }) });
    return id;
  }

  /** Gives a name to an image of somebody's own, and returns its id. */
  addImage(name: string): string {
    const id = `sha256:${idFor(name)}`;
    this.write("images", name, { id });
    return id;
  }

  /** Ids of images by their names. */
  get images(): ReadonlyMap<string, string> {
    return new Map(readdirSync(join(this.folder, "images")).map((name) => [name, this.read("images", name, "id")]));
  }

  remove(name: string): void {
    rmSync(join(this.folder, "containers", name), { recursive: true });
  }

  removeImage(name: string): void {
    rmSync(join(this.folder, "images", name), { recursive: true, force: true });
  }

  removeResource(type: keyof typeof kinds, name: string): void {
    rmSync(join(this.folder, kinds[type], name), { recursive: true, force: true });
  }

  /** The id of what has a name. */
  idOf(type: keyof typeof kinds, name: string): string | undefined {
    return existsSync(join(this.folder, kinds[type], name)) ? this.read(kinds[type], name, "id") : undefined;
  }

  get containers(): string[] {
    return readdirSync(join(this.folder, "containers")).sort();
  }

  get networks(): string[] {
    return readdirSync(join(this.folder, "networks")).sort();
  }

  state(name: string): string {
    return this.read("containers", name, "state");
  }

  labels(name: string): string {
    return this.read("containers", name, "labels");
  }

  /** Names of the containers of a student's lab. */
  labOf(className: string, student: string): string[] {
    return this.containers.filter((name) => {
      const all = this.labels(name).split("\n");
      return all.includes(`${labelNames.class}=${className}`) && all.includes(`${labelNames.student}=${student}`);
    });
  }

  /** Makes the Engine or its host fail: shell that ssh and docker run first, on a host before anything of the script. */
  fail(command: "ssh" | "docker", shell: string): void {
    writeFileSync(join(this.folder, `${command}-fault`), shell);
  }

  heal(): void {
    for (const command of ["ssh", "docker"]) rmSync(join(this.folder, `${command}-fault`), { force: true });
  }

  private write(kind: string, name: string, files: Readonly<Record<string, string>>): void {
    const folder = join(this.folder, kind, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  }

  private read(kind: string, name: string, file: string): string {
    return readFileSync(join(this.folder, kind, name, file), "utf8");
  }
}

function idFor(name: string): string {
  return createHash("sha256").update(`${name}${Math.random()}`).digest("hex");
}

function labelLines(labels: Readonly<Record<string, string>>): string {
  return lines(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
