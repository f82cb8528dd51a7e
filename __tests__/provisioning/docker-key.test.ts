// What the install script accepts from Docker: a signing key by its whole fingerprint, docker-compose by its checksum.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { software } from "../../definition/pins";
import { current, documented } from "../../provisioning/docker-lines";
import { testFolder } from "../lab-yaml";
import { has, testIf } from "./rendered";

const functionOf = ({ functions }: typeof current) => /docker_key\(\) \{[\s\S]*?\n\}/.exec(functions)?.[0] ?? "";

test("both install methods compare the same", () => {
  expect(functionOf(current)).toBe(functionOf(documented));
  for (const { docker } of [current, documented]) {
    expect(docker).toMatch(/\/gpg"? \| docker_key \|/);
    expect(docker).toContain(
      `fail "download.docker.com gave no key with the fingerprint ${software.dockerKey}; LAB_DOCKER_KEY on the instructor's machine names that`,
    );
  }
  expect(software.dockerKey).toBe("9DC858229FC7DD38854AE2D88D81803C0EBFCD88");
});

testIf(has("gpg", "the comparison of keys was not run"))(
  "a key with another fingerprint is not passed on, alone or beside the right one",
  () => {
    const folder = testFolder();
    const gpg = (home: string, ...words: string[]) =>
      spawnSync("gpg", ["--batch", "--homedir", home, "--passphrase", "", ...words], { encoding: "utf8" }).stdout;
    const homes: string[] = [];
    const make = (name: string) => {
      const home = testFolder();
      homes.push(home);
      gpg(home, "--quick-gen-key", name, "ed25519", "sign", "never");
      const fingerprint = /^fpr:+([0-9A-F]{40}):$/m.exec(gpg(home, "--with-colons", "--list-keys"))?.[1] ?? "";
      return { fingerprint, key: gpg(home, "--armor", "--export"), home };
    };
    const docker = make("docker");
    const evil = make("evil");
    gpg(docker.home, "--import", write("evil.asc", evil.key));
    const both = gpg(docker.home, "--armor", "--export");

    for (const home of homes) spawnSync("gpgconf", ["--homedir", home, "--kill", "all"]);

    function write(name: string, text: string): string {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    }
    const script = `set -o pipefail\n${functionOf(current).replace(software.dockerKey, docker.fingerprint)}\ncat "$1" | docker_key`;
    const passed = (key: string) => spawnSync("bash", ["-c", script, "-", write("key", key)], { encoding: "utf8" });
    expect(passed(docker.key)).toMatchObject({ status: 0, stdout: docker.key });
    for (const other of [evil.key, both, `${docker.key}${evil.key}`, "", "<html>"]) {
      expect(passed(other)).toMatchObject({ status: 1, stdout: "" });
    }
  },
);

test("docker-compose with another checksum is removed before it can run", () => {
  const folder = testFolder();
  const file = join(folder, "docker-compose");
  const script = documented.compose.replaceAll("/usr/local/bin/docker-compose", file).replace(/^sudo curl .*$/m, `echo another > ${file}`);
  const functions = 'sudo() { "$@"; }\nfail() { echo "lab: $*"; exit 1; }';
  const { status, stdout } = spawnSync("bash", ["-euc", `${functions}\n${script}`], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toContain("\nlab: docker-compose 1.23.2 is not the file that was published: its SHA-256 differs\n");
  expect(() => readFileSync(file)).toThrow("ENOENT");
});
