// One terminal: who sees what, and what happens when a browser is slow, gone or comes back.
import { behind, stalledSeconds, unseenOutput, viewersPerTerminal } from "../../serve/limits";
import { type Size, TerminalSession, type Viewer } from "../../serve/terminal-session";
import { terminalCommand } from "../../serve/terminal-command";
import { sshHost, thisMachine } from "../../engine/host";
import { FakePty } from "./served";

class FakeViewer implements Viewer {
  screen = "";
  bytes = 0;
  closed: string | undefined;
  /** Whether its connection accepts no data. */
  stuck = false;
  sendOutput(data: Buffer): void {
    this.bytes += data.length;
    this.screen += data.toString();
  }
  unsent(): number {
    return this.stuck ? this.bytes : 0;
  }
  readonly sizes: string[] = [];
  sendSize({ columns, rows }: Size): void {
    this.sizes.push(`${columns}x${rows}`);
  }
  sendStart(): void {
    this.screen = "";
  }
  close(reason: string): void {
    this.closed = reason;
  }
}

const kilobytes = (count: number) => Buffer.alloc(count * 1000, "y");
let pty: FakePty;
let session: TerminalSession;
beforeEach(() => {
  jest.useFakeTimers();
  pty = new FakePty();
  session = new TerminalSession(pty);
});
afterEach(() => jest.useRealTimers());

test("a browser that comes back sees the screen as it was", () => {
  const first = new FakeViewer();
  session.attach(first, "owner");
  session.output(Buffer.from("한글"));
  session.detach(first);
  session.output(Buffer.from(" 그 뒤"));
  const second = new FakeViewer();
  session.attach(second, "owner");
  expect([first.screen, second.screen]).toEqual(["한글", "한글 그 뒤"]);
});

test("what is kept is bounded", () => {
  for (let count = 0; count < 100; count += 1) session.output(kilobytes(10));
  const viewer = new FakeViewer();
  session.attach(viewer, "owner");
  expect(viewer.bytes).toBeLessThanOrEqual(74_000);
});

test("a program that prints without end waits for the browser that shows it", () => {
  const viewer = new FakeViewer();
  session.attach(viewer, "owner");
  session.output(kilobytes(behind.pause / 1000 + 1));
  expect(pty.paused).toBe(true);
  session.shown(viewer, behind.pause - behind.resume);
  expect(pty.paused).toBe(true);
  session.shown(viewer, 10_000);
  expect(pty.paused).toBe(false);
});

test("a browser that no longer shows anything is disconnected, and the terminal goes on for the others", () => {
  const [stuck, quick] = [new FakeViewer(), new FakeViewer()];
  session.attach(stuck, "owner");
  session.attach(quick, "owner");
  session.output(kilobytes(300));
  session.shown(quick, 300_000);
  expect(pty.paused).toBe(true);
  jest.advanceTimersByTime(stalledSeconds * 1000 + 1);
  expect([stuck.closed, quick.closed, pty.paused]).toEqual(["too slow", undefined, false]);
});

test("a browser that says it has shown all and reads nothing holds its terminal up, and is disconnected", () => {
  const liar = new FakeViewer();
  liar.stuck = true;
  session.attach(liar, "owner");
  for (let count = 0; count < 30 && !pty.paused; count += 1) {
    session.output(kilobytes(10));
    session.shown(liar, 10_000_000);
  }
  expect([pty.paused, liar.bytes]).toEqual([true, behind.pause + 4000]);
  jest.advanceTimersByTime(stalledSeconds * 1000 + 1);
  expect([liar.closed, pty.paused]).toEqual(["too slow", false]);
});

test("an instructor's page that says it has shown all and reads nothing is sent nothing more", () => {
  const [student, liar] = [new FakeViewer(), new FakeViewer()];
  liar.stuck = true;
  session.attach(student, "owner");
  session.attach(liar, "guest");
  for (let count = 0; count < 100; count += 1) {
    session.output(kilobytes(10));
    session.shown(student, 10_000);
    session.shown(liar, 10_000_000);
  }
  expect([pty.paused, liar.bytes]).toEqual([false, behind.pause + 4000]);
});

test("a limited number of pages show one terminal", () => {
  const all = Array.from({ length: viewersPerTerminal + 1 }, () => new FakeViewer());
  for (const viewer of all) session.attach(viewer, "owner");
  expect(all.map(({ closed }) => closed === undefined)).toEqual([...Array<boolean>(viewersPerTerminal).fill(true), false]);
});

test("an instructor who looks in slows nobody: they get the current screen in place of what they missed", () => {
  const [student, guest] = [new FakeViewer(), new FakeViewer()];
  session.attach(student, "owner");
  session.attach(guest, "guest");
  for (let count = 0; count < 10; count += 1) {
    session.output(kilobytes(100));
    session.shown(student, 100_000);
  }
  expect(pty.paused).toBe(false);
  expect(guest.bytes).toBeLessThan(400_000);
  session.output(Buffer.from("$ "));
  session.shown(guest, guest.bytes);
  expect(guest.screen).toMatch(/y\$ $/);
});

test("an instructor who looks in sees lines as the student's terminal breaks them", () => {
  const [student, guest] = [new FakeViewer(), new FakeViewer()];
  session.attach(student, "owner");
  session.resize({ columns: 100, rows: 30 });
  session.attach(guest, "guest");
  session.resize({ columns: 80, rows: 24 });
  expect([student.sizes, guest.sizes, pty.sizes]).toEqual([[], ["100x30", "80x24"], ["100x30", "80x24"]]);
});

test("what prints while nobody looks is stopped until somebody does", () => {
  for (let bytes = 0; bytes <= unseenOutput; bytes += 10_000) session.output(kilobytes(10));
  expect(pty.paused).toBe(true);
  const viewer = new FakeViewer();
  session.attach(viewer, "guest");
  expect(pty.paused).toBe(true);
  const owner = new FakeViewer();
  session.attach(owner, "owner");
  session.shown(owner, owner.bytes);
  expect(pty.paused).toBe(false);
});

test("its end ends every connection and the pty", () => {
  const viewer = new FakeViewer();
  session.attach(viewer, "owner");
  session.end("server");
  expect([viewer.closed, pty.killed, session.hasOwner()]).toEqual(["server", true, false]);
});

describe("what a terminal runs", () => {
  test("on a host: its own ssh with a pty, and a session that outlives the connection", () => {
    const host = sshHost("kim", { address: "192.0.2.7", user: "ubuntu", port: 2222 }, "/c/ssh_config");
    const { command, words, folder } = terminalCommand(host, "docker-101", 2);
    expect([command, ...words.slice(0, -1), folder]).toEqual([
      "ssh",
      "-tt",
      "-F",
      "/c/ssh_config",
      "-p",
      "2222",
      "ubuntu@192.0.2.7",
      undefined,
    ]);
    expect(words.at(-1)).toMatchInlineSnapshot(`
     "sh -c 'shell=\${SHELL:-/bin/bash}; [ -x "$shell" ] || shell=/bin/sh
     export LAB_TERMINAL='\\''lab-docker-101-kim-2'\\''
     if command -v dtach >/dev/null 2>&1; then exec dtach -A "$HOME/.lab-docker-101-kim-2.dtach" -r winch -E -z "$shell" -l; fi
     if command -v tmux >/dev/null 2>&1; then
       exec tmux -L '\\''lab-docker-101-kim-2'\\'' -f /dev/null -u new-session -A -s main "$shell" -l \\; set -g status off \\; set -ga terminal-overrides '\\'',*:smcup@:rmcup@'\\'' \\; set -g default-command "$shell -l"
     fi
     echo '\\''Neither dtach nor tmux is installed: this terminal ends when the page loses its connection (apt-get install tmux).'\\''
     exec "$shell" -l'"
    `);
  });

  test("on this machine: a shell in the exercise files", () => {
    const { command, words, folder } = terminalCommand(
      thisMachine("student-1", "127.0.0.1", { labsFolder: "/c/o'brien/labs" }),
      "docker-101",
      1,
    );
    expect([command, words[0], folder]).toEqual(["/bin/sh", "-c", "/c/o'brien/labs"]);
    expect(words[1]?.split("\n")[0]).toBe(`cd '/c/o'\\''brien/labs' 2>/dev/null || :`);
  });
});
