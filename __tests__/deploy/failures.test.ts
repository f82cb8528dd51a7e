// What Terraform says when something fails, in one line a person can act on.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failuresByHost } from "../../deploy/hosts";
import { hint } from "../../deploy/labs";
import { older } from "../../terraform/binary";
import { missingProvider, shareChecksums } from "../../terraform/providers";
import { testFolder } from "../lab-yaml";

test("a gate's error is the host's own last word", () => {
  const error = `machines/kim/gate: local-exec provisioner error: Error running command: exit status 1. Output: kim: installing Docker
kim: | Reading package lists...
kim: | lab: this machine is arm64, and the documented script is for amd64; set docker.install: current
kim: Docker could not be installed on ubuntu@10.0.0.1; the lines above are the host's own`;
  expect(failuresByHost([error])).toEqual(
    new Map([["kim", "lab: this machine is arm64, and the documented script is for amd64; set docker.install: current"]]),
  );
});

test("a refusal of EC2 in plain words", () => {
  const error =
    "ec2/park/instance: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 400, api error InsufficientInstanceCapacity: none";
  expect(failuresByHost([error]).get("park")).toMatch(/^EC2 has no instance of this type left/);
});

test("a host that EC2 has no capacity for, and what belongs to no host", () => {
  const failures = failuresByHost([
    "ec2/lee/instance: creating EC2 Instance: InsufficientInstanceCapacity: no capacity",
    "Error acquiring the state lock: Lock Info: x",
  ]);
  expect(failures.get("lee")).toBe("creating EC2 Instance: InsufficientInstanceCapacity: no capacity");
  expect(failures.get("")).toContain("state lock");
});

test.each([
  ["unable to pull image nginx:x: toomanyrequests: You have reached your pull rate limit", /docker\.mirror in lab\.yaml/],
  ["Unable to find or pull image nginx:x", /docker pull IMAGE/],
  ["write /var/lib/docker: no space left on device", /docker system prune/],
  ["Bind for 0.0.0.0:80 failed: port is already allocated", /free it or set another/],
  ["Error acquiring the state lock", /wait for it/],
])("%s", (error, next) => expect(hint(error)).toMatch(next));

const query = "Failed to query available provider packages Could not retrieve the list of available versions for provider";
test.each([
  [
    `${query} kreuzwerker/docker: could not connect to registry.terraform.io: no such host To see which modules are currently depending on kreuzwerker/docker, run: terraform providers`,
    "Provider kreuzwerker/docker",
    "could not connect to registry.terraform.io: no such host",
  ],
  [
    `${query} hashicorp/aws: no available releases match the given constraints 9.9.9 To see which modules are`,
    "Provider hashicorp/aws",
    "no available releases match the given constraints 9.9.9",
  ],
  [
    "Failed to install provider Error while installing hashicorp/aws v5.100.0: no space left on device",
    "Provider hashicorp/aws v5.100.0",
    "no space left on device",
  ],
])("%s", (error, name, found) => {
  expect(missingProvider(error)).toMatchObject({ name, found, state: "missing", fix: expect.stringContaining("docs/mirror.md") });
});

test("a stack's checksums of providers are given to the others", () => {
  const [from, to] = [testFolder(), testFolder()].map((folder) => ({ id: "lab-kim", folder }));
  if (!from || !to) throw new Error("two stacks");
  shareChecksums(from, [to]);
  expect(readdirSync(to.folder)).toEqual([]);
  writeFileSync(join(from.folder, ".terraform.lock.hcl"), "checksums");
  shareChecksums(from, [to]);
  expect(readFileSync(join(to.folder, ".terraform.lock.hcl"), "utf8")).toBe("checksums");
});

test("an error of the backend is no missing provider", () => expect(missingProvider("Backend initialization required")).toBeUndefined());

test("no hint is better than a wrong one", () => expect(hint("something new")).toBeUndefined());

test.each([
  ["1.5.6", "1.5.7", true],
  ["1.5.7", "1.5.7", false],
  ["1.11.4", "1.5.7", false],
  ["1.6.0-beta1", "1.6.0", false],
])("%s before %s: %s", (version, least, expected) => expect(older(version, least)).toBe(expected));
