// Terraform's addresses of what a host has.
import { filesAddress, gateAddress, hostOfAddress } from "../../definition/host-ids";

test("an address leads back to its host", () => {
  expect([gateAddress("kim"), filesAddress("kim")]).toEqual(["terraform_data.gate-kim", "terraform_data.files-kim"]);
  expect([gateAddress("spare-1"), filesAddress("gate-1")].map(hostOfAddress)).toEqual(["spare-1", "gate-1"]);
});
