// `lab guide` as a command: whose guide, and where it is written.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guide } from "../../../cli/verbs/guide";
import { fakeCommands } from "../../fake-commands";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";

afterEach(() => jest.restoreAllMocks());

describe("lab guide", () => {
  let fakes: { restore(): void };
  beforeAll(() => (fakes = fakeCommands({ ssh: "exit 255" })));
  afterAll(() => fakes.restore());

  const three = () =>
    testSession(
      classOf(
        'name: c\nlanguage: en\ntarget: { hosts: { kim: "u@192.0.2.1", lee: "u@192.0.2.2", min: "u@192.0.2.3" } }\nscenarios: [nginx]\n',
      ),
    );

  test("writes one student's Markdown to standard output", async () => {
    const written = listen();
    expect(await guide(three(), { student: "lee" })).toBe(0);
    expect(written.stdout).toContain("Log in: ssh u@192.0.2.2");
  });

  test("writes one HTML file", async () => {
    const written = listen();
    const file = join(testFolder(), "new/lee.html");
    expect(await guide(three(), { student: "lee", html: file })).toBe(0);
    expect(written.stdout).toBe(`${file}\n`);
    expect(readFileSync(file, "utf8")).toContain("192.0.2.2");
  });

  test("--all writes one per student", async () => {
    const written = listen();
    const folder = testFolder();
    expect(await guide(three(), { all: folder })).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(["kim.html", "lee.html", "min.html"]);
    expect(written.stdout.trim().split("\n")).toHaveLength(3);
  });

  test("-o json is JSON in each form", async () => {
    const folder = testFolder();
    const json = async (options: Parameters<typeof guide>[1]) => {
      const written = listen();
      expect(await guide({ ...three(), output: "json" }, options)).toBe(0);
      const value: unknown = JSON.parse(written.stdout);
      jest.restoreAllMocks();
      return value;
    };
    expect(await json({ student: "lee" })).toEqual({ student: "lee", markdown: expect.stringContaining("# ") as string });
    expect(await json({ student: "lee", html: join(folder, "lee.html") })).toEqual([{ student: "lee", file: join(folder, "lee.html") }]);
    expect(await json({ all: folder })).toContainEqual({ student: "kim", file: join(folder, "kim.html") });
  });

  test("refuses what the class does not have", async () => {
    await expect(guide(three())).rejects.toThrow("Whose guide? The class has several students");
    await expect(guide(three(), { student: "kin" })).rejects.toThrow('"kin" is not a student of this class; did you mean kim?');
    await expect(guide(three(), { student: "kim", scenario: "volumes" })).rejects.toThrow('"volumes" is not a scenario of this class');
  });
});
