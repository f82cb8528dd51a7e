// Terraform's runs on a stack: the confirmed plan is applied, what goes wrong is a value, and everything has a limit.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ApplyStep, type Bounds, TerraformRun } from "../../terraform/run";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";
import { program } from "../program";
import { until } from "../until";
import { errorEvent, event, fakeStack, fakeTerraform, plannedChange } from "./fake-stack";

jest.setTimeout(30_000);

const container = "docker_container.nginx_C0FFEE";
let fakes: ReturnType<typeof fakeCommands> | undefined;
beforeAll(() => (process.env["TF_PLUGIN_CACHE_DIR"] = testFolder()));
afterAll(() => delete process.env["TF_PLUGIN_CACHE_DIR"]);
afterEach(() => fakes?.restore());

const run = (
  script: string,
  { bounds, stack = fakeStack(), signal }: { bounds?: Bounds; stack?: ReturnType<typeof fakeStack>; signal?: AbortSignal } = {},
) => {
  fakes = fakeCommands({ terraform: script });
  return new TerraformRun(fakeTerraform, stack, signal ?? new AbortController().signal, {}, bounds);
};

describe("the confirmed plan is what is applied", () => {
  // a plan writes what it is into its file, an apply prints what it was given
  const script = `
for word; do last=$word; done
case $1 in
  plan) for word; do case $word in -out=*) echo "$PLANNED" > "\${word#-out=}" ;; esac; done
    ${plannedChange(container, "create")} ;;
  apply) cat "$last" > applied ;;
esac`;

  test("two runs on one stack have plans of their own, removed after", async () => {
    const stack = fakeStack();
    const first = run(script, { stack });
    process.env["PLANNED"] = "first";
    await first.plan([]);
    process.env["PLANNED"] = "second";
    const second = run(script, { stack });
    expect((await second.plan([])).changes).toEqual([
      {
        address: container,
        type: "docker_container",
        action: "create",
        construct: "nginx/nginx",
        config: expect.objectContaining({ name: "nginx" }),
      },
    ]);
    expect(await first.apply(() => undefined)).toEqual({ ok: true, diagnostics: [] });
    expect(readFileSync(join(stack.folder, "applied"), "utf8")).toBe("first\n");
    const folders = readdirSync(stack.folder).filter((name) => name.startsWith("lab-run-"));
    expect(folders.map((name) => readdirSync(join(stack.folder, name))).flat()).toEqual(["plan"]);
    expect(folders.map((name) => statSync(join(stack.folder, name)).mode & 0o777)).toEqual([0o700, 0o700]);
    delete process.env["PLANNED"];
  });

  test("what a lab that was killed left is removed by the next", async () => {
    const stack = fakeStack();
    const left = join(stack.folder, "lab-run-999999999-abcdef");
    mkdirSync(left);
    await run(script, { stack }).plan([]);
    expect(existsSync(left)).toBe(false);
  });
});

test("what lab.yaml no longer has is named as its container is", async () => {
  const held = (type: string, name: string, attributes: object) => ({ mode: "managed", type, name, instances: [{ attributes }] });
  const state = {
    version: 4,
    resources: [
      held("docker_container", "load-balancer_practice_web_6_container_BF97505E", { name: "practice_web_6" }),
      held("docker_network", "net", { name: "practice_default" }),
    ],
  };
  const terraform = run(`
case $1 in
  plan) ${plannedChange("docker_container.load-balancer_practice_web_6_container_BF97505E", "delete")} ;;
  state) ${event(state)} ;;
  apply) ${event({ type: "apply_start", hook: { resource: { addr: "docker_network.net", resource_type: "docker_network" }, action: "delete" } })}
    ${errorEvent("Unable to remove container", "busy", "docker_container.load-balancer_practice_web_6_container_BF97505E")}
    exit 1 ;;
esac`);
  expect((await terraform.plan([])).changes).toMatchObject([
    { construct: "practice_web_6", action: "delete", config: { name: "practice_web_6" } },
  ]);
  const steps: ApplyStep[] = [];
  expect(await terraform.apply((step) => steps.push(step))).toEqual({
    ok: false,
    diagnostics: [{ construct: "practice_web_6", summary: "Unable to remove container", detail: "busy" }],
  });
  expect(steps).toMatchObject([{ kind: "resource", change: { action: "delete", config: { name: "practice_default" } }, seconds: 0 }]);
});

describe("everything has a limit", () => {
  const quick = { connections: 0.5, providers: 60, kill: 60 };
  const stopped = (stack: { readonly folder: string }) => readFileSync(join(stack.folder, "stopped"), "utf8");
  const graceful = `trap 'echo cleanly > stopped; kill $sleeper; exit 1' INT; sleep 60 & sleeper=$!; touch began; wait`;
  const applied = (terraform: TerraformRun) => terraform.apply(() => undefined);
  /** The outcome of a run that is interrupted once its script has said that it began: what it traps is in place by then. */
  const interrupted = async (script: string, { steps = quick, start = applied } = {}) => {
    const stack = fakeStack();
    const abort = new AbortController();
    const running = start(run(script, { stack, signal: abort.signal, bounds: { steps } }));
    await until(() => existsSync(join(stack.folder, "began")));
    abort.abort();
    return { stack, ...(await running) };
  };

  test("a deadline interrupts, and says so", async () => {
    const stack = fakeStack();
    const { ok, diagnostics } = await run(graceful, { stack, bounds: { timeout: 3 } }).apply(() => undefined);
    expect({ ok, diagnostics }).toMatchObject({
      ok: false,
      diagnostics: [
        { summary: "terraform apply had not ended after 3 seconds and was interrupted", next: expect.stringContaining("npx lab status") },
      ],
    });
    expect(stopped(stack)).toBe("cleanly\n");
  });

  test("an interrupt that Terraform answers", async () => {
    const { stack, ...outcome } = await interrupted(graceful);
    expect(outcome).toEqual({ ok: false, diagnostics: [{ summary: "interrupted", detail: "" }] });
    expect(stopped(stack)).toBe("cleanly\n");
  });

  test("what was interrupted before it began does not begin", async () => {
    const stack = fakeStack();
    const { ok } = await run("touch began", { stack, signal: AbortSignal.abort() }).apply(() => undefined);
    expect({ ok, began: existsSync(join(stack.folder, "began")) }).toEqual({ ok: false, began: false });
  });

  test("a stuck ssh below Terraform is ended, so that Terraform ends by itself; one of somebody else is not", async () => {
    const folder = testFolder();
    // the real sleep under the name ssh: ps shows the program's name
    const script = `trap '' INT; cp "$(command -v sleep)" ${folder}/ssh; touch began; (${folder}/ssh 60; echo "ssh ended") ; echo cleanly > stopped; exit 1`;
    const { stack, diagnostics } = await interrupted(script);
    expect(diagnostics).toEqual([{ summary: "interrupted", detail: "" }]);
    expect(stopped(stack)).toBe("cleanly\n");
  });

  test("a stuck provider is ended after its connections", async () => {
    const folder = testFolder();
    const provider = `${folder}/terraform-provider-docker_v3`;
    const script = `trap '' INT; cp "$(command -v sleep)" ${provider}; touch began; ${provider} 60; echo cleanly > stopped; exit 1`;
    const { stack } = await interrupted(script, { steps: { connections: 0.2, providers: 0.5, kill: 60 } });
    expect(stopped(stack)).toBe("cleanly\n");
  });

  test("what does not end at all is killed with all that it started, and its state is named", async () => {
    const script = `trap '' INT TERM; touch began; sleep 61.5 & while :; do sleep 61.5; done`;
    const { stack, diagnostics } = await interrupted(script, { steps: { connections: 0.2, providers: 0.3, kill: 1 } });
    expect(diagnostics).toMatchObject([
      {
        summary: "terraform apply did not stop after an interrupt and was killed",
        detail: `what it did last may be missing from its state, ${stack.state}`,
      },
    ]);
  });

  test("a plan loses nothing: a second interrupt ends it", async () => {
    const started = Date.now();
    const script = `count=0; trap 'count=$((count+1)); [ $count -lt 2 ] || exit 1' INT; touch began; while :; do sleep 0.1; done`;
    const { ok } = await interrupted(script, { start: (terraform) => terraform.plan([]) });
    expect(ok).toBe(false);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

describe("what it prints is bounded", () => {
  test("a run that prints without end is interrupted, and its file does not grow", async () => {
    const stack = fakeStack();
    const script = `trap 'exit 1' INT; while :; do head -c 100000 /dev/zero | tr '\\0' x; sleep 0.01; done`;
    const { ok, diagnostics } = await run(script, {
      stack,
      bounds: { maxMegabytes: 1, steps: { connections: 1, providers: 60, kill: 60 } },
    }).apply(() => undefined);
    expect({ ok, diagnostics }).toMatchObject({ ok: false, diagnostics: [{ summary: expect.stringContaining("and was interrupted") }] });
    expect(
      readdirSync(stack.folder)
        .filter((name) => name.startsWith("lab-run-"))
        .flatMap((name) => readdirSync(join(stack.folder, name))),
    ).toEqual([]);
  });

  test("of an error in a line of megabytes the beginning is kept, and the events after it are read", async () => {
    const script = `printf '{"@level":"error","@message":"Error: Bad answer: '; head -c 2000000 /dev/zero | tr '\\0' y; echo '"}'
${errorEvent("second")}
exit 1`;
    const { diagnostics } = await run(script).apply(() => undefined);
    expect(diagnostics).toHaveLength(2);
    expect(diagnostics[0]?.summary).toMatch(/^Bad answer: y{400}/);
    expect(diagnostics[1]?.summary).toBe("second");
  });

  const onLinux = process.platform === "linux" ? test : test.skip;

  onLinux(
    "a process that takes memory without end fails, at the limit",
    async () => {
      const script = `[ "$(ulimit -d)" = 262144 ] || exit 0; head -c 900000000 /dev/zero | tail -n 1 >/dev/null || exit 1`;
      expect(await run(script, { bounds: { timeout: 60 } }).apply(() => undefined)).toMatchObject({ ok: false });
    },
    20_000,
  );

  onLinux("an Engine that answers without end is what is named, not the crash of the provider", async () => {
    const crash = `echo "fatal error: runtime: cannot allocate memory" >&2; ${errorEvent("Plugin did not respond")}; exit 1`;
    expect((await run(crash).apply(() => undefined)).diagnostics).toMatchObject([
      {
        summary: expect.stringContaining("needed more than 256 MB: the Docker Engine answers"),
        next: expect.stringContaining("npx lab exec"),
      },
    ]);
    const hosts = fakeStack({ id: "hosts" });
    expect(await run(`[ "$(ulimit -d)" = unlimited ]`, { stack: hosts }).apply(() => undefined)).toEqual({ ok: true, diagnostics: [] });
  });
});

describe("without lab", () => {
  test("a Terraform whose lab is killed goes on: it writes to a file, not to a pipe, in a session of its own", async () => {
    const stack = fakeStack();
    // in place of the killed lab there is a process that ends as soon as Terraform has begun
    const source = `
      import { runTerraform } from "./terraform/process";
      void runTerraform({ command: "terraform", words: ["apply"], folder: ${JSON.stringify(stack.folder)}, environment: process.env,
        outputFolder: ${JSON.stringify(stack.folder)}, timeout: 60, writesState: true, signal: new AbortController().signal }, () => undefined);
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 1000);`;
    fakes = fakeCommands({
      terraform: `for i in $(seq 300); do [ ! -e go ] || break; sleep 0.1; echo "line $i" || exit 9; done; echo last || exit 9; echo whole > written`,
    });
    const { execa } = await import("execa");
    const { signal } = await execa("node", [program(source)], { reject: false });
    expect(signal).toBe("SIGKILL");
    expect(existsSync(join(stack.folder, "written"))).toBe(false);
    writeFileSync(join(stack.folder, "go"), "");
    await until(() => existsSync(join(stack.folder, "written")));
    expect(readFileSync(join(stack.folder, "written"), "utf8")).toBe("whole\n");
    expect(statSync(join(stack.folder, "stdout")).mode & 0o777).toBe(0o600);
  });
});

describe("state", () => {
  const whole = JSON.stringify({ version: 4, terraform_version: "1.11.4", resources: [] });
  const began = `touch began`;

  test.each([
    ["", "is damaged"],
    ["{", "is damaged"],
    [`{"version": 4`, "is damaged"],
    [JSON.stringify({ version: 5, terraform_version: "2.0.0" }), "was written by Terraform 2.0.0 in format 5, which is newer"],
  ])("%j is named before Terraform sees it, with its backup", async (text, words) => {
    const stack = fakeStack();
    writeFileSync(stack.state, text);
    writeFileSync(`${stack.state}.backup`, whole);
    for (const outcome of [await run(began, { stack }).plan([]), await run(began, { stack }).apply(() => undefined)]) {
      expect(outcome).toMatchObject({
        ok: false,
        diagnostics: [
          { summary: expect.stringContaining(words), next: expect.stringContaining(`cp '${stack.state}.backup' '${stack.state}'`) },
        ],
      });
    }
    expect(existsSync(join(stack.folder, "began"))).toBe(false);
    writeFileSync(`${stack.state}.backup`, "");
    expect((await run(began, { stack }).plan([])).diagnostics[0]?.next).toContain("There is no whole copy");
  });

  test("a whole one is fine", async () => {
    const stack = fakeStack();
    writeFileSync(stack.state, whole);
    expect(await run("", { stack }).plan([])).toMatchObject({ ok: true });
  });

  test("what is gone is removed from it", async () => {
    const stack = fakeStack();
    const state = JSON.stringify({
      version: 4,
      resources: [
        { mode: "managed", type: "a", name: "b", instances: [{}] },
        { mode: "managed", type: "c", name: "d", instances: [{}] },
      ],
    });
    const list = `[ "$2" = pull ] && { echo '${state}'; exit; }; shift 2; echo "$@" > removed`;
    expect(await run(`case $1 in state) ${list} ;; esac`, { stack }).forget()).toEqual({ ok: true, diagnostics: [] });
    expect(readFileSync(join(stack.folder, "removed"), "utf8")).toBe("-lock-timeout=30s a.b c.d\n");
    expect(await run(`exit 0`, { stack }).forget()).toMatchObject({ ok: true });
    expect(await run(`printf '╷\\n│ Error: Broken\\n│ \\n│ by a test\\n╵\\n' >&2; exit 1`, { stack }).forget()).toEqual({
      ok: false,
      diagnostics: [{ summary: "Broken", detail: "by a test" }],
    });
  });
});

test("steps of an apply, and lines of a gate", async () => {
  const steps: ApplyStep[] = [];
  const resource = { addr: container, resource_type: "docker_container" };
  const script = [
    event({ type: "apply_start", hook: { resource, action: "create" } }),
    event({ type: "apply_progress", hook: { resource, action: "create", elapsed_seconds: 10 } }),
    event({ type: "provision_progress", "@message": "x (local-exec): kim: installing", hook: { resource: { addr: container } } }),
    event({ type: "provision_progress", "@message": "x (local-exec): Executing: [bash]" }),
    "echo not json",
    "echo '{broken'",
  ].join("\n");
  expect(await run(script).apply((step) => steps.push(step))).toEqual({ ok: true, diagnostics: [] });
  const change = { type: "docker_container", action: "create", construct: "nginx/nginx", address: container };
  expect(steps).toMatchObject([
    { kind: "resource", change, seconds: 0 },
    { kind: "resource", change, seconds: 10 },
    { kind: "line", text: "kim: installing" },
  ]);
});

test("no output at all, and a command that does not start", async () => {
  expect((await run("exit 1").apply(() => undefined)).diagnostics).toEqual([
    { summary: "terraform apply failed without a message", detail: "" },
  ]);
  const stack = fakeStack({ id: "hosts" });
  fakes = fakeCommands({});
  const missing = new TerraformRun({ ...fakeTerraform, command: "/nowhere/terraform" }, stack, new AbortController().signal);
  expect((await missing.apply(() => undefined)).diagnostics[0]?.detail).toContain("ENOENT");
});
