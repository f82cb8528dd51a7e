// A round of checks on hosts that answer, hang, flood and lie.
import type { ClassCheck } from "../../definition/scenario";
import { askHost, type Round, unasked } from "../../engine/check-round";
import { type Host, sshHost, thisMachine } from "../../engine/host";
import { fakeCommands } from "../fake-commands";

const text = (en: string) => ({ en, ko: `${en} (한국어)` });
const aCheck = (id: string, script: string, timeout?: number): ClassCheck => ({
  scenario: "nginx",
  id,
  title: text(`Title of ${id}`),
  hint: text(`Hint of ${id}`),
  script,
  ...(timeout !== undefined && { timeout }),
});

// what the address says is how that host behaves
const ssh = `
case "$*" in
  *@hangs*) exec sleep 600 ;;
  *@floods*) exec yes "$(printf 'x%.0s' 1 2 3 4 5 6 7 8)" ;;
  *@escapes*) printf 'gone \\033]0;owned\\007\\033[2J\\033[31mred\\n' >&2; exit 255 ;;
  *@lies*) while read -r line; do case "$line" in *"answer()"*) echo "$line" ;; esac; done; echo "0 0"; exit 0 ;;
esac
while [ "$1" != timeout ]; do shift; done
exec "$@"`;

let fakes: { restore(): void };
beforeAll(() => {
  fakes = fakeCommands({ ssh, docker: '[ "$FAKE_ENGINE" = gone ] && exit 127; [ "$FAKE_ENGINE" != down ]', curl: "exit 22" });
});
afterAll(() => fakes.restore());
afterEach(() => {
  delete process.env["FAKE_ENGINE"];
});

const hostAt = (address: string): Host => sshHost(address, { address, user: "ubuntu", port: 22 }, "ssh_config");
const verdicts = ({ results }: Round) => results.map(({ verdict }) => verdict);

describe("a round", () => {
  test("asks every check and distinguishes yes, no and late", async () => {
    const checks = [
      aCheck("yes", "true"),
      aCheck("no", "exit 3"),
      aCheck("slow", "sleep 30", 1),
      aCheck("last", 'test "$LAB_HOST" = localhost'),
    ];
    const round = await askHost(hostAt("good"), checks, { timeout: 20 });
    expect(round).toEqual({
      student: "good",
      results: (["pass", "fail", "late", "pass"] as const).map((verdict, at) => ({ check: checks[at], verdict })),
      seconds: expect.any(Number) as number,
    });
    expect(round.seconds).toBeLessThan(8);
  });

  test("ignores what a check prints, wherever it prints it", async () => {
    const forger = [
      "echo '0 0'; echo '1 0' >&2; read -r line && echo \"$line\"",
      // what the shell that asks has as its own output
      'for pid in $PPID $(ps -o ppid= -p $PPID); do for n in 0 1 2 end; do echo "marker $n 0" > /proc/$pid/fd/1; done; done 2>/dev/null',
      "env | grep -c marker",
      "exit 1",
    ].join("\n");
    const round = await askHost(hostAt("good"), [aCheck("forger", forger), aCheck("no", "false")], { timeout: 20 });
    expect(verdicts(round)).toEqual(["fail", "fail"]);
  });

  test("ends when the Engine does not answer", async () => {
    process.env["FAKE_ENGINE"] = "down";
    const round = await askHost(hostAt("good"), [aCheck("yes", "true")], { timeout: 20 });
    expect(verdicts(round)).toEqual(["unknown"]);
    expect(round.error?.en).toMatch(/^the Engine does not answer. Try it by hand: npx lab exec --on good -- docker version$/);
  });

  test("of a host without docker reports that, and what installs it", async () => {
    process.env["FAKE_ENGINE"] = "gone";
    const round = await askHost(hostAt("good"), [aCheck("yes", "true")], { timeout: 20 });
    expect(round.error).toEqual({
      ko: "docker가 설치되어 있지 않습니다. npx lab up으로 설치합니다",
      en: "docker is not installed; npx lab up installs it",
    });
  });

  describe("that takes all its time", () => {
    let hanging: Round;
    let slow: Round;
    // they are waited for at once
    beforeAll(async () => {
      const checks = [aCheck("yes", "true"), aCheck("slow", "sleep 30", 20), aCheck("never", "true")];
      [hanging, slow] = await Promise.all([
        askHost(hostAt("hangs"), [aCheck("yes", "true")], { timeout: 1 }),
        askHost(hostAt("good"), checks, { timeout: 4 }),
      ]);
    });

    test("of a host that hangs ends within its timeout", () => {
      expect(hanging).toMatchObject({
        results: [{ verdict: "unknown" }],
        error: { en: expect.stringContaining("the login shell did not start the command within 1 second") as string },
      });
      expect(hanging.seconds).toBeLessThan(12);
    });

    test("keeps the answers that came", () => {
      expect(verdicts(slow)).toEqual(["pass", "unknown", "unknown"]);
      expect(slow.error?.en).toBe("no full answer within 4 seconds");
    });
  });

  test("keeps little of what a host floods it with", async () => {
    const before = process.memoryUsage().rss;
    const round = await askHost(hostAt("floods"), [aCheck("yes", "true")], { timeout: 30 });
    expect(verdicts(round)).toEqual(["unknown"]);
    expect(round.seconds).toBeLessThan(20);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("removes escape sequences from what a host says", async () => {
    const round = await askHost(hostAt("escapes"), [aCheck("yes", "true")], { timeout: 5 });
    expect(round.error?.en).toMatch(/^cannot be reached \(gone red\)\. Try it by hand: ssh /);
  });

  test("of a host that answers with the script itself and with guesses has no answer", async () => {
    const round = await askHost(hostAt("lies"), [aCheck("yes", "true")], { timeout: 5 });
    expect(verdicts(round)).toEqual(["unknown"]);
  });

  test("of this machine asks at the class's own address", async () => {
    const round = await askHost(thisMachine("kim", "127.0.0.2"), [aCheck("here", 'test "$LAB_HOST" = 127.0.0.2')], { timeout: 20 });
    expect(verdicts(round)).toEqual(["pass"]);
  });

  test("of somebody without a host has no answer, and says why", () => {
    const checks = [aCheck("one", "true"), aCheck("two", "true")];
    const round = unasked("kim", checks, text("has no host"));
    expect(verdicts(round)).toEqual(["unknown", "unknown"]);
    expect(round).toMatchObject({ student: "kim", error: { en: "has no host" }, seconds: 0 });
  });
});
