// The next step for what real machines and images answer.
import { nextStep } from "../../terraform/next-step";

test.each([
  ["no matching manifest for linux/arm64/v8 in the manifest list entries", /not built for this machine's arm64/],
  [
    "ports are not available: exposing port TCP 0.0.0.0:80 -> 127.0.0.1:0: listen tcp 0.0.0.0:80: bind: An attempt was made to access a socket in a way forbidden by its access permissions.",
    /excludedportrange/,
  ],
  [
    "driver failed programming external connectivity: Error starting userland proxy: error while calling RootlessKit PortManager.AddPort(): cannot expose privileged port 80",
    /rootless Docker/,
  ],
  ["toomanyrequests: You have reached your unauthenticated pull rate limit", /docker\.mirror/],
])("%s", (detail, expected) => {
  expect(nextStep({ summary: "Unable to create container", detail })).toMatch(expected);
});
