// Scripts on a host over an ssh of the test's own: each way that a connection can end is a value of its own.
import { type Answer, failureOf, type Host, sshHost, succeeded, thisMachine } from "../../engine/host";
import { engineError } from "../../engine/inspect";
import { fakeCommands } from "../fake-commands";

// what the address says is how that host behaves; at the end ssh runs the words after the login
const ssh = `
for word; do case "$word" in *@*) how=\${word#*@} ;; esac; done
case "$how" in
  refuses) echo "kex_exchange: reading" >&2; echo "ssh: connect to host refuses port 22: Connection refused" >&2; exit 255 ;;
  changed) printf '@@@@\\nREMOTE HOST IDENTIFICATION HAS CHANGED!\\n' >&2; echo "Host key verification failed." >&2; exit 255 ;;
  unpinned) echo "No ED25519 host key is known for unpinned and you have requested strict checking." >&2; echo "Host key verification failed." >&2; exit 255 ;;
  revoked) echo "Host key verification failed." >&2; exit 255 ;;
  noisy) echo "Welcome to Ubuntu"; echo "a warning" >&2 ;;
  talkative) head -c 400000 /dev/zero | tr '\\0' x; echo ;;
  endless-login) exec yes "Welcome to Ubuntu" ;;
  escapes) printf 'gone \\033]0;owned\\007\\033[2J\\033[31mred\\n' >&2; exit 255 ;;
  slow) sleep 30 ;;
  slow-then-ends) sleep 1; exit 124 ;;
  deaf) exec sleep 600 <&- ;;
  no-shell) exit 0 ;;
  takes-shell) exec cat ;;
  no-login) echo "This account is currently not available."; exit 1 ;;
esac
while [ "$1" != timeout ]; do shift; done
case "$how" in
  late-255) "$@"; exit 255 ;;
  breaks) "$@" 2>/dev/null | head -n 2; echo "client_loop: send disconnect: Broken pipe" >&2; exit 255 ;;
  outlived) sleep 20 & "$@"; exit ;;
esac
exec "$@"`;

let fakes: { restore(): void };
beforeAll(() => (fakes = fakeCommands({ ssh })));
afterAll(() => fakes.restore());

const at = (address: string) => sshHost("kim", { address, user: "ubuntu", port: 22 }, "/class/ssh_config");
const seconds = async (work: () => Promise<Answer>): Promise<[Answer, number]> => {
  const started = Date.now();
  return [await work(), (Date.now() - started) / 1000];
};

const hosts = [
  ["this machine", thisMachine("kim", "127.0.0.1")],
  ["a host over SSH", at("good")],
] as const;
/** What takes long is tested on both at once. */
const onBoth = <Value>(work: (host: Host) => Promise<Value>) => Promise.all(hosts.map(([, host]) => work(host)));

describe("what takes seconds is waited for at once:", () => {
  type Timed = readonly [Answer, number];
  let unending: Timed[];
  let leaving: Timed[];
  let unbegun: Timed[];
  beforeAll(async () => {
    [unending, leaving, unbegun] = await Promise.all([
      onBoth((host) => seconds(() => host.run("echo half; exec sleep 600", { timeout: 4 }))),
      onBoth((host) => seconds(() => host.run("sleep 20 & echo out"))),
      Promise.all(["slow", "slow-then-ends", "deaf"].map((address) => seconds(() => at(address).run("true", { timeout: 1 })))),
    ]);
  });

  test("a script that does not end is timed out, with what it printed", () => {
    for (const [answer, took] of unending) {
      expect(answer).toEqual({ kind: "timed out", during: "script", seconds: 4, stdout: "half\n" });
      expect(failureOf(answer)).toBe("no full answer within 4 seconds");
      expect(took).toBeLessThan(12);
    }
  });

  test("a script that leaves a process behind is done when it ended itself", () => {
    for (const [answer, took] of leaving) {
      expect(answer).toEqual({ kind: "done", status: 0, stdout: "out\n", stderr: "" });
      expect(took).toBeLessThan(10);
    }
  });

  test("a host whose login shell does not start the script in time", () => {
    for (const [answer, took] of unbegun) {
      expect(answer).toEqual({ kind: "timed out", during: "login", seconds: 1, stdout: "" });
      expect(failureOf(answer)).toBe("the login shell did not start the command within 1 second (a slow ~/.bashrc?)");
      expect(took).toBeLessThan(10);
    }
  });
});

describe("on this machine and on a host over SSH a script", () => {
  test("is interrupted, also before it began", async () => {
    await onBoth(async (host) => {
      const stop = new AbortController();
      const running = host.run("sleep 600", { signal: stop.signal });
      setTimeout(() => stop.abort(), 300);
      expect(await running).toEqual({ kind: "interrupted" });
      expect(await host.run("echo out", { signal: stop.signal })).toEqual({ kind: "interrupted" });
    });
  });
});

describe.each(hosts)("on %s a script", (_, host) => {
  test("is done with its output and status", async () => {
    expect(await host.run("echo out; echo err >&2; exit 3")).toEqual({ kind: "done", status: 3, stdout: "out\n", stderr: "err\n" });
    const answer = await host.run("echo out");
    expect(succeeded(answer)).toBe(true);
    expect(answer).toEqual({ kind: "done", status: 0, stdout: "out\n", stderr: "" });
  });

  test("has no input", async () => {
    expect(await host.run("cat; echo end")).toMatchObject({ kind: "done", stdout: "end\n" });
  });

  test("whose own status is that of timeout came to its end", async () => {
    expect(await host.run("exit 124")).toMatchObject({ kind: "done", status: 124 });
    expect(await host.run("exit 137")).toMatchObject({ kind: "done", status: 137 });
    expect(await host.run("exit 255")).toMatchObject({ kind: "done", status: 255 });
  });

  test("that prints without end is ended, and costs no memory", async () => {
    const before = process.memoryUsage().rss;
    const [answer, took] = await seconds(() => host.run("yes", { timeout: 30, maxBytes: 2_000_000 }));
    expect(answer).toEqual({ kind: "flooded", megabytes: 2 });
    expect(failureOf(answer)).toBe("printed more than 2 MB");
    expect(took).toBeLessThan(10);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("that prints errors without end is ended too, and its last ones are kept of many", async () => {
    expect(await host.run("yes >&2", { timeout: 30 })).toEqual({ kind: "flooded", megabytes: expect.any(Number) as number });
    const answer = await host.run("head -c 300000 /dev/zero | tr '\\0' x >&2; echo >&2; echo last >&2; exit 1");
    expect(answer).toMatchObject({ kind: "done", status: 1 });
    expect(failureOf(answer)).toBe("exit status 1: last");
  });

  test("that ends its own shell's process broke off", async () => {
    const answer = await host.run("echo half; kill -9 $$");
    expect(answer).toMatchObject({ kind: "broken off", stdout: "half\n" });
    expect(succeeded(answer)).toBe(false);
  });
});

describe("a host over SSH", () => {
  test("that cannot be reached: ssh's last line is the reason", async () => {
    const answer = await at("refuses").run("true");
    expect(answer).toEqual({
      kind: "unreachable",
      reason: "ssh: connect to host refuses port 22: Connection refused",
    });
    expect(failureOf(answer)).toBe("no SSH: ssh: connect to host refuses port 22: Connection refused");
  });

  test("whose key is another one", async () => {
    const answer = await at("changed").run("true");
    expect(answer).toMatchObject({ kind: "unreachable", hostKey: "changed" });
    expect(failureOf(answer)).toBe("its host key is not the one it had before");
  });

  test("whose key nobody has pinned is not one whose key changed", async () => {
    const answer = await at("unpinned").run("true");
    expect(answer).toEqual({ kind: "unreachable", reason: "Host key verification failed.", hostKey: "unknown" });
    expect(failureOf(answer)).toBe("its host key is not known yet");
    expect(engineError(at("unpinned"), answer)).toMatchObject({
      message: "the host key of unpinned is not known yet",
      next: expect.stringContaining("npx lab up reads it"),
    });
    expect(await at("revoked").run("true")).toEqual({ kind: "unreachable", reason: "Host key verification failed." });
  });

  test("whose reason holds escape sequences is quoted without them", async () => {
    expect(await at("escapes").run("true")).toMatchObject({ kind: "unreachable", reason: "gone red" });
  });

  test.each([
    ["no-shell", "ended with 0"],
    ["takes-shell", "ended with 0"],
    ["no-login", "ended with 1"],
  ])("that logs in, and whose shell never runs the script: %s", async (how, reason) => {
    const answer = await at(how).run("true");
    expect(answer).toEqual({ kind: "not begun", reason });
    expect(failureOf(answer)).toBe(`the login works, and its shell ended without running the command (${reason}): look at ~/.bashrc there`);
    expect(engineError(at(how), answer)).toMatchObject({ message: failureOf(answer), next: "Look at it: npx lab ssh kim" });
  });

  test("whose login shell prints before the script", async () => {
    expect(await at("noisy").run("echo out")).toEqual({ kind: "done", status: 0, stdout: "out\n", stderr: "" });
  });

  test("whose login shell prints 400 kB before it, of which none counts as the answer", async () => {
    expect(await at("talkative").run("echo out", { maxBytes: 1000 })).toEqual({ kind: "done", status: 0, stdout: "out\n", stderr: "" });
  });

  test("whose login shell prints without end is ended", async () => {
    const [answer, took] = await seconds(() => at("endless-login").run("true", { timeout: 30 }));
    expect(answer).toEqual({ kind: "flooded", megabytes: 16 });
    expect(took).toBeLessThan(10);
  });

  test("whose connection is lost after the script's end is still done", async () => {
    expect(await at("late-255").run("echo out; exit 1")).toEqual({ kind: "done", status: 1, stdout: "out\n", stderr: "" });
  });

  test("whose connection is lost meanwhile broke off, with what was printed and ssh's last line", async () => {
    const answer = await at("breaks").run("echo half; sleep 0.5; echo whole");
    expect(answer).toEqual({ kind: "broken off", reason: "client_loop: send disconnect: Broken pipe", stdout: "half\n" });
    expect(failureOf(answer)).toBe("the connection broke off: client_loop: send disconnect: Broken pipe");
  });

  test("whose connection goes on for others after it is not waited for", async () => {
    const [answer, took] = await seconds(() => at("outlived").run("echo out"));
    expect(answer).toEqual({ kind: "done", status: 0, stdout: "out\n", stderr: "" });
    expect(took).toBeLessThan(8);
  });

  test("is reached with the class's configuration, and its key is pinned by its alias", () => {
    expect(sshHost("kim", { address: "h", user: "u", port: 2222, hostKeyAlias: "i-1" }, "/class/ssh_config").login).toEqual({
      ...{ user: "u", address: "h", port: 2222, knownAs: "i-1", config: "/class/ssh_config" },
      words: ["ssh", "-F", "/class/ssh_config", "-p", "2222", "-o", "HostKeyAlias=i-1", "u@h"],
    });
    expect(sshHost("kim", { address: "h", user: "u", port: 2222 }, "c").login?.knownAs).toBe("[h]:2222");
    expect(sshHost("kim", { address: "h", user: "u", port: 22 }, "c").login?.knownAs).toBe("h");
  });
});

test("an ssh command that is not there is what this machine lacks, not an answer of a host", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "/nowhere";
  const running = at("good").run("true");
  process.env["PATH"] = path;
  await expect(running).rejects.toMatchObject({ name: "MachineError", message: "the ssh command does not run" });
});
