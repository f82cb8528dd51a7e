// Figures of a lab on this machine's Engine, on warm images: against raw Terraform, and docker compose beside it.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
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
    ...compose(up.seconds),
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

/** What docker compose takes for the same containers, for comparison. */
function compose(upSeconds: number): Figure[] {
  const command = [["docker", "compose"], ["docker-compose"]].find(([word = "", ...words]) =>
    spawnSync(word, [...words, "up", "--help"], { encoding: "utf8" }).stdout.includes("--wait"),
  );
  if (!command) return [];
  const [word = "", ...words] = command;
  const file = join(folder, "compose/docker-compose.yml");
  mkdirSync(join(folder, "compose"));
  cpSync("stacks/scenarios/load-balancer/files", join(folder, "compose/lb"), { recursive: true });
  const health = (test: string) => `healthcheck: { test: "${test}", interval: 3s, timeout: 3s, retries: 10, start_period: 60s }`;
  writeFileSync(
    file,
    `services:
  nginx: { image: "nginx:1.30", ports: ["127.0.0.1:80:80"], ${health("curl -fsS http://127.0.0.1/")} }
  nginx2: { image: "nginx:1.30", ports: ["127.0.0.1:8081:80"], ${health("curl -fsS http://127.0.0.1/")} }
  mysql: { image: "mysql:8.4", environment: { MYSQL_ROOT_PASSWORD: x, MYSQL_DATABASE: wordpress, MYSQL_USER: wordpress, MYSQL_PASSWORD: x }, ${health("mysqladmin ping -h 127.0.0.1")} }
  wordpress: { image: "wordpress:7-apache", ports: ["127.0.0.1:8082:80"], environment: { WORDPRESS_DB_HOST: mysql, WORDPRESS_DB_USER: wordpress, WORDPRESS_DB_PASSWORD: x, WORDPRESS_DB_NAME: wordpress }, depends_on: { mysql: { condition: service_healthy } }, ${health("curl -fsS http://127.0.0.1/wp-admin/install.php")} }
  web: { build: lb, image: node-server, deploy: { replicas: 2 } }
  lb: { image: "haproxy:3.2", volumes: ["./lb/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"], ports: ["127.0.0.1:8080:8080"] }
`,
  );
  const project = [...words, "-p", "bench", "-f", file];
  const { seconds } = run(word, [...project, "up", "-d", "--wait"]);
  run(word, [...project, "down", "-v"]);
  return [
    {
      name: "docker compose up --wait for the same containers",
      measured: `${seconds.toFixed(1)} s beside ${upSeconds.toFixed(1)} s of lab up`,
      goal: "for comparison",
      ok: true,
    },
  ];
}
