// What is handed to somebody who helps: it shows what is broken, and no secret.
import fc from "fast-check";
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
  ["remote: ghp_0123456789abcdef rejected", "ghp_0123456789"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJzdWIiOiIxIn0"],
  ["docker login -u kim -p hunter2 registry.example", "hunter2"],
  ["docker login --username kim -phunter2", "hunter2"],
  ["docker login -u kim --password hunter2", "hunter2"],
  ["docker login -u kim --password='hunter2 two'", "two"],
  ["echo hunter2 | docker login -u kim --password-stdin", "hunter2"],
  ["echo kim:hunter2 | sudo chpasswd", "hunter2"],
  ["mysql -uroot -phunter2 shop", "hunter2"],
  ["docker exec db mysqldump -u root -p'hunter2 two' shop", "two"],
  ["mysqladmin ping --password hunter2", "hunter2"],
  ["redis-cli -a hunter2 ping", "hunter2"],
  ["curl -u kim:hunter2 https://example.com", "hunter2"],
  ["sshpass -p hunter2 ssh kim@host", "hunter2"],
  ["htpasswd -bc users kim hunter2", "hunter2"],
  ["db_pw=hunter2", "hunter2"],
  ["PASS=hunter2", "hunter2"],
  ["MYSQL_PWD=hunter2", "hunter2"],
  ["DB_PASS1=hunter2", "hunter2"],
  ["dbPass: hunter2", "hunter2"],
  ["docker run -e PGPASSWORD=hunter2,two -d postgres", "two"],
  ['docker run -e "PASS=hunter2 two" -d postgres', "two"],
  ["password: correct horse battery", "battery"],
  ["  password: |\n    hunter2\n    two\n  user: kim", "two"],
  ["password = correct horse", "horse"],
  [`{"auths":{"https://index.docker.io/v1/":{"auth":"a2ltOmh1bnRlcjI="}}}`, "a2ltOmh1bnRlcjI="],
  [`"auth": "a2ltOmh1bnRlcjI="`, "a2ltOmh1bnRlcjI="],
  [`"Env": ["PASS=hunter2 two", "PATH=/bin"]`, "two"],
  [String.raw`{"log":"{\"password\":\"hunter2\",\"a\":1}\n"}`, "hunter2"],
  [`"tokens": ["hunter2", "other3"]`, "other3"],
  [`"password": 12345678, "user": "kim"`, "12345678"],
  ['curl -H "X-Auth-Token: hunter2 two" http://example.com', "two"],
  ["dsn root:hunter2@tcp(db:3306)/shop", "hunter2"],
  ["postgres://kim:hun/ter2@db/shop", "ter2"],
  ["CREATE USER kim IDENTIFIED WITH mysql_native_password BY 'hunter2'", "hunter2"],
  ["kim:$6$salt$abcdefgh:19000:0", "$6$salt$abcdefgh"],
  ["requirepass hunter2", "hunter2"],
  ["machine example.com login kim password hunter2", "hunter2"],
  ["<dbPassword>hunter2</dbPassword>", "hunter2"],
  ["GET /?access_token=hunter2&page=2", "hunter2"],
])("%j loses its secret", (text, secret) => {
  const clean = withoutSecrets(text, []);
  expect(clean).not.toContain(secret);
  expect(clean).toContain("(removed)");
});

const secretText = fc
  .string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...Array.from("abcXYZ019-_.,;:#%&()!?/+*$")) })
  .map((text) => `q${text}z`);
const places: ((secret: string) => string)[] = [
  (secret) => `password: ${secret}`,
  (secret) => `export DB_PASS='${secret}'`,
  (secret) => `  - WORDPRESS_DB_PASSWORD=${secret}`,
  (secret) => JSON.stringify({ user: "kim", auth: secret, more: { apiKey: secret } }),
  (secret) => JSON.stringify({ log: JSON.stringify({ password: secret }) }),
  (secret) => `docker login -u kim -p "${secret}"`,
  (secret) => `tool --token '${secret}' --verbose`,
  (secret) => `mysql -p"${secret}" shop`,
];

test("whatever a secret consists of, it is removed from each place, and the lines around it stay", () => {
  fc.assert(
    fc.property(secretText, fc.constantFrom(...places), (secret, place) => {
      const clean = withoutSecrets(`before\n${place(secret)}\nafter`, []);
      expect(clean).not.toContain(secret);
      expect(clean).toMatch(/^before\n.*\nafter$/);
    }),
  );
});

test("a known secret is removed wherever it appears, also as part of an address", () => {
  expect(withoutSecrets("x hun ter&2 y hun%20ter%262", ["hun ter&2"])).toBe("x (removed) y (removed)");
});

test("what is not a secret stays", () => {
  const text = [
    "container wordpressdb_hostvolume exited (1): no space left on device",
    "ssh-ed25519 AAAAC3Nz host",
    "Failed password for invalid user kim from 192.0.2.7 port 22 ssh2",
    "pam_unix(sshd:auth): authentication failure; logname= uid=0",
    'nginx@sha256:0123 registry.example:5000/shop "docker-entrypoint.sh nginx" 0.0.0.0:80->80/tcp',
    " Security Options: seccomp",
    "docker run -d -p 8080:80 --name web nginx:1.30@sha256:0123",
    "docker compose -p practice up -d",
    "http://localhost:8080/ 12:30:01 ubuntu@192.0.2.7",
  ].join("\n");
  expect(withoutSecrets(text, ["", "a", "ssh"])).toBe(text);
});

test("the archive of a class has none of its secrets, whatever the host prints, and says what is missing", async () => {
  const workspace = testWorkspace("c");
  const definition = classOf("name: c\ntarget: { hosts: { kim: ubuntu@192.0.2.7 } }\nscenarios: [nginx]\n");
  const [password = ""] = (await secrets(workspace, [{ name: "mysql_root_password", student: "kim" }])).values();
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
