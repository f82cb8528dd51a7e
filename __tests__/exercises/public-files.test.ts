// Compose files of public samples: each becomes a lab (e2e/public-files.e2e.ts deploys it), or is refused with its line.
import { synthLab } from "../synth";
import { exerciseClass } from "./folder";
import { type PublicFile, publicFiles } from "./public-files";

const containers = async ({ compose, files, options }: PublicFile) => {
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
    const { names, named, stack } = await containers(publicFiles.vote);
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
    const { named } = await containers(publicFiles.shopFront);
    expect(named("shop-api-1")["volumes"]).toContainEqual({
      container_path: "/run/secrets/db-password",
      host_path: "${var.labs_folder}/shop/db/password.txt",
      read_only: true,
    });
    expect(named("shop-db-1")).toMatchObject({ restart: "always" });
    expect(named("shop-page-1")["volumes"]).toEqual([{ container_path: "/code/node_modules", read_only: false }]);
  });

  test("a proxy before a backend that waits for a healthy database", async () => {
    const { named } = await containers(publicFiles.backend);
    expect(named("shop-db-1")).toMatchObject({
      user: "postgres",
      wait: true,
      healthcheck: { test: ["CMD", "pg_isready"], interval: "1m30s", timeout: "5s", retries: 5 },
    });
    expect(named("shop-backend-1")["depends_on"]).toContainEqual(expect.stringContaining("shop-db-1"));
  });

  test("an application and its database on the default network", async () => {
    const { names, stack } = await containers(publicFiles.git);
    expect(names).toEqual(["shop-db-1", "shop-git-1"]);
    expect(stack.named("docker_network", "shop_default")).toBeDefined();
  });

  test("three services with a cache, two networks and a command of flags", async () => {
    const { named } = await containers(publicFiles.cloud);
    expect(named("shop-db-1")["command"]).toEqual(["--transaction-isolation=READ-COMMITTED", "--binlog-format=ROW"]);
  });

  test("two monitors with names of their own and folders of settings", async () => {
    const { names } = await containers(publicFiles.monitors);
    expect(names).toEqual(["graphs", "metrics"]);
  });

  test("one service that is built and stopped by SIGINT", async () => {
    const { named } = await containers(publicFiles.flask);
    expect(named("shop-web-1")).toMatchObject({ stop_signal: "SIGINT", image: expect.stringContaining("docker_image.") });
  });

  test("five copies of a service that is built under a name of its own", async () => {
    const { names, stack } = await containers(publicFiles.wordsmith);
    expect(names).toEqual(["shop_db_1", "shop_web_1", ...[1, 2, 3, 4, 5].map((number) => `shop_words_${number}`)]);
    expect(stack.named("docker_image", "samples/api")).toBeDefined();
  });
});

describe("are refused", () => {
  test("variables without a value, each with its line", async () => {
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
    const { named } = await containers({ compose, files: {}, options: "variables: { POSTGRES_USER: kim, POSTGRES_PW: 1234 }" });
    expect(named("shop-postgres-1")["env"]).toEqual(["POSTGRES_USER=kim", "POSTGRES_PASSWORD=1234"]);
  });

  test("fixed addresses and a custom subnet, with what to do", async () => {
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
      "shop/compose.yaml:15: networks.dns-net.ipam is not taken: Docker chooses the subnet; remove it",
    ]);
  });
});
