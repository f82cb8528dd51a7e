// Figures of a class on EC2 against ../shared/ec2 --no-hosts: planning 300 to one, and 30 hosts to raw Terraform.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Figure, folder, ratio, run } from "./measure";
import { pluginCache } from "../terraform/environment";
import { classOfAws } from "./synth";

const kit = resolve("../shared/ec2");

export function ec2(): Figure[] {
  const printed = execFileSync(join(kit, "up"), ["--no-hosts"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const environment = Object.fromEntries([...printed.matchAll(/(\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]));
  try {
    const plans = [1, 300].map((count) =>
      run("terraform", ["plan", "-input=false", "-refresh=false"], environment, initialized(count, environment)),
    );
    const stack = initialized(30, environment);
    const raw = run("terraform", ["apply", "-auto-approve", "-input=false", "-parallelism=30"], environment, stack);
    run("terraform", ["destroy", "-auto-approve", "-input=false", "-parallelism=30"], environment, stack);
    const file = join(folder, "aws-30.yaml");
    writeFileSync(file, classOfAws(30, ", wait: false"));
    // the hosts stack alone: there are no machines behind this endpoint for labs
    const cdktf = run(
      resolve("node_modules/.bin/cdktf"),
      ["deploy", "hosts", "--auto-approve", "--skip-provider-lock", "--terraform-parallelism", "30", "--output", join(folder, "out-cdktf")],
      {
        ...environment,
        LAB_FILE: file,
        LAB_HOME: join(folder, "home-aws"),
      },
    );
    return [
      ratio("plan of 300 hosts to one", "s", plans[1]?.seconds ?? 0, plans[0]?.seconds ?? 1, 4),
      ratio("30 hosts by cdktf deploy to terraform apply of the same JSON", "s", cdktf.seconds, raw.seconds, 1.2),
    ];
  } finally {
    spawnSync(join(kit, "down"));
  }
}

/** The hosts stack of a class, synthesized and initialized, with a state of its own. */
function initialized(count: number, environment: Record<string, string>): string {
  const file = join(folder, `aws-raw-${count}.yaml`);
  writeFileSync(file, classOfAws(count, ", wait: false"));
  const out = join(folder, `out-raw-${count}`);
  run("node", ["--import", "tsx", resolve("main.ts")], {
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
  run("terraform", ["init", "-input=false"], { ...environment, TF_PLUGIN_CACHE_DIR: pluginCache() }, stack);
  return stack;
}
