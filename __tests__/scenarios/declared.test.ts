// What the chapters declare in a student's lab.
import { classOf } from "../lab-yaml";
import { type Synthesized, synthLab } from "../synth";

const lab = (scenario: string) => synthLab(classOf(`name: docker-101\nscenarios: [${scenario}]\n`));
const names = (stack: Synthesized, type: string) =>
  Object.values(stack.resources(type))
    .map(({ name }) => name)
    .sort();

test.each(["daemon", "volumes"])("%s declares images only: its student types the rest", (scenario) => {
  const stack = lab(scenario);
  expect(names(stack, "docker_container")).toEqual([]);
  expect(names(stack, "docker_image").length).toBeGreaterThan(0);
});

test.each(["processes", "image-layers", "networks", "reverse-proxy", "nginx", "load-balancer", "wordpress"])(
  "%s in state ready pulls its images and declares nothing",
  (scenario) => {
    const stack = lab(`${scenario}: { state: ready }`);
    expect(names(stack, "docker_container")).toEqual([]);
    expect(names(stack, "docker_network")).toEqual([]);
    expect(names(stack, "docker_image").length).toBeGreaterThan(0);
    expect(stack.text).not.toContain('"build"');
  },
);

test("processes: two shells that wait, of two userlands", () => {
  const stack = lab("processes");
  expect(names(stack, "docker_container")).toEqual(["userland-almalinux", "userland-ubuntu"]);
  expect(stack.named("docker_container", "userland-ubuntu")).toMatchObject({ command: ["bash"], stdin_open: true, tty: true });
});

test("image-layers: second is built from first, and first from the image that lab.yaml names", () => {
  const stack = lab('image-layers: { image: "ubuntu:24.04" }');
  const first = stack.named("docker_image", "commit_test:first");
  const second = stack.named("docker_image", "commit_test:second");
  expect(first["build"]).toMatchObject({ dockerfile: "first.Dockerfile", build_args: { BASE: "ubuntu:24.04" } });
  expect(second["build"]).toMatchObject({ dockerfile: "second.Dockerfile" });
  expect(second["depends_on"]).toEqual([expect.stringMatching(/^docker_image\.image-layers_first/)]);
});

test("networks: a container in each mode, the shared one by the id of the one that it shares with", () => {
  const stack = lab("networks");
  const mode = (name: string) => stack.named("docker_container", name)["network_mode"];
  expect([mode("mode-bridge"), mode("mode-host"), mode("mode-none")]).toEqual(["bridge", "host", "none"]);
  expect(mode("mode-container")).toMatch(/^container:\$\{docker_container\.networks_mode-bridge\S*\.id\}$/);
});

test("reverse-proxy: only the proxy is published, and the app's template strings are not Terraform's", () => {
  const stack = lab("reverse-proxy: { port: 9000 }");
  const app = stack.named("docker_container", "reverse-proxy-app");
  expect(stack.named("docker_container", "reverse-proxy")["ports"]).toEqual([expect.objectContaining({ internal: 80, external: 9000 })]);
  expect(app["ports"] ?? []).toEqual([]);
  const [{ content }] = app["upload"] as [{ content: string }];
  expect(content).toContain("`app $${os.hostname()}");
  expect(content).not.toMatch(/(?<!\$)\$\{/);
});
