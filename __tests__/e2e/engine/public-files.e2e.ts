// Compose files of public samples on a real Engine, all at once: images that are not there are mapped to one that only waits, ports to free ones.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { labels } from "../../../definition/pins";
import { type PublicFile, publicFiles } from "../../exercises/public-files";
import { LabCommand } from "../lab-command";
import { engine, provider, sh, suite, terraformBinary } from "../needs";
import { removeLeftovers } from "./leftovers";

const className = "e2e-public";
/** Runs until it is stopped, whatever it is given to run. */
const waiting = "e2e-public-waiting:1";
const waitingDockerfile = `FROM node:22-alpine AS development
RUN echo 'postgres:x:70:70::/:/bin/sh' >>/etc/passwd
ENTRYPOINT ["node", "-e", "for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit()); setInterval(() => undefined, 1000)", "--"]
FROM development AS builder
`;
/** Images that are used as they are; their databases need more than the samples' keys say. */
const there = ["redis:7-alpine", "redis:alpine", "nginx:1.30"];

/** The exercise's folder below a class's, with what the Engine has. */
function write(classFolder: string, name: string, { compose, files }: PublicFile, firstPort: number): void {
  let port = firstPort;
  const mapped = compose
    .replace(/image: "?([\w./:-]+)"?/g, (whole, image: string) =>
      there.includes(image) || image.startsWith("samples/") ? whole : `image: "${waiting}"`,
    )
    .replace(/"\d+:(\d+)"/g, (_, inside: string) => `"${port++}:${inside}"`)
    .replace("test: [CMD, pg_isready], interval: 90s", "test: [CMD, node, --version], interval: 2s");
  const all: Record<string, string> = { "compose.yaml": mapped, "guide.en.md": `# ${name}\n` };
  for (const [path, text] of Object.entries(files)) all[`files/${path}`] = path.endsWith("Dockerfile") ? waitingDockerfile : text;
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(classFolder, name, path)), { recursive: true });
    writeFileSync(join(classFolder, name, path), text);
  }
}

suite("compose files of public samples on a real Engine", [engine, terraformBinary, provider("docker")], () => {
  const lab = new LabCommand();
  const all = Object.entries<PublicFile>(publicFiles).map(([name, file]) => ({ name: name.toLowerCase(), file }));
  const left = () =>
    ["ps -aq", "network ls -q", "volume ls -q"].map((what) => sh(`docker ${what} --filter label=${labels.class}=${className}`)).join("");

  beforeAll(() => {
    removeLeftovers();
    const folder = mkdtempSync(join(tmpdir(), "lab-e2e-public-"));
    writeFileSync(join(folder, "Dockerfile"), waitingDockerfile);
    sh(`docker build -q -t ${waiting} ${folder}`);
    for (const [at, { name, file }] of all.entries()) write(lab.folder, name, file, 21_000 + 100 * at);
    lab.write(
      `name: ${className}\nlanguage: en\nscenarios:\n${all.map(({ name, file }) => `  - ./${name}: { ${file.options} }\n`).join("")}`,
    );
  });
  afterAll(async () => {
    await lab.run("down", "--yes");
    removeLeftovers();
  });

  test("all of them come up, show no difference in the second plan, and are removed", async () => {
    const up = await lab.run("up");
    expect({ code: up.code, stderr: up.code === 0 ? "" : up.stderr }).toEqual({ code: 0, stderr: "" });
    const running = sh(`docker ps --filter label=${labels.class}=${className} --format '{{.Names}}'`).split("\n");
    for (const name of ["vote-vote-1", "redis", "shopfront-page-1", "backend-proxy-1", "git-git-1", "cloud-db-1", "graphs", "flask-web-1"])
      expect(running).toContain(name);
    expect(running.filter((name) => name.startsWith("wordsmith_words_"))).toHaveLength(5);
    const plan = spawnSync("terraform", ["plan", "-detailed-exitcode", "-input=false", "-no-color"], {
      cwd: join(lab.home, className, "cdktf.out/stacks/lab-student-1"),
      env: lab.env,
      encoding: "utf8",
    });
    expect({ status: plan.status, changes: plan.status === 0 ? "" : plan.stdout }).toEqual({ status: 0, changes: "" });
    const down = await lab.run("down", "--yes");
    expect({ code: down.code, left: left() }).toEqual({ code: 0, left: "" });
  });
});
