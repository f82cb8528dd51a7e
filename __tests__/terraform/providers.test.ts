// Providers that cannot be installed.
import { missingProvider } from "../../terraform/providers";

const query = {
  summary: "Failed to query available provider packages",
  why: "Could not retrieve the list of available versions for provider",
};
test.each([
  [
    query.summary,
    `${query.why} kreuzwerker/docker: could not connect to registry.terraform.io: no such host To see which modules are currently depending on kreuzwerker/docker, run: terraform providers`,
    "kreuzwerker/docker",
    "could not connect to registry.terraform.io: no such host",
  ],
  [
    query.summary,
    `${query.why} hashicorp/aws: no available releases match the given constraints 9.9.9 To see which modules are`,
    "hashicorp/aws",
    "no available releases match the given constraints 9.9.9",
  ],
  [
    "Failed to install provider",
    "Error while installing hashicorp/aws v5.100.0: no space left on device",
    "hashicorp/aws v5.100.0",
    "no space left on device",
  ],
])("%s: %s", (summary, detail, name, reason) => {
  expect(missingProvider({ summary, detail })).toEqual({ name, reason });
});

test("an error of the backend is not a missing provider", () =>
  expect(missingProvider({ summary: "Backend initialization required", detail: "" })).toBeUndefined());
