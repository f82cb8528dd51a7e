// A compose file as the project it describes: names as compose gives them, every reference followed, services in the order they start.
import { statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Finding } from "../../definition/errors";
import { suggestion } from "../../definition/findings";
import { t } from "../../language/translate";
import { readPartText } from "../../provisioning/folder-parts";
import { readEnvFile } from "./env-file";
import type { LookUp } from "./interpolate";
import { type ServiceMount, serviceMount } from "./mounts";
import { type PublishedPort, publishedPorts } from "./ports";
import type { Build, ComposeFile, ComposeService, Condition } from "./schema";

/** MB for a container whose service sets no limit: one container must not fill an Engine that a class shares. */
export const defaultMemoryMb = 512;

export interface ProjectService {
  readonly name: string;
  readonly given: ComposeService;
  /** Names of its containers on the Engine. */
  readonly containers: readonly string[];
  readonly image: string;
  /** How the image is built. @default it is pulled */
  readonly build?: Build;
  /** `NAME=value`. */
  readonly environment: readonly string[];
  readonly ports: readonly (PublishedPort & { readonly path: readonly (string | number)[] })[];
  readonly mounts: readonly ServiceMount[];
  /** Networks by their key, with the service's aliases there. */
  readonly networks: ReadonlyMap<string, readonly string[]>;
  /** The service whose network it shares. @default it has `networks` */
  readonly networkOf?: string;
  readonly dependsOn: ReadonlyMap<string, Condition>;
  readonly memoryMb: number;
}

export interface Project {
  readonly name: string;
  /** In the order in which they start. */
  readonly services: readonly ProjectService[];
  /** Names on the Engine by their keys: only those that a service uses. */
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
  readonly file: ComposeFile;
}

export interface ProjectProps {
  readonly name: string;
  /** Names as docker-compose 1 has them. */
  readonly compatibility: boolean;
  /** Folder that relative paths start from: the exercise's `files`. */
  readonly folder: string;
  readonly lookUp: LookUp;
}

type Path = readonly (string | number)[];
type Report = (path: Path, message: string, value?: unknown) => void;

/** The project, as far as it can be read, and everything that is wrong with it. */
export function projectOf(file: ComposeFile, props: ProjectProps): { project: Project; findings: Finding[] } {
  const findings: Finding[] = [];
  const report: Report = (path, message, value) => findings.push({ path, message, ...(value !== undefined && { value }) });
  if (file.name !== undefined && file.name !== props.name)
    report(["name"], t`must be ${props.name}, as the folder is named, or be left out`, file.name);
  const separator = props.compatibility ? "_" : "-";
  const given = Object.entries(file.services).filter(([, { profiles = [] }]) => profiles.length === 0);
  const services = given.map(([name, service]) => serviceOf(name, service, { ...props, file, separator, report }));
  const used = <Key>(keys: (service: ProjectService) => Iterable<Key>) => new Set(services.flatMap((service) => [...keys(service)]));
  const networks = used(({ networks }) => networks.keys());
  const volumes = used(({ mounts }) =>
    mounts.flatMap((mount) => (mount.kind === "volume" && mount.volume !== undefined ? [mount.volume] : [])),
  );
  const nameOf = (own: string | undefined, key: string) => own ?? `${props.name}_${key}`;
  return {
    project: {
      name: props.name,
      services: inOrder(services, report),
      networks: new Map([...networks].map((key) => [key, nameOf(file.networks?.[key]?.name, key)])),
      volumes: new Map([...volumes].map((key) => [key, nameOf(file.volumes?.[key]?.name, key)])),
      file,
    },
    findings,
  };
}

interface ServiceContext extends ProjectProps {
  readonly file: ComposeFile;
  readonly separator: string;
  readonly report: Report;
}

function serviceOf(name: string, given: ComposeService, context: ServiceContext): ProjectService {
  const { file, report } = context;
  const at = (...path: Path): Path => ["services", name, ...path];
  const attempt = <Value>(path: Path, value: unknown, work: () => Value): Value[] => {
    try {
      return [work()];
    } catch (error) {
      report(path, (error as Error).message, value);
      return [];
    }
  };
  if (given.image === undefined && given.build === undefined) report(at(), t`has neither image nor build; add one of them`);
  const count = given.scale ?? given.deploy?.replicas ?? 1;
  const containers =
    given.container_name !== undefined
      ? [given.container_name]
      : Array.from({ length: count }, (_, number) => [context.name, name, number + 1].join(context.separator));
  if (given.container_name !== undefined && count !== 1)
    report(at("container_name"), t`is a name for one container, and the service has several; remove one of the two`, given.container_name);
  const ports = (given.ports ?? []).flatMap((port, index) =>
    attempt(at("ports", index), "short" in port ? port.short : undefined, () =>
      publishedPorts(port).map((one) => ({ ...one, path: at("ports", index) })),
    ).flat(),
  );
  for (const { external, path } of ports)
    if (external !== undefined && count > 1)
      report(path, t`is a port of the host for ${count} containers; leave the host's port to the Engine`, external);
  if (given["x-page"] !== undefined && !ports.some(({ external }) => external !== undefined))
    report(at("x-page"), t`is the page of a service that publishes no port of the host; add one to ports`, given["x-page"]);
  // provider docker 3.6.2 refuses it
  for (const key of ["command", "entrypoint"] as const)
    if (given[key]?.includes("")) report(at(key), t`has an empty word, which cannot be passed on; write it in a script of files/`);
  const declared = new Map(Object.entries(file.volumes ?? {}));
  const mounts = (given.volumes ?? []).flatMap((mount, index) =>
    attempt(at("volumes", index), "short" in mount ? mount.short : undefined, () => {
      const one = serviceMount(mount);
      if (one.kind === "volume" && one.volume !== undefined && !declared.has(one.volume))
        throw new Error(t`names the volume ${one.volume}, which is not under volumes${suggestion(one.volume, [...declared.keys()])}`);
      return one;
    }),
  );
  for (const line of given.tmpfs ?? []) {
    const [target = "", options = ""] = line.split(":");
    mounts.push({ kind: "tmpfs", target, options });
  }
  mounts.push(...granted("secrets", given, context, at), ...granted("configs", given, context, at));
  const limit = given.deploy?.resources?.limits?.memory ?? given.mem_limit;
  return {
    ...{ name, given, containers, ports, mounts },
    image: given.image ?? `${context.name}${context.separator}${name}`,
    ...(given.build && { build: checkedBuild(given.build, context, at) }),
    environment: environmentOf(given, context, at),
    ...networking(name, given, context, at),
    dependsOn: dependencies(given, context, at),
    memoryMb: limit ?? defaultMemoryMb,
  };
}

type At = (...path: Path) => Path;

/** Files that compose mounts read-only under /run/secrets, or at the container's root. */
function granted(kind: "secrets" | "configs", given: ComposeService, { file, folder, report }: ServiceContext, at: At): ServiceMount[] {
  return (given[kind] ?? []).flatMap(({ source, target }, index): ServiceMount[] => {
    const sources = new Map(Object.entries(file[kind] ?? {}));
    const from = sources.get(source);
    if (!from) {
      report(at(kind, index), t`is not under ${kind}${suggestion(source, [...sources.keys()])}`, source);
      return [];
    }
    const base = kind === "secrets" ? "/run/secrets" : "/";
    const path = posix.normalize(from.file);
    if (!isInside(path) || !existsIn(folder, path, "file")) {
      report([kind, source, "file"], t`is not a file in files/`, from.file);
      return [];
    }
    return [{ kind: "bind", source: path, target: posix.resolve(base, target ?? source), readOnly: true }];
  });
}

function isInside(path: string): boolean {
  return !path.startsWith("/") && path !== ".." && !path.startsWith("../");
}

function existsIn(folder: string, path: string, kind: "file" | "folder"): boolean {
  const stat = statSync(join(folder, path), { throwIfNoEntry: false });
  return kind === "file" ? stat?.isFile() === true : stat?.isDirectory() === true;
}

function checkedBuild(build: Build, { folder, report, lookUp }: ServiceContext, at: At): Build {
  const context = posix.normalize(build.context);
  const dockerfile = build.dockerfile ?? "Dockerfile";
  const where = at("build");
  if (!isInside(context) || !existsIn(folder, context, "folder"))
    report(where, t`has the context ${build.context}, which is not a folder in files/`);
  else if (!isInside(posix.join(context, dockerfile)) || !existsIn(folder, posix.join(context, dockerfile), "file"))
    report(where, t`has no ${posix.join(context, dockerfile)} in files/`);
  const args = Object.entries(build.args ?? {}).map(([name, value]): [string, string] => {
    const known = value ?? lookUp(name);
    if (known === undefined) report(where, t`has the argument ${name} without a value; give it one, also under variables in lab.yaml`);
    return [name, known ?? ""];
  });
  return { ...build, context, dockerfile, args: Object.fromEntries(args) };
}

function environmentOf(
  { env_file: files = [], environment = {} }: ComposeService,
  { folder, lookUp, report }: ServiceContext,
  at: At,
): string[] {
  const values = new Map<string, string>();
  for (const path of files) {
    try {
      if (!isInside(posix.normalize(path))) throw new Error(t`leads out of files/`);
      const text = readPartText(folder, path);
      if (text === undefined) throw new Error(t`is not a file in files/`);
      for (const [name, value] of readEnvFile(text, lookUp)) values.set(name, value);
    } catch (error) {
      report(at("env_file"), (error as Error).message, path);
    }
  }
  for (const [name, value] of Object.entries(environment)) {
    const known = value ?? lookUp(name);
    if (known === undefined) report(at("environment"), t`has ${name} without a value; give it one, also under variables in lab.yaml`);
    else values.set(name, known);
  }
  return [...values].map(([name, value]) => `${name}=${value}`);
}

function networking(name: string, { networks, network_mode: mode }: ComposeService, { file, report }: ServiceContext, at: At) {
  if (mode !== undefined) {
    const other = /^service:(.+)$/.exec(mode)?.[1];
    if (networks) report(at("network_mode"), t`and networks exclude each other; remove one of them`, mode);
    if (other !== undefined && !Object.hasOwn(file.services, other))
      report(at("network_mode"), t`names a service that does not exist`, mode);
    if (other === undefined && !["bridge", "host", "none"].includes(mode))
      report(at("network_mode"), t`must be bridge, host, none or service:NAME`, mode);
    return { networks: new Map<string, string[]>(), ...(other !== undefined && { networkOf: other }) };
  }
  const declared = new Set(["default", ...Object.keys(file.networks ?? {})]);
  const all = Object.entries(networks ?? { default: null });
  for (const [key] of all) if (!declared.has(key)) report(at("networks"), t`is not under networks${suggestion(key, [...declared])}`, key);
  return { networks: new Map(all.map(([key, own]) => [key, [name, ...(own?.aliases ?? [])]])) };
}

function dependencies(
  { depends_on: all = {} }: ComposeService,
  { file: { services }, report }: ServiceContext,
  at: At,
): Map<string, Condition> {
  for (const [name, { condition }] of Object.entries(all)) {
    const other = Object.hasOwn(services, name) ? services[name] : undefined;
    const path = at("depends_on", name);
    if (!other || (other.profiles ?? []).length > 0) {
      report(
        path,
        other ? t`has a profile, so it is not started with the others` : t`is not a service${suggestion(name, Object.keys(services))}`,
      );
      continue;
    }
    const tested = other.healthcheck?.test !== undefined && other.healthcheck.test[0] !== "NONE" && other.healthcheck.disable !== true;
    if (condition === "service_healthy" && !tested)
      report(path, t`is waited for until it is healthy, and has no healthcheck here; add one to ${name}`);
    if (condition === "service_completed_successfully" && !["no", undefined].includes(other.restart))
      report(path, t`is waited for until it ends, and is started again then; remove restart from ${name}`);
  }
  return new Map(Object.entries(all).map(([name, { condition }]) => [name, condition]));
}

/** Services after those that they wait for. */
function inOrder(services: readonly ProjectService[], report: Report): ProjectService[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const done = new Set<ProjectService>();
  const visit = (service: ProjectService, waiting: readonly string[]): void => {
    if (done.has(service)) return;
    if (waiting.includes(service.name)) {
      report(["services", service.name, "depends_on"], t`goes in a circle: ${[...waiting, service.name].join(", ")}`);
      return;
    }
    const before = [...service.dependsOn.keys(), ...(service.networkOf === undefined ? [] : [service.networkOf])];
    for (const name of before) {
      const other = byName.get(name);
      if (other) visit(other, [...waiting, service.name]);
    }
    done.add(service);
  };
  for (const service of services) visit(service, []);
  return [...done];
}
