// What reaches a terminal: aligned columns, and nothing that somebody else's machine could play with.
import { plain, table } from "../../cli/output";

test("columns are aligned, also under wide characters", () => {
  expect(
    table(
      ["name", "state"],
      [
        ["kim", "up"],
        ["김민수", "up"],
      ],
    ),
  ).toBe("NAME    STATE\nkim     up\n김민수  up");
});

test("escape sequences, control and direction characters of a student's machine are taken out", () => {
  expect(plain("a\u001b[31mred\u001b[0m\u001b]0;title\u0007b\r\u0008c\u202ed\te\nf")).toBe("aredbcd\te\nf");
});
