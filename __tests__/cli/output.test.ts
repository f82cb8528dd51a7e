// What reaches a terminal: aligned columns.
import { table } from "../../cli/output";

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
