// Which Terraform a class gets: the first on this machine that is new enough for it.
import { MachineError } from "../../definition/errors";
import { findTerraform } from "../../terraform/binary";
import { fakeCommands } from "../fake-commands";

let commands: { restore(): void } | undefined;
afterEach(() => commands?.restore());

const on = (machine: Readonly<Record<string, string>>) =>
  (commands = fakeCommands(Object.fromEntries(Object.entries(machine).map(([name, says]) => [name, `echo "${says}"`]))));

async function refusal(options?: { stateInS3: boolean }): Promise<string> {
  const error = await findTerraform(options).catch((thrown: unknown) => thrown);
  if (!(error instanceof MachineError)) throw new Error("it was taken");
  return `${error.message} | ${error.next}`;
}

test("state in S3 needs a Terraform that keeps its lock there, and the one that was found is named", async () => {
  on({ terraform: "Terraform v1.9.8", tofu: "OpenTofu v1.9.4" });
  expect(await findTerraform()).toMatchObject({ product: "terraform", version: "1.9.8" });
  expect(await refusal({ stateInS3: true })).toMatch(
    /^terraform is Terraform 1\.9\.8; state: s3 keeps its lock in the bucket, for which 1\.10\.0 or later is needed \| Install 1\.10\.0 or later/,
  );
});

test("one that is too old stands in the way of no other", async () => {
  on({ terraform: "Terraform v1.4.0", tofu: "OpenTofu v1.11.1" });
  expect(await findTerraform({ stateInS3: true })).toMatchObject({ product: "tofu", version: "1.11.1" });
  on({ terraform: "Terraform v1.4.0", tofu: "OpenTofu v1.5.0" });
  expect(await refusal()).toMatch(/^terraform is Terraform 1\.4\.0; 1\.5\.7 or later is needed \| Install Terraform 1\.5\.7/);
});
