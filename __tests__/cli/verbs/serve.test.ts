// `lab serve` as a command: what it refuses, what it prints, and how it ends.
import { once } from "node:events";
import { get } from "node:http";
import { get as getOverTls } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import type { ServeOptions } from "../../../cli/pages-address";
import { serve } from "../../../cli/verbs/serve";
import type { CliContext } from "../../../cli/context";
import { InputError } from "../../../definition/errors";
import { classOf } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";
import { until } from "../../until";

const local = classOf("name: c\nlanguage: en\nscenarios: [nginx]\n");
const hosts = classOf('name: c\nlanguage: en\ntarget: { hosts: { kim: "ubuntu@kim" } }\nscenarios: [nginx]\n');
let options: ServeOptions;
beforeAll(async () => {
  const free = createServer().listen(0);
  await once(free, "listening");
  options = { listen: "127.0.0.1", port: (free.address() as AddressInfo).port };
  free.close();
});
afterEach(() => jest.restoreAllMocks());

const contextOf = (definition: typeof local, signal = new AbortController().signal): CliContext => ({
  ...testSession(definition, { signal }),
  file: "lab.yaml",
  output: "table",
  yes: false,
});

const refusal = async (definition: typeof local, given: Partial<ServeOptions>) => {
  const error: unknown = await serve(contextOf(definition), { ...options, ...given }).catch((error: unknown) => error);
  if (!(error instanceof InputError)) throw new Error(`was not refused: ${String(error)}`);
  return error.message;
};

test("on target local the pages are for this machine alone", async () => {
  for (const listen of ["0.0.0.0", "::", "192.0.2.7"]) expect(await refusal(local, { listen })).toContain("which nobody else may have");
  expect(await refusal(local, { through: "kim@192.0.2.7" })).toContain("a shell on this machine");
  expect(await refusal(local, { url: "https://lab.example.org" })).toContain("a shell on this machine");
});

test("options that do not go together are refused before anything listens", async () => {
  expect(await refusal(hosts, { cert: "a.pem" })).toBe("--cert and --key go together");
  expect(await refusal(hosts, { cert: "nowhere.pem", key: "nowhere.pem" })).toMatch(/^--cert nowhere\.pem: cannot be read/);
  expect(await refusal(hosts, { claim: "docker" })).toMatch(/too short; it must have at least 8 letters or digits/);
  expect(await refusal(hosts, { through: "kim", listen: "0.0.0.0" })).toMatch(/^--through kim: cannot be combined with --url or --listen/);
  expect(await refusal(hosts, { url: "lab" })).toBe('--url "lab": is not an address');
  expect(await refusal(hosts, { listen: "192.0.2.7" })).toContain(`192.0.2.7, port ${options.port}: cannot be listened on`);
});

test("prints a link each and the certificate's fingerprint, answers, and ends with the signal", async () => {
  const written = listen();
  const stop = new AbortController();
  const running = serve(contextOf(hosts, stop.signal), { ...options, listen: "0.0.0.0", claim: "docker-4718" });
  await until(() => written.stdout.includes("fingerprint:\n"));
  expect(written.stderr).toContain("Each link opens a page: hand out one each");
  const address = `https://\\S+:${options.port}/`;
  expect(written.stdout).toMatch(new RegExp(`^board +${address}#\\.[0-9a-z-]{15}$`, "m"));
  expect(written.stdout).toMatch(new RegExp(`^kim +${address}#kim\\.[0-9a-z-]{15}$`, "m"));
  expect(written.stdout).toMatch(new RegExp(`^Without a card: ${address} and the code docker-4718$`, "m"));
  const status = await new Promise((resolve, reject) =>
    getOverTls(`https://127.0.0.1:${options.port}/`, { rejectUnauthorized: false }, (response) => resolve(response.statusCode)).on(
      "error",
      reject,
    ),
  );
  expect(status).toBe(200);
  stop.abort();
  expect(await running).toBe(0);
  await expect(new Promise((resolve, reject) => get(`http://127.0.0.1:${options.port}/`, resolve).on("error", reject))).rejects.toThrow(
    "ECONNREFUSED",
  );
}, 20_000);

test("a class has one server at a time, and can be served again after it", async () => {
  const written = listen();
  const stop = new AbortController();
  const context = contextOf(hosts, stop.signal);
  const running = serve(context, options);
  await until(() => written.stdout.includes("#kim."));
  expect(written.stderr).toContain("These links open on this machine alone. For students: npx lab serve --listen 0.0.0.0");
  await expect(serve({ ...context, signal: new AbortController().signal }, { ...options, port: 0 })).rejects.toMatchObject({
    message: expect.stringContaining(`Class c is already being served: by process ${process.pid} on `),
    next: expect.stringMatching(
      new RegExp(`^Use its pages, or end it with Ctrl-C in its terminal \\(kill ${process.pid} does the same\\)\\. If .*: rm /`),
    ),
  });
  stop.abort();
  expect(await running).toBe(0);
  const again = new AbortController();
  const next = serve({ ...context, signal: again.signal }, options);
  await until(() => written.stdout.split("#kim.").length === 3);
  again.abort();
  expect(await next).toBe(0);
}, 20_000);
