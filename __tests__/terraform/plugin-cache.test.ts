// Terraform's plugin cache: filled by one command at a time, and not rewritten by later ones.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findMissingProvider, missingProvider } from "../../terraform/providers";
import { TerraformRun } from "../../terraform/run";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";
import { fakeStack, fakeTerraform } from "./fake-stack";

// as Terraform does: without a checksum the provider is unpacked into the cache, where two at once collide; with one the cached copy is used
const script = `
cache=$TF_PLUGIN_CACHE_DIR
[ "$1" = init ] || exit 0
if [ -e .terraform.lock.hcl ] && [ -e $cache/provider ]; then mkdir -p .terraform; exit 0; fi
mkdir $cache/busy 2>/dev/null || { echo "Error: provider: text file busy"; exit 1; }
echo filled >> $cache/log
sleep 0.3
touch $cache/provider
rmdir $cache/busy
echo "sum of $cache" > .terraform.lock.hcl
mkdir -p .terraform`;

jest.setTimeout(30_000);

let fakes: ReturnType<typeof fakeCommands>;
let cache: string;
beforeEach(() => {
  fakes = fakeCommands({ terraform: script });
  cache = process.env["TF_PLUGIN_CACHE_DIR"] = testFolder();
});
afterEach(() => {
  fakes.restore();
  delete process.env["TF_PLUGIN_CACHE_DIR"];
});

const run = (stack: ReturnType<typeof fakeStack>, signal = new AbortController().signal) => new TerraformRun(fakeTerraform, stack, signal);
const filled = () => readFileSync(join(cache, "log"), "utf8").split("\n").length - 1;

test("two classes at once fill it once", async () => {
  const stacks = [fakeStack(), fakeStack(), fakeStack()];
  expect(await Promise.all(stacks.map((stack) => run(stack).init()))).toEqual(stacks.map(() => ({ ok: true, diagnostics: [] })));
  expect(filled()).toBe(1);
});

test("each set of providers, and OpenTofu's, has a cache of its own", async () => {
  await run(fakeStack()).init();
  rmSync(join(cache, "provider"));
  await run(fakeStack({ docker: "3.9.0" })).init();
  await new TerraformRun({ ...fakeTerraform, product: "tofu" }, fakeStack(), new AbortController().signal).init();
  expect(readdirSync(join(cache, "docker-class-lab"))).toHaveLength(3);
});

test("a stack is initialized once for the same providers and backend", async () => {
  const stack = fakeStack();
  await run(stack).init();
  expect(existsSync(join(stack.folder, ".terraform", "lab-initialized"))).toBe(true);
  fakes.restore();
  fakes = fakeCommands({ terraform: "exit 1" });
  expect(await run(stack).init()).toEqual({ ok: true, diagnostics: [] });
});

test("a lock file of another version is brought up to lab.yaml's", async () => {
  fakes.restore();
  fakes = fakeCommands({
    terraform: `for word; do [ "$word" != -upgrade ] || { mkdir -p .terraform; exit 0; }; done; printf 'Error: locked\\n\\nrun terraform init -upgrade\\n' >&2; exit 1`,
  });
  expect(await run(fakeStack()).init()).toEqual({ ok: true, diagnostics: [] });
});

test("providers that somebody removed are installed again before a plan", async () => {
  const stack = fakeStack();
  await run(stack).init();
  fakes.restore();
  fakes = fakeCommands({
    terraform: `
case $1 in
  init) mkdir -p .terraform; touch .terraform/again ;;
  plan) [ -e .terraform/again ] || { echo "Error: Inconsistent dependency lock file: run terraform init" >&2; exit 1; } ;;
esac`,
  });
  expect(await run(stack).plan([])).toEqual({ ok: true, diagnostics: [], changes: [] });
});

test("a command that waits for another to fill it can be interrupted", async () => {
  const abort = new AbortController();
  const first = run(fakeStack()).init();
  await sleep(50);
  const second = run(fakeStack(), abort.signal).init();
  abort.abort();
  expect(await second).toEqual({ ok: false, diagnostics: [{ summary: "interrupted", detail: "" }] });
  expect(await first).toMatchObject({ ok: true });
});

test("a provider that cannot be installed is named before anything is made", async () => {
  fakes.restore();
  fakes = fakeCommands({
    terraform: `printf '%s\\n' '╷' '│ Error: Failed to query available provider packages' '│ ' '│ Could not retrieve the list of available versions for provider' '│ kreuzwerker/docker: no such host' '╵' >&2; exit 1`,
  });
  expect(await findMissingProvider([fakeStack()], fakeTerraform, new AbortController().signal)).toEqual({
    name: "kreuzwerker/docker",
    reason: "no such host",
  });
  fakes.restore();
  fakes = fakeCommands({ terraform: "mkdir -p .terraform" });
  expect(await findMissingProvider([fakeStack()], fakeTerraform, new AbortController().signal)).toBeUndefined();
  expect(missingProvider({ summary: "Backend initialization required", detail: "" })).toBeUndefined();
});
