// What answers to the docker command of this machine: an Engine, one without rights, Podman, Docker Desktop outside its WSL distribution.
import { spawnSync } from "node:child_process";
import { EngineError, inspectEngine } from "../../engine/inspect";
import { thisMachine } from "../../engine/host";
import { fakeCommands } from "../fake-commands";
import { testFolder } from "../lab-yaml";

let commands: { restore(): void } | undefined;
afterEach(() => commands?.restore());

async function inspect(docker: string) {
  commands = fakeCommands({ docker });
  return inspectEngine(thisMachine("student-1", "127.0.0.1", { labsFolder: testFolder() })).catch((error: unknown) => error);
}

test("an Engine, with and without root", async () => {
  const docker = (components: string) => `case "$1" in version) echo "29.4.1 ${components}" ;; *) : ;; esac`;
  expect(await inspect(docker("Engine,containerd,runc,docker-init,"))).toMatchObject({ version: "29.4.1", rootless: false });
  expect(await inspect(docker("Engine,containerd,runc,docker-init,rootlesskit,slirp4netns,"))).toMatchObject({ rootless: true });
});

test.each([
  [
    "Podman's docker",
    'case "$1" in --version) echo podman version 4.9.3 ;; *) echo "Error: template: version: no field Components" >&2; exit 125 ;; esac',
    /^the docker command is Podman's/,
    /podman-docker/,
  ],
  [
    "Docker Desktop outside its WSL distribution",
    `echo "The command 'docker' could not be found in this WSL 2 distro."; echo "We recommend to activate the WSL integration in Docker Desktop settings." >&2; exit 1`,
    /does not serve this WSL distribution/,
    /WSL integration/,
  ],
])("%s is named with its fix", async (_, docker, message, next) => {
  const error = await inspect(docker);
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ message: expect.stringMatching(message) as unknown, next: expect.stringMatching(next) as unknown });
});

test("the template that recognizes a rootless Engine is accepted by the docker command", () => {
  const template = "{{.Server.Version}} {{range .Server.Components}}{{.Name}},{{end}}";
  const { error, stderr } = spawnSync("docker", ["version", "--format", template], { encoding: "utf8" });
  // a machine without Docker, or without an Engine that answers, cannot answer it
  if (error === undefined) expect(stderr).not.toMatch(/template/);
});

test("a container comes with the image it was made from, by which a lab's own images are known", async () => {
  const id = "a".repeat(64);
  const image = `sha256:${"b".repeat(64)}`;
  const line = JSON.stringify({
    ...{ id, name: "/practice_web_1", image, state: { Status: "running" }, labels: null },
    ...{ ports: null, mode: "bridge", networks: { bridge: {} } },
  });
  const docker = `case "$1 $2" in "version "*) echo "29.4.1 Engine," ;; "ps "*) echo ${id} ;; "inspect "*) echo '${line}' ;; esac`;
  expect(await inspect(docker)).toMatchObject({ containers: [{ name: "practice_web_1", image }] });
});
