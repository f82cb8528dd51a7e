// What went wrong, as a person reads it: one short line, and what to do.
import { condense, formatDiagnostic, fromText, failedWithoutWord } from "../../terraform/diagnostic";
import { parse, below } from "../../terraform/descendants";
import { nextStep } from "../../terraform/next-step";

const lost = (construct: string, name: string) => ({
  construct,
  summary: `Unable to create container: error during connect: Post "http://docker.example.com/v1.41/containers/create?name=${name}": command [ssh -F /home/me/c/ssh_config -o HostKeyAlias=i-0abc -l ubuntu -p 22 -- 10.0.0.11 docker system dial-stdio] has exited with exit status 255, please make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=client_loop: send disconnect: Broken pipe\r\n`,
  detail: "",
});

test("a lost connection is one line for all that it broke", () => {
  const all = condense(["nginx", "nginx-8081", "practice_web_1"].map((name) => lost(`labs/${name}`, name)));
  expect(all.map(formatDiagnostic)).toEqual([
    "labs/nginx, labs/nginx-8081, labs/practice_web_1: Unable to create container: the SSH connection ended (exit status 255): client_loop: send disconnect: Broken pipe",
  ]);
  expect(all[0] && nextStep(all[0])).toContain("npx lab up goes on");
});

test("different reasons stay apart, and none is longer than a person reads", () => {
  const all = condense([
    { construct: "a", summary: "port is already allocated", detail: "" },
    { summary: "x".repeat(4000), detail: "" },
    { construct: "b", summary: "port is already allocated", detail: "" },
  ]);
  expect(all.map(({ construct }) => construct)).toEqual(["a, b", undefined]);
  expect(all.map(formatDiagnostic)[1]).toHaveLength(400);
});

test("an Engine that does not answer is named", () => {
  const summary =
    "Error pinging Docker server, please make sure that ssh://u@10.0.0.1:22 is reachable and has a '_ping' endpoint. Error: error during connect: Get \"http://docker.example.com/_ping\": command [ssh -l u -- 10.0.0.1 docker system dial-stdio] has exited with signal: terminated, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=";
  expect(formatDiagnostic({ summary, detail: "" })).toBe(
    "the Engine at ssh://u@10.0.0.1:22 does not answer: the SSH connection ended (signal: terminated):",
  );
});

test("a person is not shown advice about a provider's bug, which they cannot mend", () => {
  const detail =
    "When applying changes to docker_container.nginx, provider produced an unexpected new value: Root object was present, but now absent.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.";
  expect(formatDiagnostic({ construct: "nginx", summary: "Provider produced inconsistent result after apply", detail })).toMatch(
    /^nginx: Provider produced inconsistent result after apply: .* but now absent\.$/,
  );
});

test("the daemon's words come without their frame", () => {
  expect(
    formatDiagnostic({
      construct: "nginx",
      summary: "Unable to start container",
      detail: "Error response from daemon: no space left on device",
    }),
  ).toBe("nginx: Unable to start container: no space left on device");
});

test("Terraform's text for people, without its frame", () => {
  expect(fromText("╷\n│ Error: Broken\n│ \n│ Because of\n│ this.\n╵\n")).toEqual({ summary: "Broken", detail: "Because of this." });
  expect(fromText("all well")).toBeUndefined();
});

test.each([
  ["unable to pull image nginx:x: toomanyrequests: You have reached your pull rate limit", /docker\.mirror in lab\.yaml/],
  ["Unable to find or pull image nginx:x", /docker pull IMAGE/],
  ["Unable to find or pull\n  image nginx:x", /docker pull IMAGE/],
  ["write /var/lib/docker: no space left on device", /docker system prune/],
  ["Bind for 0.0.0.0:80 failed: port is already allocated", /free it or set another/],
  ["Error acquiring the state lock", /wait for it/],
  ["the cached package for registry.terraform.io/x does not match any of the checksums previously recorded", /plugin cache/],
  ["Failed to load plugin schemas", /lab doctor/],
  ["Error pinging Docker server: Cannot connect", /npx lab status/],
  ['Error pinging Docker server: error during connect: net/http: HTTP/1.x transport: malformed HTTP response "NOISE"', /~\/\.bashrc/],
])("%s", (summary, next) => expect(nextStep({ summary, detail: "" })).toMatch(next));

test("no hint is better than a wrong one, and the finder's own hint comes first", () => {
  expect(nextStep({ summary: "something new", detail: "" })).toBeUndefined();
  expect(nextStep({ summary: "state lock", detail: "", next: "do this" })).toBe("do this");
});

test("processes below a process, by ps of Linux and of macOS", () => {
  const all = parse(
    "    1     0 init\n   20     1 terraform\n   21    20 terraform-provi\n   30    21 /usr/bin/ssh\n   31     1 ssh\nnonsense\n",
  );
  expect(below(20, all)).toEqual([
    { pid: 21, parent: 20, name: "terraform-provi" },
    { pid: 30, parent: 21, name: "ssh" },
  ]);
});

test("a crash of Terraform is reported in its own words", () => {
  expect(failedWithoutWord("state pull", "")).toEqual({ summary: "terraform state pull failed without a message", detail: "" });
  const crash = "Warning: no such file\n\nruntime: failed to create new OS thread\nfatal error: newosproc\n\ngoroutine 1:\n";
  expect(failedWithoutWord("state pull", crash)).toEqual({
    summary: "terraform state pull failed",
    detail: "runtime: failed to create new OS thread",
  });
});
