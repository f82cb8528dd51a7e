// Rooms whose every word is either a message or named here as something else.
import { proseOf as allProseOf } from "./prose";

const rooms = ["definition", "aws", "engine", "stacks", "classroom", "serve"];

/** Files that are written or printed for machines and developers: a student's ssh_config, the list of pins. */
const otherFiles = ["classroom/handout-ssh.ts", "definition/pin-list.ts", "definition/print-pins.ts"];

/** What reads like prose and is none. */
const others = new Set([
  // values of tags, descriptions of rules and a certificate's name, which AWS and browsers show
  ...["{0} hours after first boot", "published ports without a number", "pages of lab serve", "lab {0}"],
  // values that programs compare, each with its words elsewhere
  ...["timed out", "broken off", "state gone", "not answering", "not yet", "too many", "too slow", "the server ends"],
  ...["key pair", "route table", "security group", "internet gateway", "load balancer", "reverse proxy"],
  // keys of maps and headers
  ...["{0} claim", "student {0}", "Bearer {0}"],
  // names
  "Windows, cmd",
]);

const proseOf = (room: string) => allProseOf(room).filter(({ at }) => !otherFiles.some((file) => at.startsWith(file)));

test("what reads like prose is a message, or is known to be something else", () => {
  expect(
    rooms
      .flatMap(proseOf)
      .filter(({ key }) => !others.has(key))
      .map(({ key, at }) => `${at} ${key}`),
  ).toEqual([]);
});

test("nothing is excepted that is not there", () => {
  const keys = new Set(rooms.flatMap(proseOf).map(({ key }) => key));
  expect([...others].filter((key) => !keys.has(key))).toEqual([]);
});
