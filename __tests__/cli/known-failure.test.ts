// Which errors are a person's to mend, and which are the tool's own fault.
import { mkdirSync } from "node:fs";
import { knownFailure } from "../../cli/known-failure";
import { InputError, MachineError } from "../../definition/errors";

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test("bad input, what this machine lacks, and a folder that cannot be made end with their exit codes", () => {
  expect(knownFailure(new InputError("no", "write one"))).toEqual({ message: "no", next: "write one", code: 2 });
  expect(knownFailure(new MachineError("no ssh", "install it"))).toMatchObject({ code: 3 });
  expect(knownFailure(thrownBy(() => mkdirSync("/dev/null/cdktf.out")))).toMatchObject({
    message: expect.stringMatching(/^\/dev\/null\/cdktf\.out cannot be written: E/) as string,
    code: 1,
  });
});

test("an error that nobody foresaw keeps its trace", () => {
  expect(knownFailure(new TypeError("undefined is not a function"))).toBeUndefined();
});
