// Every key of a compose file that docs/exercises.md says is taken, and what the Engine then gets; and what is refused, with line, key and next step.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { composeFile } from "../../stacks/compose/schema";
import { synthLab } from "../synth";
import { exerciseClass } from "./folder";

/** Keys of a service in YAML's flow style, and what its container has. */
const services: Readonly<Record<string, readonly [yaml: string, container: object]>> = {
  image: ['"redis:7"', { image: expect.stringContaining("docker_image.") }],
  build: ["{ context: app, dockerfile: my.Dockerfile, args: { A: 1 }, target: last }", { image: expect.stringContaining("image-build") }],
  command: ["echo 'a b' c", { command: ["echo", "a b", "c"] }],
  entrypoint: ["[sh, -c]", { entrypoint: ["sh", "-c"] }],
  environment: ["{ A: 1 }", { env: ["A=1"] }],
  env_file: ["app.env", { env: ["FROM_FILE=yes"] }],
  ports: [
    '["8001:80", "127.0.0.1:8002:81/udp"]',
    {
      ports: [
        expect.objectContaining({ external: 8001, internal: 80 }),
        expect.objectContaining({ external: 8002, ip: "127.0.0.1", protocol: "udp" }),
      ],
    },
  ],
  expose: ['["80"]', { ports: [] }],
  volumes: [
    '["./app:/app:ro", "data:/data"]',
    {
      volumes: [
        { host_path: "${var.labs_folder}/shop/app", container_path: "/app", read_only: true },
        { container_path: "/data", read_only: false, volume_name: expect.stringContaining("docker_volume.") },
      ],
    },
  ],
  networks: [
    "{ inner: { aliases: [page] } }",
    { networks_advanced: [{ name: expect.stringContaining("network-inner"), aliases: ["networks", "page"] }] },
  ],
  network_mode: ["service:image", { network_mode: expect.stringContaining("container:") }],
  depends_on: [
    "{ image: { condition: service_started } }",
    { depends_on: expect.arrayContaining([expect.stringContaining("shop-image-1")]) },
  ],
  healthcheck: [
    "{ test: [CMD, true], interval: 90s, retries: 2 }",
    { healthcheck: { test: ["CMD", "true"], interval: "1m30s", retries: 2 } },
  ],
  restart: ['"on-failure:3"', { restart: "on-failure", max_retry_count: 3 }],
  user: ["1000", { user: "1000" }],
  working_dir: ["/app", { working_dir: "/app" }],
  hostname: ["h", { hostname: "h" }],
  domainname: ["d", { domainname: "d" }],
  container_name: ["mine", { name: "mine" }],
  cap_add: ["[NET_ADMIN]", { capabilities: { add: ["CAP_NET_ADMIN"] } }],
  cap_drop: ["[ALL]", { capabilities: { drop: ["ALL"] } }],
  mem_limit: ["1g", { memory: 1024, memory_swap: 1024 }],
  deploy: ["{ resources: { limits: { memory: 64m } } }", { memory: 64 }],
  scale: ["1", { name: "shop-scale-1" }],
  labels: ["{ a: b }", { labels: expect.arrayContaining([{ label: "a", value: "b" }]) }],
  tty: ["true", { tty: true }],
  stdin_open: ["true", { stdin_open: true }],
  read_only: ["true", { read_only: true }],
  privileged: ["true", { privileged: true }],
  init: ["true", { init: true }],
  dns: ["9.9.9.9", { dns: ["9.9.9.9"] }],
  dns_search: ["example", { dns_search: ["example"] }],
  extra_hosts: ['["db:192.0.2.1"]', { host: [{ host: "db", ip: "192.0.2.1" }] }],
  tmpfs: ["/run", { tmpfs: { "/run": "" } }],
  ulimits: ["{ nofile: 100 }", { ulimit: [{ name: "nofile", soft: 100, hard: 100 }] }],
  sysctls: ["{ net.core.somaxconn: 512 }", { sysctls: { "net.core.somaxconn": "512" } }],
  shm_size: ["32m", { shm_size: 32 }],
  stop_signal: ["SIGINT", { stop_signal: "SIGINT" }],
  stop_grace_period: ["1m", { stop_timeout: 60 }],
  pid: ["host", { pid_mode: "host" }],
  ipc: ["private", { ipc_mode: "private" }],
  devices: ['["/dev/null:/dev/x:r"]', { devices: [{ host_path: "/dev/null", container_path: "/dev/x", permissions: "r" }] }],
  group_add: ["[100]", { group_add: ["100"] }],
  security_opt: ['["no-new-privileges"]', { security_opts: ["no-new-privileges"] }],
  profiles: ["[later]", {}],
  secrets: [
    "[word]",
    { volumes: [{ host_path: "${var.labs_folder}/shop/word.txt", container_path: "/run/secrets/word", read_only: true }] },
  ],
  configs: [
    "[{ source: setting, target: /etc/setting }]",
    { volumes: [{ host_path: "${var.labs_folder}/shop/app.env", container_path: "/etc/setting", read_only: true }] },
  ],
  "x-page": ["/", { name: "shop-x-page-1" }],
};
const others = { network_mode: "depends_on: [image]", "x-page": 'ports: ["8003:80"]' } as const;
const networks = {
  name: "own-net",
  driver: "bridge",
  driver_opts: "{ a: b }",
  internal: "true",
  attachable: "true",
  enable_ipv6: "false",
  labels: "{ a: b }",
};
const volumes = { name: "own-vol", driver: "local", driver_opts: "{ type: tmpfs }", labels: "{ a: b }" };
const flow = (keys: Readonly<Record<string, string>>) =>
  `{ ${Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ")} }`;

const compose = `version: "3"
name: shop
x-mine: anything
services:
${Object.entries(services)
  .map(([key, [yaml]]) => {
    const image = key === "image" || key === "build" ? "" : '    image: "redis:7"\n';
    const more = key in others ? `    ${others[key as keyof typeof others]}\n` : "";
    return `  ${key}:\n${image}${more}    ${key}: ${yaml}\n`;
  })
  .join("")}  uses: { image: "redis:7", networks: [whole], volumes: ["whole:/w"] }
networks: { inner: , whole: ${flow(networks)} }
volumes: { data: , whole: ${flow(volumes)} }
secrets: { word: { file: word.txt } }
configs: { setting: { file: app.env } }
`;
const files = { "app/my.Dockerfile": "FROM node:22 AS last\nARG A\n", "app.env": "FROM_FILE=yes\n", "word.txt": "w\n" };

test("becomes what the Engine is asked for", async () => {
  const stack = synthLab(await exerciseClass(compose, files));
  const named = Object.values(stack.resources("docker_container"));
  const containerOf = (key: string) => named.find(({ name }) => name === (key === "container_name" ? "mine" : `shop-${key}-1`));
  for (const [key, [, container]] of Object.entries(services)) {
    if (key === "profiles") expect(containerOf(key)).toBeUndefined();
    else expect({ key, ...containerOf(key) }).toMatchObject({ key, ...container });
  }
  expect(stack.named("docker_image", "shop-build")).toMatchObject({
    build: { dockerfile: "my.Dockerfile", target: "last", build_args: { A: "1" }, context: expect.any(String) },
  });
  expect(stack.named("docker_network", "own-net")).toMatchObject({ internal: true, attachable: true, options: { a: "b" } });
  expect(stack.named("docker_volume", "own-vol")).toMatchObject({ driver_opts: { type: "tmpfs" } });
  for (const made of [stack.named("docker_network", "own-net"), stack.named("docker_volume", "own-vol")])
    expect(made["labels"]).toContainEqual({ label: "a", value: "b" });
});

test("several containers of a service, by scale or by replicas", async () => {
  for (const several of ["scale: 2", "deploy: { replicas: 2 }"]) {
    const stack = synthLab(await exerciseClass(`services: { web: { image: "redis:7", ${several} } }\n`));
    const names = Object.values(stack.resources("docker_container")).map(({ name }) => name);
    expect(names).toEqual(["shop-web-1", "shop-web-2"]);
  }
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
}
const schema = z.toJSONSchema(composeFile, { io: "output", unrepresentable: "any" }) as Schema;
const keysOf = (part: string) => {
  const { additionalProperties: one } = schema.properties?.[part] ?? {};
  return Object.keys((one?.anyOf?.[0] ?? one)?.properties ?? {}).sort();
};

test("docs/exercises.md has every key that is taken, and each is tried above", () => {
  const text = readFileSync("docs/exercises.md", "utf8");
  const row = (where: string) => {
    const [, cell = ""] = new RegExp(`^\\| ${where} \\| (.*) \\|$`, "m").exec(text) ?? [];
    return [...cell.matchAll(/`([a-z0-9_-]+)(?::[^`]*)?`/g)].map(([, key = ""]) => key).sort();
  };
  for (const [part, where, tried] of [
    ["services", "a service", services],
    ["networks", "a network", networks],
    ["volumes", "a volume", volumes],
  ] as const) {
    expect({ part, keys: keysOf(part) }).toEqual({ part, keys: Object.keys(tried).sort() });
    expect({ part, keys: row(where) }).toEqual({ part, keys: Object.keys(tried).sort() });
  }
});

test("what is not taken is refused with file, line, key and what to do", async () => {
  const refused = `services:
  web:
    image: "redis:7"
    cpus: 0.5
    links: [db]
    extends: { file: other.yaml, service: web }
  db:
    image: "redis:7"
    deploy: { resources: { limits: { cpus: "0.5" } } }
networks:
  old: { external: true }
  own:
    ipam: { config: [{ subnet: 172.20.0.0/24 }] }
  six: { enable_ipv6: true }
volumes:
  kept: { external: true }
`;
  const lines = await exerciseClass(refused).then(
    () => [],
    (error: unknown) => (error as Error).message.split("\n"),
  );
  expect(lines).toEqual([
    "shop/compose.yaml:4: services.web.cpus is not taken: provider docker 3.6.2 fails at a limit of CPUs; remove it",
    "shop/compose.yaml:5: services.web.links is not taken: services of a network reach each other by their names; remove it, or give an alias under networks",
    "shop/compose.yaml:6: services.web.extends is not taken: remove it; a lab declares a service in one file",
    "shop/compose.yaml:9: services.db.deploy.resources.limits.cpus is not taken: provider docker 3.6.2 fails at a limit of CPUs; remove it",
    "shop/compose.yaml:11: networks.old.external is not taken: a lab makes the networks that it uses, and an exercise reaches no other's; remove it",
    "shop/compose.yaml:13: networks.own.ipam is not taken: Docker chooses the subnet; remove it",
    expect.stringContaining("shop/compose.yaml:14: networks.six.enable_ipv6: true must be false"),
    "shop/compose.yaml:16: volumes.kept.external is not taken: a lab makes the volumes that it uses; remove it",
  ]);
});
