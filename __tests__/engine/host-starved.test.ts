// A machine that is so busy that this process gets no processor while a script ends: what the script printed is still read.
import { type ChildProcess, type SpawnOptions, spawn as realSpawn } from "node:child_process";
import { thisMachine } from "../../engine/host";

const starvedMs = 2500;

/** The rest of what a process prints, and its end, come while this process stands still. */
function starvedSpawn(command: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  const child = jest.requireActual<{ spawn: typeof realSpawn }>("node:child_process").spawn(command, words, options);
  child.stdout?.once("data", () => {
    child.emit("exit", 0, null);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, starvedMs);
  });
  return child;
}
jest.mock("node:child_process", () => ({
  ...jest.requireActual<object>("node:child_process"),
  spawn: (command: string, words: string[], options: SpawnOptions) => starvedSpawn(command, words, options),
}));

test("it is an answer, not a connection that broke off", async () => {
  expect(await thisMachine("kim", "127.0.0.1").run("sleep 0.2; echo hello")).toMatchObject({ kind: "done", stdout: "hello\n" });
});
