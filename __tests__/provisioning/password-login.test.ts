// Login by password: what sshd reads, where the password goes, and where it never is.
import { knownPassword } from "../../workspace/login-passwords";
import { noPasswordLines, passwordLoginLines, sshdSettings } from "../../provisioning/password-login";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { classUserDataText, gateScripts } from "../../stacks/hosts/scripts";
import { withLogins } from "../../deploy/student-logins";
import { awsClass, synthHosts } from "../hosts/synth-hosts";
import { testWorkspace } from "../lab-yaml";
import { refusal } from "../refusal";
import { hasShellcheck, shellcheck } from "../shellcheck";

const from = ["203.0.113.0/24", "2001:db8::/32"];

test("sshd lets one user in by password, from the class's addresses alone", () => {
  expect(sshdSettings("ubuntu", from)).toBe(`# docker-class-lab: one user logs in by password, from the class's addresses alone
PasswordAuthentication no
KbdInteractiveAuthentication no
Match User ubuntu Address 203.0.113.0/24,2001:db8::/32
  PasswordAuthentication yes
  MaxAuthTries 4
Match all
`);
});

test("the password is an argument of no process: it is standard input of chpasswd", () => {
  const script = passwordLoginLines("ubuntu", { password: "k7mf-3qzt-9xwp-h2rd", from });
  expect(script.split("\n").filter((line) => line.includes("k7mf"))).toEqual([
    "printf '%s\\n' 'ubuntu:k7mf-3qzt-9xwp-h2rd' | sudo -n chpasswd || exit 1",
  ]);
});

(hasShellcheck ? test : test.skip)("shellcheck", () => {
  const script = `#!/bin/sh\nstatus=0\n${passwordLoginLines("ubuntu", { password: "k7mf", from })}\n${noPasswordLines("ubuntu")}\nexit "$status"\n`;
  expect(shellcheck(script)).toBe("");
});

test("each student has a password of their own, random and readable; a second deploy keeps it", async () => {
  const workspace = testWorkspace();
  const definition = awsClass("", ["students: [kim, lee]", "login: password"]);
  const passwords = async () => (await withLogins(definition, workspace)).students.map(({ passwordLogin }) => passwordLogin?.password);
  const first = await passwords();
  expect(new Set(first).size).toBe(2);
  for (const password of first) expect(password).toMatch(/^([a-hjkmnp-tv-z2-9]{4}-){3}[a-hjkmnp-tv-z2-9]{4}$/);
  expect(await passwords()).toEqual(first);
  expect(knownPassword(workspace, "kim")).toBe(first[0]);
});

test("it reaches a host through its gate alone: neither user data nor JSON has it", async () => {
  const definition = await withLogins(awsClass("", ["students: [kim, lee]", "login: password"]), testWorkspace());
  const [kim] = definition.students;
  const password = kim?.passwordLogin?.password ?? "";
  expect(gateScripts(hostSetup(definition))["keys-kim.sh"]).toContain(password);
  expect(gateScripts(hostSetup(definition))["keys-lee.sh"]).not.toContain(password);
  expect(classUserDataText(hostSetup(definition), kim)).not.toContain(password);
  const { json } = synthHosts(definition);
  expect(JSON.stringify(json)).not.toContain(password);
  expect(JSON.stringify(json)).not.toContain(Buffer.from(password).toString("base64").slice(0, 16));
});

test("a class without passwords removes those of an earlier one from its hosts", async () => {
  const definition = await withLogins(awsClass("spares: 1"), testWorkspace());
  for (const file of ["keys-kim.sh", "no-keys.sh"]) expect(gateScripts(hostSetup(definition))[file]).toContain(noPasswordLines("ubuntu"));
});

test("machines that exist keep the settings of their sshd", () => {
  expect(refusal("name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.1 } }\nlogin: password\nscenarios: [nginx]\n")).toContain(
    "is for target aws only: machines that the class did not create keep the settings of their sshd; remove it",
  );
});
