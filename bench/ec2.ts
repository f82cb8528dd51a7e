// Figures of a class on EC2 against ../shared/ec2 --no-hosts: planning 300 to one, and 30 hosts, by lab up and by cdktf, to raw Terraform.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { terraformConfig } from "../__tests__/e2e/needs";
import { hostsMadeAtOnce } from "../definition/limits";
import { type Figure, folder, ratio, run } from "./measure";
import { pluginCache } from "../terraform/environment";
import { classOfAws } from "./synth";

const kit = resolve("../shared/ec2");
const lab = resolve("cli/lab.mjs");

/** Port of the endpoint: runs side by side need one each. */
const port = ["--port", process.env["LAB_E2E_EC2_PORT"] ?? "5970"];

export async function ec2(): Promise<Figure[]> {
  const printed = execFileSync(join(kit, "up"), ["--no-hosts", ...port], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const parallelism = `-parallelism=${hostsMadeAtOnce}`;
  const endpoint = Object.fromEntries([...printed.matchAll(/(\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]));
  const environment = { ...endpoint, ...terraformConfig() };
  try {
    const plans = [1, 300].map((count) =>
      run("terraform", ["plan", "-input=false", "-refresh=false"], environment, initialized(count, environment).stack),
    );
    const { stack, initSeconds } = initialized(30, environment);
    const raw = run("terraform", ["apply", "-auto-approve", "-input=false", parallelism], environment, stack);
    const plan = run("terraform", ["plan", "-input=false", parallelism], environment, stack);
    run("terraform", ["destroy", "-auto-approve", "-input=false", parallelism], environment, stack);
    const file = join(folder, "aws-30.yaml");
    writeFileSync(file, classOfAws(30, ", wait: false"));
    const PATH = `${unreachableHosts()}:${process.env["PATH"] ?? ""}`;
    const ups = await hostsOfLabUp({ ...environment, PATH, LAB_FILE: file, LAB_HOME: join(folder, "home-lab-aws") });
    // the hosts stack alone: there are no machines behind this endpoint for labs
    const cdktf = run(
      resolve("node_modules/.bin/cdktf"),
      [
        "deploy",
        "hosts",
        "--auto-approve",
        "--skip-provider-lock",
        "--terraform-parallelism",
        String(hostsMadeAtOnce),
        "--output",
        join(folder, "out-cdktf"),
      ],
      {
        ...environment,
        LAB_FILE: file,
        LAB_HOME: join(folder, "home-aws"),
      },
    );
    return [
      ratio(
        "the hosts' part of lab up with 30 hosts to terraform init and apply of the same JSON",
        "s",
        ups.first,
        initSeconds + raw.seconds,
        1.2,
      ),
      ratio("the hosts' part of a second lab up with 30 hosts to terraform plan of the same JSON", "s", ups.second, plan.seconds, 1.5),
      ratio("plan of 300 hosts to one", "s", plans[1]?.seconds ?? 0, plans[0]?.seconds ?? 1, 4),
      ratio("30 hosts by cdktf deploy to terraform apply of the same JSON", "s", cdktf.seconds, raw.seconds, 1.2),
    ];
  } finally {
    spawnSync(join(kit, "down"), port);
  }
}

/** Seconds of a first and a second `lab up` until its hosts are there; the class is removed at the end. */
async function hostsOfLabUp(environment: Record<string, string>): Promise<{ readonly first: number; readonly second: number }> {
  const [first, second] = [await untilHosts(environment), await untilHosts(environment)];
  run("node", [lab, "down", "--yes", "--purge"], environment);
  return { first, second };
}

/** A folder with an ssh that says within 200 ms that there is no host: a second lab up asks each for its Engine, and there are no machines. */
function unreachableHosts(): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "ssh"), '#!/bin/sh\n[ "$1" = -V ] && { echo OpenSSH_9.6 >&2; exit; }\nsleep 0.2; echo no route >&2; exit 255\n');
  chmodSync(join(bin, "ssh"), 0o755);
  return bin;
}

/** `lab up` is ended once its hosts are there: there are no machines behind this endpoint for labs. */
async function untilHosts(environment: Record<string, string>): Promise<number> {
  const start = performance.now();
  const child = spawn("node", [lab, "up", "--yes"], {
    env: { ...process.env, ...environment, CHECKPOINT_DISABLE: "1", LANG: "C.UTF-8", LAB_MY_ADDRESS: "203.0.113.1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  let ready: number | undefined;
  child.stderr.on("data", (data: Buffer) => {
    printed += String(data);
    if (ready !== undefined || !/✔ Hosts: (ready|plan: nothing to do)/.test(printed)) return;
    ready = (performance.now() - start) / 1000;
    child.kill("SIGINT");
  });
  await new Promise((closed) => child.once("close", closed));
  if (ready === undefined) throw new Error(`lab up made no hosts:\n${printed.slice(-2000)}`);
  return ready;
}

/** The hosts stack of a class, synthesized and initialized, with a state of its own. */
function initialized(count: number, environment: Record<string, string>): { readonly stack: string; readonly initSeconds: number } {
  const file = join(folder, `aws-raw-${count}.yaml`);
  writeFileSync(file, classOfAws(count, ", wait: false"));
  const out = join(folder, `out-raw-${count}`);
  run("node", [resolve("main.mjs")], {
    ...environment,
    LAB_FILE: file,
    LAB_HOME: join(folder, "home-raw"),
    CDKTF_OUTDIR: out,
  });
  const stack = join(folder, `raw-${count}`);
  mkdirSync(stack);
  cpSync(join(out, "stacks/hosts"), stack, { recursive: true });
  const json = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8")) as { terraform: { backend: unknown } };
  json.terraform.backend = { local: { path: join(stack, "state") } };
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(json));
  const { seconds } = run("terraform", ["init", "-input=false"], { ...environment, TF_PLUGIN_CACHE_DIR: pluginCache() }, stack);
  return { stack, initSeconds: seconds };
}
