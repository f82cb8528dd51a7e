// What this machine lacks, each with its fix.
import { providerPrerequisite } from "../../cli/prerequisites";

test("a provider that cannot be installed", () => {
  expect(providerPrerequisite({ name: "hashicorp/aws v5.100.0", reason: "no space left on device" })).toEqual({
    name: "Provider hashicorp/aws v5.100.0",
    state: "missing",
    found: "no space left on device",
    fix: expect.stringContaining("docs/mirror.md") as string,
  });
});
