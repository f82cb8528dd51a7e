// The next step for what Terraform and its providers say most often.
import { nextStep } from "../../terraform/next-step";

test.each([
  ["unable to pull image nginx:x: toomanyrequests: You have reached your pull rate limit", /docker\.mirror in lab\.yaml/],
  ["Unable to find or pull image nginx:x", /docker pull IMAGE/],
  ["write /var/lib/docker: no space left on device", /docker system prune/],
  ["Bind for 0.0.0.0:80 failed: port is already allocated", /free it or set another/],
  ["Error acquiring the state lock", /wait for it/],
])("%s", (text, next) => {
  expect(nextStep({ summary: text, detail: "" })).toMatch(next);
  expect(nextStep({ construct: "nginx/nginx", summary: "Error", detail: text })).toMatch(next);
});

test("no hint is better than a wrong one", () => expect(nextStep({ summary: "something new", detail: "" })).toBeUndefined());
