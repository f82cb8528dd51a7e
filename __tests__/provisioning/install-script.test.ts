// The install script as text: exactly what runs, the course's own lines in it, and no text from a person outside quotes.
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { type InstallProps, installScript } from "../../provisioning/install-docker";
import { quote } from "../../provisioning/shell";
import { expected, has, rendered, testIf } from "./rendered";

const ways = ["documented", "current", "none"] as const;
const script = (props: Partial<InstallProps> = {}) => installScript({ install: "documented", user: "ubuntu", ...props });

test.each(ways)("%s is exactly the committed script (UPDATE=1 writes it again)", (way) => {
  const text = installScript(rendered[way]);
  expect(text).toBe(expected(`${way}.sh`, text));
});

testIf(has("shellcheck", "the install scripts were not given to it")).each(ways)(
  "shellcheck finds nothing in %s with its options, and in what all ways are without them",
  (way) => {
    for (const text of [installScript(rendered[way]), ...(way === "current" ? [script({ install: way })] : [])]) {
      expect(spawnSync("shellcheck", ["--format=gcc", "-"], { input: text, encoding: "utf8" }).stdout).toBe("");
    }
  },
);

describe("documented", () => {
  /** The course's script (2-1) without the `&& \` at its line ends, and the words of a line that had to change. */
  const course: readonly (readonly [line: string, changed?: Readonly<Record<string, string>>])[] = [
    ["sudo apt-get update"],
    ["sudo apt-get install -y apt-transport-https ca-certificates curl software-properties-common"],
    ["curl -fsSL https://download.docker.com/linux/ubuntu/gpg | sudo apt-key add -"],
    ["sudo apt-key fingerprint 0EBFCD88"],
    ['sudo add-apt-repository "deb [arch=amd64] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable"'],
    ["sudo apt-get update"],
    ["sudo apt-get install -y docker-ce"],
    ["sudo usermod -aG docker ubuntu", { ubuntu: '"$user"' }],
    [
      'sudo curl -L "https://github.com/docker/compose/releases/download/1.23.2/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose',
      { "-L": "-fL" },
    ],
    ["sudo chmod +x /usr/local/bin/docker-compose"],
    ["sudo ln -s /usr/local/bin/docker-compose /usr/bin/docker-compose", { "-s": "-sf" }],
  ];

  /** Whether a line has some words in their order, possibly with others between them. */
  function has(line: string, words: readonly string[]): boolean {
    let rest = line.trim().split(/\s+/);
    return words.every((word) => {
      const at = rest.indexOf(word);
      rest = rest.slice(at + 1);
      return at >= 0;
    });
  }

  test("has a line for each of the course's lines, in the course's order", () => {
    let lines = script().split("\n");
    for (const [line, changed = {}] of course) {
      const words = line.split(" ").map((word) => changed[word] ?? word);
      const at = lines.findIndex((candidate) => has(candidate, words));
      expect({ line, found: at >= 0 }).toEqual({ line, found: true });
      lines = lines.slice(at + 1);
    }
  });

  test("uses sudo as root only because the course does: the other methods have none", () => {
    expect(script({ install: "current" })).not.toMatch(/^ *sudo /m);
    expect(script({ install: "none" })).not.toMatch(/^ *sudo /m);
  });
});

describe("what comes from a person", () => {
  const marker = "mark7f3";
  const hostile = fc
    .array(fc.constantFrom("'", '"', "$(id)", "`id`", "${x}", "\\", "\n", ";", " ", "김", "🐳", "!"), { maxLength: 8 })
    .map((parts) => `${parts.join("")}${marker}${[...parts].reverse().join("")}`);

  test("is in the script only in quotes", () => {
    fc.assert(
      fc.property(hostile, hostile, (image, mirror) => {
        const text = script({ pullImages: [image], registryMirror: mirror });
        const quoted = [quote(image), quote(mirror), quote(`.["registry-mirrors"] += [${JSON.stringify(mirror)}]`)];
        for (const word of quoted) expect(text).toContain(word);
        expect(quoted.reduce((rest, word) => rest.replaceAll(word, () => ""), text)).not.toContain(marker);
      }),
    );
  });

  test.each(["", "kim lee", "kim;id", "$(id)", "김", "-kim", "0kim", "a'b"])("the user name %j is refused", (user) => {
    expect(() => script({ user })).toThrow(`${JSON.stringify(user)} is not a name that a host's user can have`);
  });
});
