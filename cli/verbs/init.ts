// `lab init`: writes a lab.yaml with everything explained.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { InputError } from "../../definition/errors";
import { scenarios } from "../../stacks/scenarios";
import { toolFolder } from "../../workspace/workspace";
import { exitCode } from "../context";
import { result } from "../output";

/** The lab.yaml that a clone comes with. Nobody has written in it, so `lab init` may replace it. */
const smallestClass = `# yaml-language-server: $schema=./lab.schema.json
# The smallest class: one lab on this machine's Docker Engine. \`npx lab init\` writes a file with everything explained.
name: docker-101
scenarios: [nginx, wordpress, load-balancer]
`;

/** @throws InputError when a file that a person wrote is there already: it is not overwritten. */
export function init(file: string): number {
  if (existsSync(file) && readFileSync(file, "utf8") !== smallestClass)
    throw new InputError(`${file} is there already; it was left as it is`, "Name another file: npx lab init -f my-class.yaml");
  writeFileSync(file, template(relative(dirname(resolve(file)), join(toolFolder, "lab.schema.json"))));
  result(
    `Wrote ${file}. Edit it, then: npx lab validate${file === "lab.yaml" ? "" : ` -f ${file}`}, npx lab up${file === "lab.yaml" ? "" : ` -f ${file}`}`,
  );
  return exitCode.ok;
}

/** The file's text: valid as it stands, for one lab on this machine. */
export function template(schemaPath: string): string {
  return `# yaml-language-server: $schema=${schemaPath}
name: docker-101                  # lower-case letters, digits and dashes

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
language: ko                      # of guides and cards: ko or en

# docker:
#   install: documented           # the course's script; current: Docker's present one; none: leave the machines as they are
#   mirror: https://mirror.example # a registry mirror for the class
#   pull: true                    # pull the scenarios' images while a host is provisioned

# running, the default, is for a class that looks: a scenario is declared and up. ready is for a class that types:
# its images and files are there, and students type the course's commands themselves.
#   - nginx: { state: ready }
scenarios:
${scenarios.map(({ name, title }) => `  - ${name.padEnd(30)}# ${title.en}`).join("\n")}
`;
}
