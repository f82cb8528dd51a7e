// Pages through another host: its port is opened again when the connection was lost, and what stops it is reported.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { relayReady, relayScript } from "../../provisioning/relay";
import { openRelay } from "../../serve/relay";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";
import { until } from "../until";

(hasShellcheck ? test : test.skip)("shellcheck has nothing to say", () => {
  expect(shellcheck(relayScript("docker-101", 23_456))).toBe("");
});

test("what an earlier run of the class left open is closed, and nothing of another class", () => {
  expect(relayScript("a-b", 23_456)).toContain("close 'lab-pages.a-b.*'\n");
});

test("a host that refuses is an error with its own words", async () => {
  const fakes = fakeCommands({ ssh: "echo 'kim@192.0.2.7: Permission denied (publickey).' >&2; exit 255" });
  const props = { className: "c", login: ["ssh", "-p", "22", "kim@192.0.2.7"], port: 8770, onChange: () => undefined };
  await expect(openRelay({ ...props, signal: new AbortController().signal })).rejects.toMatchObject({
    message: "The relay cannot be used: kim@192.0.2.7: Permission denied (publickey).",
    next: "Try it by hand: ssh -p 22 kim@192.0.2.7",
  });
  fakes.restore();
});

test("a lost connection comes back by itself, at another port of the host, until the end", async () => {
  const folder = testFolder();
  const [log, lose] = [join(folder, "log"), join(folder, "lose")];
  const fakes = fakeCommands({
    ssh: `echo "$*" | grep -o -- '-R 127[^ ]*' >>${log}; echo '${relayReady}'
while [ ! -e ${lose} ]; do sleep 0.1; done; rm ${lose}; echo 'Connection reset' >&2; exit 255`,
  });
  const stop = new AbortController();
  const said: string[] = [];
  await openRelay({
    ...{ className: "c", login: ["ssh", "kim@192.0.2.7"], port: 8770, signal: stop.signal },
    onChange: (text) => void said.push(text),
  });
  writeFileSync(lose, "");
  await until(() => said.length === 2);
  expect(said).toEqual(["The connection to the relay was lost (Connection reset); retrying until it is back", "The relay is back"]);
  const ports = readFileSync(log, "utf8").trim().split("\n");
  expect(ports).toEqual([expect.stringMatching(/^-R 127\.0\.0\.1:2\d{4}:127\.0\.0\.1:8770$/), expect.stringMatching(/:8770$/)]);
  expect(new Set(ports).size).toBe(2);
  stop.abort();
  writeFileSync(lose, "");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(said).toHaveLength(2);
  fakes.restore();
}, 20_000);
