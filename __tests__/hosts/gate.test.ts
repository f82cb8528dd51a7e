// The readiness gate's script against an ssh that simulates the host.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gateFailures, isFailureLine, readGateFailure } from "../../stacks/hosts/gate-lines";
import { testFolder } from "../lab-yaml";
import { until } from "../until";

const script = (name: string) => resolve(__dirname, "../../stacks/hosts", name);
const gate = script("gate.sh");

/**
 * An ssh in a folder of its own. `host` is what it does: bash, with the remote command in $command and files in $folder. `stderr` is what
 * a person reads, `failure` what lab does.
 */
function run(host: string, environment: Record<string, string> = {}) {
  const folder = testFolder();
  const ssh = join(folder, "ssh");
  writeFileSync(
    ssh,
    `#!/bin/bash
folder=${folder}
printf '%s\\n' "$*" >> "$folder/log"
command=\${!#}
case "$*" in *"-O exit"*) exit 0 ;; esac
${host}
`,
  );
  chmodSync(ssh, 0o755);
  for (const name of ["install.sh", "readiness.sh", "keys.sh"]) writeFileSync(join(folder, name), `# ${name}\n`);
  const { status, stderr } = spawnSync("bash", [gate], {
    encoding: "utf8",
    env: {
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
      LAB_NAME: "kim",
      LAB_LOGIN: "ubuntu@10.0.0.11",
      LAB_PORT: "22",
      LAB_HOST_KEY_ALIAS: "i-1",
      LAB_SSH_TIMEOUT: "0",
      LAB_GATE_TIMEOUT: "600",
      LAB_FIRST_CONTACT: "accept-new",
      LAB_HINT: "a hint",
      LAB_INSTALL: "unless-ready",
      LAB_SSH_CONFIG: "/lab/ssh_config",
      LAB_INSTALL_SCRIPT: join(folder, "install.sh"),
      LAB_READINESS_SCRIPT: join(folder, "readiness.sh"),
      LAB_KEYS_SCRIPT: join(folder, "keys.sh"),
      ...environment,
    },
  });
  const log = existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8").trim().split("\n") : [];
  const commands = log.map((line) => line.split(" ubuntu@10.0.0.11 ")[1] ?? "");
  const forPeople = stderr
    .split("\n")
    .filter((line) => !isFailureLine(line))
    .join("\n");
  return { status, stderr: forPeople, failure: readGateFailure(stderr), log, commands };
}

/** A host that is ready once the install script has run on it. */
const bare = `
case $command in
"sudo -n timeout"*) touch "$folder/installed"; cat > "$folder/received" ;;
"bash -s") [ -e "$folder/installed" ] || { echo "lab: the install script has not ended"; exit 1; } ;;
esac`;

test("a host that is ready passes without an installation", () => {
  const { status, stderr, commands } = run("exit 0");
  expect(status).toBe(0);
  expect(stderr).toBe("kim: ready\n");
  expect(commands).toEqual(["true", expect.stringMatching(/ timeout 1200 cloud-init status --wait$/), "bash -s", "sh -s"]);
});

test("every connection has the class's configuration, the host's own key and no shared socket", () => {
  for (const line of run("exit 0").log) {
    expect(line).toMatch(
      /^-F \/lab\/ssh_config -p 22 -o HostKeyAlias=i-1 -o StrictHostKeyChecking=accept-new -o ControlMaster=no -o ControlPath=none ubuntu@10\.0\.0\.11 /,
    );
  }
  expect(run("exit 0", { LAB_HOST_KEY_ALIAS: "" }).log[0]).not.toContain("HostKeyAlias");
});

test("a host whose own installation failed is installed over ssh, and a connection from before is ended", () => {
  const { status, stderr, log } = run(bare);
  expect(status).toBe(0);
  expect(stderr).toBe("kim: | lab: the install script has not ended\nkim: installing\nkim: ready\n");
  expect(log).toContain("-F /lab/ssh_config -p 22 -o HostKeyAlias=i-1 -o StrictHostKeyChecking=accept-new -O exit ubuntu@10.0.0.11");
});

test("an existing machine always gets the script, which changes nothing where all is in place", () => {
  const { status, commands } = run(bare, { LAB_INSTALL: "always" });
  expect(status).toBe(0);
  expect(commands.filter(Boolean)).toEqual(["true", "sudo -n true", "sudo -n timeout 1800 bash -s", "bash -s", "sh -s"]);
});

test("a failed installation shows the host's last lines", () => {
  const { status, stderr, failure } = run(
    'case $command in "sudo -n timeout"*) seq 30; echo "lab: no way to the internet" >&2; exit 1 ;; esac',
    {
      LAB_INSTALL: "always",
    },
  );
  expect(status).toBe(1);
  expect(stderr.split("\n").slice(0, -1)).toEqual([
    "kim: installing",
    ...Array.from({ length: 19 }, (_, at) => `kim: | ${at + 12}`),
    "kim: | lab: no way to the internet",
    "kim: the installation on ubuntu@10.0.0.11 failed; the lines above are the host's own",
    "kim: next: Look at it: npx lab logs kim; then npx lab up tries again",
  ]);
  expect(failure).toEqual({
    code: "installation-failed",
    message: "no way to the internet",
    next: "Look at it: npx lab logs kim; then npx lab up tries again",
  });
});

test("a failure without a reason of the host's own has the gate's words, also where the command before it gave one", () => {
  const { failure } = run(
    'case $command in "bash -s") echo "lab: the install script has not ended"; exit 1 ;; "sudo -n timeout"*) echo gone; exit 255 ;; esac',
  );
  expect(failure).toMatchObject({
    code: "installation-failed",
    message: "the installation on ubuntu@10.0.0.11 failed; the lines above are the host's own",
  });
});

test("what a failed installation printed is kept, for lab logs, until one succeeds", () => {
  const folder = testFolder();
  const log = join(folder, "logs/kim.log");
  const inFolder = { LAB_INSTALL: "always", LAB_SSH_CONFIG: join(folder, "ssh_config") };
  run('case $command in "sudo -n timeout"*) seq 30; echo "lab: no way to the internet" >&2; exit 1 ;; esac', inFolder);
  expect(readFileSync(log, "utf8")).toMatch(/^1\n2\n[\s\S]*30\nlab: no way to the internet\n$/);
  expect(statSync(log).mode & 0o777).toBe(0o600);
  run(bare, inFolder);
  expect(existsSync(log)).toBe(false);
});

test("a host that is still not ready fails", () => {
  const { status, stderr, failure } = run('case $command in "bash -s") echo "lab: the Engine does not answer"; exit 1 ;; esac', {
    LAB_INSTALL: "always",
  });
  expect(status).toBe(1);
  expect(failure).toEqual({
    code: "engine-not-ready",
    message: "the Engine does not answer",
    next: "Look at it: npx lab logs kim; then npx lab up tries again",
  });
  expect(stderr).toContain(
    "kim: | lab: the Engine does not answer\nkim: ubuntu@10.0.0.11 is not ready; the lines above are the host's own\n",
  );
});

test("sudo that asks for a password is reported", () => {
  const { status, stderr, failure } = run('case $command in sudo*) echo "sudo: a password is required" >&2; exit 1 ;; esac', {
    LAB_INSTALL: "always",
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "kim: sudo on ubuntu@10.0.0.11 asks for a password\nkim: next: Give that user sudo without a password there; then npx lab up tries again\n",
  );
  expect(failure).toEqual({
    code: "sudo-asks-for-a-password",
    message: "sudo on ubuntu@10.0.0.11 asks for a password",
    next: "Give that user sudo without a password there; then npx lab up tries again",
  });
});

test("an ssh that never answers times out, with its last line", () => {
  const { status, stderr, failure } = run('printf "ssh: connect to\\thost 10.0.0.11 port 22: Connection timed out\\n" >&2; exit 255', {
    LAB_SSH_TIMEOUT: "1",
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "kim: ssh to ubuntu@10.0.0.11 port 22 does not answer after 1 s: ssh: connect to\thost 10.0.0.11 port 22: Connection timed out (a hint)\nkim: next: Try it by hand: npx lab ssh kim; then npx lab up tries again\n",
  );
  expect(failure).toEqual({
    code: "no-ssh",
    message:
      "ssh to ubuntu@10.0.0.11 port 22 does not answer after 1 s: ssh: connect to host 10.0.0.11 port 22: Connection timed out (a hint)",
    next: "Try it by hand: npx lab ssh kim; then npx lab up tries again",
  });
});

test("a changed host key is not waited for, and the next step is printed", () => {
  const changed = 'echo "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @" >&2; exit 255';
  const { status, stderr, failure } = run(changed, { LAB_SSH_TIMEOUT: "60", LAB_HOST_KEY_ALIAS: "", LAB_PORT: "2222" });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "kim: the host key of ubuntu@10.0.0.11 is not that of its first contact\nkim: next: If the machine was reinstalled: ssh-keygen -f '/lab/known_hosts' -R '[10.0.0.11]:2222' (else somebody may be in between)\n",
  );
  expect(failure?.code).toBe("host-key-changed");
});

const unpinned = 'echo "No ED25519 host key is known for i-1 and you have requested strict checking." >&2; exit 255';

test("keys that its console does not show are waited for with a message, and time out with a next step", () => {
  const { status, stderr, failure } = run(unpinned, {
    ...{ LAB_HOST_KEYS: "pinned", LAB_SSH_TIMEOUT: "60", LAB_KEYS_TIMEOUT: "3", LAB_NOTICE: "1", LAB_PAUSE: "1" },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^kim: waiting for ssh \(\d s\): its host keys are not known yet: EC2 has not shown them on its console$/m);
  expect(stderr.split("\n").slice(-3)).toEqual([
    "kim: ssh to ubuntu@10.0.0.11 answers, and its host keys are not known: EC2 has not shown them on its console for 3 s",
    "kim: next: Wait a minute; then npx lab up reads its console again",
    "",
  ]);
  expect(failure?.code).toBe("host-keys-not-known");
}, 30_000);

test("a host that refuses for long is waited for with a message", () => {
  const refused = 'echo "ssh: connect to host 10.0.0.11 port 22: Connection refused" >&2; exit 255';
  const { stderr } = run(refused, { LAB_SSH_TIMEOUT: "3", LAB_NOTICE: "1", LAB_PAUSE: "1" });
  expect(stderr).toMatch(/^kim: waiting for ssh \(\d s\): ssh: connect to host 10\.0\.0\.11 port 22: Connection refused$/m);
});

test("a slow installation says what the host is at, and for how long", () => {
  const slow = `case $command in "sudo -n timeout"*)
    echo "== looking at this machine"; sleep 2; printf '== installing\\033[2J Docker\\n'; seq 9; sleep 2.5 ;; esac`;
  const { status, stderr } = run(slow, { LAB_INSTALL: "always", LAB_LOOK: "1", LAB_NOTICE: "60" });
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^kim: installing\nkim: waiting for the installation \(\d s\): looking at this machine\nkim: waiting for the installation \(\d s\): installing.* Docker\nkim: ready\n$/,
  );
}, 30_000);

test("a host that installs itself at boot is shown step by step too", () => {
  const { status, commands } = run("exit 0");
  expect(status).toBe(0);
  expect(commands[1]).toMatch(/^tail .*cloud-init-output\.log .*"\^== " & timeout 1200 cloud-init status --wait$/);
});

test("an image whose user data never ran is reported with the next step", () => {
  const { status, stderr, failure } = run('echo "Permission denied (publickey)." >&2; exit 255', {
    LAB_SSH_TIMEOUT: "60",
    LAB_REFUSAL_TIMEOUT: "0",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^kim: the user data never ran: .*\nkim: next: Set another target\.aws\.ami .*\n$/);
  expect(failure?.code).toBe("user-data-never-ran");
});

test("a gate that times out says what it waited for", () => {
  const { status, stderr, failure } = run("exit 0", { LAB_GATE_TIMEOUT: "0" });
  expect(status).toBe(1);
  expect(stderr).toBe("kim: not ready after 0 s; waiting for ssh\nkim: next: Look at it: npx lab logs kim; then npx lab up tries again\n");
  expect(failure?.code).toBe("timed-out");
});

test("every failure has a code that lab knows, a message and a next step", () => {
  const calls = ["gate.sh", "deliver.sh", "over-ssh.sh"].flatMap((name) =>
    readFileSync(script(name), "utf8")
      .replaceAll("\\\n", " ")
      .split("\n")
      .flatMap((line) => /^[^#]*(?<![\w-])fail ([^#()].*)$/.exec(line)?.[1] ?? []),
  );
  const codes = calls.map((words) => /^([\w-]+)\s+"(?:\\.|[^"\\])+"\s+"(?:\\.|[^"\\])+"$/.exec(words)?.[1]);
  expect(codes.sort()).toEqual([...gateFailures]);
});

test("a student's own keys are put on a host that is ready; one that cannot be fetched keeps nobody from their lab", () => {
  expect(run('cat > "$folder/received"')).toMatchObject({
    status: 0,
    stderr: "kim: ready\n",
    commands: expect.arrayContaining(["sh -s"]),
  });
  const refused = run('case $command in "sh -s") echo "lab: the keys of gh:kim could not be imported: no such user" >&2; exit 1 ;; esac');
  expect(refused.status).toBe(0);
  expect(refused.stderr).toBe(
    "kim: | lab: the keys of gh:kim could not be imported: no such user\nkim: not all that lets the student log in is on ubuntu@10.0.0.11\nkim: ready\n",
  );
});

describe("a host that does what it can", () => {
  const outcome = (host: string, environment: Record<string, string> = {}) => {
    const started = Date.now();
    const result = run(host, { LAB_INSTALL: "always", ...environment });
    return { ...result, seconds: (Date.now() - started) / 1000 };
  };

  test("one that prints without end is cut off, and little of it is kept", () => {
    const { status, stderr, seconds } = outcome('case $command in "bash -s") exec yes "a line of a host that never ends" ;; esac');
    expect(status).toBe(1);
    expect(stderr.length).toBeLessThan(10_000);
    expect(stderr).toContain("kim: the host printed more than 4096 KB\n");
    expect(seconds).toBeLessThan(20);
  });

  test("one that never ends a line is cut off too", () => {
    const { status, stderr } = outcome('case $command in "bash -s") exec tr "\\0" x < /dev/zero ;; esac');
    expect(status).toBe(1);
    expect(stderr.length).toBeLessThan(1000);
  });

  test("one that accepts the login and never answers times out, and what it waited for is printed", () => {
    const { status, stderr, seconds } = outcome("exec sleep 600", { LAB_GATE_TIMEOUT: "3", LAB_NOTICE: "1" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^kim: waiting for ssh \(\d s\)$/m);
    expect(stderr).toMatch(
      /kim: (not ready after 3 s; waiting for ssh|ssh to ubuntu@10.0.0.11 port 22 does not answer after 0 s: .*)\nkim: next: .*\n$/,
    );
    expect(seconds).toBeLessThan(15);
  });

  test("what it prints moves no cursor and writes nobody else's line", () => {
    const { stderr } = outcome(
      `case $command in "bash -s") printf 'a\\rlee: ready\\033[2J\\033]0;owned\\007\\302\\2332J\\342\\200\\256txt\\342\\200\\213\\n실패\\n'; exit 1 ;; esac`,
    );
    expect(stderr).toContain("kim: | alee: ready[2J]0;owned2Jtxt\nkim: | 실패\n");
  });
});

test("an interrupted gate leaves no ssh behind, also one that was killed", async () => {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const folder = testFolder();
    const ssh = join(folder, "ssh");
    writeFileSync(ssh, `#!/bin/bash\necho $$ > ${folder}/pid\nexec sleep 600\n`);
    chmodSync(ssh, 0o755);
    const env = {
      ...{ PATH: `${folder}:${process.env["PATH"] ?? ""}`, LAB_NAME: "kim", LAB_LOGIN: "ubuntu@10.0.0.11", LAB_PORT: "22" },
      ...{
        LAB_HOST_KEY_ALIAS: "",
        LAB_FIRST_CONTACT: "",
        LAB_SSH_TIMEOUT: "60",
        LAB_GATE_TIMEOUT: "600",
        LAB_SSH_CONFIG: "/lab/ssh_config",
      },
    };
    const gateRun = spawn("bash", [gate], { env, stdio: "ignore" });
    const ended = new Promise<number | null>((resolve) => gateRun.once("exit", resolve));
    await until(() => existsSync(join(folder, "pid")) && readFileSync(join(folder, "pid"), "utf8") !== "");
    const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
    gateRun.kill(signal);
    expect(await ended).toBe(signal === "SIGTERM" ? 130 : null);
    await until(() => !isAlive(pid));
  }
}, 30_000);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
