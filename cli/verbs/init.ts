// `lab init`: writes a lab.yaml with everything explained, or a folder with all that a class needs.
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "../../definition/errors";
import { name as className } from "../../definition/fields";
import { shellLanguage } from "../../language/shell-language";
import { t } from "../../language/translate";
import { scenarios } from "../../stacks/scenarios";
import { makeFolder } from "../../workspace/make-folder";
import { toolFolder } from "../../workspace/workspace";
import { exitCode } from "../context";
import { npxFrom } from "../npx";
import { result } from "../output";
import { writeFile } from "../write-file";

/** The lab.yaml that a clone comes with. Nobody has written in it, so `lab init` may replace it. */
const smallestClass = `# yaml-language-server: $schema=./lab.schema.json
# The smallest class: one lab on this machine's Docker Engine. \`npx lab init\` writes a file with everything explained.
name: docker-101
scenarios: [nginx, wordpress, load-balancer]
`;

/** What commands write into the folder, under the names that they or the docs use: it holds keys, passwords and students' work. */
const ignoredText = `.lab/
cdktf.out/
cards.html
guide.html
guides/
handouts/
collected/
*-collected/
support-*.zip
`;

export interface InitOptions {
  /** Where lab.yaml is written. @default lab.yaml in the folder */
  readonly file?: string;
  /** A folder for the class, which is created when it is missing, with a .gitignore and the cdktf.json of plain cdktf. @default only lab.yaml, in this folder */
  readonly folder?: string;
  /** @default table */
  readonly output?: "table" | "json";
}

/** @throws InputError when a file that a person wrote already exists: it is not overwritten. */
export function init({ file, folder, output = "table" }: InitOptions): Promise<number> {
  if (folder !== undefined && file !== undefined)
    throw new InputError(
      t`-f ${file} and the folder ${folder}: give one or the other`,
      t`npx lab init ${folder} writes ${folder}/lab.yaml`,
    );
  const { written, next } = folder === undefined ? initFile(file ?? "lab.yaml") : initFolder(folder);
  result(output === "json" ? JSON.stringify({ written }, null, 2) : t`Wrote ${written.join(", ")}. ${next}`);
  return Promise.resolve(exitCode.ok);
}

interface Written {
  /** Paths. */
  readonly written: readonly string[];
  readonly next: string;
}

function initFile(file: string): Written {
  refuseWritten(file, t`Name another file: npx lab init -f my-class.yaml`);
  writeFile(file, template(resolve(file)));
  const ignored = writeMissing([[join(dirname(file), ".gitignore"), ignoredText]]);
  const named = file === "lab.yaml" ? "" : ` -f ${file}`;
  const npx = npxFrom(dirname(resolve(file)));
  return { written: [file, ...ignored], next: t`Edit it, then: ${npx} lab validate${named}, ${npx} lab up${named}` };
}

function initFolder(folder: string): Written {
  const lab = join(folder, "lab.yaml");
  refuseWritten(lab, t`Name another folder: npx lab init my-class`);
  makeFolder(folder);
  const name = className.safeParse(basename(resolve(folder))).data;
  writeFile(lab, template(resolve(lab), name));
  const beside = writeMissing([
    [join(folder, ".gitignore"), ignoredText],
    [join(folder, "cdktf.json"), cdktfJson(folder, name)],
  ]);
  const npx = npxFrom(resolve(folder));
  return { written: [lab, ...beside], next: t`Next: cd ${folder}, edit lab.yaml, then: ${npx} lab validate, ${npx} lab up` };
}

/** Files of an earlier project are left as they are. Returns the paths of those that are new. */
function writeMissing(files: readonly (readonly [path: string, text: string])[]): string[] {
  const missing = files.filter(([path]) => !existsSync(path));
  for (const [path, text] of missing) writeFile(path, text);
  return missing.map(([path]) => path);
}

function refuseWritten(file: string, next: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") !== smallestClass)
    throw new InputError(t`${file} already exists; it was left as it is`, next);
}

/** What plain cdktf runs to synthesize the class of the folder. */
function cdktfJson(folder: string, name = "docker-class"): string {
  const app = relative(resolve(folder), join(toolFolder, "main.mjs"));
  return `${JSON.stringify({ language: "typescript", app: `node ${app}`, projectId: name, sendCrashReports: "false" }, null, 2)}\n`;
}

/** The text of a lab.yaml at `file`: valid as it stands, for one lab on this machine. */
export function template(file: string, name = "docker-101"): string {
  return `# yaml-language-server: $schema=${relative(dirname(file), join(toolFolder, "lab.schema.json"))}
${`name: ${name}`.padEnd(34)}# lower-case letters, digits and dashes

# Where the labs run. Without it: the Docker Engine of this machine, for one student.
# target:
#   hosts:                        # Ubuntu machines that exist, over SSH; one per student
#     kim: ubuntu@10.0.0.11
#     lee: { address: 10.0.0.12, user: ubuntu, port: 22, identity: ~/.ssh/id_ed25519 }
# target:
#   aws:                          # EC2 hosts, made for the class and gone after it
#     region: ap-northeast-2
#     access: [me]                # who may reach them: CIDR blocks; me is your own address
#     instanceType: t3.small
#     spot: false
#     spares: 0                   # hosts beyond the students'

# students: 30                    # or a list of names, or roster.csv (columns name, label, key, github or 아이디, 이름, 키, 깃허브)
# ends: 2026-12-01T18:00:00+09:00 # EC2 hosts end themselves then; or lifetime: 4h
# budget: 50 USD                  # lab up stops before it costs more
${`language: ${shellLanguage(process.env)}`.padEnd(34)}# of guides, cards, pages and checks: ko or en

# docker:
#   install: documented           # the course's script; current: Docker's current one; none: leave the machines as they are
#   mirror: https://mirror.example # a registry mirror for the class
#   pull: true                    # pull the scenarios' images while a host is provisioned

# running, the default, is for a class that looks: a scenario is declared and up. ready is for a class that types:
# its images and files are there, and students type the course's commands themselves.
#   - nginx: { state: ready }
scenarios:
${scenarios.map(({ name, title }) => `  - ${name.padEnd(30)}# ${title.en}`).join("\n")}
`;
}
