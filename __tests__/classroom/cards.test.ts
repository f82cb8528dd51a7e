// `lab cards`: what each student is handed, as data and as a page to print.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toString } from "qrcode";
import { cardOf, cards, type CardsContext } from "../../cli/verbs/cards";
import { cardsPage } from "../../classroom/cards-page";
import { type EngineHost, engineHosts, sshHost } from "../../engine/host";
import type { ClassDefinition } from "../../definition/class-definition";
import { showEndScript } from "../../provisioning/end-of-life";
import { classOf, testFolder, testWorkspace } from "../lab-yaml";

jest.mock("../../engine/host", () => {
  const actual = jest.requireActual<typeof import("../../engine/host")>("../../cli/engine-host");
  return { ...actual, engineHosts: jest.fn(actual.engineHosts) };
});

const ec2 = (rest: string) =>
  classOf(`name: c\nlanguage: en\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nscenarios: [nginx]\n${rest}`);

/** A host whose script ends as given. */
const host = (student: string, stdout = "", code = 0): EngineHost => ({
  ...sshHost(student, { address: "192.0.2.7", user: "ubuntu", port: 22, hostKeyAlias: "i-1" }, "ssh_config"),
  run: (script) => {
    expect(script).toBe(showEndScript());
    return Promise.resolve({ code, stdout, stderr: "" });
  },
});

function listen() {
  const output = { out: "", err: "" };
  jest.spyOn(process.stdout, "write").mockImplementation((data) => ((output.out += String(data)), true));
  jest.spyOn(process.stderr, "write").mockImplementation((data) => ((output.err += String(data)), true));
  return output;
}

const context = (chosen: ClassDefinition, output: "table" | "json" = "table"): CardsContext => ({
  chosen,
  workspace: testWorkspace("c"),
  output,
  signal: new AbortController().signal,
});

const only = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error("there is none");
  return item;
};

afterEach(() => jest.restoreAllMocks());

describe("a card", () => {
  test("has the login as it is typed, with a port that is not 22, and the addresses of what runs", async () => {
    const definition = classOf(
      'name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.1", lee: { address: "2001:db8::7", user: me, port: 2222, identity: ~/.ssh/class } } }\n' +
        "scenarios: [{ nginx: { secondPort: 9000 } }, { load-balancer: { state: ready } }, wordpress, daemon]\n",
    );
    const hosts = await engineHosts(definition, testWorkspace("c"));
    const all = await Promise.all(definition.students.map((student, at) => cardOf(definition, student, only(hosts.slice(at)))));
    expect(all.map(({ login }) => login)).toEqual(["ssh ubuntu@192.0.2.1", "ssh -p 2222 me@2001:db8::7"]);
    expect(all.map(({ addresses }) => addresses.map(({ url }) => url))).toEqual([
      ["http://192.0.2.1", "http://192.0.2.1:9000", "http://192.0.2.1:8082/wp-admin/install.php"],
      ["http://[2001:db8::7]", "http://[2001:db8::7]:9000", "http://[2001:db8::7]:8082/wp-admin/install.php"],
    ]);
  });

  test("is addressed to the roster's label, else the name, in one line without control characters", async () => {
    const definition = classOf("name: c\nscenarios: [nginx]\n");
    const local = only(await engineHosts(definition, testWorkspace("c")));
    const labelOf = async (label?: string) =>
      (await cardOf(definition, { name: "kim", ...(label !== undefined && { label }) }, local)).label;
    expect(await labelOf()).toBe("kim");
    expect(await labelOf("김하늘\n\u001b[31m(2조)\u202e")).toBe("김하늘 (2조)");
  });

  test("has the end that the host itself says, which lab extend may have moved", async () => {
    const definition = ec2("ends: 2099-12-01T18:00:00+09:00\nstudents: [kim]\n");
    const card = await cardOf(definition, { name: "kim" }, host("kim", "2099-12-01T11:00:00Z\n"));
    expect(card).toMatchObject({ login: "ssh ubuntu@192.0.2.7", ends: "2099-12-01T11:00:00.000Z" });
  });

  test.each([
    ["does not answer", "", 255],
    ["says something else", "<b>soon</b>", 0],
  ])("leaves the end out where the host %s, and says so", async (_, stdout, code) => {
    const output = listen();
    const card = await cardOf(ec2("lifetime: 4h\nstudents: [kim]\n"), { name: "kim" }, host("kim", stdout, code));
    expect(card).not.toHaveProperty("ends");
    expect(output.err).toBe("kim: the host does not say when it ends, and the card leaves it out; npx lab logs kim\n");
  });
});

describe("the page", () => {
  const hostile = `<script>alert("1")</script> & 'co'`;
  const kim = {
    student: "kim",
    label: hostile,
    login: "ssh ubuntu@192.0.2.7",
    addresses: [
      { scenario: "nginx", url: "http://192.0.2.7" },
      { scenario: "nginx", url: "http://192.0.2.7:8081" },
    ],
    ends: "2099-12-01T09:00:00.000Z",
  };

  test("shows a person's text as text, runs no script and fetches nothing", async () => {
    const html = await cardsPage({ className: "c", language: "en", cards: [kim] });
    expect(html).toContain("<h2>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;</h2>");
    expect(html).not.toMatch(/<script|\s(src|href|on\w+)=|@import|url\(/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("has a card per student with the login, every address, the end and the first address as QR code", async () => {
    const html = await cardsPage({ className: "docker-101", language: "en", cards: [kim, { ...kim, student: "lee", label: "Lee" }] });
    expect(html.match(/<section class="card">/g)).toHaveLength(2);
    expect(html).toContain("<p>docker-101</p>");
    expect(html).toContain("<dt>Log in</dt><dd><code>ssh ubuntu@192.0.2.7</code></dd>");
    expect(html).toContain("<dt>Addresses</dt><dd><code>http://192.0.2.7</code><code>http://192.0.2.7:8081</code></dd>");
    expect(html).toMatch(/<b>Host ends<\/b><br><time datetime="2099-12-01T09:00:00\.000Z">\w+, (Nov 30|Dec 1), \d\d:\d\d \S+<\/time>/);
    expect(html.split(await toString("http://192.0.2.7", { type: "svg" }))).toHaveLength(3);
  });

  test("is in Korean too; on this machine there is nothing to log in to, and without an address no QR code", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [{ student: "kim", label: "김하늘", addresses: [] }] });
    expect(html).toContain('<html lang="ko">');
    expect(html).toContain("<dt>접속</dt><dd>이 컴퓨터</dd>");
    expect(html).not.toMatch(/<svg|주소|호스트 종료/);
  });

  test("is made for A4, and breaks no card", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [kim] });
    expect(html).toContain("@page { size: A4;");
    expect(html).toMatch(/\.card \{ display: inline-block;/);
  });
});

describe("lab cards", () => {
  test("writes the file and prints where", async () => {
    const output = listen();
    const file = join(testFolder(), "new/cards.html");
    expect(await cards(context(classOf("name: c\nscenarios: [nginx]\n")), { html: file })).toBe(0);
    expect(output).toEqual({ out: `${file}\n`, err: "" });
    expect(readFileSync(file, "utf8")).toContain("<code>http://127.0.0.1:8081</code>");
  });

  test("without a name the file is cards.html in the current folder", async () => {
    const output = listen();
    const [before, folder] = [process.cwd(), testFolder()];
    process.chdir(folder);
    const code = await cards(context(classOf("name: c\nscenarios: [nginx]\n"))).finally(() => process.chdir(before));
    expect(code).toBe(0);
    expect(output.out).toBe(`${join(folder, "cards.html")}\n`);
    expect(existsSync(join(folder, "cards.html"))).toBe(true);
  });

  test("-o json prints the data and writes no file", async () => {
    const output = listen();
    const file = join(testFolder(), "cards.html");
    expect(await cards(context(classOf("name: c\nscenarios: [nginx]\nstudents: [kim]\n"), "json"), { html: file })).toBe(0);
    expect(JSON.parse(output.out)).toEqual({
      class: "c",
      cards: [
        {
          student: "kim",
          label: "kim",
          addresses: [
            { scenario: "nginx", url: "http://127.0.0.1" },
            { scenario: "nginx", url: "http://127.0.0.1:8081" },
          ],
        },
      ],
    });
    expect(existsSync(file)).toBe(false);
  });

  test("names who has no host that runs, makes the others' cards and ends with 1", async () => {
    const output = listen();
    const file = join(testFolder(), "cards.html");
    jest.mocked(engineHosts).mockResolvedValueOnce([host("kim")]);
    expect(await cards(context(ec2("students: [kim, lee]\n")), { html: file })).toBe(1);
    expect(output).toEqual({ out: `${file}\n`, err: "lee: has no host that runs yet; npx lab up makes it\n" });
    expect(readFileSync(file, "utf8").match(/<section/g)).toHaveLength(1);
  });

  test("ends with 1 where a card lacks its end", async () => {
    listen();
    jest.mocked(engineHosts).mockResolvedValueOnce([host("kim", "", 255)]);
    expect(await cards(context(ec2("lifetime: 4h\nstudents: [kim]\n"), "json"))).toBe(1);
  });

  test("leaves a file of before as it is where nobody has a host", async () => {
    const output = listen();
    const file = join(testFolder(), "cards.html");
    writeFileSync(file, "of before");
    jest.mocked(engineHosts).mockResolvedValueOnce([]);
    expect(await cards(context(ec2("students: [kim]\n")), { html: file })).toBe(1);
    expect(output).toEqual({ out: "", err: "kim: has no host that runs yet; npx lab up makes it\n" });
    expect(readFileSync(file, "utf8")).toBe("of before");
  });

  test("refuses a file that cannot be written", async () => {
    const folder = testFolder();
    await expect(cards(context(classOf("name: c\nscenarios: [nginx]\n")), { html: folder })).rejects.toThrow(
      `--html ${folder}: cannot be written: EISDIR`,
    );
  });
});
