// The words of the sources: each message has its Korean, and what else reads like prose is named here as something else.
import { nouns } from "../../language/counted";
import { korean } from "../../language/korean";
import { proseOf } from "./prose";
import { sourcesOf } from "./sources";

/** Rooms that say something to a person. */
const rooms = ["definition", "provisioning", "workspace", "aws", "stacks", "terraform", "engine", "deploy", "classroom", "serve", "cli"];
const sources = rooms.map(sourcesOf);
const keys = new Map(sources.flatMap(({ messages }) => messages.map(({ key, at }) => [key, at] as const)));
for (const noun of nouns) keys.set(`{0} ${noun}s`, "language/counted.ts");

test("every message has its Korean", () => {
  expect([...keys].filter(([key]) => !korean.has(key)).map(([key, at]) => `${at} ${key}`)).toEqual([]);
});

test("the catalogue has no unused message", () => {
  expect([...korean.keys()].filter((key) => !keys.has(key))).toEqual([]);
});

test("no error, question or title is outside the catalogue", () => {
  expect(sources.flatMap(({ untranslated }) => untranslated.map(({ key, at }) => `${at} ${key}`))).toEqual([]);
});

/** Files that are written or printed for machines and developers: ssh_config, the list of pins, an archive for support; --help and docs. */
const otherFiles = [
  ...["classroom/handout-ssh.ts", "workspace/ssh.ts", "definition/pin-list.ts", "definition/print-pins.ts", "deploy/support.ts"],
  ...["cli/program.ts", "cli/class-verbs.ts", "cli/lesson-verbs.ts", "cli/options.ts", "cli/reference/", "cli/verbs/init.ts"],
];

/** What reads like prose but is not. */
const others = new Set([
  // values of tags, descriptions of rules and a certificate's name, which AWS and browsers show
  ...["{0} hours after first boot", "published ports without a number", "pages of lab serve", "lab {0}"],
  // values that programs compare, each with its words elsewhere
  ...["timed out", "broken off", "not begun", "state gone", "not answering", "not yet", "too many", "too slow", "the server ends"],
  ...["key pair", "route table", "security group", "internet gateway", "load balancer", "reverse proxy"],
  // keys of maps and headers
  ...["{0} claim", "student {0}", "Bearer {0}"],
  // places as they are recorded, each with its words beside it
  ...["this machine", "the Engine at {0}", "a machine that is not recorded", "EC2 in {0}"],
  // names of prerequisites and results in JSON, each with its words elsewhere
  ...["AWS account", "AWS region", "vCPU quota", "Host ports", "Class files", "not deployed", "no file"],
  // commands, a noun that is counted, the reason of a signal
  ...["sudo rm -rf {0}", "cp {0} {1}", "state pull", "state rm", "other thing", "nobody reads"],
  // names
  ...["Windows, cmd", "OpenTofu {0}"],
]);

// scripts of provisioning are not prose, but read like it
const prose = rooms
  .filter((room) => room !== "provisioning")
  .flatMap(proseOf)
  .filter(({ at }) => !otherFiles.some((file) => at.startsWith(file)));

test("what reads like prose is a message, or is known to be something else", () => {
  expect(prose.filter(({ key }) => !others.has(key)).map(({ key, at }) => `${at} ${key}`)).toEqual([]);
});

test("every exception is in the sources", () => {
  const found = new Set(prose.map(({ key }) => key));
  expect([...others].filter((key) => !found.has(key))).toEqual([]);
});
