// Figures of hosts over SSH: ten at once to one, and a command on ten to a command on one. Needs ../shared/host.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Figure, folder, ratio, run } from "./measure";

const kit = resolve("../shared/host");
const key = join(folder, "key");

/** A class of bare kit hosts, its lab.yaml and environment. */
export function kitClass(prefix: string, count: number, scenarios: string, install: string) {
  if (spawnSync("test", ["-e", key]).status !== 0) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  const userData = join(folder, "bare");
  writeFileSync(userData, "#cloud-config\n");
  const names = Array.from({ length: count }, (_, at) => `${prefix}-${at + 1}`);
  const machines = names.map((name) => {
    const address = execFileSync(join(kit, "up"), [name, userData, `${key}.pub`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return `  ${name}: { address: ${address}, identity: ${key} }`;
  });
  const file = join(folder, `${prefix}.yaml`);
  const write = (students: number) =>
    writeFileSync(
      file,
      `name: ${prefix}\ntarget:\n hosts:\n${machines.slice(0, students).join("\n")}\ndocker: { install: ${install}, pull: false }\nscenarios: ${scenarios}\n`,
    );
  write(count);
  return {
    names,
    write,
    lab: (...words: string[]) =>
      run("node", [resolve("cli/lab.mjs"), ...words], { LAB_FILE: file, LAB_HOME: join(folder, `home-${prefix}`) }),
    down: () => spawnSync("docker", ["rm", "-fv", ...names], { stdio: "ignore" }),
    text: () => readFileSync(file, "utf8"),
  };
}

export function hosts(): Figure[] {
  const one = kitClass("bench-one", 1, "[nginx: { state: ready }]", "documented");
  const ten = kitClass("bench-ten", 10, "[nginx: { state: ready }]", "documented");
  try {
    const single = one.lab("up");
    const all = ten.lab("up");
    one.lab("exec", "--", "true");
    ten.lab("exec", "--", "true");
    const execOne = one.lab("exec", "--", "true");
    const execTen = ten.lab("exec", "--", "true");
    return [
      ratio("ten bare hosts to labs, in parallel, to one", "s", all.seconds, single.seconds, 3),
      ratio("lab exec -- true on ten hosts to one", "s", execTen.seconds, execOne.seconds, 2, 2),
    ];
  } finally {
    one.down();
    ten.down();
  }
}
