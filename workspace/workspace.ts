// What is kept of a class on the instructor's machine: `.lab/<class>` beside its lab.yaml, readable by its owner alone.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { FailedError } from "../definition/errors";

/** The folder of this tool: its constructs, guides and cdktf.json are in it. */
export const toolFolder = join(import.meta.dirname, "..");

export class Workspace {
  /** Absolute. */
  readonly folder: string;

  /** `root`: the folder that holds one folder per class. */
  constructor(
    readonly className: string,
    root: string,
  ) {
    this.folder = resolve(root, className);
  }

  /**
   * The workspace of a class: below LAB_HOME, else in `.lab` beside its lab.yaml. What an earlier version kept in the tool's own
   * folder is moved there; `onMove` is called with both folders.
   */
  static of(className: string, labFile: string, onMove: (from: string, to: string) => void = () => undefined): Workspace {
    const home = process.env["LAB_HOME"];
    const workspace = new Workspace(className, home === undefined || home === "" ? join(dirname(resolve(labFile)), ".lab") : home);
    const before = join(toolFolder, ".lab", className);
    if ((home === undefined || home === "") && before !== workspace.folder && existsSync(before) && !existsSync(workspace.folder)) {
      mkdirSync(dirname(workspace.folder), { recursive: true, mode: 0o700 });
      renameSync(before, workspace.folder);
      onMove(before, workspace.folder);
    }
    return workspace;
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

  /** A path of the class's folder, which is made when it is missing. */
  path(...parts: string[]): string {
    this.create();
    return join(this.folder, ...parts);
  }

  /** @throws FailedError where the folder cannot be made. */
  create(): void {
    for (const folder of [this.folder, this.stateFolder]) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        chmodSync(folder, 0o700);
      } catch (error) {
        throw new FailedError(
          `${folder} cannot be made: ${(error as Error).message}`,
          "Free some space or mend the folder's owner, or set LAB_HOME to another folder",
        );
      }
    }
  }

  /**
   * Writes a file that nobody else may read: whole or not at all, also when the machine dies meanwhile.
   * @throws FailedError where it cannot be written.
   */
  write(name: string, content: string): string {
    const path = this.path(name);
    try {
      writeFileAtomic.sync(path, content, { mode: 0o600 });
      return path;
    } catch (error) {
      throw new FailedError(`${path} cannot be written: ${(error as Error).message}`, "Free some space, then run the command again");
    }
  }

  /** A file's text; undefined where there is none, or where it cannot be read as a file. */
  read(name: string): string | undefined {
    try {
      return readFileSync(join(this.folder, name), "utf8");
    } catch {
      return undefined;
    }
  }
}
