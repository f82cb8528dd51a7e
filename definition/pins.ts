// Every pinned value in one place: images, versions, ports, names, labels, tags.

/** Images the scenarios use unless lab.yaml names others. All are official Docker Hub images for amd64 and arm64. */
export const images = {
  nginx: "nginx:1.30",
  mysql: "mysql:8.4",
  wordpress: "wordpress:7-apache",
  node: "node:22-alpine",
  haproxy: "haproxy:3.2",
  ubuntu: "ubuntu:24.04",
  almalinux: "almalinux:9",
} as const;

/** Host ports the scenarios publish unless lab.yaml names others: the course's own, and 8082 for WordPress. */
export const ports = { nginx: 80, nginxSecond: 8081, loadBalancer: 8080, wordpress: 8082, reverseProxy: 8083 } as const;

/** Ports a class's hosts open besides the scenarios': the course's exercises, and what `-p 80` picks (ip_local_port_range). */
export const openPorts = { exercises: [8081, 8090], ephemeral: [32768, 60999], pages: 443 } as const;

/** What is installed on a host. */
export const software = {
  /** The Ubuntu release on which both install methods were tested. */
  ubuntu: { release: "24.04", codename: "noble" },
  /** The Engine's tested major version; hosts hold the packages there. */
  dockerMajor: 29,
  /** The course's docker-compose. */
  compose1: "1.23.2",
  /** SHA-256 of its file for Linux on x86_64. LAB_COMPOSE_SHA256 names that of another build. */
  compose1Sha256: process.env["LAB_COMPOSE_SHA256"] ?? "4d618e19b91b9a49f36d041446d96a1a0a067c676330a4f25aca6bbd000de7a9",
  /** Fingerprint of the key that signs Docker's packages. LAB_DOCKER_KEY names that of a mirror which signs its own. */
  dockerKey: process.env["LAB_DOCKER_KEY"] ?? "9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
  /** The oldest API version of Engine 29, which docker-compose 1.23.2 has to speak (it would speak 1.22 by itself). */
  composeApi: "1.40",
} as const;

/** The user of Ubuntu's images, who logs in at a host. */
export const ubuntuUser = "ubuntu";

/** Terraform: what `lab` fetches where there is none, the oldest it accepts, and the providers that the bindings are generated from. */
export const terraform = {
  version: "1.11.4",
  /** SHA-256 of HashiCorp's zip files of that version, as its own Homebrew formula of that version has them. */
  sha256: new Map([
    ["linux_amd64", "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc"],
    ["linux_arm64", "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633"],
    ["darwin_amd64", "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b"],
    ["darwin_arm64", "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18"],
  ]),
  min: { terraform: "1.5.7", tofu: "1.6.0" },
  /** The oldest that keeps the lock of a state in S3 there (`use_lockfile`). */
  minWithS3: { terraform: "1.10.0", tofu: "1.10.0" },
  providers: { docker: "3.6.2", aws: "6.25.0" },
} as const;

/** A Terraform provider that stacks may need. */
export type ProviderName = keyof typeof terraform.providers;

/** Labels on every container, network and image of a lab: how `lab status`, `lab down` and the checks find them without Terraform. */
export const labels = {
  class: "docker-class-lab.class",
  student: "docker-class-lab.student",
  scenario: "docker-class-lab.scenario",
  /** On a container that does its work once and ends. */
  once: "docker-class-lab.once",
  /** Compose's own: on every container, network and volume of a project. */
  composeProject: "com.docker.compose.project",
} as const;

/** Tags on everything in AWS: how `lab down` and `lab orphans` find it without Terraform. */
export const tags = {
  class: "docker-class-lab:class",
  student: "docker-class-lab:student",
  /** On a spare: the student who sits at it. */
  seat: "docker-class-lab:seat",
  owner: "docker-class-lab:owner",
  ends: "docker-class-lab:ends",
  managedBy: "docker-class-lab:managed-by",
} as const;
