// Which Terraform is used, and in which environment.
import { findTerraform, noTerraform, older } from "../../terraform/binary";
import { pluginCache, terraformEnvironment } from "../../terraform/environment";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";

const before = { ...process.env };
afterEach(() => (process.env = { ...before }));

const says = (version: string) => `echo "${version}"; echo "on linux_amd64"`;

test("Terraform comes before OpenTofu, and LAB_TERRAFORM before both", async () => {
  fakeCommands({ terraform: says("Terraform v1.9.8"), tofu: says("OpenTofu v1.8.0"), other: says("OpenTofu v1.11.0") });
  expect(await findTerraform()).toEqual({ command: "terraform", product: "terraform", version: "1.9.8" });
  process.env["LAB_TERRAFORM"] = "other";
  expect(await findTerraform()).toEqual({ command: "other", product: "tofu", version: "1.11.0" });
  process.env["LAB_TERRAFORM"] = "no-such-command";
  await expect(findTerraform()).rejects.toThrow("LAB_TERRAFORM is no-such-command, which does not run");
});

test("one that is too old is named, not skipped", async () => {
  fakeCommands({ terraform: says("Terraform v1.5.6") });
  await expect(findTerraform()).rejects.toThrow("terraform is Terraform 1.5.6; 1.5.7 or later is needed");
  fakeCommands({ terraform: "exit 1", tofu: says("OpenTofu v1.6.0") });
  expect(await findTerraform()).toMatchObject({ product: "tofu" });
  expect(noTerraform().message).toContain("neither Terraform nor OpenTofu");
});

test("state in S3 needs one that keeps its lock there, and the one that was found is named", async () => {
  fakeCommands({ terraform: says("Terraform v1.9.8"), tofu: says("OpenTofu v1.11.0") });
  await expect(findTerraform({ stateInS3: true })).rejects.toMatchObject({
    name: "MachineError",
    message: "terraform is Terraform 1.9.8; state: s3 keeps its lock in the bucket, for which 1.10.0 or later is needed",
    next: expect.stringContaining("Install 1.10.0 or later") as unknown,
  });
  fakeCommands({ terraform: says("Terraform v1.10.0") });
  expect(await findTerraform({ stateInS3: true })).toMatchObject({ version: "1.10.0" });
});

test.each([
  ["1.5.6", "1.5.7", true],
  ["1.5.7", "1.5.7", false],
  ["1.11.4", "1.5.7", false],
  ["1.6.0-beta1", "1.6.0", false],
])("%s before %s: %s", (version, min, expected) => expect(older(version, min)).toBe(expected));

test("variables that would change the plan, the state or the Engine do not reach Terraform; others do", () => {
  Object.assign(process.env, {
    TF_CLI_ARGS: "-destroy",
    TF_CLI_ARGS_plan: "-destroy",
    TF_VAR_db_password: "x",
    TF_WORKSPACE: "other",
    TF_DATA_DIR: "/tmp/other",
    DOCKER_CONTEXT: "other",
    TF_LOG: "trace",
    TF_CLI_CONFIG_FILE: "/mine.rc",
    TF_TOKEN_registry: "mine",
    DOCKER_HOST: "unix:///mine.sock",
    TF_PLUGIN_CACHE_DIR: testFolder(),
  });
  const environment = terraformEnvironment({ DOCKER_HOST: "unix:///target.sock" });
  const names = Object.keys(environment).filter((name) => /^(TF_|DOCKER_)/.test(name));
  expect(names.sort()).toEqual(["DOCKER_HOST", "TF_CLI_CONFIG_FILE", "TF_IN_AUTOMATION", "TF_PLUGIN_CACHE_DIR", "TF_TOKEN_registry"]);
  expect(environment).toMatchObject({ DOCKER_HOST: "unix:///target.sock", CHECKPOINT_DISABLE: "1", PATH: process.env["PATH"] });
  process.env["TF_LOG_PATH"] = "/tmp/log";
  expect(terraformEnvironment()).toMatchObject({ TF_LOG: "trace", TF_LOG_PATH: "/tmp/log", DOCKER_HOST: "unix:///mine.sock" });
});

test("without a cache of Terraform's own it is in the person's cache folder", () => {
  delete process.env["TF_PLUGIN_CACHE_DIR"];
  process.env["XDG_CACHE_HOME"] = testFolder();
  expect(pluginCache()).toBe(`${process.env["XDG_CACHE_HOME"]}/docker-class-lab/plugin-cache`);
});
