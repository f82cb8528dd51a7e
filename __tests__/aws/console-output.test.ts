// The host keys of a new instance, read from its console.
import { hostKeysIn, hostKeysOnConsole } from "../../aws/console-output";
import { endpoint } from "./endpoint";

const blob = (letter: string) => `AAAAC3NzaC1lZDI1NTE5AAAAI${letter.repeat(43)}`;
const shown = [
  "[    0.000000] Linux version 6.8.0",
  "-----BEGIN SSH HOST KEY FINGERPRINTS-----",
  "256 SHA256:abc root@ip-10-77-0-11 (ED25519)",
  "-----END SSH HOST KEY FINGERPRINTS-----",
  "-----BEGIN SSH HOST KEY KEYS-----",
  `ssh-ed25519 ${blob("x")} root@ip-10-77-0-11\r`,
  `[   21.405322] cloud-init[1042]: ecdsa-sha2-nistp256 ${blob("y")}= root@ip-10-77-0-11`,
  "-----END SSH HOST KEY KEYS-----",
].join("\n");

test("keys in a whole block, whatever the kernel puts before them and however often they are printed", () => {
  expect(hostKeysIn(`${shown}\n${shown}`)).toEqual([`ssh-ed25519 ${blob("x")}`, `ecdsa-sha2-nistp256 ${blob("y")}=`]);
});

test("a block without its end, and a key outside of one, do not count", () => {
  expect(hostKeysIn(shown.replace("-----END SSH HOST KEY KEYS-----", ""))).toEqual([]);
  expect(hostKeysIn(`ssh-ed25519 ${blob("x")} root@elsewhere`)).toEqual([]);
});

test("a console that a host fills gives at most eight keys, and nothing that is not a key", () => {
  const lines = Array.from({ length: 500 }, (_, at) => `ssh-ed25519 ${blob("x").slice(0, 60)}${String(at).padStart(8, "0")}`);
  const console = ["-----BEGIN SSH HOST KEY KEYS-----", ...lines, "* ssh-ed25519 evil", "-----END SSH HOST KEY KEYS-----"].join("\n");
  expect(hostKeysIn(console)).toHaveLength(8);
});

test("EC2 is asked for the live console, and for the saved copy where the type has no live one", async () => {
  const asked: (string | null)[] = [];
  const aws = await endpoint(({ body }) => {
    const latest = new URLSearchParams(body).get("Latest");
    asked.push(latest);
    if (latest === "true")
      return {
        status: 400,
        body: "<Response><Errors><Error><Code>UnsupportedOperation</Code><Message>no</Message></Error></Errors></Response>",
      };
    return {
      body: `<GetConsoleOutputResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><instanceId>i-1</instanceId><output>${Buffer.from(shown).toString("base64")}</output></GetConsoleOutputResponse>`,
    };
  });
  try {
    expect(await hostKeysOnConsole("ap-northeast-2", "i-1")).toHaveLength(2);
    expect(asked).toEqual(["true", "false"]);
  } finally {
    await aws.close();
  }
});
