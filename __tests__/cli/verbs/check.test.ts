// `lab check` as a command, of a class whose hosts answer, hang and refuse.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../../cli/verbs/check";
import { targetOf } from "../../../deploy/targets";
import { beTheServer } from "../../../serve/one-server";
import { classChecks } from "../../../stacks/scenarios/class-checks";
import { fakeCommands } from "../../fake-commands";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";
import { until } from "../../until";

// what the address says is how that host behaves
const ssh = `
case "$*" in
  *@hangs*) exec sleep 600 ;;
  *@waits*) until [ -e "$FAKE_GO" ]; do sleep 0.1; done; exit 255 ;;
  *@floods*) exec yes "$(printf 'x%.0s' 1 2 3 4 5 6 7 8)" ;;
  *@escapes*) printf 'gone \\033]0;owned\\007\\033[2J\\033[31mred\\n' >&2; exit 255 ;;
  *@lies*) while read -r line; do case "$line" in *"answer()"*) echo "$line" ;; esac; done; echo "0 0"; exit 0 ;;
esac
while [ "$1" != timeout ]; do shift; done
exec "$@"`;

let fakes: { restore(): void };
beforeAll(() => {
  fakes = fakeCommands({ ssh, docker: '[ "$FAKE_ENGINE" != down ]', curl: "exit 22" });
});
afterAll(() => fakes.restore());
afterEach(() => jest.restoreAllMocks());

const classAt = (...addresses: string[]) =>
  classOf(
    `name: c\nlanguage: en\ntarget: { hosts: { ${addresses.map((at) => `${at}: "ubuntu@${at}"`).join(", ")} } }\nscenarios: [nginx]\n`,
  );

describe("lab check", () => {
  const ask = (addresses: string[], options: Parameters<typeof check>[1] = {}, signal = new AbortController().signal) =>
    check(testSession(classAt(...addresses), { signal }), options);

  test("reports each student's answer as it comes: a host that has not answered yet keeps nobody waiting", async () => {
    const written = listen();
    const go = join(testFolder(), "go");
    process.env["FAKE_GO"] = go;
    const asking = ask(["waits", "good", "escapes"]);
    await until(() => written.stderr.split("\n").length >= 3);
    expect(written.stderr.split("\n").sort()).toEqual(["", "escapes: could not be asked", "good: 0/3"]);
    writeFileSync(go, "");
    expect(await asking).toBe(2);
    expect(written.stdout).toMatch(/\nwaits +\? +\?\ngood +✗✗✗ +✗✗✗\nescapes +\? +\?\n/);
    // eslint-disable-next-line no-control-regex
    expect(written.stdout + written.stderr).not.toMatch(/[\u0007\u001b]/);
  });

  test("a host that hangs is waited for as long as the command line says", async () => {
    const written = listen();
    expect(await ask(["hangs"], { timeout: 1 })).toBe(2);
    expect(written.stdout).toMatch(/\nhangs +\? +\?\n/);
  });

  test("the hints name the folder that the answers are read in, which is not ~/labs for target local", async () => {
    const written = listen();
    await ask(["good"]);
    expect(written.stdout).toContain(" into ~/labs/answers/nginx, as client: VALUE");
    const session = testSession(classOf("name: c\nlanguage: en\nscenarios: [nginx]\n"));
    await check(session, {});
    const [host] = await targetOf(session.definition, session.workspace).hosts();
    expect(written.stdout).toContain(` into ${host?.labsFolder ?? ""}/answers/nginx, as client: VALUE`);
    expect(written.stdout.match(/~\/labs/g)).toHaveLength(2);
  });

  test("asks of one scenario, and refuses one that the class does not have", async () => {
    const written = listen();
    expect(await ask(["good"], { scenario: "nginx", output: "json" })).toBe(1);
    expect(JSON.parse(written.stdout)).toMatchObject({ students: [{ checks: [{ id: "port" }, {}, {}, {}, {}, {}] }] });
    await expect(ask(["good"], { scenario: "ngnix" })).rejects.toThrow('"ngnix" is not a scenario of this class; did you mean nginx?');
  });

  test("--watch asks again until it is stopped", async () => {
    const written = listen();
    const stop = new AbortController();
    const watching = ask(["good"], { watch: true, interval: 0.2 }, stop.signal);
    await until(() => (written.stdout.match(/✗✗✗ +✗✗✗/g)?.length ?? 0) > 1);
    stop.abort();
    expect(await watching).toBeGreaterThan(0);
    // the end of a round is what a terminal shows of one that is longer than itself
    expect(written.stdout).toMatch(/good +✗✗✗ +✗✗✗\n✓ now .*\n$/);
  });

  test("--watch asks no host while lab serve does: it shows that one's rounds", async () => {
    const written = listen();
    const stop = new AbortController();
    const session = testSession(classAt("good"), { signal: stop.signal });
    const checks = classChecks(session.definition.scenarios);
    let rounds = 0;
    const release = await beTheServer(session.workspace, { url: "http://127.0.0.1:8770", shown: "" }, () => {
      rounds += 1;
      return Promise.resolve([{ student: "good", seconds: 1, results: checks.map((each) => ({ check: each, verdict: "pass" as const })) }]);
    });
    const watching = check(session, { watch: true, interval: 0.2 });
    await until(() => rounds > 1 && (written.stdout.match(/good +✓✓✓ +✓✓✓/g)?.length ?? 0) === rounds);
    stop.abort();
    expect(await watching).toBe(0);
    release();
    expect(written.stdout).not.toMatch(/good .*✗/);
  });
});
