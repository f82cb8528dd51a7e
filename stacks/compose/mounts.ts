// What a service mounts: folders of the exercise, volumes, tmpfs.
import { posix } from "node:path";
import { t } from "../../language/translate";
import type { GivenMount } from "./schema";

export type ServiceMount =
  /** A path of the host: absolute, or below the exercise's folder in `~/labs`. */
  | { readonly kind: "bind"; readonly source: string; readonly target: string; readonly readOnly: boolean }
  /** A volume of the project by its key; without one, a volume of the container's own. */
  | {
      readonly kind: "volume";
      /** @default a volume of the container's own */
      readonly volume?: string;
      readonly target: string;
      readonly readOnly: boolean;
    }
  /** `options` as Docker takes them, such as `size=64m`. */
  | { readonly kind: "tmpfs"; readonly target: string; readonly options: string };

/** @throws Error saying what is wrong with it. */
export function serviceMount(given: GivenMount): ServiceMount {
  if ("short" in given) return shortMount(given.short);
  const { type, source, read_only: readOnly = false, tmpfs } = given;
  const target = inContainer(given.target);
  switch (type) {
    case "tmpfs":
      return { kind: "tmpfs", target, options: tmpfs?.size === undefined ? "" : `size=${tmpfs.size}m` };
    case "bind":
      if (source === undefined) throw new Error(t`has no source; name a path of files/, such as ./html`);
      return { kind: "bind", source: ofHost(source), target, readOnly };
    case "volume":
      return { kind: "volume", ...(source !== undefined && { volume: source }), target, readOnly };
  }
}

function shortMount(text: string): ServiceMount {
  const parts = text.split(":");
  const [source = "", given, mode, ...rest] = parts;
  if (given === undefined) return { kind: "volume", target: inContainer(source), readOnly: false };
  if (rest.length > 0) throw new Error(t`must be SOURCE:TARGET, or SOURCE:TARGET:ro`);
  const modes = new Set((mode ?? "rw").split(","));
  for (const one of modes) if (!["ro", "rw"].includes(one)) throw new Error(t`has the mode ${one}; ro and rw are taken`);
  const target = inContainer(given);
  const readOnly = modes.has("ro");
  return /^[./~]/.test(source)
    ? { kind: "bind", source: ofHost(source), target, readOnly }
    : { kind: "volume", volume: source, target, readOnly };
}

function inContainer(path: string): string {
  if (!path.startsWith("/")) throw new Error(t`is mounted at ${path}, which must be an absolute path of the container`);
  return path;
}

function ofHost(path: string): string {
  if (path.startsWith("~")) throw new Error(t`is a path in somebody's home; put the files into files/ and write ./NAME`);
  if (path.startsWith("/")) return path;
  const below = posix.normalize(path).replace(/\/$/, "");
  if (below === ".." || below.startsWith("../"))
    throw new Error(t`leads out of the exercise's folder; put the files into files/ and write ./NAME`);
  return below;
}
