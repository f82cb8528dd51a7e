// `lab handout`: what is in each student's folder and zip, and that nothing of another student is.
import { spawnSync } from "node:child_process";
import fs, { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { handout } from "../../../cli/verbs/handout";
import { withLogins } from "../../../deploy/student-logins";
import * as targets from "../../../deploy/targets";
import { type Host, sshHost } from "../../../engine/host";
import { pinHostKeys } from "../../../workspace/known-hosts";
import { knownPassword } from "../../../workspace/login-passwords";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";

jest.mock("../../../deploy/targets", () => {
  const actual = jest.requireActual<typeof targets>("../../../deploy/targets");
  return { ...actual, targetOf: jest.fn(actual.targetOf) };
});

afterEach(() => jest.restoreAllMocks());

const names = ["haneul", "lee-minjun", "park-seoyeon"];
const students = names.map((name, at) => `{ name: ${name}, label: 이름-${"가나다"[at] ?? ""} }`).join(", ");
const aws = (rest = "", language = "en") =>
  classOf(
    `name: docker-101\nlanguage: ${language}\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nstudents: [${students}]\nscenarios: [nginx]\n${rest}`,
  );
const machines = (jump = "") =>
  classOf(
    `name: docker-101\nlanguage: en\ntarget: { hosts: { ${names.map((name, at) => `${name}: { address: 10.0.0.1${at}, port: 2222${jump} }`).join(", ")} } }\nstudents: [${students}]\nscenarios: [nginx]\n`,
  );

const silent = (host: Host): Host => ({
  ...host,
  run: () => Promise.resolve({ kind: "timed out", during: "login", seconds: 1, stdout: "" }),
});

/** The hosts that the class has for the next command. */
function hostsAre(addresses: readonly string[] = ["192.0.2.101", "192.0.2.102", "192.0.2.103"], port = 22): void {
  jest.mocked(targets.targetOf).mockImplementationOnce((definition, workspace) => ({
    ...jest.requireActual<typeof targets>("../../../deploy/targets").targetOf(definition, workspace),
    hosts: () =>
      Promise.resolve(
        addresses.map((address, at) =>
          silent(
            sshHost(names[at] ?? "", { address, user: "ubuntu", port, ...(port === 22 && { hostKeyAlias: `i-0${at}` }) }, "ssh_config"),
          ),
        ),
      ),
  }));
}

/** Texts of a zip's files, by name. */
const unzipped = (zip: string) =>
  new Map(Object.entries(unzipSync(readFileSync(zip))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()] as const));

describe.each([
  ["with keys of the class", "login: key\n"],
  ["with passwords", "login: password\n"],
])("a class %s", (_, login) => {
  test("nothing of another student is in a hand-out: all pairs", async () => {
    const written = listen();
    const session = testSession(aws(login));
    names.forEach((name, at) => pinHostKeys(session.workspace, `i-0${at}`, [`ssh-ed25519 AAAAhostkey${name}`]));
    const folder = join(testFolder(), "나눠 줄 것");
    hostsAre();
    expect(await handout({ ...session, output: "json" }, folder)).toBe(0);
    const made = await withLogins(session.definition, session.workspace);
    const secretsOf = (at: number) => {
      const name = names[at] ?? "";
      const key = made.students[at]?.key?.split(" ")[1];
      const password = knownPassword(session.workspace, name);
      const privateKey =
        key === undefined ? undefined : readFileSync(join(session.workspace.folder, "keys", name, "id_ed25519"), "utf8").split("\n")[3];
      const marks = [
        name,
        `이름-${"가나다"[at] ?? ""}`,
        `192.0.2.10${at + 1}`,
        `AAAAhostkey${name}`,
        `i-0${at}`,
        key,
        privateKey,
        password,
      ];
      return marks.filter((mark) => mark !== undefined);
    };
    for (const [own, name] of names.entries()) {
      const texts = unzipped(join(folder, `docker-101-${name}.zip`));
      const all = [...texts].flat().join("\n");
      expect(all).toContain(name);
      expect(all).toContain(login.includes("password") ? knownPassword(session.workspace, name) : "BEGIN OPENSSH PRIVATE KEY");
      for (const other of names.keys()) {
        if (other === own) continue;
        for (const mark of secretsOf(other))
          expect({ of: name, mark, found: all.includes(mark) }).toEqual({ of: name, mark, found: false });
      }
      const inFolder = readdirSync(join(folder, name)).sort();
      expect(inFolder).toEqual([...texts.keys()].map((path) => path.replace(`docker-101-${name}/`, "")).sort());
      for (const file of inFolder) expect(readFileSync(join(folder, name, file), "utf8")).toBe(texts.get(`docker-101-${name}/${file}`));
    }
    expect((JSON.parse(written.stdout) as { student: string }[]).map(({ student }) => student)).toEqual(names);
  });
});

test("every file is its owner's alone, also where it replaces an earlier one, and unpacked by unzip", async () => {
  listen();
  const session = testSession(aws());
  const folder = testFolder();
  writeFileSync(join(folder, "roster.csv"), "of before", { mode: 0o644 });
  mkdirSync(join(folder, "haneul"));
  writeFileSync(join(folder, "haneul/old.key"), "of before");
  hostsAre();
  await handout({ ...session, output: "table" }, folder);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const modes = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect(new Set(paths.filter((path) => statSync(path).isFile()).map(modes))).toEqual(new Set(["600"]));
  expect(readdirSync(join(folder, "haneul")).sort()).toEqual(["card.html", "guide.html", "haneul.key", "how-to-log-in.html", "ssh_config"]);
  const { status } = spawnSync("bash", ["-c", `umask 022; cd ${folder} && unzip -q docker-101-haneul.zip`]);
  if (status === 0) expect(modes(join(folder, "docker-101-haneul/haneul.key"))).toBe("600");
  expect(readFileSync(join(folder, "roster.csv"), "utf8")).toBe(
    `\uFEFFname,label,login,file\r\n${names
      .map((name, at) => `${name},이름-${"가나다"[at] ?? ""},ssh -F ssh_config lab,${join(folder, `docker-101-${name}.zip`)}`)
      .join("\r\n")}\r\n`,
  );
});

test("who is left out by --on stays in roster.csv, and who left the class is named with the earlier zip", async () => {
  const written = listen();
  const session = testSession(aws());
  const folder = testFolder();
  hostsAre();
  await handout({ ...session, output: "table" }, folder);
  const [, ...others] = session.definition.students;
  const only = (students: typeof session.definition.students) => ({ ...session.definition, students });
  hostsAre();
  await handout({ ...session, chosen: only(others), output: "table" }, folder);
  const listed = () =>
    readFileSync(join(folder, "roster.csv"), "utf8")
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]);
  expect(listed()).toEqual(names);
  expect(written.stderr).not.toContain("is not in the class any more");
  hostsAre();
  await handout({ ...session, definition: only(others), chosen: only(others), output: "table" }, folder);
  expect(listed()).toEqual(names.slice(1));
  expect(written.stderr).toContain(`haneul is not in the class any more, and ${join(folder, "docker-101-haneul.zip")} was left as it is`);
});

test("a full disk leaves the earlier hand-outs intact", async () => {
  listen();
  const session = testSession(aws());
  const folder = testFolder();
  hostsAre();
  await handout({ ...session, output: "table" }, folder);
  const read = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => [name, statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).length]);
  const before = read();
  const full = jest.spyOn(fs, "writeSync").mockImplementation(() => {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  hostsAre();
  await expect(handout({ ...session, output: "table" }, folder)).rejects.toThrow("cannot be written: ENOSPC");
  full.mockRestore();
  expect(read()).toEqual(before);
});

test("ssh_config names the key beside it, the host's own key, and a jump host that is only passed through", async () => {
  const written = listen();
  const session = testSession(machines(", proxyJump: me@gate.example"));
  pinHostKeys(session.workspace, "[10.0.0.10]:2222", ["ssh-ed25519 AAAAhost"]);
  const folder = testFolder();
  hostsAre(["10.0.0.10"], 2222);
  expect(await handout({ ...session, output: "table" }, folder)).toBe(1);
  expect(readFileSync(join(folder, "haneul/ssh_config"), "utf8")).toBe(`# Run ssh in this folder: how-to-log-in.html explains how
Host lab
  HostName 10.0.0.10
  User ubuntu
  Port 2222
  HostKeyAlias lab
  StrictHostKeyChecking yes
  ProxyJump jump-1
  IdentityFile haneul.key
  IdentitiesOnly yes
Host jump-1
  HostName gate.example
  User me
  Port 22
  HostKeyAlias jump-1
  StrictHostKeyChecking accept-new
  IdentityFile haneul.key
  IdentitiesOnly yes
Host *
  UserKnownHostsFile known_hosts
  ServerAliveInterval 30
`);
  expect(readFileSync(join(folder, "haneul/known_hosts"), "utf8")).toBe("lab ssh-ed25519 AAAAhost\n");
  expect(readFileSync(join(folder, "haneul/how-to-log-in.html"), "utf8")).toContain("through the jump host me@gate.example");
  const key = (await withLogins(session.definition, session.workspace)).students[0]?.key ?? "";
  expect(readFileSync(join(folder, "jump-host-me@gate.example.authorized_keys"), "utf8")).toBe(
    `restrict,port-forwarding,permitopen="10.0.0.10:2222",permitlisten="localhost:1",command="false" ${key}\n`,
  );
  expect(written.stderr).toContain(
    `ssh me@gate.example 'cat >>~/.ssh/authorized_keys' <${folder}/jump-host-me@gate.example.authorized_keys`,
  );
  expect(written.stderr).toContain("lee-minjun: has no running host yet; npx lab up makes one");
});

test("how to log in is exact for each system, and has no step for a key where there is none", async () => {
  listen();
  const folder = testFolder();
  const session = testSession(aws("", "ko"));
  hostsAre();
  await handout({ ...session, output: "table" }, folder);
  const page = readFileSync(join(folder, "haneul/how-to-log-in.html"), "utf8");
  for (const line of [
    "icacls haneul.key /inheritance:r /grant:r &quot;${env:USERNAME}:R&quot;",
    "icacls haneul.key /inheritance:r /grant:r &quot;%USERNAME%:R&quot;",
    "chmod 600 haneul.key",
    "ssh -F ssh_config lab",
    "docker-101-haneul 폴더",
  ])
    expect(page).toContain(line);
  expect(page).not.toMatch(/<script|\s(src|href|on\w+)=/i);
  const byPassword = testSession(aws("login: password\n"));
  hostsAre();
  await handout({ ...byPassword, output: "table" }, folder);
  const other = readFileSync(join(folder, "haneul/how-to-log-in.html"), "utf8");
  expect(other).not.toMatch(/icacls|chmod|UNPROTECTED/);
  expect(other).toContain(knownPassword(byPassword.workspace, "haneul"));
  expect(readFileSync(join(folder, "haneul/ssh_config"), "utf8")).toContain("PreferredAuthentications password");
});

test("a cell with a person's text is not a formula to a spreadsheet", async () => {
  listen();
  const folder = testFolder();
  const definition = classOf(
    `name: docker-101\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nstudents: [{ name: haneul, label: '=HYPERLINK("http://x","y")' }]\nscenarios: [nginx]\n`,
  );
  hostsAre(["192.0.2.101"]);
  await handout({ ...testSession(definition), output: "table" }, folder);
  expect(readFileSync(join(folder, "roster.csv"), "utf8")).toContain(`haneul,"'=HYPERLINK(""http://x"",""y"")",`);
});

test("a folder that cannot be written is refused", async () => {
  listen();
  const folder = join(testFolder(), "file");
  writeFileSync(folder, "");
  hostsAre();
  await expect(handout({ ...testSession(aws()), output: "table" }, folder)).rejects.toThrow(`${folder}: cannot be written: EEXIST`);
});
