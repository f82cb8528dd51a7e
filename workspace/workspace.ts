// What is kept of a class on the instructor's machine: `.lab/<class>`, readable by its owner alone.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** This project's own folder: cdktf.json and .lab are in it. */
export const projectFolder = join(import.meta.dirname, "..");

export class Workspace {
  readonly folder: string;

  constructor(
    readonly className: string,
    root = process.env["LAB_HOME"] ?? join(projectFolder, ".lab"),
  ) {
    this.folder = join(root, className);
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

  create(): void {
    for (const folder of [this.folder, this.stateFolder]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
    }
  }

  /** Writes a file that nobody else may read. */
  write(name: string, content: string): string {
    const path = this.path(name);
    writeFileSync(path, content, { mode: 0o600 });
    chmodSync(path, 0o600);
    return path;
  }

  read(name: string): string | undefined {
    const path = join(this.folder, name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  }

  /**
   * A secret of the class: 24 random bytes, made once and kept in secrets.json.
   * The environment variable LAB_SECRET_<NAME> comes before it, and editing the file changes it.
   */
  secret(name: string): string {
    const given = process.env[`LAB_SECRET_${name.toUpperCase()}`];
    if (given !== undefined && given !== "") return given;
    const known = JSON.parse(this.read("secrets.json") ?? "{}") as Record<string, string>;
    const secret = known[name] ?? randomBytes(24).toString("base64url");
    if (known[name] === undefined) this.write("secrets.json", `${JSON.stringify({ ...known, [name]: secret }, null, 2)}\n`);
    return secret;
  }
}
