// Engines, hosts and a Terraform that are folders: what the project's scripts and plans do to them can be looked at, and each can fail.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { delimiter, join } from "node:path";
import { labels as labelNames } from "../definition/pins";
import type { Reporter, Result, Task } from "../deploy/session";
import { terraformScript } from "./fake-terraform";
import { testFolder } from "./lab-yaml";

export interface FakeContainer {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly hostPorts?: readonly number[];
  readonly state?: string;
  readonly image?: string;
}

/** One Engine: a folder with a folder for each container and network. */
export class FakeEngine {
  constructor(readonly folder: string) {
    for (const kind of ["containers", "networks", "images"]) mkdirSync(join(folder, kind), { recursive: true });
  }

  add({ name, labels = {}, hostPorts = [], state = "running", image = "image" }: FakeContainer): void {
    const folder = join(this.folder, "containers", name);
    mkdirSync(folder, { recursive: true });
    const ports = Object.fromEntries(hostPorts.map((port) => [`${port}/tcp`, [{ HostPort: String(port) }]]));
    const id = createHash("sha256").update(`${name}${Math.random()}`).digest("hex");
    writeFileSync(join(folder, "id"), id);
    writeFileSync(join(folder, "state"), state);
    writeFileSync(join(folder, "image"), image);
    writeFileSync(join(folder, "ports"), hostPorts.map((port) => `${port}\n`).join(""));
    writeFileSync(
      join(folder, "labels"),
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(""),
    );
    writeFileSync(join(folder, "json"), JSON.stringify({ id, name: `/${name}`, state: { Status: "STATE" }, labels, ports, networks: {} }));
  }

  addNetwork(name: string, labels: Readonly<Record<string, string>> = {}): void {
    const folder = join(this.folder, "networks", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "labels"),
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(""),
    );
    writeFileSync(join(folder, "json"), JSON.stringify({ network: name, labels }));
  }

  /** Gives a name to an image of somebody's own, and returns its id. */
  addImage(name: string): string {
    const folder = join(this.folder, "images", name);
    mkdirSync(folder, { recursive: true });
    const id = `sha256:${createHash("sha256").update(`${name}${Math.random()}`).digest("hex")}`;
    writeFileSync(join(folder, "id"), id);
    return id;
  }

  /** Ids of images by their names. */
  get images(): ReadonlyMap<string, string> {
    const folder = join(this.folder, "images");
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name, "id"), "utf8")]));
  }

  remove(name: string): void {
    rmSync(join(this.folder, "containers", name), { recursive: true });
  }

  get containers(): string[] {
    return readdirSync(join(this.folder, "containers")).sort();
  }

  get networks(): string[] {
    return readdirSync(join(this.folder, "networks")).sort();
  }

  state(name: string): string {
    return readFileSync(join(this.folder, "containers", name, "state"), "utf8");
  }

  labels(name: string): string {
    return readFileSync(join(this.folder, "containers", name, "labels"), "utf8");
  }

  /** Names of the containers of a student's lab. */
  labOf(className: string, student: string): string[] {
    return this.containers.filter((name) => {
      const lines = this.labels(name).split("\n");
      return lines.includes(`${labelNames.class}=${className}`) && lines.includes(`${labelNames.student}=${student}`);
    });
  }

  /** Makes the Engine or its host fail: shell that ssh and docker run first, on a host before anything of the script. */
  fail(command: "ssh" | "docker", shell: string): void {
    writeFileSync(join(this.folder, `${command}-fault`), shell);
  }

  heal(): void {
    for (const command of ["ssh", "docker"]) rmSync(join(this.folder, `${command}-fault`), { force: true });
  }
}

export class FakeWorld {
  readonly folder = testFolder();
  readonly local = new FakeEngine(join(this.folder, "local"));
  private readonly before = { ...process.env };

  constructor() {
    const bin = join(this.folder, "bin");
    mkdirSync(bin);
    for (const [name, script] of Object.entries({ docker, ssh, terraform: terraformScript })) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
    Object.assign(process.env, {
      PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
      FAKE_WORLD: this.folder,
      FAKE_ENGINE: this.local.folder,
      // nothing listens there: the docker command on the PATH is the fake one
      DOCKER_HOST: "unix:///var/run/docker.sock",
    });
    delete process.env["LAB_TERRAFORM"];
  }

  host(address: string): FakeEngine {
    return new FakeEngine(join(this.folder, "hosts", address));
  }

  /** Makes a command of Terraform fail: JavaScript with `stack` and `address`, run before the command, or before a resource is applied. */
  failTerraform(command: "init" | "plan" | "apply" | "resource", script: string): void {
    writeFileSync(join(this.folder, `terraform-${command}`), script);
  }

  healTerraform(): void {
    for (const command of ["init", "plan", "apply", "resource"]) rmSync(join(this.folder, `terraform-${command}`), { force: true });
  }

  /** The command lines that Terraform was given, such as `lab-kim plan -json …`. */
  get terraformCalls(): string[] {
    const file = join(this.folder, "terraform-calls");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  }

  forgetCalls(): void {
    rmSync(join(this.folder, "terraform-calls"), { force: true });
  }

  restore(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.before);
  }
}

/** Somebody who answers every question alike, and remembers what was said. */
export class FakeReporter implements Reporter {
  readonly notes: string[] = [];
  readonly questions: string[] = [];
  /** Titles with what they came to. */
  readonly lines: string[] = [];

  constructor(public answer: boolean = true) {}

  note(text: string): void {
    this.notes.push(text);
  }

  ask(question: string): Promise<boolean> {
    this.questions.push(question);
    return Promise.resolve(this.answer);
  }

  run<Value>(tasks: readonly Task<Value>[]): Promise<Result<Value>[]> {
    return Promise.all(
      tasks.map(async ({ title, work, summary }): Promise<Result<Value>> => {
        try {
          const value = await work(() => undefined);
          const came = summary?.(value);
          this.lines.push(came instanceof Error ? `✖ ${title}: ${came.message}` : `✔ ${title}: ${came ?? ""}`);
          return { ok: true, value };
        } catch (error) {
          this.lines.push(`✖ ${title}: ${(error as Error).message}`);
          return { ok: false, error: error as Error };
        }
      }),
    );
  }
}

const docker = `#!/bin/sh
w=$FAKE_ENGINE
[ ! -e "$w/docker-fault" ] || . "$w/docker-fault"
all=$*
filters= format= quiet=
kind=containers
case $1 in network) kind=networks; shift ;; container) shift ;; volume) exit 0 ;; image | rmi) kind=images; [ "$1" = rmi ] || shift ;; esac
verb=$1
shift
while [ $# -gt 0 ]; do
  case $1 in
  --filter) filters="$filters $2"; shift 2 ;;
  -f) case $verb in inspect) format=$2; shift 2 ;; *) shift ;; esac ;;
  --format) format=$2; shift 2 ;;
  -aq | -q) quiet=1; shift ;;
  -*) shift ;;
  *) break ;;
  esac
done
each() { for d in "$w/$kind"/*; do [ -d "$d" ] && echo "$(basename "$d")"; done; }
find() { for n in $(each); do if [ "$n" = "$1" ] || [ "$(cat "$w/$kind/$n/id" 2>/dev/null)" = "$1" ]; then echo "$n"; return; fi; done; return 1; }
matches() {
  for f in $filters; do
    case $f in
    label=*) grep -qxF "\${f#label=}" "$w/$kind/$1/labels" || return 1 ;;
    publish=*) grep -qx "\${f#publish=}" "$w/$kind/$1/ports" && [ "$(cat "$w/$kind/$1/state")" = running ] || return 1 ;;
    ancestor=*) [ "$(cat "$w/$kind/$1/image")" = "\${f#ancestor=}" ] || return 1 ;;
    esac
  done
}
show() {
  case $format in
  *.RepoTags*) echo 1 ;;
  'container {{.Image}} {{.Id}}') echo "container $(cat "$w/$kind/$1/image") $(cat "$w/$kind/$1/id")" ;;
  '{{.Id}}') [ $kind = images ] && cat "$w/$kind/$1/id" && echo || echo "{}" ;;
  *'"id":'* | *'"network":'*) sed "s/STATE/$(cat "$w/$kind/$1/state" 2>/dev/null)/" "$w/$kind/$1/json"; echo ;;
  *.Name*) [ $kind = networks ] && echo "$1" || echo "/$1" ;;
  *.scenario*) sed -n 's/^docker-class-lab.scenario=//p' "$w/$kind/$1/labels" | grep . || echo ;;
  *range*) ;;
  *) echo "{}" ;;
  esac
}
case $verb in
version) echo 29.0.0 ;;
ps | ls)
  for n in $(each); do
    matches "$n" || continue
    if [ -n "$quiet" ] && [ $kind = containers ]; then cat "$w/$kind/$n/id"; echo; else echo "$n"; fi
  done ;;
inspect) status=0; for x; do if n=$(find "$x"); then show "$n"; else status=1; fi; done; exit $status ;;
rm | rmi) for x; do n=$(find "$x") && [ ! -e "$w/stuck" ] && rm -rf "$w/$kind/$n" || exit 1; done ;;
start | unpause) for x; do n=$(find "$x") && echo running > "$w/$kind/$n/state" && printf running > "$w/$kind/$n/state" || exit 1; done ;;
disconnect | context) ;;
*) echo "fake docker: $all" >&2; exit 64 ;;
esac
`;

const ssh = `#!/bin/sh
case $1 in -V) echo "OpenSSH_fake, x" >&2; exit 0 ;; esac
while [ $# -gt 0 ]; do
  case $1 in
  -F | -p | -o) shift 2 ;;
  *@*) address=\${1#*@}; shift; break ;;
  *) shift ;;
  esac
done
export FAKE_ENGINE="$FAKE_WORLD/hosts/$address"
if [ ! -d "$FAKE_ENGINE" ]; then echo "ssh: connect to host $address: No route to host" >&2; exit 255; fi
[ ! -e "$FAKE_ENGINE/ssh-fault" ] || . "$FAKE_ENGINE/ssh-fault"
export HOME="$FAKE_ENGINE/home"
mkdir -p "$HOME"
exec "$@"
`;
