// Messages in Korean: the catalogue has each, and nothing besides; the shell's or the class's language decides.
import { amount, counted, nouns } from "../../language/counted";
import { korean } from "../../language/korean";
import { speak, t } from "../../language/translate";
import { sourcesOf } from "./sources";

/** Rooms that say something to a person. */
const rooms = ["definition", "provisioning", "workspace", "aws", "stacks", "terraform", "engine", "deploy", "classroom", "serve", "cli"];
const sources = rooms.map(sourcesOf);
const keys = new Map(sources.flatMap(({ messages }) => messages.map(({ key, at }) => [key, at] as const)));
for (const noun of nouns) keys.set(`{0} ${noun}s`, "language/counted.ts");

afterEach(() => speak("en"));

test("every message has its Korean", () => {
  expect([...keys].filter(([key]) => !korean.has(key)).map(([key, at]) => `${at} ${key}`)).toEqual([]);
});

test("the catalogue has no message that nobody says", () => {
  expect([...korean.keys()].filter((key) => !keys.has(key))).toEqual([]);
});

test("a Korean message has the values of the English one, and is Korean", () => {
  const values = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
  for (const [key, text] of korean) {
    expect({ key, values: values(text) }).toEqual({ key, values: values(key) });
    // a frame of values alone is no language's
    const hasLetters = /[A-Za-z]/.test(key.replace(/\{\d+\}/g, ""));
    if (hasLetters) expect({ key, isKorean: /[가-힣]/.test(text) }).toEqual({ key, isKorean: true });
  }
});

test("no error, question or title is outside the catalogue", () => {
  expect(sources.flatMap(({ untranslated }) => untranslated.map(({ key, at }) => `${at} ${key}`))).toEqual([]);
});

test("values are put in as they are, and what the catalogue does not have stays English", () => {
  speak("ko");
  expect(t`nobody says ${"{1}"} and ${"$&"}`).toBe("nobody says {1} and $&");
  expect(amount(1, "host")).toBe("호스트 1대");
  expect(counted(["kim", "lee"], "EC2 host")).toBe("EC2 호스트 2대 (kim, lee)");
});

test("English where nothing else is said", () => {
  expect(amount(1, "host")).toBe("1 host");
  expect(counted([], "EC2 host")).toBe("0 EC2 hosts");
});
