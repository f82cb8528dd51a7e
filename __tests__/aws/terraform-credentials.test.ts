// Credentials that only the SDK finds reach Terraform.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformCredentials } from "../../aws/terraform-credentials";
import { testFolder } from "../lab-yaml";

const before = { ...process.env };
afterEach(() => (process.env = { ...before }));

/** A profile of a configuration of the test's own, and no other source of credentials. */
function profile(lines: string): void {
  const file = join(testFolder(), "config");
  writeFileSync(file, `[profile class]\n${lines}\n`);
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    AWS_CONFIG_FILE: file,
    AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
    AWS_PROFILE: "class",
    AWS_EC2_METADATA_DISABLED: "true",
  });
}

test("those of a profile that asks a program", async () => {
  const answer = JSON.stringify({ Version: 1, AccessKeyId: "AKIA1", SecretAccessKey: "secret", SessionToken: "token" });
  profile(`credential_process = echo '${answer}'`);
  expect(await terraformCredentials("ap-northeast-2")).toEqual({
    AWS_ACCESS_KEY_ID: "AKIA1",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "token",
  });
});

test("none where there are none: the first request to AWS reports it", async () => {
  profile("region = ap-northeast-2");
  expect(await terraformCredentials("ap-northeast-2")).toEqual({});
});
