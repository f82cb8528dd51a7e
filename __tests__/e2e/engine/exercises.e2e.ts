// Exercises of one's own on a real Engine: the two examples from up to down, the same as docker-compose creates from the file, and every kind of key.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { labels } from "../../../definition/pins";
import { LabCommand } from "../lab-command";
import { engine, projectFolder, provider, sh, suite, terraformBinary } from "../needs";
import { removeLeftovers } from "./leftovers";

const className = "e2e-exercises";
const examples = join(projectFolder, "examples/exercises");
const ports = { queue: 18085, web: 18086 };

interface Inspected {
  readonly Name: string;
  readonly Config: {
    readonly Env: readonly string[];
    readonly Cmd: readonly string[] | null;
    readonly WorkingDir: string;
    readonly Healthcheck?: {
      readonly Test: readonly string[];
      readonly Interval?: number;
      readonly Timeout?: number;
      readonly Retries?: number;
    };
  };
  readonly HostConfig: { readonly PortBindings: object | null; readonly RestartPolicy: { readonly Name: string } };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly Aliases: readonly string[] | null }>> };
}

/** What `docker inspect` says of a project's containers, as far as compose and the lab have to agree. */
function project(name: string): object[] {
  const ids = sh(`docker ps -aq --filter label=${labels.composeProject}=${name}`).split("\n").join(" ");
  const all = JSON.parse(sh(`docker inspect ${ids}`)) as Inspected[];
  return all
    .map(({ Name, Config, HostConfig, Mounts, NetworkSettings }) => ({
      name: Name,
      env: [...Config.Env].sort(),
      command: Config.Cmd,
      folder: Config.WorkingDir,
      health: Config.Healthcheck && [
        Config.Healthcheck.Test,
        Config.Healthcheck.Interval,
        Config.Healthcheck.Timeout,
        Config.Healthcheck.Retries,
      ],
      ports: Object.entries(HostConfig.PortBindings ?? {}).map(([port, bindings]) => [
        port,
        (bindings as { HostPort: string }[]).map(({ HostPort }) => HostPort),
      ]),
      restart: HostConfig.RestartPolicy.Name,
      mounts: Mounts.map(({ Type, Name: volume, Source, Destination, RW }) => [Type, volume ?? Source, Destination, RW]).sort(),
      networks: Object.entries(NetworkSettings.Networks).map(([network, { Aliases }]) => [
        network,
        // the Engine itself adds the id
        (Aliases ?? []).filter((alias) => !/^[0-9a-f]{12}$/.test(alias)).sort(),
      ]),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

suite("exercises of one's own", [engine, terraformBinary, provider("docker")], () => {
  const lab = new LabCommand();
  const write = (scenarios: string) =>
    lab.write(`name: ${className}\nlanguage: en\ntarget: { local: { bind: 0.0.0.0 } }\nscenarios: ${scenarios}\n`);
  const plan = () => {
    const cwd = join(lab.home, className, "cdktf.out/stacks/lab-student-1");
    const { status, stdout } = spawnSync("terraform", ["plan", "-detailed-exitcode", "-input=false", "-no-color"], {
      cwd,
      env: lab.env,
      encoding: "utf8",
    });
    return { status, changes: status === 0 ? "" : stdout };
  };
  const well = async (...words: string[]) => {
    const { code, stdout, stderr } = await lab.run(...words);
    expect({ words, code, stderr: code === 0 ? "" : stderr }).toEqual({ words, code: 0, stderr: "" });
    return stdout;
  };
  const left = () =>
    [
      ...["ps -aq", "network ls -q", "volume ls -q"].map((what) => sh(`docker ${what} --filter label=${labels.class}=${className}`)),
      // what is built has no label
      sh("docker image ls -q --filter reference=keys-web"),
    ].join("");

  beforeAll(removeLeftovers);
  afterAll(async () => {
    await lab.run("down", "--yes");
    removeLeftovers();
  });

  test("two examples from up to done, back to their start and removed", async () => {
    write(`[${examples}/build, ${examples}/queue: { variables: { PORT: ${ports.queue}, TITLE: Orders } }]`);
    expect(await well("up")).toContain(`http://127.0.0.1:${ports.queue}`);
    expect(plan()).toEqual({ status: 0, changes: "" });
    expect(await (await fetch(`http://127.0.0.1:${ports.queue}/`)).text()).toBe("Orders: waiting 0, done 0, workers 0\n");
    const red = await lab.run("check");
    expect(red.code).toBe(1);
    expect(red.stdout).toContain("student-1: the page says: Orders: waiting 0, done 0, workers 0");
    await well("solve", "student-1", "queue", "--yes");
    await well("solve", "student-1", "build", "--yes");
    await well("check");
    await well("reset", "student-1", "--yes");
    expect(sh("docker ps -aq --filter name=queue-worker-2")).toBe("");
    expect(await (await fetch(`http://127.0.0.1:${ports.queue}/`)).text()).toBe("Orders: waiting 0, done 0, workers 0\n");
    expect(plan()).toEqual({ status: 0, changes: "" });
    await well("down");
    expect(left()).toBe("");
  });

  const hasCompose = spawnSync("docker-compose", ["version"]).status === 0;
  (hasCompose ? test : test.skip)("docker-compose makes the same of the same file", async () => {
    write(`[${examples}/queue: { compatibility: true, variables: { PORT: ${ports.queue} } }]`);
    await well("up");
    const ours = project("queue");
    expect(sh(`cd ${lab.home}/${className}/labs/queue && docker-compose -p queue ps`)).toContain("queue_worker_1");
    await well("down");
    sh(`cd ${lab.home}/${className}/labs/queue && docker-compose -p queue up -d 2>&1`);
    const theirs = project("queue");
    sh(`cd ${lab.home}/${className}/labs/queue && docker-compose -p queue down -v 2>&1`);
    expect(ours).toEqual(theirs);
  });

  test("every kind of key is deployed, shows no difference in the second plan, and is removed", async () => {
    const folder = join(lab.folder, "exercises/keys");
    const files: Record<string, string> = {
      "guide.en.md": "# Keys\n",
      "files/app.env": "FROM_FILE=yes\n",
      "files/secret.txt": "hidden\n",
      "files/app/Dockerfile": "FROM node:22-alpine\nARG WORD\nRUN echo $WORD > /word\n",
      "compose.yaml": `services:
  seed:
    image: redis:7-alpine
    entrypoint: [sh, -c]
    command: ["echo seeded > /data/seed"]
    volumes: ["data:/data"]
  web:
    build: { context: app, args: { WORD: "$\${HOME}" } }
    command: node -e 'require("http").createServer((q, s) => s.end("up")).listen(80)'
    env_file: app.env
    environment: { EMPTY: "", DOLLAR: "$\${HOME}" }
    ports: ["${ports.web}:80", "127.0.0.1::81"]
    volumes: ["data:/data:ro", "/anonymous", { type: tmpfs, target: /tmp/t, tmpfs: { size: 16m } }]
    tmpfs: /run
    secrets: [word]
    networks: { inner: { aliases: [page] }, default: }
    depends_on: { seed: { condition: service_completed_successfully } }
    healthcheck: { test: "true", interval: 90s, timeout: 500ms, retries: 2, start_period: 1h }
    restart: on-failure:3
    user: "0"
    working_dir: /tmp
    hostname: web
    cap_add: [NET_ADMIN]
    cap_drop: [MKNOD]
    mem_limit: 96m
    labels: { kind: "page $\${x}" }
    init: true
    dns: [127.0.0.53]
    extra_hosts: ["db.example:192.0.2.1"]
    ulimits: { nofile: { soft: 1000, hard: 2000 } }
    sysctls: { net.core.somaxconn: 512 }
    shm_size: 32m
    stop_signal: SIGINT
    stop_grace_period: 2s
    read_only: true
    x-page: /
  beside:
    image: redis:7-alpine
    network_mode: service:web
    deploy: { replicas: 2, resources: { limits: { memory: 32m } } }
    command: sleep 1000
volumes: { data: { labels: { kind: kept } } }
networks: { inner: { internal: true } }
secrets: { word: { file: secret.txt } }
`,
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    write("[./exercises/keys]");
    await well("up");
    expect(plan()).toEqual({ status: 0, changes: "" });
    const inside = sh("docker exec keys-web-1 sh -c 'cat /data/seed /run/secrets/word; echo $FROM_FILE $DOLLAR'");
    expect(inside).toBe("seeded\nhidden\nyes ${HOME}");
    const before = sh(`docker ps -aq --no-trunc --filter label=${labels.class}=${className} | sort`);
    await well("up");
    expect(sh(`docker ps -aq --no-trunc --filter label=${labels.class}=${className} | sort`)).toBe(before);
    expect(await well("status")).toMatch(/keys .*up/);
    await well("down");
    expect(left()).toBe("");
  });
});
