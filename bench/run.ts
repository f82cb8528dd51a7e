// `npm run bench [NAME…]`: measures the figures, prints them as a table and writes docs/performance.md when all were measured.
import { cpus, totalmem } from "node:os";
import { readFileSync, writeFileSync } from "node:fs";
import kitPins from "../__tests__/e2e/kit-pins";
import type { Figure } from "./measure";

kitPins();

const suites: Record<string, () => Promise<readonly Figure[]>> = {
  synth: async () => (await import("./synth")).synth(),
  local: async () => (await import("./local")).local(),
  "host-ready": async () => (await import("./host-ready")).hostReady(),
  hosts: async () => (await import("./hosts")).hosts(),
  ec2: async () => (await import("./ec2")).ec2(),
  many: async () => (await import("./many")).many(),
  checks: async () => (await import("./checks")).checks(),
  idle: async () => (await import("./idle")).idle(),
  serve: async () => (await import("./serve")).serve(),
};

const file = "docs/performance.md";
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(suites);
const rows: string[] = [];
let ok = true;
for (const name of chosen) {
  const suite = suites[name];
  if (!suite) throw new Error(`no figures ${name}; there are ${Object.keys(suites).join(", ")}`);
  try {
    for (const figure of await suite()) {
      ok &&= figure.ok;
      rows.push(`| ${figure.name} | ${figure.measured} | ${figure.goal} | ${figure.ok ? "yes" : "**no**"} |`);
      console.log(rows.at(-1));
    }
  } catch (error) {
    ok = false;
    console.log(`${name}: not measured: ${(error as Error).message}`);
  }
}
if (chosen.length === Object.keys(suites).length) {
  const text = readFileSync(file, "utf8");
  const table = ["| figure | measured | goal | reached |", "|---|---|---|---|", ...rows].join("\n");
  const machine = `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}.`;
  writeFileSync(
    file,
    text.replace(/<!-- figures -->[\s\S]*<!-- \/figures -->/, `<!-- figures -->\n${machine}\n\n${table}\n<!-- /figures -->`),
  );
}
process.exitCode = ok ? 0 : 1;
