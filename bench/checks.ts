// Figures of lab check: ten hosts to the slowest of them alone, and one round to the same commands in one ssh. Needs ../shared/host.
import { type Figure, ratio } from "./measure";
import { kitClass } from "./hosts";
import { scenarios } from "../stacks/scenarios";
import { gatherContainers } from "../provisioning/engine-facts";

export function checks(): Figure[] {
  const all = `[${scenarios.map(({ name }) => `{ ${name}: { state: ready } }`).join(", ")}]`;
  const count = scenarios.flatMap((scenario) => scenario.checks(scenario.options.parse({}), scenario.name)).length;
  const ten = kitClass("bench-check", 10, all, "documented");
  try {
    ten.lab("up");
    const check = (on: string) => timed(() => ten.lab("check", "--on", on, "-o", "json"));
    const slowest = Math.max(...ten.names.map(check));
    const together = check(ten.names.join(","));
    const scripts = scenarios
      .flatMap((scenario) => scenario.checks(scenario.options.parse({}), scenario.name))
      .map(({ script }) => `( ${script}\n) >/dev/null 2>&1`);
    const [first = ""] = ten.names;
    const commands = ["export LAB_HOST=localhost LAB_CONTAINERS=$(mktemp)", gatherContainers, ...scripts, "true"];
    const typed = timed(() => ten.lab("exec", "--on", first, commands.join("\n")));
    return [
      ratio(`${count} checks on ten hosts to the slowest single host`, "s", together, slowest, 2),
      ratio("one round of checks on one host to the same commands in one ssh", "s", check(first), typed, 2),
    ];
  } finally {
    ten.down();
  }
}

/** Seconds; checks that say no end with 1, which is not a failure here. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  try {
    work();
  } catch (error) {
    if (!(error as Error).message.includes("ended with 1:")) throw error;
  }
  return (performance.now() - start) / 1000;
}
