// What is typed into a real pty: a program that reads nothing blocks nobody, and a long paste arrives whole.
import { createHash } from "node:crypto";
import { type OpenPty, openPty } from "../../serve/pty";

let pty: OpenPty;
let output = "";

async function run(command: string): Promise<void> {
  output = "";
  pty = await openPty({ command: "/bin/sh", words: ["-c", command] }, { columns: 80, rows: 24 });
  pty.onData((data) => (output += data.toString()));
}
afterEach(() => pty.kill("SIGKILL"));

async function shown(text: RegExp): Promise<RegExpExecArray> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const found = text.exec(output);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${String(text)} did not come: ${output.slice(-200)}`);
}

test("three megabytes into a program that reads nothing leave the server at work", async () => {
  await run("stty raw -echo; echo ready; exec sleep 1000");
  await shown(/ready/);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 20);
  for (let count = 0; count < 150; count += 1) pty.write("x".repeat(20_000));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(10);
});

test("a paste of 100 kB arrives whole, also in a program that begins to read late", async () => {
  const paste = "한글 0123456789\n".repeat(5556);
  const bytes = Buffer.byteLength(paste);
  expect(bytes).toBeGreaterThan(100_000);
  await run(`stty raw -echo; echo ready; sleep 1; head -c ${bytes} | sha256sum`);
  await shown(/ready/);
  for (let at = 0; at < paste.length; at += 20_000) pty.write(paste.slice(at, at + 20_000));
  const [, sum] = await shown(/([0-9a-f]{64}) /);
  expect(sum).toBe(createHash("sha256").update(paste).digest("hex"));
});

test("a pty that has ended takes nothing, and says nothing", async () => {
  await run("exit 0");
  await new Promise<void>((resolve) => pty.onExit(() => resolve()));
  expect(() => pty.write("x")).not.toThrow();
});
