// Key pairs of students: made once, readable by their owner alone, and never overwritten.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLogins } from "../../deploy/student-logins";
import { knownKeyPair, studentKeyPair } from "../../workspace/student-keys";
import { classOf, testWorkspace } from "../lab-yaml";

test("a pair is made once, and both its files are its owner's alone", () => {
  const workspace = testWorkspace();
  expect(knownKeyPair(workspace, "kim")).toBeUndefined();
  const pair = studentKeyPair(workspace, "kim");
  expect(studentKeyPair(workspace, "kim")).toEqual(pair);
  expect(pair.publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ kim@docker-101$/);
  const { stdout } = spawnSync("ssh-keygen", ["-y", "-P", "", "-f", pair.file], { encoding: "utf8" });
  expect(pair.publicKey.startsWith(stdout.trim().split(" ").slice(0, 2).join(" "))).toBe(true);
  const folder = join(workspace.folder, "keys/kim");
  expect(readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8))).toEqual(["600", "600"]);
  expect((statSync(join(workspace.folder, "keys")).mode & 0o777).toString(8)).toBe("700");
  expect(readdirSync(join(workspace.folder, "keys"))).toEqual(["kim"]);
});

test.each([
  ["the private key is missing", (folder: string) => rmSync(join(folder, "id_ed25519"))],
  ["the public key is another file's", (folder: string) => writeFileSync(join(folder, "id_ed25519.pub"), "hello")],
  [
    "a folder is in its place",
    (folder: string) => {
      rmSync(join(folder, "id_ed25519"));
      mkdirSync(join(folder, "id_ed25519"));
    },
  ],
])("where %s nothing is created in its place", (_, damage) => {
  const workspace = testWorkspace();
  const folder = join(studentKeyPair(workspace, "kim").file, "..");
  damage(folder);
  expect(() => studentKeyPair(workspace, "kim")).toThrow(`${folder}: is not a key pair of ssh-keygen`);
});

test("students with a key or a GitHub name keep theirs, the others get one each; a lab on this machine needs none", async () => {
  const workspace = testWorkspace();
  const students = "students: [{ name: kim, key: ssh-ed25519 AAAA kim@home }, { name: lee, github: leegh }, park, choi]\n";
  const aws = "name: docker-101\nscenarios: [nginx]\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\n";
  const [kim, lee, park, choi] = (await withLogins(classOf(aws + students), workspace)).students;
  expect([kim?.key, lee]).toEqual(["ssh-ed25519 AAAA kim@home", { name: "lee", github: "leegh" }]);
  expect(park?.key).toBe(readFileSync(join(workspace.folder, "keys/park/id_ed25519.pub"), "utf8").trim());
  expect(choi?.key).not.toBe(park?.key);
  expect(readdirSync(join(workspace.folder, "keys")).sort()).toEqual(["choi", "park"]);
  const local = classOf("name: docker-101\nscenarios: [nginx]\n");
  expect(await withLogins(local, testWorkspace())).toBe(local);
});
