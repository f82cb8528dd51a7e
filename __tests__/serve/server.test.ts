// The pages over HTTP: what is open to whom, what the server refuses, terminals, the board.
import { ask, cookieIn, enter, Page, pages, type Pages } from "./served";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "../../engine/host";
import { testFolder, testWorkspace } from "../lab-yaml";
import { fakeCommands } from "../fake-commands";
import { awsClass } from "../hosts/synth-hosts";
import { until } from "../until";

let at: Pages;
let fakes: { restore(): void };
beforeAll(async () => {
  fakes = fakeCommands({ docker: "exit 0", curl: "exit 22" });
  at = await pages({ claim: "docker-4718" });
});
/** Pages of a test's own, closed whatever becomes of it. */
const opened: Pages[] = [];
async function others(given: Parameters<typeof pages>[0]): Promise<Pages> {
  const own = await pages(given);
  opened.push(own);
  return own;
}
afterEach(async () => {
  for (const own of opened.splice(0)) await own.close();
});
afterAll(async () => {
  await at.close();
  fakes.restore();
});

const student = ["/lab", "/lab/guide", "/lab/checks"];
const board = ["/board", "/board/answers/kim"];
const posts = ["/lab/check", "/board/check", "/board/message", "/board/solve", "/board/reset", "/board/free"];
const sockets = ["/lab/events", "/lab/terminal/1", "/board/events", "/board/terminal/kim/1"];

describe("who gets in", () => {
  test("without a cookie there is the door and nothing else", async () => {
    expect((await ask(at, "/")).status).toBe(200);
    for (const path of [...student, ...board])
      expect([path, (await ask(at, path)).status]).toEqual([path, ["/lab", "/board"].includes(path) ? 302 : 401]);
    for (const path of posts) expect([path, (await ask(at, path, { body: {} })).status]).toEqual([path, 401]);
    for (const path of sockets) expect([path, (await Page.open(at, path)).status]).toEqual([path, 401]);
  });

  test("every route refuses the other role's cookie", async () => {
    const [kim, instructor] = [await enter(at, "kim"), await enter(at, "")];
    for (const path of [...student, ...board, ...sockets]) {
      const cookie = path.startsWith("/lab") ? instructor : kim;
      const status = sockets.includes(path) ? (await Page.open(at, path, { cookie })).status : (await ask(at, path, { cookie })).status;
      expect([path, status]).toEqual([path, ["/lab", "/board"].includes(path) ? 302 : 401]);
    }
    for (const path of posts) {
      const cookie = path.startsWith("/lab") ? instructor : kim;
      expect([path, (await ask(at, path, { body: {}, cookie })).status]).toEqual([path, 401]);
    }
  });

  test("a student's routes name no student: each shows the cookie's own", async () => {
    for (const name of ["kim", "lee", "o-brien"]) {
      const { status, text } = await ask(at, "/lab", { cookie: await enter(at, name) });
      expect(status).toBe(200);
      for (const other of ["kim", "lee", "o-brien"]) expect(text.includes(`<h1>${other} `)).toBe(other === name);
    }
    const [kim, lee] = [await enter(at, "kim"), await enter(at, "lee")];
    const guide = (await ask(at, "/lab/guide", { cookie: kim })).text;
    expect([guide.includes("lab-of-kim"), guide.includes("lab-of-lee")]).toEqual([true, false]);
    const page = await Page.open(at, "/lab/terminal/1", { cookie: kim });
    page.send({ type: "kim's secret" });
    await until(() => page.output.includes("kim's secret"));
    const other = await Page.open(at, "/lab/terminal/1", { cookie: lee });
    await until(() => at.ptys.has("lee 1"));
    other.send({ type: "lee's own" });
    await until(() => other.output.includes("lee's own"));
    expect(other.output).not.toContain("secret");
    expect(at.ptys.get("kim 1")?.typed.join("")).toBe("kim's secret");
    page.socket.close();
    other.socket.close();
  });

  test("a cookie is for pages of this address alone, and no script reads it", async () => {
    const { headers } = await ask(at, "/enter", { body: { student: "kim", code: at.codes.students.get("kim") } });
    expect(String(headers["set-cookie"])).toMatch(/^lab-student=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await ask(at, "/lab/checks", { cookie: cookieIn(headers).replace("kim", "lee") })).status).toBe(401);
  });

  test("a wrong code is 403, the eleventh 429; a right one from elsewhere is not slowed by 300 wrong ones", async () => {
    const wrong = (name: string) => ask(at, "/enter", { body: { student: name, code: "0000-0000-00000" }, from: "127.0.0.9" });
    const statuses = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await wrong("kim")).status);
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
    const timed = async () => {
      const began = performance.now();
      await enter(at, "kim");
      return performance.now() - began;
    };
    const before = Math.max(await timed(), await timed(), await timed());
    await Promise.all(Array.from({ length: 300 }, () => wrong("lee")));
    const after = Math.min(await timed(), await timed(), await timed());
    expect(after).toBeLessThan(before * 3 + 100);
  }, 30_000);

  test("free seats are shown for the class's code alone, and one who is freed is sent out", async () => {
    const own = await others({ claim: "docker-4718" });
    await enter(own, "lee");
    expect((await ask(own, "/seats", { body: { code: "docker-0000" } })).status).toBe(403);
    expect(JSON.parse((await ask(own, "/seats", { body: { code: "docker-4718" } })).text)).toMatchObject({
      seats: [{ student: "kim" }, { student: "o-brien" }],
    });
    const claimed = await ask(own, "/claim", { body: { student: "o-brien", code: "docker-4718" } });
    expect([claimed.status, (await ask(own, "/claim", { body: { student: "o-brien", code: "docker-4718" } })).status]).toEqual([200, 409]);
    const cookie = cookieIn(claimed.headers);
    const terminal = await Page.open(own, "/lab/terminal/1", { cookie });
    const events = await Page.open(own, "/lab/events", { cookie });
    await until(() => terminal.last("start") !== undefined);
    const instructor = await enter(own, "");
    expect((await ask(own, "/board/free", { body: { student: "o-brien" }, cookie: instructor })).status).toBe(200);
    await until(() => terminal.closed && events.closed);
    expect((await ask(own, "/lab/checks", { cookie })).status).toBe(401);
  });
});

test("a hint on the page names the folder that answers are read in on this machine", async () => {
  const workspace = testWorkspace("c");
  const own = await pages({ workspace }, "name: c\nlanguage: en\nscenarios: [nginx]\n");
  opened.push(own);
  const { text } = await ask(own, "/lab/checks", { cookie: await enter(own, "student-1") });
  expect(text).toContain(`into ${workspace.exerciseFolder}/answers/nginx, as client`);
  expect(text).not.toContain("~/labs");
});

describe("what the server refuses", () => {
  test("another origin, another name for this machine", async () => {
    const cookie = await enter(at, "kim");
    for (const origin of ["http://evil.example", "null", "https://127.0.0.1", ""]) {
      expect((await ask(at, "/lab/check", { body: {}, cookie, origin })).status).toBe(403);
      expect((await Page.open(at, "/lab/terminal/1", { cookie, origin })).status).toBe(403);
    }
    expect((await ask(at, "/", { host: "evil.example" })).status).toBe(421);
  });

  test("paths that lead out of the list of files", async () => {
    for (const path of [
      "/assets/../server.ts",
      "/assets/..%2f..%2fpackage.json",
      "/assets//etc/passwd",
      "/../lab.yaml",
      "/assets/door.js%00",
      "/.lab/codes.json",
    ])
      expect([path, (await ask(at, path)).status]).toEqual([path, 404]);
  });

  test("bodies and messages that are too long or no JSON", async () => {
    expect((await ask(at, "/enter", { body: { student: "kim", code: "x".repeat(20_000) } })).status).toBe(413);
    expect((await ask(at, "/enter", { body: { student: { $ne: 1 }, code: [] } })).status).toBe(400);
    expect((await ask(at, "/enter", { body: "" })).status).toBe(400);
    const page = await Page.open(at, "/lab/terminal/2", { cookie: await enter(at, "kim") });
    page.socket.send("{");
    page.socket.send(JSON.stringify({ type: 5 }));
    page.socket.send(JSON.stringify({ resize: { columns: 1e9, rows: -1 } }));
    page.send({ type: "still here" });
    await until(() => page.output.includes("still here"));
    page.socket.send("x".repeat(70_000));
    await until(() => page.closed);
  });

  test("everything has a policy that lets nothing in from elsewhere", async () => {
    const { headers, text } = await ask(at, "/lab", { cookie: await enter(at, "kim") });
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self'"),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect(text.match(/(?:src|href)="[^"]*"/g)?.filter((link) => !/"(?:\/|data:,|http:\/\/127)/.test(link))).toEqual([]);
    expect(text).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
  });

  test("a student has four terminals and no fifth", async () => {
    const cookie = await enter(at, "kim");
    for (const tab of ["5", "0", "x", "1e9"]) {
      const page = await Page.open(at, `/lab/terminal/${tab}`, { cookie });
      await until(() => page.closed);
      expect(page.last("end")).toEqual({ type: "end", reason: "there are 4 terminals" });
    }
  });
});

describe("terminals", () => {
  test("sizes reach the pty, a page that comes back sees what was printed, and an ended one can be opened again", async () => {
    const cookie = await enter(at, "lee");
    const page = await Page.open(at, "/lab/terminal/3?columns=100&rows=30", { cookie });
    await until(() => at.ptys.get("lee 3")?.sizes.includes("100x30") === true);
    page.send({ resize: { columns: 120, rows: 40 } });
    await until(() => at.ptys.get("lee 3")?.sizes.at(-1) === "120x40");
    at.ptys.get("lee 3")?.print("화면");
    await until(() => page.output === "화면");
    page.socket.close();
    const again = await Page.open(at, "/lab/terminal/3?columns=80&rows=24", { cookie });
    await until(() => again.output === "화면");
    at.ptys.get("lee 3")?.exit();
    await until(() => again.closed);
    expect(again.last("end")).toEqual({ type: "end", reason: "ended" });
    const ended = at.ptys.get("lee 3");
    const fresh = await Page.open(at, "/lab/terminal/3", { cookie });
    await until(() => at.ptys.get("lee 3") !== ended);
    fresh.socket.close();
  });
});

describe("the board", () => {
  test("shows each student, who is there, and a change as it happens", async () => {
    const events = await Page.open(at, "/board/events", { cookie: await enter(at, "") });
    await until(() => events.last("rows") !== undefined);
    expect(events.last("rows")).toMatchObject({ rows: [{ student: "kim", scenarios: [{ scenario: "nginx", total: 3 }] }, {}, {}] });
    const page = await Page.open(at, "/lab/events", { cookie: await enter(at, "lee") });
    await until(() =>
      events.texts.some(
        ({ type, row }) =>
          type === "row" && (row as { student: string; connected: boolean }).student === "lee" && (row as { connected: boolean }).connected,
      ),
    );
    page.socket.close();
    events.socket.close();
  }, 20_000);

  test("hosts are asked once, however many look, and not at all when nobody does", async () => {
    const asked = jest.spyOn(at.server.served.rounds, "askAll");
    const cookie = await enter(at, "");
    const two = [await Page.open(at, "/board/events", { cookie }), await Page.open(at, "/board/events", { cookie })];
    await until(() => two.every((page) => page.last("rows") !== undefined));
    const count = asked.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(asked.mock.calls.length - count).toBeLessThanOrEqual(3);
    for (const page of two) page.socket.close();
    await until(() => two.every((page) => page.closed));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const after = asked.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(asked.mock.calls.length).toBe(after);
  }, 20_000);

  test("another command of this machine that reads the rounds has no host asked once more", async () => {
    const { rounds, students } = at.server.served;
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now());
    await rounds.recent();
    const said = await rounds.recent();
    expect(said.map(({ student }) => student)).toEqual(students);
    const again = await rounds.recent();
    expect(again.every((round, place) => round === said[place])).toBe(true);
    const asked = jest.spyOn(rounds, "ask");
    clock.mockReturnValue(Date.now() + 2001);
    await rounds.recent();
    expect(asked).toHaveBeenCalledTimes(students.length);
    asked.mockRestore();
    clock.mockRestore();
  });

  test("shows what a student wrote down, by chapter, without what would control a terminal", async () => {
    const folder = testFolder();
    mkdirSync(join(folder, "answers"));
    writeFileSync(join(folder, "answers/nginx"), "client: 192.0.2.9\u001b[2J\nport:\n\n  <b>and more</b>\n");
    const own = await others({ hosts: () => Promise.resolve([thisMachine("kim", "127.0.0.1", { labsFolder: folder })]) });
    const cookie = await enter(own, "");
    const { status, text } = await ask(own, "/board/answers/kim", { cookie });
    expect([status, JSON.parse(text)]).toEqual([200, { answers: { nginx: ["client: 192.0.2.9", "<b>and more</b>"] } }]);
    expect((await ask(own, "/board/answers/lee", { cookie })).text).toBe('{"error":"lee: has no running host yet"}');
    expect((await ask(own, "/board/answers/park", { cookie })).status).toBe(400);
  });

  test("says when a host ends by itself, in a column that other classes lack", async () => {
    const ends = new Date("2026-12-01T09:00:00Z");
    const own = await others({ definition: awsClass(), hosts: () => Promise.resolve([{ ...thisMachine("kim", "127.0.0.1"), ends }]) });
    const cookie = await enter(own, "");
    expect((await ask(own, "/board", { cookie })).text).toContain('<th scope="col">Host ends in (min)</th>');
    expect((await ask(at, "/board", { cookie: await enter(at, "") })).text).not.toMatch(/<th[^>]*>Host ends/);
    const events = await Page.open(own, "/board/events", { cookie });
    await until(() => events.texts.some(({ row }) => (row as { ends?: string } | undefined)?.ends === "2026-12-01T09:00:00.000Z"));
  }, 20_000);

  test("where hosts cannot be listed, each row says why, and none claims that there is no host", async () => {
    const own = await others({ hosts: () => Promise.reject(new Error("EC2 in ap-northeast-2 does not answer")) });
    const events = await Page.open(own, "/board/events", { cookie: await enter(own, "") });
    await until(() =>
      events.texts.some(({ row }) => (row as { error?: string } | undefined)?.error === "EC2 in ap-northeast-2 does not answer"),
    );
  });

  test("looks into a terminal: seen by the student, read only until their yes, and no longer after their no", async () => {
    const [kim, instructor] = [await enter(at, "kim"), await enter(at, "")];
    const own = await Page.open(at, "/lab/terminal/4", { cookie: kim });
    const events = await Page.open(at, "/lab/events", { cookie: kim });
    own.send({ type: "ls" });
    await until(() => own.output === "ls");
    const guest = await Page.open(at, "/board/terminal/kim/4", { cookie: instructor });
    await until(() => guest.output === "ls");
    await until(() => events.last("looking")?.["count"] === 1);
    const pty = at.ptys.get("kim 4");
    guest.send({ type: "rm -rf /" });
    guest.send({ resize: { columns: 20, rows: 5 } });
    guest.send({ ask: true });
    await until(() => events.last("looking")?.["asks"] === true);
    expect(pty?.typed).toEqual(["ls"]);
    expect(pty?.sizes).not.toContain("20x5");
    events.send({ allow: true, tab: 4 });
    await until(() => events.last("looking")?.["types"] === true);
    await until(() => guest.last("answered")?.["mayType"] === true);
    guest.send({ type: " -l" });
    await until(() => own.output === "ls -l");
    events.send({ allow: false, tab: 4 });
    await until(() => events.last("looking")?.["types"] === false);
    await until(() => guest.last("answered")?.["mayType"] === false);
    guest.send({ type: "no" });
    guest.socket.close();
    await until(() => events.last("looking")?.["count"] === 0);
    expect(pty?.typed).toEqual(["ls", " -l"]);
  });

  test("a message reaches one, or all who are there, without what would control a terminal", async () => {
    const [kim, instructor] = [await enter(at, "kim"), await enter(at, "")];
    const events = await Page.open(at, "/lab/events", { cookie: kim });
    const said = await ask(at, "/board/message", { body: { to: "kim", text: "쉬는\u202e 시간\u001b[2J" }, cookie: instructor });
    expect(JSON.parse(said.text)).toEqual({ reached: ["kim"] });
    await until(() => events.last("message")?.["text"] === "쉬는 시간");
    expect((await ask(at, "/board/message", { body: { to: "park", text: "x" }, cookie: instructor })).status).toBe(400);
  });

  test("solves and resets what the class has, and nothing else", async () => {
    const cookie = await enter(at, "");
    expect((await ask(at, "/board/solve", { body: { student: "kim", scenario: "nginx" }, cookie })).text).toBe('{"said":"solved"}');
    expect((await ask(at, "/board/reset", { body: { student: "lee", scenario: "nginx" }, cookie })).text).toBe('{"said":"reset"}');
    for (const body of [{ student: "park", scenario: "nginx" }, { student: "kim", scenario: "daemon" }, {}])
      expect((await ask(at, "/board/solve", { body, cookie })).status).toBe(400);
    expect(at.acts).toEqual(["solve kim nginx", "reset lee nginx"]);
  });
});
