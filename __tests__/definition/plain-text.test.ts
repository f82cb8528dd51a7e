// No text from another machine can control a terminal.
import { plain, plainLine } from "../../definition/plain-text";

test("escape sequences, control and direction characters of a student's machine are removed", () => {
  expect(plain("a\u001b[31mred\u001b[0m\u001b]0;title\u0007b\r\u0008c\u202ed\te\nf")).toBe("aredbcd\te\nf");
});

test.each([
  ["zero-width characters", "a\u200bb\u200dc\ufeffd", "abcd"],
  ["marks of direction", "a\u200eb\u200fc\u061cd\u2066e\u2069f", "abcdef"],
  ["soft hyphens and fillers", "a\u00adb\u115fc\u3164d\uffa0e", "abcde"],
  ["tag characters", "a\u{e0001}\u{e0041}b", "ab"],
  ["C1 control characters", "a\u009b31mb\u0085c", "abc"],
])("so are %s", (_, text, expected) => expect(plain(text)).toBe(expected));

test.each(["김하늘", "e\u0301", "Ünïcödé", "🙂"])("%s stays as it is", (text) => expect(plain(text)).toBe(text));

test("one line folds white space, and is cut where it is too long", () => {
  expect(plainLine("  a\n\tb \r\n c\u001b[2J ")).toBe("a b c");
  expect(plainLine("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
  expect(plainLine("x".repeat(200))).toHaveLength(200);
  expect(plainLine("abcdef", 4)).toBe("abc…");
});
