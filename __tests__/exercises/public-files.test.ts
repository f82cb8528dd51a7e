// Compose files of public samples, written anew with the same keys and the same shape: each becomes a lab, or is refused by its line.
import { synthLab } from "../synth";
import { exerciseClass } from "./folder";

const dockerfile = "FROM node:22-alpine AS development\nFROM development AS builder\n";
const containers = async (compose: string, files: Readonly<Record<string, string>> = {}, options = "") => {
  const stack = synthLab(await exerciseClass(compose, files, options));
  return {
    stack,
    named: (name: string) => stack.named("docker_container", name),
    names: Object.values(stack.resources("docker_container"))
      .map(({ name }) => name)
      .sort(),
  };
};
const refusal = async (compose: string, files: Readonly<Record<string, string>> = {}) =>
  exerciseClass(compose, files).then(
    () => [],
    (error: unknown) => (error as Error).message.split("\n"),
  );

describe("become labs", () => {
  test("a vote in five services on two networks", async () => {
    // https://github.com/dockersamples/example-voting-app docker-compose.yml
    const { names, named, stack } = await containers(
      `version: "3"
services:
  vote: { build: ./vote, command: python app.py, volumes: ["./vote:/app"], ports: ["5000:80"], networks: [front, back] }
  result: { build: ./result, volumes: ["./result:/app"], ports: ["5001:80", "5858:5858"], networks: [front, back] }
  worker: { build: { context: ./worker }, networks: [back] }
  redis: { image: "redis:7-alpine", container_name: redis, ports: ["6379"], networks: [back] }
  db: { image: "postgres:16", container_name: db, volumes: ["db-data:/var/lib/postgresql/data"], networks: [back] }
volumes: { db-data: }
networks: { front: , back: }
`,
      { "vote/Dockerfile": dockerfile, "result/Dockerfile": dockerfile, "worker/Dockerfile": dockerfile },
    );
    expect(names).toEqual(["db", "redis", "shop-result-1", "shop-vote-1", "shop-worker-1"]);
    expect(named("shop-vote-1")).toMatchObject({
      command: ["python", "app.py"],
      volumes: [{ container_path: "/app", host_path: "${var.labs_folder}/shop/vote" }],
      networks_advanced: [{ aliases: ["vote"] }, { aliases: ["vote"] }],
    });
    expect(named("redis")["ports"]).toEqual([{ internal: 6379, ip: "127.0.0.1", protocol: "tcp" }]);
    expect(stack.named("docker_image", "shop-vote")).toMatchObject({ build: { dockerfile: "Dockerfile" } });
    expect(stack.named("docker_volume", "shop_db-data")).toBeDefined();
  });

  test("a page, an API and a database with a secret in a file", async () => {
    // https://github.com/docker/awesome-compose react-express-mysql/compose.yaml
    const { named } = await containers(
      `services:
  api:
    build: { args: [MODE=development], context: api, target: development }
    command: npm run watch
    environment: [DB=example, DB_PASSWORD=/run/secrets/db-password]
    ports: ["80:8080", "9229:9229"]
    secrets: [db-password]
    volumes: ["./api/src:/code/src:ro", "unused:/opt/app/node_modules"]
    networks: [public, private]
    depends_on: [db]
  db: { image: "mysql:8.4", restart: always, secrets: [db-password], volumes: ["data:/var/lib/mysql"], networks: [private] }
  page: { build: { context: page, target: development }, ports: ["3000:3000"], volumes: [/code/node_modules], networks: [public], depends_on: [api] }
networks: { public: , private: }
volumes: { unused: , data: }
secrets: { db-password: { file: db/password.txt } }
`,
      { "api/Dockerfile": dockerfile, "page/Dockerfile": dockerfile, "db/password.txt": "secret\n" },
    );
    expect(named("shop-api-1")["volumes"]).toContainEqual({
      container_path: "/run/secrets/db-password",
      host_path: "${var.labs_folder}/shop/db/password.txt",
      read_only: true,
    });
    expect(named("shop-db-1")).toMatchObject({ restart: "always" });
    expect(named("shop-page-1")["volumes"]).toEqual([{ container_path: "/code/node_modules", read_only: false }]);
  });

  test("a proxy before a backend that waits for a healthy database", async () => {
    // https://github.com/docker/awesome-compose nginx-golang-postgres/compose.yaml
    const { named } = await containers(
      `services:
  backend: { build: { context: backend, target: builder }, secrets: [password], depends_on: { db: { condition: service_healthy } } }
  db:
    image: postgres:16
    restart: always
    user: postgres
    secrets: [password]
    volumes: ["data:/var/lib/postgresql"]
    environment: [POSTGRES_PASSWORD_FILE=/run/secrets/password]
    expose: [5432]
    healthcheck: { test: [CMD, pg_isready], interval: 90s, timeout: 5s, retries: 5 }
  proxy:
    image: nginx:1.30
    volumes: [{ type: bind, source: ./nginx.conf, target: /etc/nginx/conf.d/default.conf, read_only: true }]
    ports: ["80:80"]
    depends_on: [backend]
volumes: { data: }
secrets: { password: { file: password.txt } }
`,
      { "backend/Dockerfile": dockerfile, "password.txt": "secret\n", "nginx.conf": "server {}\n" },
    );
    expect(named("shop-db-1")).toMatchObject({
      user: "postgres",
      wait: true,
      healthcheck: { test: ["CMD", "pg_isready"], interval: "1m30s", timeout: "5s", retries: 5 },
    });
    expect(named("shop-backend-1")["depends_on"]).toContainEqual(expect.stringContaining("shop-db-1"));
  });

  test("an application and its database on the default network", async () => {
    // https://github.com/docker/awesome-compose gitea-postgres/compose.yaml
    const { names, stack } = await containers(`services:
  git: { image: gitea/gitea:latest, environment: [DB_TYPE=postgres, DB_HOST=db], restart: always, volumes: ["git_data:/data"], ports: ["3000:3000"] }
  db: { image: "postgres:alpine", environment: [POSTGRES_USER=git], restart: always, volumes: ["db_data:/var/lib/postgresql/data"], expose: [5432] }
volumes: { db_data: , git_data: }
`);
    expect(names).toEqual(["shop-db-1", "shop-git-1"]);
    expect(stack.named("docker_network", "shop_default")).toBeDefined();
  });

  test("three services with a cache, two networks and a command of flags", async () => {
    // https://github.com/docker/awesome-compose nextcloud-redis-mariadb/compose.yaml
    const { named } = await containers(`services:
  cloud: { image: "nextcloud:apache", restart: always, ports: ["80:80"], volumes: ["web:/var/www/html"], networks: [cache, db] }
  redis: { image: "redis:alpine", restart: always, networks: [cache] }
  db: { image: mariadb, command: --transaction-isolation=READ-COMMITTED --binlog-format=ROW, networks: [db], volumes: ["db:/var/lib/mysql"] }
volumes: { db: , web: }
networks: { db: , cache: }
`);
    expect(named("shop-db-1")["command"]).toEqual(["--transaction-isolation=READ-COMMITTED", "--binlog-format=ROW"]);
  });

  test("two monitors with names of their own and folders of settings", async () => {
    // https://github.com/docker/awesome-compose prometheus-grafana/compose.yaml
    const { names } = await containers(`services:
  metrics: { image: prom/prometheus, container_name: metrics, command: ["--config.file=/etc/p.yml"], ports: ["9090:9090"], volumes: ["./p:/etc/p", "m:/m"] }
  graphs: { image: grafana/grafana, container_name: graphs, ports: ["3000:3000"], restart: unless-stopped, environment: [ADMIN=admin] }
volumes: { m: }
`);
    expect(names).toEqual(["graphs", "metrics"]);
  });

  test("one service that is built and stopped by SIGINT", async () => {
    // https://github.com/docker/awesome-compose flask/compose.yaml
    const { named } = await containers(
      `services:\n  web:\n    build: { context: app, target: builder }\n    stop_signal: SIGINT\n    ports: ["8000:8000"]\n    volumes: ["./app:/app"]\n`,
      { "app/Dockerfile": dockerfile },
    );
    expect(named("shop-web-1")).toMatchObject({ stop_signal: "SIGINT", image: expect.stringContaining("docker_image.") });
  });

  test("five copies of a service that is built under a name of its own", async () => {
    // https://github.com/dockersamples/wordsmith docker-compose.yml
    const { names, stack } = await containers(
      `version: "3.3"
services:
  db: { build: db, image: samples/db }
  words: { build: words, image: samples/api, deploy: { replicas: 5 } }
  web: { build: web, image: samples/web, ports: ["8080:80"] }
`,
      { "db/Dockerfile": dockerfile, "words/Dockerfile": dockerfile, "web/Dockerfile": dockerfile },
      "compatibility: true",
    );
    expect(names).toEqual(["shop_db_1", "shop_web_1", ...[1, 2, 3, 4, 5].map((number) => `shop_words_${number}`)]);
    expect(stack.named("docker_image", "samples/api")).toBeDefined();
  });
});

describe("are refused", () => {
  test("variables without a value, each by its line", async () => {
    // https://github.com/docker/awesome-compose postgresql-pgadmin/compose.yaml
    const compose = `services:
  postgres:
    image: postgres:16
    environment:
      - POSTGRES_USER=\${POSTGRES_USER}
      - POSTGRES_PASSWORD=\${POSTGRES_PW}
    ports: ["5432:5432"]
`;
    expect(await refusal(compose)).toEqual([
      "shop/compose.yaml:5: services.postgres.environment[0] uses POSTGRES_USER, which has no value; set it under variables in lab.yaml, or write ${POSTGRES_USER:-default}",
      "shop/compose.yaml:6: services.postgres.environment[1] uses POSTGRES_PW, which has no value; set it under variables in lab.yaml, or write ${POSTGRES_PW:-default}",
    ]);
    const { named } = await containers(compose, {}, "variables: { POSTGRES_USER: kim, POSTGRES_PW: 1234 }");
    expect(named("shop-postgres-1")["env"]).toEqual(["POSTGRES_USER=kim", "POSTGRES_PASSWORD=1234"]);
  });

  test("fixed addresses and a subnet of one's own, with what to do", async () => {
    // https://github.com/docker/awesome-compose pihole-cloudflared-DoH/compose.yaml
    const lines = await refusal(`version: "3.7"
services:
  tunnel:
    image: tunnel:1
    ports: ["5054:5054/tcp", "5054:5054/udp"]
    networks:
      dns-net:
        ipv4_address: 172.20.0.2
  resolver:
    image: resolver:1
    cap_add: [NET_ADMIN]
    networks: [dns-net]
networks:
  dns-net:
    ipam:
      config: [{ subnet: 172.20.0.0/24 }]
`);
    expect(lines).toEqual([
      "shop/compose.yaml:8: services.tunnel.networks.dns-net.ipv4_address is not taken: Docker chooses addresses; services reach each other by name",
      "shop/compose.yaml:15: networks.dns-net.ipam is not taken: Docker chooses the subnet; take it out",
    ]);
  });
});
