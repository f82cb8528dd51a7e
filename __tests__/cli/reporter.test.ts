// Tasks and questions of an operation, as the lab command shows them where there is no terminal.
import { terminalReporter } from "../../cli/reporter";
import type { Task } from "../../deploy/session";
import { listen } from "../terminal";

afterEach(() => jest.restoreAllMocks());

const reporter = terminalReporter({ yes: true });
const task = (title: string, more: Partial<Task<string>> = {}): Task<string> => ({ title, work: () => Promise.resolve(title), ...more });

test("the results are the tasks' own, in their order; one that fails stops no other", async () => {
  const written = listen();
  const results = await reporter.run([
    task("one"),
    task("two", { work: () => Promise.reject(new Error("broke")) }),
    task("three", { summary: (value) => `${value} is well` }),
  ]);
  expect(results).toEqual([
    { ok: true, value: "one" },
    { ok: false, error: new Error("broke") },
    { ok: true, value: "three" },
  ]);
  expect(written.stderr).toContain("two: broke");
  expect(written.stderr).toContain("three: three is well");
  expect(written.stdout).toBe("");
});

test("an error is the one that was thrown, with its next step", async () => {
  listen();
  const error = Object.assign(new Error("broke"), { next: "mend it" });
  const [result] = await reporter.run([task("one", { work: () => Promise.reject(error) })]);
  expect(result).toEqual({ ok: false, error });
  expect(result?.ok === false && result.error).toBe(error);
});

test("a summary that is an error is shown as a failure, and the value is there", async () => {
  const written = listen();
  const results = await reporter.run([task("one", { summary: () => new Error("not all of it") }), task("two")]);
  expect(results).toEqual([
    { ok: true, value: "one" },
    { ok: true, value: "two" },
  ]);
  expect(written.stderr).toContain("one: not all of it");
});

test("once it is interrupted, what does not succeed reads as interrupted, and its result is what it is", async () => {
  const written = listen();
  const interrupt = new AbortController();
  const results = await terminalReporter({ yes: true, signal: interrupt.signal }).run([
    task("one", { work: () => Promise.reject(new Error("broke")) }),
    task("two", { summary: () => (interrupt.abort(), new Error("0 of 2 up")) }),
    task("three", { work: () => Promise.reject(new Error("not all hosts are ready")) }),
    task("four"),
  ]);
  expect(results).toEqual([
    { ok: false, error: new Error("broke") },
    { ok: true, value: "two" },
    { ok: false, error: new Error("not all hosts are ready") },
    { ok: true, value: "four" },
  ]);
  expect(written.stderr).toContain("one: broke");
  expect(written.stderr).toMatch(/two \[SKIPPED: interrupted\]/);
  expect(written.stderr).toMatch(/three \[SKIPPED: interrupted\]/);
  expect(written.stderr).not.toMatch(/of 2 up|not all hosts|FAILED.*(two|three)/);
});

test("work that throws synchronously, or throws something other than an Error, is a failure too", async () => {
  listen();
  const throws = (): never => {
    throw new Error("at once");
  };
  const results = await reporter.run([
    task("one", { work: throws }),
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a library may do
    task("two", { work: () => Promise.reject("a text") }),
    task("three"),
  ]);
  expect(results).toEqual([
    { ok: false, error: new Error("at once") },
    { ok: false, error: new Error("a text") },
    { ok: true, value: "three" },
  ]);
});

test("tasks run one after the other, or up to the given number at once", async () => {
  listen();
  const measure = async (concurrent?: number): Promise<number> => {
    let [now, max] = [0, 0];
    const work = async () => {
      max = Math.max(max, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
      return "";
    };
    const tasks = Array.from({ length: 6 }, (_, at) => task(`task ${at}`, { work }));
    await reporter.run(tasks, concurrent === undefined ? {} : { concurrent });
    return max;
  };
  expect(await measure()).toBe(1);
  expect(await measure(1)).toBe(1);
  expect(await measure(3)).toBe(3);
});

test("two tasks with one title are two", async () => {
  listen();
  const results = await reporter.run([
    task("same", { work: () => Promise.resolve("1") }),
    task("same", { work: () => Promise.resolve("2") }),
  ]);
  expect(results.map((result) => result.ok && result.value)).toEqual(["1", "2"]);
});

test("steps are lines with the task's title; escape sequences of a failure are removed", async () => {
  const written = listen();
  await reporter.run([
    task("one", {
      work: (step) => {
        step("asking");
        return Promise.reject(new Error("gone \u001b]0;owned\u0007\u001b[2Jhome"));
      },
    }),
  ]);
  expect(written.stderr).toContain("one: asking");
  expect(written.stderr).toContain("one: gone home");
  // eslint-disable-next-line no-control-regex
  expect(written.stderr).not.toMatch(/[\u0007\u001b]/);
});

test("a question is answered by --yes, and otherwise needs a terminal", async () => {
  expect(await reporter.ask("Go on?")).toBe(true);
  await expect(terminalReporter({ yes: false }).ask("Go on?")).rejects.toMatchObject({
    name: "InputError",
    message: "Go on? There is no terminal to ask on.",
  });
});

test("no task gives no result", async () => expect(await reporter.run([])).toEqual([]));
