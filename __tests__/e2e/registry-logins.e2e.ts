// The instructor's logins to registries stay on their machine: what the Docker provider sends to an Engine that may be hostile.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../deploy/synthesize";
import { classOf, testWorkspace } from "../lab-yaml";
import { outcome } from "./lab-command";
import { provider, suite, terraformBinary, terraformConfig } from "./needs";

const secret = "hunter2-of-the-instructor";

suite("logins to registries", [terraformBinary, provider("docker")], () => {
  test("none of them reaches an Engine, neither as a header nor in a body", async () => {
    const requests: { url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
    const pulled = new Set<string>();
    const engine = createServer((request, response) => {
      let body = "";
      request.on("data", (data: Buffer) => (body += data.toString("latin1")));
      request.on("end", () => {
        requests.push({ url: request.url ?? "", headers: request.headers, body });
        response.setHeader("Api-Version", "1.45");
        const { pathname, searchParams } = new URL(request.url ?? "", "http://engine");
        if (pathname.endsWith("/images/create"))
          pulled.add(`${searchParams.get("fromImage")?.replace("docker.io/library/", "")}:${searchParams.get("tag")}`);
        const known = /\/(_ping|images\/json|images\/create)$/.test(pathname);
        response.statusCode = known ? 200 : 404;
        const images = [...pulled].map((name) => ({ Id: `sha256:${"a".repeat(64)}`, RepoTags: [name] }));
        if (pathname.endsWith("/images/json")) response.end(JSON.stringify(images));
        else response.end(known ? "" : '{"message":"not here"}');
      });
    });
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const home = mkdtempSync(join(tmpdir(), "lab-e2e-logins-"));
    mkdirSync(join(home, ".docker"));
    const auth = Buffer.from(`instructor:${secret}`).toString("base64");
    const auths = Object.fromEntries(["https://index.docker.io/v1/", "docker.io", "registry-1.docker.io"].map((name) => [name, { auth }]));
    writeFileSync(join(home, ".docker/config.json"), JSON.stringify({ auths }));
    const before = process.env["DOCKER_HOST"];
    process.env["DOCKER_HOST"] = `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`;
    try {
      const workspace = testWorkspace("logins");
      const stacks = await synthesize(classOf("name: logins\nscenarios: [nginx, load-balancer]\n"), workspace, workspace.outFolder);
      const cwd = stacks[0]?.folder ?? "";
      const env = { ...process.env, ...terraformConfig(), HOME: home, DOCKER_CONFIG: join(home, ".docker") };
      const terraform = (...words: string[]) => outcome(spawn("terraform", words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
      expect(await terraform("init", "-input=false")).toMatchObject({ code: 0 });
      await terraform("apply", "-auto-approve", "-input=false");
    } finally {
      if (before === undefined) delete process.env["DOCKER_HOST"];
      else process.env["DOCKER_HOST"] = before;
      engine.close();
    }
    const urls = requests.map(({ url }) => url);
    expect(urls.some((url) => url.includes("/images/create"))).toBe(true);
    for (const { url, headers, body } of requests) {
      expect({ url, authorization: headers["authorization"] }).toEqual({ url, authorization: undefined });
      for (const name of ["x-registry-auth", "x-registry-config"]) {
        const header = headers[name];
        // the header itself may be there, for a login that is empty
        const sent = header === undefined ? "{}" : Buffer.from(String(header), "base64url").toString();
        expect({ url, sent }).toEqual({ url, sent: expect.stringMatching(/^(\{\}|null|\{("[a-z]+":"",?)*\})?$/) as string });
      }
      expect(body + JSON.stringify(headers)).not.toContain(secret);
      expect(body + JSON.stringify(headers)).not.toContain(auth);
    }
  });
});
