// docs/class.md typed from zero to destroyed, with the packed package in an empty folder; then the class is handed over by docs/hand-over.md.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labels } from "../../../definition/pins";
import { testFolder } from "../../lab-yaml";
import { engine, projectFolder, provider, sh, suite, terraformBinary, terraformConfig } from "../needs";
import { removeLeftovers } from "./leftovers";

const page = (name: string) => readFileSync(join(projectFolder, "docs", name), "utf8");
/** Blocks of commands of docs/class.md: to install, to work, to end. */
const [install = "", work = "", end = ""] = [...page("class.md").matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
const ownScenario = `import { LabContainer, port, scenario, strict } from "docker-class-lab/scenario";

export default scenario({
  name: "own",
  folder: import.meta.dirname,
  title: { ko: "하나", en: "One" },
  options: strict({ port: port.default(8080) }),
  uses: ({ port }) => ({
    ...{ hostPorts: [{ option: "port", port }], containers: ["own"], networks: [], builds: [], images: ["nginx:1.27"], memoryMb: 64 },
  }),
  endpoints: ({ port }) => [{ name: "own", port, path: "/" }],
  declare: (scope, lab, { port }) => {
    new LabContainer(scope, "own", { lab, name: "own", image: lab.image("nginx:1.27"), publish: { 80: port }, memoryMb: 64 });
    // @ts-expect-error a container has an image
    new LabContainer(scope, "another", { lab, name: "own", memoryMb: 64 });
  },
  checks: () => [],
});
`;
const containers = () => sh(`docker ps -q --filter label=${labels.class}=my-class`);

suite("a class in a folder of its own", [engine, terraformBinary, provider("docker")], () => {
  const base = testFolder();
  // an npm that runs this test hands its own settings on; where packages come from is the machine's
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_(registry|cache|userconfig|globalconfig)$)|LAB_)/i.test(name)),
  );
  const env = {
    ...environment,
    ...terraformConfig(),
    HOME: process.env["HOME"],
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
  };
  const type = (commands: string, cwd: string) => {
    const { status, stdout, stderr } = spawnSync("bash", ["-ec", commands], { cwd, env, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const folder = join(base, "my-class");

  beforeAll(removeLeftovers);
  afterAll(() => {
    removeLeftovers();
    // the package with all that it needs is half a gigabyte
    rmSync(base, { recursive: true, force: true });
  });

  test("the package is installed in an empty folder, and makes one for a class", () => {
    const built = () => sh(`ls -l --time-style=full-iso ${projectFolder}/dist`);
    const before = built();
    sh(`cd ${projectFolder} && npm run --silent package -- --silent --pack-destination ${base}`);
    // other commands may be running
    expect(built()).toBe(before);
    const { status, stdout, stderr } = type(install.replace("npx lab doctor", "npx lab doctor || [ $? = 1 ]"), base);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Wrote my-class/lab.yaml, my-class/.gitignore, my-class/cdktf.json");
    expect(readdirSync(folder).sort()).toEqual([".gitignore", "cdktf.json", "lab.yaml"]);
  });

  test("from an edited lab.yaml to a lab that was looked at and reset", () => {
    const commands = work.replace(/^(npx lab check).*ends with 1.*$/m, "$1 || [ $? = 1 ]");
    const { status, stdout, stderr } = type(commands, folder);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^nginx +http:\/\/127\.0\.0\.1 +http:\/\/127\.0\.0\.1:8081 +up$/m);
    expect(containers()).not.toBe("");
    expect(readdirSync(folder).sort()).toEqual([".gitignore", ".lab", "cards.html", "cdktf.json", "guide.html", "lab.yaml"]);
  });

  test("plain cdktf's app synthesizes the same class", () => {
    const { app } = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8")) as { app: string };
    expect(type(`CDKTF_OUTDIR=cdktf.out ${app}`, folder)).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(folder, "cdktf.out/stacks"))).toEqual(["lab-student-1"]);
  });

  test("a project that is compiled for Node finds the types of what it imports", () => {
    const own = join(base, "own");
    mkdirSync(own);
    cpSync(join(projectFolder, "examples/app/main.ts"), join(own, "main.ts"));
    writeFileSync(join(own, "scenario.ts"), ownScenario);
    writeFileSync(join(own, "package.json"), '{ "type": "module" }\n');
    const compilerOptions = { module: "NodeNext", target: "ES2022", strict: true, noEmit: true, skipLibCheck: true, types: ["node"] };
    const typeRoots = [join(projectFolder, "node_modules/@types")];
    writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...compilerOptions, typeRoots } }));
    expect(type(`${join(projectFolder, "node_modules/.bin/tsc")} -p own`, base)).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("a colleague goes on with the folder that was handed over", () => {
    const commands = [...page("hand-over.md").matchAll(/^ {4}(\S.*)$/gm)].map(([, command = ""]) => command);
    const colleague = join(base, "colleague");
    mkdirSync(colleague);
    symlinkSync(join(base, "node_modules"), join(colleague, "node_modules"));
    expect(type(commands[0] ?? "", base)).toMatchObject({ status: 0 });
    renameSync(join(base, "my-class.tgz"), join(colleague, "my-class.tgz"));
    renameSync(folder, join(base, "not-mine-any-more"));
    const [unpack, enter, status, down] = commands.slice(1);
    expect([unpack, enter, status, down]).toEqual(["tar xzf my-class.tgz", "cd my-class", "npx lab status", "npx lab down"]);
    const looked = type([unpack, enter, status].join("\n"), colleague);
    expect(looked).toMatchObject({ status: 0, stdout: expect.stringMatching(/^nginx .* up$/m) });
  });

  test("the class is removed", () => {
    const { status, stdout, stderr } = type(end, join(base, "colleague/my-class"));
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("is down");
    expect(containers()).toBe("");
  });
});
