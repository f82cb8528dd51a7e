// A diagnostic, from Terraform's text to the line a person reads.
import { formatDiagnostic, fromText } from "../../terraform/diagnostic";

test("is one paragraph with its construct in front", () => {
  expect(formatDiagnostic({ construct: "nginx/nginx", summary: "Unable to create", detail: "the name is taken" })).toBe(
    "nginx/nginx: Unable to create: the name is taken",
  );
  expect(formatDiagnostic({ summary: "Backend initialization required", detail: "" })).toBe("Backend initialization required");
});

test("is read from the text for people, without its frame", () => {
  const text = `
Initializing the backend...
╷
│ Error: Failed to query available provider packages
│ 
│ Could not retrieve the list of available versions for provider
│ hashicorp/aws: no such host
╵
`;
  expect(fromText(text)).toEqual({
    summary: "Failed to query available provider packages",
    detail: "Could not retrieve the list of available versions for provider hashicorp/aws: no such host",
  });
  expect(fromText("Initializing the backend...\n")).toBeUndefined();
});
