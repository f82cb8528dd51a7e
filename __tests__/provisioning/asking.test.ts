// What every check begins with: a proxy of the machine's is not asked for what runs on the machine itself.
import { spawnSync } from "node:child_process";
import { asking } from "../../provisioning/lab-check";

const noProxy = (environment: Record<string, string>) =>
  spawnSync("sh", ["-s"], {
    input: `${asking}\necho "$no_proxy $NO_PROXY"\n`,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", ...environment },
  }).stdout.trim();

test("the lab's own address comes before what the machine has set", () => {
  expect(noProxy({ LAB_HOST: "127.0.0.2", no_proxy: ".example" })).toBe(
    "127.0.0.2,localhost,127.0.0.1,.example 127.0.0.2,localhost,127.0.0.1,.example",
  );
  expect(noProxy({})).toBe("localhost,localhost,127.0.0.1 localhost,localhost,127.0.0.1");
});
