// Figures of 300 hosts behind a fake ssh that takes 200 ms to log in: lab status, and one round of checks.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FakeWorld } from "../__tests__/fake-world";
import { labels } from "../definition/pins";
import { type Figure, folder, type Run, run } from "./measure";

const count = 300;
const maxSeconds = 30;
const maxMegabytes = 300;

export function many(): Figure[] {
  const world = new FakeWorld();
  try {
    const hosts = Array.from({ length: count }, (_, at) => [`s${at}`, `10.1.${Math.floor(at / 250)}.${(at % 250) + 1}`] as const);
    for (const [student, address] of hosts) {
      const host = world.host(address);
      const own = { [labels.class]: "bench", [labels.student]: student, [labels.scenario]: "processes" };
      for (const name of ["userland-ubuntu", "userland-almalinux"]) host.add({ name, labels: own });
      host.fail("ssh", "sleep 0.2");
    }
    const file = join(folder, "many.yaml");
    const machines = hosts.map(([name, address]) => `  ${name}: ubuntu@${address}`).join("\n");
    writeFileSync(file, `name: bench\ntarget:\n hosts:\n${machines}\nscenarios: [processes]\n`);
    const environment = { LAB_FILE: file, LAB_HOME: join(folder, "home-many") };
    // a student who has not done an exercise is not a failure of the measurement
    const lab = (...words: string[]) => run("node", [resolve("cli/lab.mjs"), ...words], environment, folder, [0, 1]);
    return [
      figure(`lab status of ${count} hosts, 200 ms to log in`, lab("status", "-o", "json")),
      figure(`one round of checks of ${count} hosts, 200 ms to log in`, lab("check", "-o", "json")),
    ];
  } finally {
    world.restore();
  }
}

function figure(name: string, { seconds, megabytes, stdout }: Run): Figure {
  const answered = new Set([...stdout.matchAll(/"student": ?"(s\d+)"/g)].map(([, student]) => student)).size;
  if (answered !== count) throw new Error(`${name}: ${answered} hosts answered:\n${stdout.slice(0, 500)}`);
  return {
    name,
    measured: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    goal: `under ${maxSeconds} s and ${maxMegabytes} MB`,
    ok: seconds < maxSeconds && megabytes < maxMegabytes,
  };
}
