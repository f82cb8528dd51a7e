// What is kept of a class on the instructor's machine: `.lab/<class>` beside its lab.yaml, readable by its owner alone.
import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { FailedError } from "../definition/errors";
import { parseJson } from "../definition/json";
import { t } from "../language/translate";
import { makeFolder } from "./make-folder";

/** The folder of this tool: its constructs, guides and cdktf.json are in it. */
export const toolFolder = join(import.meta.dirname, "..");

/** Holds what all classes of a person share and can be fetched again: providers, a fetched Terraform. XDG_CACHE_HOME, else ~/.cache. */
export function cacheFolder(): string {
  const given = process.env["XDG_CACHE_HOME"] ?? "";
  return join(given === "" ? join(homedir(), ".cache") : given, "docker-class-lab");
}

/** Holds the address that `me` in target.aws.access stood for when the class was last synthesized. */
export const myAddressFile = "my-address";

const toolsLabFile = join(toolFolder, "lab.yaml");

/** The lab.yaml of a class in the tool's folder, as recorded when it was deployed, else by its name; undefined where neither says it. */
function labFileOf(workspace: Workspace): string | undefined {
  const record = parseJson(workspace.read("deployed.json") ?? "");
  const { labFile } = z.object({ labFile: z.string().optional() }).safeParse(record).data ?? {};
  if (labFile !== undefined) return resolve(workspace.root, labFile);
  const isNamed = existsSync(toolsLabFile) && readFileSync(toolsLabFile, "utf8").split("\n").includes(`name: ${workspace.className}`);
  return isNamed ? toolsLabFile : undefined;
}

export class Workspace {
  /** Absolute. */
  readonly folder: string;

  /** The lab.yaml as seen from the folder of all classes, where it is known. */
  readonly labFile: string | undefined;

  /** `root`: the folder that holds one folder per class. */
  constructor(
    readonly className: string,
    readonly root: string,
    labFile?: string,
  ) {
    this.folder = resolve(root, className);
    this.labFile = labFile === undefined ? undefined : relative(resolve(root), resolve(labFile));
  }

  /**
   * The workspace of a class: below LAB_HOME, else in `.lab` beside its lab.yaml. What an earlier version kept in the tool's own
   * folder is moved there, unless it is of the lab.yaml in that folder; `onMove` is called with both folders.
   */
  static of(className: string, labFile: string, onMove: (from: string, to: string) => void = () => undefined): Workspace {
    const home = process.env["LAB_HOME"];
    const isGiven = home !== undefined && home !== "";
    const workspace = new Workspace(className, Workspace.rootOf(labFile), labFile);
    const before = new Workspace(className, join(toolFolder, ".lab"));
    const isMoved = !isGiven && existsSync(before.folder) && !existsSync(workspace.folder) && labFileOf(before) !== toolsLabFile;
    if (isMoved && before.folder !== workspace.folder) {
      makeFolder(dirname(workspace.folder), 0o700);
      renameSync(before.folder, workspace.folder);
      onMove(before.folder, workspace.folder);
    }
    return workspace;
  }

  /** The folder of all classes of a lab.yaml: LAB_HOME, else `.lab` beside it. */
  static rootOf(labFile: string): string {
    const home = process.env["LAB_HOME"];
    return home === undefined || home === "" ? join(dirname(resolve(labFile)), ".lab") : resolve(home);
  }

  /** The workspaces beside this one, by name. */
  siblings(): Workspace[] {
    if (!statSync(this.root, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(this.root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== this.className)
      .map(({ name }) => new Workspace(name, this.root))
      .sort((a, b) => (a.className < b.className ? -1 : 1));
  }

  /** Terraform's state files, one per stack. */
  get stateFolder(): string {
    return join(this.folder, "state");
  }

  /** Where `lab` synthesizes to; plain cdktf has its own cdktf.out. */
  get outFolder(): string {
    return join(this.folder, "cdktf.out");
  }

  /** Data of this machine's containers, such as WordPress' database. Kept by `lab down`, removed by `lab down --purge`. */
  get dataFolder(): string {
    return join(this.folder, "data");
  }

  /** Exercise files of a lab on this machine. */
  get exerciseFolder(): string {
    return join(this.folder, "labs");
  }

  /** A path in the class's folder, which is created when it is missing. */
  path(...parts: string[]): string {
    this.create();
    return join(this.folder, ...parts);
  }

  /** @throws FailedError where the folder cannot be made. */
  create(): void {
    for (const folder of [this.folder, this.stateFolder]) {
      try {
        makeFolder(folder, 0o700);
        if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
      } catch (error) {
        throw new FailedError(t`${folder} is not a usable folder: ${(error as Error).message}`, adviceOn(error));
      }
    }
  }

  /**
   * Writes a file that nobody else may read: whole or not at all, also when the machine dies meanwhile. A folder in its place is moved aside.
   * @throws FailedError where it cannot be written.
   */
  write(name: string, content: string): string {
    const path = this.path(name);
    try {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) this.setAside(name);
      makeFolder(dirname(path), 0o700);
      writeFileAtomic.sync(path, content, { mode: 0o600 });
      return path;
    } catch (error) {
      throw new FailedError(t`${path} cannot be written: ${(error as Error).message}`, adviceOn(error));
    }
  }

  /** A file's text; undefined where there is none, and empty where what is there cannot be read as a file. */
  read(name: string): string | undefined {
    try {
      return readFileSync(join(this.folder, name), "utf8");
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
    }
  }

  /** Moves a damaged file to `damaged/` of the class's folder and returns where it is now. Nothing is deleted. */
  setAside(name: string, now = new Date()): string {
    const aside = this.path("damaged", `${now.toISOString().replaceAll(":", "-")}-${basename(name)}`);
    makeFolder(dirname(aside), 0o700);
    renameSync(this.path(name), aside);
    return aside;
  }
}

/** For an error of a disk without space; undefined for another. */
export function adviceOnFullDisk(error: unknown): string | undefined {
  const isFull = ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
  return isFull ? t`Free some space on that disk, then run the command again` : undefined;
}

function adviceOn(error: unknown): string {
  const advice = adviceOnFullDisk(error);
  if (advice !== undefined) return advice;
  switch ((error as NodeJS.ErrnoException).code) {
    case "EEXIST":
    case "ENOTDIR":
      return t`Something that is not a folder is in the way; move it elsewhere, then run the command again`;
    default:
      return t`See that you may write there, or set LAB_HOME to another folder`;
  }
}
