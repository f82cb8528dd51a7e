// Figures of a running lab of nine scenarios that nobody uses: events that are ours, lab-check on its host, one round of lab check. Needs ../shared/host.
import { setTimeout as sleep } from "node:timers/promises";
import { scenarios } from "../stacks/scenarios";
import { gatherContainers } from "../provisioning/engine-facts";
import { timed } from "./checks";
import { type Figure, ratio } from "./measure";
import { kitClass } from "./hosts";

const minutes = 10;

export async function idle(): Promise<Figure[]> {
  const one = kitClass("bench-idle", 1, `[${scenarios.map(({ name }) => name).join(", ")}]`, "documented");
  const [name = ""] = one.names;
  const typed = (script: string) => one.lab("exec", "--on", name, "-o", "json", script).stdout;
  /** Numbers that a script prints in one line. */
  const numbers = (script: string) => (/"stdout": "([\d. ]+)/.exec(typed(script))?.[1] ?? "").split(" ").map(Number);
  try {
    one.lab("up");
    // what was started settles, and so does the login of the answer
    await sleep(30_000);
    const [since = 0] = numbers("date +%s");
    await sleep(minutes * 60_000);
    const [events = Number.NaN] = numbers(`docker events --since ${since} --until ${since + minutes * 60} | wc -l`);
    const labCheck = () => numbers(`bash -c 'TIMEFORMAT="%R %U %S"; time lab-check >/dev/null' 2>&1 | tail -n 1`);
    const runs = Array.from({ length: 5 }, labCheck).toSorted(([a = 0], [b = 0]) => a - b);
    const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = runs[0] ?? [];
    const all = scenarios.flatMap((scenario) => scenario.checks(scenario.options.parse({}), scenario.name));
    const commands = [
      'export LAB_HOST=localhost LAB_ANSWERS="$HOME/labs/answers" LAB_CONTAINERS=$(mktemp)',
      gatherContainers,
      ...all.map(({ script }) => `( ${script}\n) >/dev/null 2>&1`),
      "true",
    ].join("\n");
    const best = (work: () => unknown) => Math.min(...Array.from({ length: 3 }, () => timed(work)));
    const round = best(() => one.lab("check", "--on", name, "-o", "json"));
    const byHand = best(() => one.lab("exec", "--on", name, commands));
    return [
      {
        name: `events in the Engine's log of an idle lab of ${scenarios.length} running scenarios, ${minutes} minutes`,
        measured: String(events),
        goal: "0",
        ok: events === 0,
      },
      {
        name: `lab-check on the host of ${scenarios.length} running scenarios, ${all.length} checks`,
        measured: `${wall.toFixed(1)} s, ${(user + system).toFixed(1)} s of a processor`,
        goal: "under 3 s",
        ok: wall < 3,
      },
      ratio("one round of lab check on it to the same commands in one ssh", "s", round, byHand, 2),
    ];
  } finally {
    one.down();
  }
}
