// The kit's hosts install stand-ins of Docker's packages and of docker-compose: signed by a key of the kit's own, with another checksum.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kits, kitWork } from "./needs";

const downloads = join(kits, "host/downloads");
const site = join(kitWork, "host/site");
const key = join(site, "download.docker.com/linux/ubuntu/gpg");
const compose = join(site, "github.com/docker/compose/releases/download/1.23.2/docker-compose-Linux-x86_64");

/** The suites, and what they start, inherit the environment. */
export default function kitPins(): void {
  if (!existsSync(downloads)) return;
  // the first time the kit builds them, for minutes
  if (!existsSync(key) || !existsSync(compose)) execFileSync(downloads, ["up"], { stdio: "ignore" });
  const shown = execFileSync("gpg", ["--batch", "--with-colons", "--show-keys", key], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.env["LAB_DOCKER_KEY"] ??= /^fpr:+([0-9A-F]{40}):$/m.exec(shown)?.[1] ?? "";
  process.env["LAB_COMPOSE_SHA256"] ??= createHash("sha256").update(readFileSync(compose)).digest("hex");
}
