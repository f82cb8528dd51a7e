// The labs of a class: each planned, checked against its Engine and applied on its own, so that one never holds up another.
import type { ClassDefinition } from "../definition/class-definition";
import type { SynthesizedStack } from "./synthesize";
import { LabStack } from "../stacks/lab-stack";
import { type Conflict, findObstacles } from "../engine/obstacles";
import { type EngineContainer, EngineError, type EngineState, inspectEngine, scenarioOf } from "../engine/inspect";
import type { EngineHost } from "../engine/host";
import { stackParallelism } from "../cli/prerequisites";
import { quote } from "../provisioning/shell";
import { removeNetwork } from "./down";
import { plain } from "../cli/output";
import { progress, type Step, task } from "../cli/progress";
import type { TerraformBinary } from "../terraform/binary";
import { type Change, TerraformRun } from "../terraform/run";

/** A lab on its way up. A lab with an `error` goes no further. */
export interface Lab {
  readonly host: EngineHost;
  readonly run: TerraformRun;
  changes: readonly Change[];
  conflicts: readonly Conflict[];
  leftovers: readonly EngineContainer[];
  leftoverNetworks: readonly string[];
  /** Containers that somebody stopped and that are started again. */
  started: readonly string[];
  /** What its Engine said last; undefined once it has been changed. */
  engine?: EngineState | undefined;
  error?: string;
  next?: string;
}

export interface LabsOptions {
  readonly definition: ClassDefinition;
  readonly terraform: TerraformBinary;
  readonly stacks: readonly SynthesizedStack[];
  readonly hosts: readonly EngineHost[];
  readonly terraformOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The Engine of target local, where it has been asked already. */
  readonly engine?: EngineState;
  readonly signal: AbortSignal;
}

export class Labs {
  readonly all: readonly Lab[];

  constructor(private readonly options: LabsOptions) {
    const { hosts, stacks, terraform, signal, environment, engine } = options;
    this.all = hosts.flatMap((host) => {
      const stack = stacks.find(({ id }) => id === LabStack.idOf({ name: host.student }));
      return stack
        ? [
            {
              host,
              run: new TerraformRun(terraform, stack, signal, environment),
              changes: [],
              conflicts: [],
              leftovers: [],
              leftoverNetworks: [],
              started: [],
              engine,
            },
          ]
        : [];
    });
  }

  /** Labs that can go on. */
  get healthy(): readonly Lab[] {
    return this.all.filter(({ error, conflicts }) => error === undefined && conflicts.length === 0);
  }

  /** Plans every lab and finds what stands in its way. Changes nothing on any Engine. */
  async plan(): Promise<void> {
    const { definition, terraformOptions } = this.options;
    const planOne = (lab: Lab) =>
      this.step(lab, "looked at", async (step) => {
        step("asking its Engine");
        const engine = (lab.engine ??= await inspectEngine(lab.host));
        step("looking at its providers");
        if (!this.failed(lab, await lab.run.init())) {
          step("planning");
          const plan = await lab.run.plan(terraformOptions);
          if (!this.failed(lab, plan))
            Object.assign(lab, { changes: plan.changes, ...(await this.obstacles(lab, plan.changes, engine, definition)) });
        }
      });
    await progress(this.all.map(planOne), { concurrent: stackParallelism(), goOn: true });
  }

  /** Applies what was planned, and starts what somebody stopped. */
  async apply(): Promise<void> {
    const { definition } = this.options;
    const tasks = this.healthy.map((lab) =>
      this.step(lab, "up", async (step) => {
        if (lab.changes.length > 0) lab.engine = undefined;
        await clear(lab);
        if (lab.changes.length > 0 && this.failed(lab, await lab.run.apply((text) => step(plain(text))))) return;
        lab.engine ??= await inspectEngine(lab.host);
        lab.started = await startStopped(lab.host, lab.engine, definition.name);
        if (lab.started.length > 0) lab.engine = undefined;
      }),
    );
    if (tasks.length > 0) await progress(tasks, { concurrent: stackParallelism(), goOn: true });
  }

  private async obstacles(lab: Lab, changes: readonly Change[], engine: EngineState, definition: ClassDefinition) {
    return findObstacles(changes, engine, lab.host, definition.name, lab.host.student);
  }

  private step(lab: Lab, done: string, work: (step: Step) => Promise<void>) {
    const { student } = lab.host;
    return task(`Lab of ${student}`, async (step, setTitle) => {
      try {
        await work(step);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        lab.error = error.message;
        lab.next = error.next;
      }
      if (lab.error !== undefined) throw new Error(`${student}: ${lab.error}`);
      setTitle(`Lab of ${student}: ${done}`);
    });
  }

  private failed(lab: Lab, { ok, errors }: { ok: boolean; errors: readonly string[] }): boolean {
    if (ok) return false;
    lab.error = this.options.signal.aborted ? "interrupted" : plain(errors.join("; "));
    const next = this.options.signal.aborted ? undefined : hint(lab.error);
    if (next !== undefined) lab.next = next;
    return true;
  }
}

/** What a plan would lose: containers, and what a student wrote in them. */
export function losses(lab: Lab): string[] {
  const lost = lab.changes.filter(({ type, action }) => type === "docker_container" && (action === "delete" || action === "replace"));
  return [
    ...lost.map(
      ({ config, construct, action }) =>
        `${(config["name"] as string | undefined) ?? construct} is ${action === "delete" ? "removed" : "made anew"}`,
    ),
    ...lab.leftovers.map(({ name }) => `${name}, left over from an earlier lab whose state is gone, is made anew`),
  ];
}

/** Removes what an earlier lab left. A student's own container goes on without the network. */
async function clear({ host, leftovers, leftoverNetworks }: Lab): Promise<void> {
  if (leftovers.length > 0) await host.run(`docker rm -fv ${leftovers.map(({ id }) => id).join(" ")}`);
  if (leftoverNetworks.length > 0) await host.run(leftoverNetworks.map((name) => removeNetwork(quote(name))).join("\n"));
}

/** A container that a student stopped is started again, with all that they wrote in it. */
async function startStopped(host: EngineHost, { containers }: EngineState, className: string): Promise<string[]> {
  const stopped = containers.filter(
    (container) => scenarioOf(container, className, host.student) !== undefined && container.state !== "running",
  );
  for (const { id, state } of stopped) await host.run(`docker ${state === "paused" ? "unpause" : "start"} ${id}`);
  return stopped.map(({ name }) => name);
}

/** The next step for what Terraform and its providers say most often. */
export function hint(error: string): string | undefined {
  const hints: [RegExp, string][] = [
    [
      /toomanyrequests|pull rate limit/i,
      "Docker Hub's limit of anonymous pulls is reached: set docker.mirror in lab.yaml, or docker login on the Engine's host, then lab up again",
    ],
    [
      /unable to (find or )?pull image|error pulling image/i,
      "Check the image's name in lab.yaml and whether the Engine reaches its registry: docker pull IMAGE; then lab up again",
    ],
    [/no space left on device/i, "Free space on the Engine's host: docker system prune; then lab up again"],
    [
      /port is already allocated|address already in use/i,
      "A program took the port meanwhile; free it or set another in lab.yaml, then lab up again",
    ],
    [/Conflict\. The container name/i, "A container took the name meanwhile; remove or rename it, then lab up again"],
    [
      /state lock|Lock Info/i,
      "Another lab or cdktf command is at work on this class; wait for it. If none is: terraform force-unlock in the stack's folder",
    ],
    [/failed to be in healthy state/i, "Look at why: docker logs NAME; then lab up again"],
  ];
  return hints.find(([pattern]) => pattern.test(error))?.[1];
}
