// `lab cards` as a command: what it writes, and where.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cards, type CardsContext } from "../../../cli/verbs/cards";
import * as targets from "../../../deploy/targets";
import { type Answer, type Host, sshHost } from "../../../engine/host";
import { showEndScript } from "../../../provisioning/end-of-life";
import type { LabClass } from "../../../stacks/scenarios/scenario";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";

jest.mock("../../../deploy/targets", () => {
  const actual = jest.requireActual<typeof targets>("../../../deploy/targets");
  return { ...actual, targetOf: jest.fn(actual.targetOf) };
});

const ec2 = (rest: string) =>
  classOf(`name: c\nlanguage: en\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nscenarios: [nginx]\n${rest}`);

const says = (stdout: string): Answer => ({ kind: "done", status: 0, stdout, stderr: "" });

/** A host that answers as given when it is asked for its end. */
const host = (student: string, answer: Answer): Host => ({
  ...sshHost(student, { address: "192.0.2.7", user: "ubuntu", port: 22, hostKeyAlias: "i-1" }, "ssh_config"),
  run: (script) => {
    expect(script).toBe(showEndScript());
    return Promise.resolve(answer);
  },
});

/** The hosts that EC2 has for the next command. */
function hostsAre(hosts: Host[]): void {
  jest.mocked(targets.targetOf).mockImplementationOnce((definition, workspace) => ({
    ...jest.requireActual<typeof targets>("../../../deploy/targets").targetOf(definition, workspace),
    hosts: () => Promise.resolve(hosts),
  }));
}

const context = (definition: LabClass, output: "table" | "json" = "table"): CardsContext => ({ ...testSession(definition), output });

afterEach(() => jest.restoreAllMocks());

describe("lab cards", () => {
  test("writes the file and prints where", async () => {
    const written = listen();
    const file = join(testFolder(), "new/cards.html");
    expect(await cards(context(classOf("name: c\nscenarios: [nginx]\n")), { html: file })).toBe(0);
    expect(written).toEqual({ stdout: `${file}\n`, stderr: "" });
    expect(readFileSync(file, "utf8")).toContain("<code>http://127.0.0.1:8081</code>");
  });

  test("without a name the file is cards.html in the current folder", async () => {
    const written = listen();
    const [before, folder] = [process.cwd(), testFolder()];
    process.chdir(folder);
    const code = await cards(context(classOf("name: c\nscenarios: [nginx]\n"))).finally(() => process.chdir(before));
    expect(code).toBe(0);
    expect(written.stdout).toBe(`${join(folder, "cards.html")}\n`);
    expect(existsSync(join(folder, "cards.html"))).toBe(true);
  });

  test("-o json prints the data and writes no file", async () => {
    const written = listen();
    const file = join(testFolder(), "cards.html");
    expect(await cards(context(classOf("name: c\nscenarios: [nginx]\nstudents: [kim]\n"), "json"), { html: file })).toBe(0);
    expect(JSON.parse(written.stdout)).toEqual({
      class: "c",
      cards: [
        {
          student: "kim",
          label: "kim",
          scenarios: [
            {
              scenario: "nginx",
              state: "running",
              addresses: [
                { what: "nginx", url: "http://127.0.0.1" },
                { what: "nginx-8081", url: "http://127.0.0.1:8081" },
              ],
            },
          ],
        },
      ],
    });
    expect(existsSync(file)).toBe(false);
  });

  test("names who has no running host, writes the others' cards and ends with 1", async () => {
    const written = listen();
    const file = join(testFolder(), "cards.html");
    hostsAre([host("kim", says(""))]);
    expect(await cards(context(ec2("students: [kim, lee]\n")), { html: file })).toBe(1);
    expect(written).toEqual({ stdout: `${file}\n`, stderr: "lee: has no running host yet; npx lab up makes one\n" });
    expect(readFileSync(file, "utf8").match(/<section/g)).toHaveLength(1);
  });

  test("ends with 1 where a card lacks its end", async () => {
    listen();
    hostsAre([host("kim", { kind: "unreachable", reason: "" })]);
    expect(await cards(context(ec2("lifetime: 4h\nstudents: [kim]\n"), "json"))).toBe(1);
  });

  test("leaves an earlier file as it is where nobody has a host", async () => {
    const written = listen();
    const file = join(testFolder(), "cards.html");
    writeFileSync(file, "of before");
    hostsAre([]);
    expect(await cards(context(ec2("students: [kim]\n")), { html: file })).toBe(1);
    expect(written).toEqual({ stdout: "", stderr: "kim: has no running host yet; npx lab up makes one\n" });
    expect(readFileSync(file, "utf8")).toBe("of before");
  });

  test("refuses a file that cannot be written", async () => {
    const folder = testFolder();
    await expect(cards(context(classOf("name: c\nscenarios: [nginx]\n")), { html: folder })).rejects.toThrow(
      `--html ${folder}: cannot be written: EISDIR`,
    );
  });
});
