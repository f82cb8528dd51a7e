// What a person is told of an error that nothing else explains.
import { FailedError } from "../../definition/errors";
import { failureFrom } from "../../deploy/session";

const full = Object.assign(new Error("ENOSPC: no space left on device, mkdir '/home/kim/.lab'"), { code: "ENOSPC" });

test.each([
  ["a disk without space", full, "Free some space on that disk, then run the command again"],
  ["one with its own next step", new FailedError("broken", "Mend it"), "Mend it"],
  ["another", new Error("broken"), undefined],
])("%s", (_, error, next) => {
  expect(failureFrom(error)).toEqual({ message: error.message, ...(next !== undefined && { next }) });
});
