// User data: its text, what cloud-init makes of it, and its size.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { parse } from "yaml";
import { encodeUserData, maxUserData, userData } from "../../provisioning/cloud-init";
import { installScript } from "../../provisioning/install-docker";
import { quote } from "../../provisioning/shell";
import { studentKeysScript } from "../../provisioning/student-keys";
import { scenarios } from "../../stacks/scenarios";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { classUserData, classUserDataText } from "../../stacks/hosts/scripts";
import { anyText } from "../any-text";
import { classOf, testFolder } from "../lab-yaml";
import { has, rendered, testIf } from "./rendered";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFMiQp0kT9SrbE2LMvCJPZr6v0pnOCLRpBBxvzKNDL4y kim's laptop";
const studentKeys = studentKeysScript({ className: "docker-101", key, github: "kim" });

describe("text", () => {
  const indented = (text: string) => text.trimEnd().replaceAll(/^(?=.)/gm, "      ");

  test("is exactly a file, who may log in, and a command", () => {
    expect(userData({ ...rendered.current, studentKeys })).toBe(
      `#cloud-config
write_files:
  - path: /var/lib/lab/install.sh
    permissions: "0755"
    content: |
${indented(installScript(rendered.current))}
  - path: /var/lib/lab/keys.sh
    permissions: "0755"
    content: |
${indented(studentKeys)}
runcmd:
  - - sh
    - -c
    - "{ echo -----BEGIN SSH HOST KEY KEYS-----; cat /etc/ssh/ssh_host_*_key.pub; echo -----END SSH HOST KEY KEYS-----; } >/dev/console 2>/dev/null || :"
  - - sudo
    - -u
    - kim
    - -H
    - sh
    - /var/lib/lab/keys.sh
  - - bash
    - /var/lib/lab/install.sh
`,
    );
  });

  test("without keys has no key section", () => {
    expect(userData(rendered.current)).not.toContain("keys.sh");
  });

  test("cloud-init gets keys and scripts as they were, whatever is in them", () => {
    fc.assert(
      fc.property(anyText(), (studentKeys) => {
        expect(parse(userData({ ...rendered.none, studentKeys }))).toMatchObject({
          write_files: [{ content: installScript(rendered.none) }, { content: studentKeys }],
        });
      }),
      { numRuns: 30 },
    );
    for (const props of [rendered.documented, rendered.current])
      expect(parse(userData({ ...props, studentKeys }))).toMatchObject({
        write_files: [{ content: installScript(props) }, { content: studentKeys }],
      });
  });

  testIf(has("cloud-init", "the user data was not held against its schema")).each([
    ["with keys", { ...rendered.documented, studentKeys }],
    ["without keys", rendered.none],
  ])("%s is valid against cloud-init's schema", (_, props) => {
    const file = join(testFolder(), "user-data");
    writeFileSync(file, userData(props));
    const { status, stdout, stderr } = spawnSync("cloud-init", ["schema", "--config-file", file], { encoding: "utf8" });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: expect.stringMatching(/^Valid /) as string });
  });
});

describe("encoded", () => {
  /** Text that gzip cannot make smaller than three quarters. */
  const noise = (length: number) =>
    Array.from({ length: Math.ceil(length / 44) }, (_, at) => createHash("sha256").update(String(at)).digest("base64"))
      .join("")
      .slice(0, length);
  const size = (text: string) => gzipSync(text, { level: 9 }).length;
  const rawSize = (encoded: string) => Buffer.from(encoded, "base64").length;

  test("is gzip and base64, with no date or machine in it", () => {
    const text = userData(rendered.documented);
    const zipped = Buffer.from(encodeUserData(text), "base64");
    expect(gunzipSync(zipped).toString()).toBe(text);
    expect([...zipped.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    expect(encodeUserData(text)).toBe(encodeUserData(text));
  });

  test("EC2's limit, before base64, itself passes, and more is an error with the excess", () => {
    expect(maxUserData).toBe(16_384);
    let [length, tooMuch] = [21_000, 24_000];
    while (tooMuch - length > 1) {
      const middle = Math.floor((length + tooMuch) / 2);
      if (size(noise(middle)) <= maxUserData) length = middle;
      else tooMuch = middle;
    }
    expect(rawSize(encodeUserData(noise(length)))).toBeLessThanOrEqual(16_384);
    expect(() => encodeUserData(noise(length + 1))).toThrow(
      `the user data of a host has ${size(noise(length + 1))} bytes, ${size(noise(length + 1)) - 16_384} more than the 16384 that EC2 takes`,
    );
  });

  test.each(["documented", "current"])("%s fits with every scenario and every option", (install) => {
    const definition = classOf(
      [
        "name: docker-101",
        "target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }",
        `docker: { install: ${install}, pull: true, mirror: https://mirror.example.com }`,
        "lifetime: 4h",
        `students: [{ name: kim, key: "${key}", github: kim }]`,
        `scenarios: [${scenarios.map(({ name }) => name).join()}]`,
      ].join("\n"),
    );
    const text = classUserDataText(hostSetup(definition), definition.students[0]);
    for (const wanted of [quote(key), "github.com/kim.keys", "https://mirror.example.com", "lab-end"]) expect(text).toContain(wanted);
    for (const unwanted of ["load-balancer/docker-compose.yml", "/usr/local/bin/lab-check"]) expect(text).not.toContain(unwanted);
    expect(rawSize(classUserData(hostSetup(definition), definition.students[0]))).toBeLessThanOrEqual(maxUserData);
  });
});
