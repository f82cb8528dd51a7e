// What an operation says that cannot go on because Terraform failed.
import { refuseFailed } from "../../deploy/terraform-failed";
import { testSession } from "../session";
import { classOf } from "../lab-yaml";

const session = testSession(classOf("name: c\nscenarios: [nginx]\n"));
const lock = { summary: "Error acquiring the state lock", detail: "Lock Info: x" };
const failed = (...diagnostics: readonly { readonly summary: string; readonly detail: string }[]) => ({ ok: false, diagnostics });

function errorOf(...given: Parameters<typeof refuseFailed>): unknown {
  try {
    refuseFailed(...given);
  } catch (error) {
    return error;
  }
  return undefined;
}

test("what went well is not refused", () => {
  expect(errorOf({ ok: true, diagnostics: [] }, session)).toBeUndefined();
});

test("each message once, with the next step for the first of them", () => {
  expect(errorOf(failed(lock, { summary: "another", detail: "" }, lock), session, { next: "Try again" })).toMatchObject({
    name: "FailedError",
    message: "Error acquiring the state lock: Lock Info: x; another",
    next: expect.stringContaining("wait for it") as string,
  });
});

test("of what nothing is known, the caller's own next step", () => {
  expect(errorOf(failed(), session, { next: "Try again" })).toMatchObject({
    message: "Terraform failed and did not say why",
    next: "Try again",
  });
});

test("the target's words come first", () => {
  const explain = () => ({ message: "no capacity", next: "Take another type" });
  expect(errorOf(failed(lock), session, { explain })).toMatchObject({ message: "no capacity", next: "Take another type" });
});

test("an interrupted run is no failure of Terraform's", () => {
  expect(errorOf(failed(lock), { signal: AbortSignal.abort() })).toMatchObject({ message: "interrupted" });
});
