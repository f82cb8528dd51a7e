// Figures of a lab on this machine's Engine, on warm images: against raw Terraform, and against docker-compose.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { images, ports } from "../definition/pins";
import { pluginCache } from "../terraform/environment";
import { type Figure, folder, ratio, run } from "./measure";

const lab = resolve("cli/lab.mjs");
const name = "bench-local";

export function local(): Figure[] {
  const file = join(folder, "local.yaml");
  writeFileSync(file, `name: ${name}\nscenarios: [nginx, wordpress, load-balancer]\n`);
  const environment = { LAB_FILE: file, LAB_HOME: join(folder, "home-local") };
  const command = (...words: string[]) => run("node", [lab, ...words], environment);
  const down = () => command("down", "--purge", "--yes");
  command("up");
  const stack = join(environment.LAB_HOME, name, "cdktf.out/stacks/lab-student-1");
  const raw = join(folder, "raw/stacks/lab-student-1");
  cpSync(stack, raw, { recursive: true, filter: (path) => !path.includes(".terraform") });
  mkdirSync(join(folder, "raw-state"), { recursive: true });
  down();

  const up = command("up");
  const secondUp = command("up");
  down();
  const terraform = { TF_PLUGIN_CACHE_DIR: pluginCache() };
  rewriteState(raw);
  const init = run("terraform", ["init", "-input=false"], terraform, raw);
  const apply = run("terraform", ["apply", "-auto-approve", "-input=false"], terraform, raw);
  const again = run("terraform", ["apply", "-auto-approve", "-input=false"], terraform, raw);
  run("terraform", ["destroy", "-auto-approve", "-input=false"], terraform, raw);
  rmSync(raw, { recursive: true });
  return [
    ratio("lab up from nothing to terraform init and apply of the same JSON", "s", up.seconds, init.seconds + apply.seconds, 1.5),
    ratio("a second lab up to a terraform apply that changes nothing", "s", secondUp.seconds, again.seconds, 2),
    compose(up.seconds),
  ];
}

/** The raw run keeps a state of its own. */
function rewriteState(stack: string): void {
  execFileSync("sed", [
    "-i",
    "-E",
    `s#"path": "[^"]*lab-student-1.tfstate"#"path": "${folder}/raw-state/lab.tfstate"#`,
    join(stack, "cdk.tf.json"),
  ]);
}

/** What docker-compose takes for the same containers, none of which has a health check, until all pages answer. */
function compose(upSeconds: number): Figure {
  const project = join(folder, "compose");
  mkdirSync(project);
  cpSync("stacks/scenarios/load-balancer/files", join(project, "lb"), { recursive: true });
  const database = { MYSQL_ROOT_PASSWORD: "x", MYSQL_DATABASE: "wordpress", MYSQL_USER: "wordpress", MYSQL_PASSWORD: "x" };
  const site = { WORDPRESS_DB_HOST: "mysql", WORDPRESS_DB_NAME: "wordpress", WORDPRESS_DB_USER: "wordpress", WORDPRESS_DB_PASSWORD: "x" };
  const services = {
    nginx: { image: images.nginx, ports: [`${ports.nginx}:80`] },
    nginx2: { image: images.nginx, ports: [`${ports.nginxSecond}:80`] },
    mysql: { image: images.mysql, environment: database },
    wordpress: { image: images.wordpress, environment: site, ports: [`${ports.wordpress}:80`], depends_on: ["mysql"] },
    web: { build: "lb", image: "node-server", scale: 2 },
    lb: {
      image: images.haproxy,
      volumes: ["./lb/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"],
      ports: [`${ports.loadBalancer}:8080`],
      depends_on: ["web"],
    },
  };
  writeFileSync(join(project, "docker-compose.yml"), JSON.stringify({ version: "2.4", services }));
  const start = performance.now();
  run("docker-compose", ["up", "-d"], {}, project);
  const pages = [ports.nginx, ports.nginxSecond, ports.loadBalancer].map((port) => `http://127.0.0.1:${port}/`);
  for (const page of [...pages, `http://127.0.0.1:${ports.wordpress}/wp-admin/install.php`]) answers(page);
  const seconds = (performance.now() - start) / 1000;
  run("docker-compose", ["down", "-v"], {}, project);
  run("docker", ["rmi", "node-server"]);
  return ratio("lab up from nothing to docker-compose up -d of the same containers, until all pages answer", "s", upSeconds, seconds, 1.3);
}

function answers(page: string): void {
  const end = Date.now() + 120_000;
  while (spawnSync("curl", ["-fs", "-m", "5", "-o", "/dev/null", page]).status !== 0) {
    if (Date.now() > end) throw new Error(`${page} did not answer within 120 s`);
    spawnSync("sleep", ["0.1"]);
  }
}
