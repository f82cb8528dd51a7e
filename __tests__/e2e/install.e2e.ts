// `lab install`: a fresh Ubuntu machine with this project on it, and no Docker, gets an Engine for its user.
import { execFileSync } from "node:child_process";
import { KitHost } from "../provisioning/kit-host";
import { engine, kit, projectFolder, sh, suite } from "./needs";

suite("lab install on a fresh Ubuntu machine", [kit("host"), engine], () => {
  let machine: KitHost | undefined;
  // what the kit serves is signed by a key of its own, and its docker-compose is a stand-in
  const pins = ["LAB_DOCKER_KEY", "LAB_COMPOSE_SHA256"].map((name) => `${name}=${process.env[name] ?? ""}`).join(" ");
  const host = (): KitHost => {
    if (!machine) throw new Error("the machine did not come up");
    return machine;
  };
  const lab = (words: string) => host().run(`cd main && env ${pins} node cli/lab.mjs ${words}`);

  beforeAll(async () => {
    machine = await KitHost.up("e2e-install");
    await machine.output("cloud-init status --wait");
    // as a clone and npm ci would leave it, but for the constructs of EC2, which a lab on this machine does not load
    const left = [".lab", ".git", "cdktf.out", "node_modules/@cdktf/provider-aws"].map((path) => `--exclude=./${path}`).join(" ");
    sh(`tar -C ${projectFolder} ${left} -c . | docker exec -i -u ubuntu e2e-install sh -c 'mkdir ~/main && tar -C ~/main -x'`);
    execFileSync("docker", ["cp", process.execPath, "e2e-install:/usr/local/bin/node"]);
  });
  afterAll(() => machine?.down());

  test("lab doctor says that it is missing, and what installs it", async () => {
    const { code, stdout } = await lab("doctor");
    expect(code).toBe(3);
    expect(stdout).toMatch(/^Docker Engine +missing +docker is not installed +Install Docker \(on Ubuntu: npx lab install\)/m);
  });

  test("the script is shown before it is asked about, and without an answer nothing is run", async () => {
    const { code, stderr } = await lab("install");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^#!\/bin\/bash\n[^]*Run this script on this machine, as root\? There is no terminal to ask on\.\n/);
    expect(await host().output("type docker 2>&1 || :")).toContain("not found");
  });

  test("then Docker and the course's compose are there for the user, at the next login", async () => {
    const { code, stdout } = await lab("install --yes");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/\nDocker 29\.\S+\nDocker is installed\. Log in again/) as unknown,
    });
    expect(await host().output("docker version --format '{{.Server.Version}}'")).toMatch(/^29\./);
    expect(await host().output("docker-compose version --short")).toBe("1.23.2");
    expect((await lab("doctor")).stdout).toMatch(/^Docker Engine +ok +29\./m);
  });

  test("a second time changes nothing", async () => {
    expect((await lab("install --yes")).stdout).not.toContain("installing");
  });
});
