// When a student logged in last, from sshd's log.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { lastLoginScript, readLastLogin } from "../../provisioning/last-login";
import { studentKeyPair } from "../../workspace/student-keys";
import { testFolder, testWorkspace } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const user = userInfo().username;
const workspace = testWorkspace();
const { publicKey, file } = studentKeyPair(workspace, "kim");
const print = spawnSync("ssh-keygen", ["-lf", file], { encoding: "utf8" }).stdout.split(" ")[1] ?? "";

/** What the script reads from a journal, for a student with that key. */
function ask(journal: string, status = 0) {
  const home = testFolder();
  mkdirSync(join(home, ".ssh"));
  writeFileSync(join(home, ".ssh/authorized_keys"), `ssh-rsa AAAA teacher\n${publicKey} lab=docker-101\n`);
  writeFileSync(join(home, "sudo"), `#!/bin/sh\ncat <<'JOURNAL'\n${journal}\nJOURNAL\nexit ${status}\n`, { mode: 0o755 });
  const { stdout } = spawnSync("sh", ["-s"], {
    input: lastLoginScript("docker-101"),
    encoding: "utf8",
    env: { HOME: home, PATH: `${home}:${process.env["PATH"] ?? ""}` },
  });
  return readLastLogin(stdout);
}

const line = (seconds: number, how: string, who = user, daemon = "sshd") =>
  `${seconds}.342183 host ${daemon}[173]: Accepted ${how === "password" ? "password" : "publickey"} for ${who} from 192.0.2.1 port 47232 ssh2${how === "password" ? "" : `: ED25519 ${how}`}`;

test("the last login by the student's key, or by a password, counts; the instructor's does not", () => {
  const [early, late] = [1_795_000_000, 1_795_000_500];
  expect(ask([line(early, print), line(late, print), line(late + 1, "SHA256:teacher")].join("\n"))).toEqual({
    kind: "at",
    moment: new Date(late * 1000),
  });
  expect(ask(line(early, "password", user, "sshd-session"))).toEqual({ kind: "at", moment: new Date(early * 1000) });
  expect(ask(line(late, "SHA256:teacher"))).toEqual({ kind: "never" });
  expect(ask([line(late, print, "somebody"), line(early, "SHA256:teacher")].join("\n"))).toEqual({ kind: "never" });
});

test("a log that cannot be read gives nothing, and neither does an answer of another kind", () => {
  expect(ask("", 1)).toEqual({ kind: "unknown" });
  for (const answer of ["last soon", "last 1", "", "never mind"]) expect(readLastLogin(answer)).toEqual({ kind: "unknown" });
});

(hasShellcheck ? test : test.skip)("shellcheck", () => expect(shellcheck(lastLoginScript("docker-101"))).toBe(""));
