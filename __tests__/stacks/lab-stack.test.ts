// A student's lab as it is synthesized: the properties that matter, then the whole as a snapshot and a tree.
import { readFileSync } from "node:fs";
import { Testing } from "cdktf";
import { labStackId } from "../../definition/names";
import { images, labels } from "../../definition/pins";
import { loadBalancer } from "../../stacks/scenarios/load-balancer";
import { LabStack } from "../../stacks/lab-stack";
import { classOf } from "../lab-yaml";
import { type Synthesized, synthLab } from "../synth";

const lab = (scenarios: string) => synthLab(classOf(`name: docker-101\nscenarios: ${scenarios}\n`));
const basic = lab("[nginx, wordpress, load-balancer]");

const containers = ({ json }: Synthesized) => Object.values(json.resource["docker_container"] ?? {});

describe("the provider", () => {
  test("takes its Engine from the stack alone, whatever DOCKER_CONTEXT and DOCKER_CERT_PATH the shell has", () => {
    expect(basic.json["provider"]).toEqual({ docker: [{ context: "", host: "${var.docker_host}" }] });
    const host = synthLab(classOf("name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.11 } }\nscenarios: [nginx]\n"), {
      host: "ssh://ubuntu@10.0.0.11:22",
    });
    expect(host.json["provider"]).toEqual({
      docker: [{ context: "", cert_path: "", host: "ssh://ubuntu@10.0.0.11:22", ssh_opts: ["-F", "${var.ssh_config}"] }],
    });
  });
});

describe("every container", () => {
  test("survives what a student does: no forced run, image by name, ports not a difference", () => {
    for (const container of containers(basic)) {
      expect(container).toMatchObject({ must_run: false, restart: "unless-stopped", lifecycle: { ignore_changes: ["ports"] } });
      expect(container["image"]).toMatch(/\.name\}$/);
    }
    expect(containers(basic)).toHaveLength(7);
  });

  test("has a memory limit without swap beyond it, and bounded logs", () => {
    for (const container of containers(basic)) {
      expect(container["memory"]).toBeGreaterThan(0);
      expect(container["memory_swap"]).toBe(container["memory"]);
      expect(container["log_opts"]).toEqual({ "max-size": "10m", "max-file": "3" });
    }
  });

  test("carries the labels by which it is found without Terraform", () => {
    for (const container of containers(basic)) {
      expect(container["labels"]).toEqual(
        expect.arrayContaining([
          { label: labels.class, value: "docker-101" },
          { label: labels.student, value: "student-1" },
        ]),
      );
    }
  });

  test("listens on this machine alone on target local, and as Docker does on a host", () => {
    expect(basic.named("docker_container", "nginx")["ports"]).toEqual([{ internal: 80, external: 80, ip: "127.0.0.1" }]);
    const host = synthLab(classOf("name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.11 } }\nscenarios: [nginx]\n"), {
      host: "ssh://ubuntu@10.0.0.11:22",
    });
    expect(host.named("docker_container", "nginx")["ports"]).toEqual([{ internal: 80, external: 80 }]);
  });
});

describe("every image", () => {
  test("is a resource of its own, however alike two references are", () => {
    const references = ["nginx:1.29", "nginx:12.9", "nginx-1.29", "nginx/1.29", "a/b", "a--b", "layers", "a.b:c", "ab:c"];
    const pairs = references.map((reference, at) => [reference, references[(at + 1) % references.length] ?? ""] as const);
    for (const [first, second] of pairs) {
      const images = Object.values(
        lab(`[nginx: { image: '${first}' }, reverse-proxy: { image: '${second}' }, image-layers]`).json.resource["docker_image"] ?? {},
      );
      expect(images.map(({ name }) => name)).toEqual(expect.arrayContaining([first, second]));
    }
  });
});

describe("nginx", () => {
  test("has the course's two containers, without a health check: its probes would fill the events that students read", () => {
    for (const [name, port] of [
      ["nginx", 80],
      ["nginx-8081", 8081],
    ] as const) {
      expect(basic.named("docker_container", name)).toMatchObject({ ports: [{ internal: 80, external: port }] });
      expect(basic.named("docker_container", name)).not.toHaveProperty("healthcheck");
    }
  });

  test("is replaced when its port is changed in lab.yaml", () => {
    const settings = (synthesized: Synthesized) => synthesized.resources("terraform_data")["nginx/nginx/settings"]?.["triggers_replace"];
    expect(settings(basic)).toEqual({ ports: "80:80", bind: "127.0.0.1" });
    expect(settings(lab("[nginx: { port: 8090 }]"))).toEqual({ ports: "8090:80", bind: "127.0.0.1" });
  });
});

test("a container that a guide installs packages in has the memory that apt takes there", () => {
  for (const name of ["nginx", "nginx-8081"]) expect(basic.named("docker_container", name)["memory"]).toBeGreaterThanOrEqual(192);
});

describe("wordpress", () => {
  const database = basic.named("docker_container", "wordpressdb_hostvolume");
  const site = basic.named("docker_container", "wordpress_hostvolume");

  test("publishes no database", () => {
    expect(database["ports"]).toEqual([]);
    expect(database["publish_all_ports"]).toBeUndefined();
  });

  test("answers to the course's link name on a network of their own", () => {
    expect(database["networks_advanced"]).toEqual([
      { name: expect.stringContaining("docker_network.wordpress_network"), aliases: ["mysql"] },
    ]);
    expect(site["env"]).toContain("WORDPRESS_DB_HOST=mysql");
  });

  test("makes the database first", () => {
    expect(site["depends_on"]).toEqual(expect.arrayContaining([expect.stringContaining("wordpressdb_hostvolume")]));
  });

  test("keeps its data in the class's folder here, in the course's folder on a host", () => {
    expect(database["volumes"]).toEqual([{ host_path: "${var.data_folder}/wordpress_db", container_path: "/var/lib/mysql" }]);
    const host = synthLab(classOf("name: c\ntarget: { hosts: { kim: ubuntu@h } }\nscenarios: [wordpress]\n"), {
      host: "ssh://ubuntu@h:22",
    });
    expect(host.named("docker_container", "wordpressdb_hostvolume")["volumes"]).toEqual([
      { host_path: "/home/wordpress_db", container_path: "/var/lib/mysql" },
    ]);
  });

  test("has no secret in the JSON, only sensitive variables", () => {
    expect(basic.json["variable"]).toMatchObject({ mysql_root_password: { sensitive: true }, wordpress_db_password: { sensitive: true } });
    expect(database["env"]).toEqual([
      "MYSQL_ROOT_PASSWORD=${var.mysql_root_password}",
      "MYSQL_DATABASE=wordpress",
      "MYSQL_USER=wordpress",
      "MYSQL_PASSWORD=${var.wordpress_db_password}",
    ]);
  });
});

describe("load-balancer", () => {
  test("names N web containers as docker-compose 1 does, found by one DNS name", () => {
    const three = lab("[load-balancer: { web: 3 }]");
    for (const number of [1, 2, 3]) {
      const web = three.named("docker_container", `practice_web_${number}`);
      expect(web["networks_advanced"]).toEqual([{ name: expect.any(String), aliases: ["web"] }]);
      expect(web["ports"]).toEqual([]);
    }
  });

  test("changing N changes only what is new or gone", () => {
    const [two, four] = [lab("[load-balancer]"), lab("[load-balancer: { web: 4 }]")].map((synthesized) =>
      synthesized.resources("docker_container"),
    );
    for (const [path, container] of Object.entries(two ?? {})) expect(four?.[path]).toEqual(container);
    expect(Object.keys(four ?? {}).filter((path) => !(path in (two ?? {})))).toEqual([
      "load-balancer/practice_web_3/container",
      "load-balancer/practice_web_4/container",
    ]);
  });

  test("carries the labels that docker compose lists a project by", () => {
    const labelled = basic.named("docker_container", "practice_web_2")["labels"] as { label: string; value: string }[];
    expect(Object.fromEntries(labelled.map(({ label, value }) => [label, value]))).toMatchObject({
      "com.docker.compose.project": "practice",
      "com.docker.compose.service": "web",
      "com.docker.compose.container-number": "2",
      "com.docker.compose.oneoff": "False",
      "com.docker.compose.config-hash": expect.any(String),
    });
  });

  test("apt-get in a container of nginx, which the course types, has the memory that it takes", () => {
    for (const name of ["nginx", "nginx-8081"]) expect(basic.named("docker_container", name)["memory"]).toBeGreaterThanOrEqual(192);
  });

  test("HAProxy takes DNS answers that are longer than 512 bytes, which 30 web containers fill", () => {
    const [, bytes = "0"] =
      /accepted_payload_size (\d+)/.exec(readFileSync("stacks/scenarios/load-balancer/files/haproxy.cfg", "utf8")) ?? [];
    // 16 bytes for an address, and the answer's head
    expect(Number(bytes)).toBeGreaterThanOrEqual(50 * 16 + 64);
  });

  test("its exercise files name the pinned images and ports", () => {
    const file = (name: string) => readFileSync(`stacks/scenarios/load-balancer/files/${name}`, "utf8");
    expect(file("Dockerfile")).toContain(`FROM ${images.node}\n`);
    expect(file("docker-compose.yml")).toContain(`image: ${images.haproxy}\n`);
    expect(loadBalancer.uses({ web: 2, port: 8080, image: images.haproxy }).images).toEqual([images.node, images.haproxy]);
  });
});

test("a scenario that is ready has its images and no container, network or build", () => {
  const ready = lab("[nginx: { state: ready }, wordpress: { state: ready }, load-balancer: { state: ready }]");
  expect(Object.keys(ready.json.resource)).toEqual(["docker_image"]);
  expect(Object.values(ready.resources("docker_image")).map(({ name }) => name)).toEqual([
    images.nginx,
    images.mysql,
    images.wordpress,
    images.node,
    images.haproxy,
  ]);
});

test("an image that two scenarios use is one resource", () => {
  const one = lab("[nginx, load-balancer: { image: 'nginx:1.30' }]");
  expect(Object.values(one.resources("docker_image")).filter(({ name }) => name === "nginx:1.30")).toHaveLength(1);
});

test("lab.yaml sets the provider's version", () => {
  const pinned = synthLab(classOf('name: c\nscenarios: [nginx]\nterraform: { providers: { docker: "3.9.0" } }\n'));
  expect(pinned.json["terraform"]).toMatchObject({ required_providers: { docker: { source: "kreuzwerker/docker", version: "3.9.0" } } });
});

test("state in S3 is locked there and kept apart by class and stack", () => {
  const team = synthLab(classOf("name: c\nscenarios: [nginx]\nstate: { s3: { bucket: team-state, key: labs, region: eu-west-1 } }\n"));
  expect(team.json["terraform"]).toMatchObject({
    backend: { s3: { bucket: "team-state", key: "labs/c/lab-student-1.tfstate", region: "eu-west-1", encrypt: true, use_lockfile: true } },
  });
});

test("a rule over the whole lab holds for a stack without a lab.yaml, and the error names the prop alone", () => {
  const definition = classOf("name: c\nscenarios: [nginx]\n");
  const [use] = definition.scenarios;
  if (!use) throw new Error("no scenario");
  expect(() =>
    synthLab({ ...definition, scenarios: [{ ...use, options: { image: "nginx:1.30", port: 8081, secondPort: 8081 } }] }),
  ).toThrow(/\] scenarios\[0\]\.nginx\.secondPort: 8081 is also the host port of nginx\.port; give one of them another port$/m);
});

test("snapshot", () => expect(basic.text).toMatchSnapshot());

test("construct tree", () => {
  const definition = classOf("name: docker-101\nscenarios: [nginx, wordpress, load-balancer]\n");
  const [student] = definition.students;
  if (!student) throw new Error("no student");
  expect(
    Testing.renderConstructTree(
      new LabStack(Testing.app(), labStackId(student.name), { definition, student: student.name, engine: {}, stateFolder: "state" }),
    ),
  ).toMatchSnapshot();
});
