// Figures of synth: against importing what it needs, and from one student to 300.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { best, type Figure, folder, ratio, run } from "./measure";

const main = resolve("main.mjs");

export function synth(): Figure[] {
  const base = join(folder, "imports.mts");
  const own = ["cdktf", ...["container", "image", "network", "provider"].map((name) => `@cdktf/provider-docker/lib/${name}`)];
  writeFileSync(base, own.map((name) => `await import(${JSON.stringify(import.meta.resolve(name))});`).join("\n"));
  const imports = best(5, () => run("node", ["--import", "tsx", base]));
  const one = best(5, () => synthOf("name: one\nscenarios: [nginx, wordpress, load-balancer]\n", "one"));
  const local = [
    ratio("synth of the default lab to importing cdktf and its constructs, time", "s", one.seconds, imports.seconds, 1.3, 2),
    ratio("the same, memory", "MB", one.megabytes, imports.megabytes, 1.3, 0),
  ];
  const hosts = (count: number) => best(2, () => synthOf(classOfHosts(count), `hosts-${count}`));
  const aws = (count: number) => best(2, () => synthOf(classOfAws(count), `aws-${count}`));
  const folders = ["build", "queue"].map((name) => resolve("examples/exercises", name));
  const twoOf = (names: readonly string[], id: string) =>
    best(2, () => synthOf(classOfHosts(300, `scenarios: [${names.join(", ")}]\n`), id));
  const [ownFolders, builtIn] = [twoOf(folders, "folders"), twoOf(["image-layers", "load-balancer"], "built-in")];
  const three = [hosts(1), hosts(300), aws(1), aws(300)] as const;
  return [
    ...local,
    ratio("synth of 300 students with two folders of one's own to two built-in scenarios", "s", ownFolders.seconds, builtIn.seconds, 1.2),
    ratio("synth of 300 students to one, target hosts", "s", three[1].seconds, three[0].seconds, 6),
    ratio("synth of 300 students to one, target aws", "s", three[3].seconds, three[2].seconds, 6),
    {
      name: "memory of synth, 300 students, target aws",
      measured: `${three[3].megabytes.toFixed(0)} MB`,
      goal: "under 400 MB",
      ok: three[3].megabytes < 400,
    },
  ];
}

function synthOf(labYaml: string, name: string) {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, labYaml);
  return run("node", [main], {
    LAB_FILE: file,
    LAB_HOME: join(folder, "home"),
    CDKTF_OUTDIR: join(folder, `out-${name}`),
  });
}

const scenarios = "scenarios: [nginx, wordpress, load-balancer]\n";

function classOfHosts(count: number, chosen = scenarios): string {
  const machines = Array.from({ length: count }, (_, at) => `  s${at}: ubuntu@10.1.${Math.floor(at / 250)}.${(at % 250) + 1}`);
  return `name: bench\ntarget:\n hosts:\n${machines.join("\n")}\n${chosen}`;
}

export function classOfAws(count: number, more = ""): string {
  return `name: bench\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24]${more} } }\nlifetime: 4h\nstudents: ${count}\nterraform: { providers: { aws: "5.100.0" } }\n${scenarios}`;
}
