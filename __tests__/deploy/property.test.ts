// Whatever hosts and Terraform do: `up` and `reset` report no success for what did not happen, and what may still exist stays on record.
import fc from "fast-check";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { labels } from "../../definition/pins";
import { reset } from "../../deploy/reset";
import { synthesize } from "../../deploy/synthesize";
import { up, type UpReport } from "../../deploy/up";
import { isWell } from "../../engine/status";
import { readRecord } from "../../workspace/record";
import { Workspace } from "../../workspace/workspace";
import type { FakeEngine } from "../engine-folder";
import type { Fault } from "../fake-terraform";
import { FakeReporter, FakeWorld, withKey } from "../fake-world";
import { classOf, testFolder } from "../lab-yaml";

jest.mock("../../terraform/process", () => jest.requireActual<typeof import("../fake-terraform")>("../fake-terraform").terraformProcess());

// what is published answers
jest.mock("node:http", () => jest.requireActual<typeof import("../fake-network")>("../fake-network").answeringHttp());

let world: FakeWorld;
beforeEach(() => (world = new FakeWorld()));
afterEach(() => world.restore());

const userlands = ["userland-almalinux", "userland-ubuntu"];

/** What a host does: shell for its ssh, and for its docker command. */
const ssh = fc.constantFrom(
  ...[
    "",
    "",
    "",
    "echo Welcome",
    "exit 255",
    "cat >/dev/null; exit 0",
    "cat >/dev/null; echo done; exit 124",
    '"$@" | head -c 70; exit 255',
  ],
  `"$@"; echo "container userland-ubuntu removed"; exit 1`,
);
const docker = fc.constantFrom(
  ...[
    "",
    "",
    "",
    "exit 1",
    'case "$1" in start) exit 1 ;; esac',
    'case "$1" in ps) exit 1 ;; esac',
    'case "$1" in inspect) echo {}; exit 0 ;; esac',
  ],
);
/** What Terraform does in a stack: nothing although it reports success, an end in the middle, an error that names no resource. */
const faults: Record<string, Fault> = {
  "ends well": ({ exit }) => exit(0),
  fails: ({ exit }) => exit(1),
  "is killed": ({ exit }) => exit(),
  breaks: ({ say, exit }) => {
    say({ type: "diagnostic", diagnostic: { severity: "error", summary: "it broke" } });
    exit(1);
  },
};
const terraform = fc.record({
  point: fc.constantFrom("init", "plan", "apply", "resource", "resource"),
  stack: fc.constantFrom("none", "none", "hosts", "lab-kim", "lab-lee"),
  does: fc.constantFrom(...Object.keys(faults)),
});

test("up", async () => {
  const definition = classOf(
    'name: c\nlanguage: en\ntarget: { hosts: { kim: "ubuntu@10.0.0.1", lee: "ubuntu@10.0.0.2" } }\nscenarios: [processes]\n',
  );
  const addresses = new Map([
    ["kim", "10.0.0.1"],
    ["lee", "10.0.0.2"],
  ]);
  await fc.assert(
    fc.asyncProperty(fc.tuple(ssh, ssh), fc.tuple(docker, docker), terraform, fc.boolean(), async (sshs, dockers, broken, again) => {
      rmSync(join(world.folder, "hosts"), { recursive: true, force: true });
      world.healTerraform();
      const workspace = withKey(new Workspace("c", join(testFolder(), ".lab")));
      const engines: FakeEngine[] = [...addresses.values()].map((address) => world.host(address));
      const bringUp = async (): Promise<UpReport | Error> => {
        const stacks = await synthesize(definition, workspace, workspace.outFolder);
        const session = {
          ...{ definition, chosen: definition, workspace },
          ...{ signal: new AbortController().signal, reporter: new FakeReporter() },
        };
        const binary = { command: "terraform", product: "terraform", version: "1.11.4" } as const;
        return up(session, { terraform: binary, stacks, concurrent: 2 }).catch((error: unknown) => error as Error);
      };
      if (again) await bringUp();
      for (const [at, engine] of engines.entries()) {
        engine.fail("ssh", sshs[at] ?? "");
        engine.fail("docker", dockers[at] ?? "");
      }
      world.failTerraform(broken.point, (moment) => {
        if (moment.stack === broken.stack) faults[broken.does]?.(moment);
      });
      const report = await bringUp();
      const recorded = readRecord(workspace).record.labs.map(({ student }) => student);
      for (const [student, address] of addresses) {
        const standing = world.host(address).labOf("c", student);
        if (standing.length > 0) expect(recorded).toContain(student);
        const said = report instanceof Error ? undefined : report.labs.find((lab) => lab.student === student);
        if (said && isWell(said)) expect(standing).toEqual(userlands);
      }
      if (!(report instanceof Error)) expect(report.labs.map(({ student }) => student)).toEqual(["kim", "lee"]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test("reset", async () => {
  const own = { [labels.class]: "c", [labels.student]: "kim", [labels.scenario]: "processes" };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("ready", "running"),
      fc.constantFrom(
        ...["", "", "exit 1", 'case "$1" in rm) exit 1 ;; esac', 'case "$1" in rm) exit 0 ;; esac', 'case "$1" in ps) exit 1 ;; esac'],
        'case "$1" in inspect) exit 1 ;; esac',
      ),
      fc.boolean(),
      fc.boolean(),
      async (state, fault, answer, deploys) => {
        rmSync(join(world.local.folder, "containers"), { recursive: true, force: true });
        const workspace = new Workspace("c", join(testFolder(), ".lab"));
        const engine = (world as { local: FakeEngine }).local;
        for (const name of userlands) engine.add({ name, labels: own });
        engine.add({ name: "mine" });
        engine.fail("docker", fault);
        const definition = classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: [processes: { state: ${state} }]\n`);
        let atDeploy: string[] | undefined;
        const redeploy = {
          prepare: () => Promise.resolve(),
          deploy: () => {
            atDeploy = engine.labOf("c", "kim");
            return Promise.resolve(deploys);
          },
        };
        const session = {
          ...{ definition, chosen: definition, workspace },
          ...{ signal: new AbortController().signal, reporter: new FakeReporter(answer) },
        };
        const report = await reset(session, { student: "kim" }, redeploy).catch((error: unknown) => error as Error);
        expect(engine.containers).toContain("mine");
        if (report instanceof Error) expect(atDeploy).toBeUndefined();
        else if (report.kind === "declined") expect(engine.labOf("c", "kim")).toEqual(userlands);
        else if (report.kind === "reset") {
          expect(engine.labOf("c", "kim")).toEqual([]);
          expect(state === "ready" || deploys).toBe(true);
        }
        if (atDeploy) expect(atDeploy).toEqual([]);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
});
