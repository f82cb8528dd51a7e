// Every command block of every guide, typed on a host in the guide's order, with what the guide says it shows:
// on a fresh host, and beside a lab in which all the scenarios are running.
import type { Host } from "../../engine/host";
import { guideFacts } from "../../classroom/guide-facts";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { commandBlocks, type CommandBlock, fillGuide, missingLine, readGuide } from "../../classroom/guide-text";
import {
  allScenarios,
  type ClassHosts,
  deployLab,
  Login,
  loginWords,
  printed,
  running,
  shown,
  terraformLab,
  typeAtTerminal,
  upHosts,
} from "./class-host";
import { engine, kit, type Need, provider, suite } from "./needs";

let hosts: ClassHosts;

function onlyHost(): Host {
  const [host] = hosts.hosts;
  if (!host) throw new Error("there is no host");
  return host;
}

async function containers(): Promise<string[]> {
  const names = await printed(onlyHost(), "docker ps -a --format '{{.Names}}'");
  return names.split("\n").filter(Boolean).sort();
}

async function show(host: Host, login: Login, { kind, lines }: CommandBlock): Promise<string> {
  const commands = lines.map(({ text }) => text);
  return kind === "sh" ? (await login.type(commands.join("\n"))).output : typeAtTerminal(loginWords(host), commands);
}

/** Types a guide's blocks in one login and wants of each what the guide shows. */
async function follow(definition: LabClass, name: string): Promise<void> {
  const host = onlyHost();
  const use = definition.scenarios.find(({ spec }) => spec.name === name);
  if (!use) throw new Error(`the class has no ${name}`);
  const facts = guideFacts({ definition, workspace: hosts.workspace }, { student: "kim", address: host.address, use });
  const login = new Login(loginWords(host));
  try {
    for (const block of commandBlocks(fillGuide(readGuide(name, "en"), facts))) {
      const commands = block.lines.map(({ text }) => text);
      const output = shown(await show(host, login, block));
      const missing = block.expected === undefined ? undefined : missingLine(block.expected, output);
      expect({ commands, missing, output: missing === undefined ? "" : output }).toEqual({ commands, missing: undefined, output: "" });
    }
  } finally {
    login.close();
  }
}

const needs: Need[] = [engine, kit("host")];

if (needs.every((need) => need() === undefined)) {
  beforeAll(async () => {
    hosts = await upHosts("e2e-guides", ["kim"], `[${allScenarios.map((name) => `${name}: { state: ready }`).join(", ")}]`);
  });
  afterAll(() => hosts.down());
}

suite("the guides on a fresh host", needs, () => {
  afterEach(async () => {
    // so that a guide that failed stands in nobody's way
    await onlyHost().run("docker ps -aq | xargs -r docker rm -fv; docker network prune -f; sudo -n rm -rf /home/wordpress_db*");
  });

  test.each(allScenarios)("%s: every block shows what its guide says, and the end leaves no container", async (name) => {
    await follow(hosts.definition, name);
    expect(await containers()).toEqual([]);
  });
});

suite("the guides beside a running lab", [...needs, provider("docker")], () => {
  let lab: LabClass;

  beforeAll(async () => {
    lab = running(hosts.definition);
    await deployLab(hosts, lab, "kim");
  });

  test("nine scenarios fit on one host, and a second plan has no difference, whatever a student stops", async () => {
    const plan = () => terraformLab(hosts, "kim", "plan", "-detailed-exitcode");
    expect(plan()).toMatchObject({ status: 0 });
    await onlyHost().run("docker stop -t 0 mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx");
    expect(plan()).toMatchObject({ status: 0 });
    await onlyHost().run("docker start mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx; docker restart -t 0 mode-container");
  });

  test.each(allScenarios.filter((name) => name !== "volumes"))(
    "%s: every block shows what its guide says, and the lab's containers stay",
    async (name) => {
      const before = await containers();
      await follow(lab, name);
      expect(await containers()).toEqual(before);
    },
  );

  test("volumes: every block shows what its guide says, and only wordpress' two containers are gone", async () => {
    const before = await containers();
    await follow(lab, "volumes");
    expect(await containers()).toEqual(before.filter((name) => !/hostvolume$/.test(name)));
  });
  test("a destroy leaves nothing of the lab", async () => {
    expect(terraformLab(hosts, "kim", "destroy", "-auto-approve")).toMatchObject({ status: 0 });
    expect(await containers()).toEqual([]);
    const answer = await onlyHost().run(
      "docker network ls -q --filter type=custom; docker images --format '{{.Repository}}:{{.Tag}}' | grep -e commit_test -e node-server",
    );
    // grep finds none
    expect(answer).toMatchObject({ kind: "done", stdout: "" });
  });
});
