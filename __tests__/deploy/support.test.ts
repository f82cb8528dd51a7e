// What is handed to somebody who helps: it shows what is broken, and no secret.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { supportFiles } from "../../deploy/support";
import { type Answer, sshHost } from "../../engine/host";
import { supportScript } from "../../provisioning/support";
import { secrets } from "../../workspace/secrets";
import { withoutSecrets } from "../../workspace/without-secrets";
import { classOf, testFolder, testWorkspace } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----";

test.each([
  ["MYSQL_ROOT_PASSWORD=hunter2", "hunter2"],
  [`"WORDPRESS_DB_PASSWORD": "hunter2"`, "hunter2"],
  ["Authorization: Bearer abc.def", "abc.def"],
  ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI"],
  ["http://kim:hunter2@proxy.example:3128", "hunter2"],
  ["id AKIAIOSFODNN7EXAMPLE used", "AKIAIOSFODNN7EXAMPLE"],
  [`before\n${key}\nafter`, "b3BlbnNzaC1rZXktdjE"],
  ["-----BEGIN RSA PRIVATE KEY-----\nMIIE cut off", "MIIE"],
  ["GITHUB_TOKEN=ghp_0123456789", "ghp_0123456789"],
])("%j loses its secret", (text, secret) => {
  const clean = withoutSecrets(text, []);
  expect(clean).not.toContain(secret);
  expect(clean).toContain("(removed)");
});

test("what is no secret stays", () => {
  const text = "container wordpressdb_hostvolume exited (1): no space left on device\nssh-ed25519 AAAAC3Nz host";
  expect(withoutSecrets(text, ["", "a", "ssh"])).toBe(text);
});

test("the archive of a class has none of its secrets, whatever the host prints, and says what is missing", async () => {
  const workspace = testWorkspace("c");
  const definition = classOf("name: c\ntarget: { hosts: { kim: ubuntu@192.0.2.7 } }\nscenarios: [nginx]\n");
  const [password = ""] = await secrets(workspace, [{ name: "mysql_root_password", student: "kim" }]);
  const file = join(testFolder(), "lab.yaml");
  writeFileSync(file, `name: c\ndocker: { proxy: "http://kim:proxy-secret@proxy:3128" }\n`);
  const answer: Answer = {
    kind: "timed out",
    during: "script",
    seconds: 120,
    stdout: `== docker\nCannot connect to the Docker daemon\nrun with ${password}\n${key}\n\u001b[2J`,
  };
  const host = { ...sshHost("kim", { address: "192.0.2.7", user: "ubuntu", port: 22 }, "/nowhere"), run: () => Promise.resolve(answer) };
  const files = await supportFiles({ definition, workspace, student: "kim", file, host, signal: new AbortController().signal });
  const all = [...files.values()].join("\n");
  for (const secret of [password, "proxy-secret", "b3BlbnNzaC1rZXktdjE", "\u001b"]) expect(all).not.toContain(secret);
  expect(files.get("host.txt")).toContain("Cannot connect to the Docker daemon");
  expect(files.get("host.txt")).toContain("no full answer within 120 seconds");
  expect([...files.keys()]).toEqual(["about.txt", "lab.yaml", "deployed.json", "known_hosts.txt", "host.txt", "ssh.txt"]);
});

test("of a host that is gone, why it is gone", async () => {
  const definition = classOf("name: c\ntarget: { hosts: { kim: ubuntu@192.0.2.7 } }\nscenarios: [nginx]\n");
  const props = { definition, workspace: testWorkspace("c"), student: "kim", file: "/nowhere", signal: new AbortController().signal };
  const files = await supportFiles({ ...props, absence: "its instance i-1 is terminated" });
  expect(files.get("host.txt")).toBe("no host: its instance i-1 is terminated");
});

(hasShellcheck ? test : test.skip)("shellcheck", () => expect(shellcheck(supportScript(), ["SC2016"])).toBe(""));
