// What is kept of a host's output: the answer, however it is cut into pieces, and no more than the limit.
import { BoundedOutput } from "../../engine/bounded-output";

const output = (more: Partial<ConstructorParameters<typeof BoundedOutput>[0]> = {}) =>
  new BoundedOutput({ begin: "marker begin\n", maxBytes: 20, noiseBytes: 100, keptErrorBytes: 10, ...more });
const add = (to: BoundedOutput, ...texts: string[]) => texts.map((text) => to.addStdout(Buffer.from(text)));

test("what comes before the begin is dropped", () => {
  const all = output();
  expect(add(all, "welcome\nmarker begin\nout\n")).toEqual([true]);
  expect(all.stdout).toBe("marker begin\nout\n");
});

test("the begin is found wherever it is cut", () => {
  const text = "noise marker marker begin\nout";
  for (let at = 1; at < text.length; at++) {
    const all = output();
    expect(add(all, text.slice(0, at), text.slice(at))).toEqual([true, true]);
    expect(all.stdout).toBe("marker begin\nout");
  }
  const inBytes = output();
  add(inBytes, ...Array.from(text));
  expect(inBytes.stdout).toBe("marker begin\nout");
});

test("a character of several bytes may be cut", () => {
  const all = output();
  const bytes = Buffer.from("marker begin\n김");
  all.addStdout(bytes.subarray(0, -1));
  all.addStdout(bytes.subarray(-1));
  expect(all.stdout).toBe("marker begin\n김");
});

test("noise is read as far as noiseBytes, and none of it is kept", () => {
  const all = output();
  expect(add(all, "x".repeat(60), "x".repeat(40), "x")).toEqual([true, true, false]);
  expect(all.stdout).toBe("");
});

test("the answer is read as far as maxBytes, whatever noise came before it", () => {
  const all = output();
  expect(add(all, `${"x".repeat(90)}marker begin\n1234567`, "8")).toEqual([true, false]);
  const atOnce = output();
  expect(add(atOnce, "marker begin\n12345678")).toEqual([false]);
});

test("of standard error the end is kept, and noiseBytes are read", () => {
  const all = output();
  expect(all.addStderr(Buffer.from("a".repeat(60)))).toBe(true);
  expect(all.addStderr(Buffer.from(`${"b".repeat(30)}0123456789`))).toBe(true);
  expect(all.stderr).toBe("0123456789");
  expect(all.addStderr(Buffer.from("c"))).toBe(false);
  expect(all.stderr).toBe("123456789c");
});
