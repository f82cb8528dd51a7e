// A service's keys as the settings of its containers.
import type { ContainerConfig, ContainerHealthcheck, ContainerVolumes } from "@cdktf/provider-docker/lib/container";
import type { Volume } from "@cdktf/provider-docker/lib/volume";
import { terraformEscape } from "../../provisioning/shell";
import type { ProjectService } from "./project";

/** Labels and variables without a value have an empty one. */
export function withoutNull(record: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value ?? ""]));
}

/** The same value, without any text that Terraform would read as a template. */
export function escaped<Value>(value: Value): Value {
  if (typeof value === "string") return terraformEscape(value) as Value;
  if (Array.isArray(value)) return value.map(escaped) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)])) as Value;
}

/** What a service's keys are on its containers. */
export function settingsOf({ given }: ProjectService): Partial<ContainerConfig> {
  const { restart = "no", healthcheck } = given;
  const [policy = "no", retries] = restart.split(":");
  const settings: Partial<ContainerConfig> = {
    restart: policy,
    ...(retries !== undefined && { maxRetryCount: Number(retries) }),
    ...(given.command && { command: given.command }),
    ...(given.entrypoint && { entrypoint: given.entrypoint }),
    ...(given.user !== undefined && { user: given.user }),
    ...(given.working_dir !== undefined && { workingDir: given.working_dir }),
    ...(given.hostname !== undefined && { hostname: given.hostname }),
    ...(given.domainname !== undefined && { domainname: given.domainname }),
    ...(given.network_mode !== undefined && { networkMode: given.network_mode }),
    ...((given.cap_add ?? given.cap_drop) && { capabilities: { add: capabilities(given.cap_add), drop: capabilities(given.cap_drop) } }),
    ...(given.tty !== undefined && { tty: given.tty }),
    ...(given.stdin_open !== undefined && { stdinOpen: given.stdin_open }),
    ...(given.read_only !== undefined && { readOnly: given.read_only }),
    ...(given.privileged !== undefined && { privileged: given.privileged }),
    ...(given.init !== undefined && { init: given.init }),
    ...(given.dns && { dns: given.dns }),
    ...(given.dns_search && { dnsSearch: given.dns_search }),
    ...(given.extra_hosts && { host: given.extra_hosts.map(extraHost) }),
    ...(given.ulimits && { ulimit: Object.entries(given.ulimits).map(([name, limit]) => ({ name, ...limit })) }),
    ...(given.sysctls && { sysctls: withoutNull(given.sysctls) }),
    ...(given.shm_size !== undefined && { shmSize: given.shm_size }),
    ...(given.stop_signal !== undefined && { stopSignal: given.stop_signal }),
    ...(given.stop_grace_period !== undefined && { stopTimeout: Math.ceil(given.stop_grace_period) }),
    ...(given.pid !== undefined && { pidMode: given.pid }),
    ...(given.ipc !== undefined && { ipcMode: given.ipc }),
    ...(given.devices && { devices: given.devices.map(device) }),
    ...(given.group_add && { groupAdd: given.group_add }),
    ...(given.security_opt && { securityOpts: given.security_opt }),
    ...(healthcheck && { healthcheck: healthcheckOf(healthcheck) }),
  };
  return escaped(settings);
}

/** Docker names them with CAP_ from Engine 23 on; the provider compares them as they were written. */
function capabilities(names: readonly string[] = []): string[] {
  return names.map((name) => (name === "ALL" || name.startsWith("CAP_") ? name : `CAP_${name}`));
}

function extraHost(line: string): { host: string; ip: string } {
  const [, host = line, ip = ""] = /^([^=:]+)[=:]\[?([^\]]+)\]?$/.exec(line) ?? [];
  return { host, ip };
}

function device(line: string): { hostPath: string; containerPath: string; permissions: string } {
  const [hostPath = line, containerPath = hostPath, permissions = "rwm"] = line.split(":");
  return { hostPath, containerPath, permissions };
}

function healthcheckOf({
  test = [],
  interval,
  timeout,
  start_period: startPeriod,
  retries,
  disable,
}: NonNullable<ProjectService["given"]["healthcheck"]>): ContainerHealthcheck {
  if (disable === true) return { test: ["NONE"] };
  return {
    test,
    ...(interval !== undefined && { interval: goDuration(interval) }),
    ...(timeout !== undefined && { timeout: goDuration(timeout) }),
    ...(startPeriod !== undefined && { startPeriod: goDuration(startPeriod) }),
    ...(retries !== undefined && { retries }),
  };
}

/** Seconds as Go prints them, which the provider compares with: `1m30s`, `500ms`. */
function goDuration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1e6) / 1e3}ms`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = `${Number((seconds % 60).toFixed(6))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

/** Seconds after which a container with this health check cannot become healthy any more, by Docker's own defaults, and a while. */
export function healthySeconds({ given: { healthcheck } }: ProjectService): number {
  const { interval = 30, timeout = 30, start_period: startPeriod = 0, retries = 3 } = healthcheck ?? {};
  return Math.ceil(startPeriod + (interval + timeout) * Math.max(retries, 1)) + 30;
}

function hostPathOf(source: string, folder: string): string {
  if (source.startsWith("/")) return source;
  return source === "." ? folder : `${folder}/${source}`;
}

/** @param folder The exercise's folder on the host. */
export function mountsOf({ mounts }: ProjectService, folder: string, volumes: ReadonlyMap<string, Volume>): Partial<ContainerConfig> {
  const places = mounts.flatMap((mount): ContainerVolumes[] => {
    switch (mount.kind) {
      case "tmpfs":
        return [];
      case "bind": {
        const source = terraformEscape(mount.source);
        const hostPath = hostPathOf(source, folder);
        return [{ hostPath, containerPath: terraformEscape(mount.target), readOnly: mount.readOnly }];
      }
      case "volume": {
        const volume = mount.volume === undefined ? undefined : volumes.get(mount.volume);
        return [{ containerPath: terraformEscape(mount.target), readOnly: mount.readOnly, ...(volume && { volumeName: volume.name }) }];
      }
    }
  });
  const tmpfs = mounts.flatMap((mount) => (mount.kind === "tmpfs" ? [[mount.target, mount.options]] : []));
  return {
    ...(places.length > 0 && { volumes: places }),
    ...(tmpfs.length > 0 && { tmpfs: escaped(Object.fromEntries(tmpfs) as Record<string, string>) }),
  };
}
