// Who gets in: codes, limits of tries, claimed seats, cookies.
import { Door, type DoorProps } from "../../serve/door";
import { Claims } from "../../workspace/claims";
import { classCodes, newCode, normalCode } from "../../workspace/codes";
import { testWorkspace } from "../lab-yaml";

let now = Date.parse("2026-12-01T09:00:00Z");
async function door(given: Partial<DoorProps> = {}) {
  const workspace = testWorkspace();
  const codes = await classCodes(workspace, ["kim", "lee"]);
  const claims = new Claims(workspace);
  const made = new Door({ codes, students: ["kim", "lee"], claims, clock: () => now, ...given });
  return { door: made, codes, claims, workspace, codeOf: (student: string) => codes.students.get(student) ?? "" };
}

test("a code has 65 bits, of digits that cannot be confused", () => {
  expect(newCode()).toMatch(/^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{5}$/);
  expect(normalCode("7D2K 9xmv-OIl")).toBe("7d2k9xmv011");
  expect(new Set(Array.from({ length: 1000 }, newCode)).size).toBe(1000);
});

test("codes are made once, and a student who joins gets one of their own", async () => {
  const workspace = testWorkspace();
  const first = await classCodes(workspace, ["kim"], "https://192.0.2.1:8770");
  const second = await classCodes(workspace, ["kim", "lee"]);
  expect(second).toMatchObject({ board: first.board, key: first.key, url: "https://192.0.2.1:8770" });
  expect(second.students.get("kim")).toBe(first.students.get("kim"));
  expect(second.students.get("lee")).toBeDefined();
});

test("the code of one student opens nothing of another, nor the board", async () => {
  const { door: at, codeOf, codes } = await door();
  expect(at.enter("kim", codeOf("kim").toUpperCase().replaceAll("-", " "), "a")).toMatchObject({
    kind: "in",
    identity: { student: "kim" },
  });
  expect(at.enter("", codes.board, "a")).toMatchObject({ kind: "in", identity: { role: "board" } });
  for (const [who, code] of [
    ["lee", codeOf("kim")],
    ["", codeOf("kim")],
    ["kim", codes.board],
    ["kim", ""],
    ["park", ""],
    ["constructor", ""],
  ])
    expect(at.enter(who ?? "", code ?? "", "b")).toEqual({ kind: "wrong" });
});

test("ten wrong codes from one address for one student are enough for a minute, and stop nobody else", async () => {
  const { door: at, codeOf } = await door();
  for (let count = 0; count < 10; count += 1) expect(at.enter("kim", "wrong", "evil")).toEqual({ kind: "wrong" });
  expect(at.enter("kim", codeOf("kim"), "evil")).toEqual({ kind: "too many", seconds: 60 });
  expect(at.enter("lee", codeOf("lee"), "evil").kind).toBe("in");
  expect(at.enter("kim", codeOf("kim"), "home").kind).toBe("in");
  now += 60_001;
  expect(at.enter("kim", codeOf("kim"), "evil").kind).toBe("in");
});

test("names that nobody has share one count of tries", async () => {
  const { door: at } = await door();
  for (let count = 0; count < 10; count += 1) at.enter(`nobody-${count}`, "wrong", "evil");
  expect(at.enter("nobody-99", "wrong", "evil").kind).toBe("too many");
});

test("a cookie stands for who entered: not when it is changed, too old, or of somebody who left", async () => {
  const { door: at, codeOf, codes, claims } = await door();
  const entered = at.enter("kim", codeOf("kim"), "a");
  const cookie = entered.kind === "in" ? entered.cookie : "";
  expect(at.identityOf(cookie)).toEqual({ role: "student", student: "kim" });
  for (const forged of [
    cookie.replace("kim", "lee"),
    cookie.replace("student", "board"),
    `${cookie}x`,
    cookie.slice(0, -1),
    "",
    "a~b~c",
    undefined,
  ])
    expect(at.identityOf(forged)).toBeUndefined();
  expect(new Door({ codes, students: ["lee"], claims, clock: () => now }).identityOf(cookie)).toBeUndefined();
  now += 8 * 86_400_000;
  expect(at.identityOf(cookie)).toBeUndefined();
});

test("two who claim one seat at once: one gets it; freed, their cookie opens nothing and another may take it", async () => {
  const { door: at, claims, workspace } = await door({ claim: "docker-4718" });
  expect(at.freeSeats("docker-4718", "a")).toEqual({ seats: ["kim", "lee"] });
  const first = at.claim("kim", "DOCKER 4718", "a");
  expect(first.kind).toBe("in");
  expect(at.claim("kim", "docker-4718", "b")).toEqual({ kind: "taken" });
  expect(at.claim("park", "docker-4718", "b")).toEqual({ kind: "taken" });
  expect(at.claim("lee", "docker-4719", "b")).toEqual({ kind: "wrong" });
  expect(at.freeSeats("docker-4718", "a")).toEqual({ seats: ["lee"] });
  // a restart of the server
  expect(new Claims(workspace).of("kim")).toEqual(claims.of("kim"));
  const cookie = first.kind === "in" ? first.cookie : "";
  expect(at.identityOf(cookie)).toEqual({ role: "student", student: "kim" });
  claims.free("kim");
  expect(at.identityOf(cookie)).toBeUndefined();
  expect(at.claim("kim", "docker-4718", "b").kind).toBe("in");
  expect(at.identityOf(cookie)).toBeUndefined();
});

test("a seat whose student came in by card is offered to nobody, and the card goes on opening it", async () => {
  const { door: at, codeOf, workspace } = await door({ claim: "docker-4718" });
  expect(at.enter("kim", codeOf("kim"), "a").kind).toBe("in");
  expect(at.freeSeats("docker-4718", "b")).toEqual({ seats: ["lee"] });
  expect(at.claim("kim", "docker-4718", "b")).toEqual({ kind: "taken" });
  expect(new Claims(workspace).of("kim")).toMatchObject({ id: "card", from: "a" });
  expect(at.enter("kim", codeOf("kim"), "c").kind).toBe("in");
});

test("damaged claims stop the server: taken seats would be offered", () => {
  const workspace = testWorkspace();
  workspace.write("claims.json", '{"kim":');
  expect(() => new Claims(workspace)).toThrow("claims.json: is damaged; it must be a JSON object of seats");
  workspace.write("claims.json", '{"kim":{"id":1}}');
  expect(() => new Claims(workspace)).toThrow("claims.json: is damaged");
});

test("without --claim no code shows a seat", async () => {
  const { door: at } = await door();
  expect(at.freeSeats("", "a")).toEqual({ kind: "wrong" });
});

test("damaged codes stop the server: new ones would make the cards worthless", async () => {
  const workspace = testWorkspace();
  workspace.write("codes.json", "{");
  await expect(classCodes(workspace, ["kim"])).rejects.toThrow("codes.json: is damaged");
});
