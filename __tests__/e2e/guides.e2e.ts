// Every command block of every guide, pasted at a terminal in the guide's order, with what the guide says it shows:
// on a fresh host whose Engine has seen an hour's worth of events, and beside a lab in which all the scenarios are running.
import { setTimeout as sleep } from "node:timers/promises";
import { guideFacts } from "../../classroom/guide-facts";
import { commandBlocks, fillGuide, missingLine, readGuide } from "../../classroom/guide-text";
import { solve } from "../../classroom/solve";
import { typeBlock } from "../../classroom/typist";
import { images } from "../../definition/pins";
import { type Host, succeeded } from "../../engine/host";
import { Terminal } from "../../engine/terminal";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { allScenarios, type ClassHosts, deployLab, running, terraformLab, upHosts } from "./class-host";
import { engine, kit, type Need, provider, suite } from "./needs";

let hosts: ClassHosts;

function onlyHost(): Host {
  const [host] = hosts.hosts;
  if (!host) throw new Error("there is no host");
  return host;
}

async function type(commands: string, timeout = 120): Promise<string> {
  const answer = await onlyHost().run(commands, { timeout });
  return succeeded(answer) ? answer.stdout.trim() : "";
}

const lines = async (command: string) => (await type(command)).split("\n").filter(Boolean).sort();
const containers = () => lines("docker ps -a --format '{{.Names}}'");

/** Seconds that a person looks at what is there before typing on. */
const pause = { afterContainer: 1.1, else: 0.2 };

/** Types a guide's blocks at one terminal and wants of each what the guide shows. */
async function follow(definition: LabClass, name: string): Promise<void> {
  const host = onlyHost();
  const use = definition.scenarios.find(({ spec }) => spec.name === name);
  if (!use) throw new Error(`the class has no ${name}`);
  const facts = guideFacts({ definition, workspace: hosts.workspace }, { student: "kim", address: host.address, use });
  const terminal = await Terminal.open(host);
  try {
    for (const block of commandBlocks(fillGuide(readGuide(name, "en"), facts))) {
      const commands = block.lines.map(({ text }) => text);
      const output = await typeBlock(terminal, host, block);
      const missing = block.expected === undefined ? undefined : missingLine(block.expected, output);
      expect({ commands, missing, output: missing === undefined ? "" : output }).toEqual({ commands, missing: undefined, output: "" });
      await sleep(1000 * (block.kind === "console" ? pause.afterContainer : pause.else));
    }
  } finally {
    terminal.close();
  }
}

const needs: Need[] = [engine, kit("host")];

if (needs.every((need) => need() === undefined)) {
  beforeAll(async () => {
    hosts = await upHosts("e2e-guides", ["kim"], `[${allScenarios.map((name) => `${name}: { state: ready }`).join(", ")}]`);
    // more events than an Engine keeps
    await type(
      `docker run -d --name eventful ${images.ubuntu} sleep 600; for _ in $(seq 90); do docker exec eventful true; done; docker rm -f eventful`,
    );
  });
  afterAll(() => hosts.down());
}

suite("the guides on a fresh host", needs, () => {
  afterEach(async () => {
    // so that a guide that failed stands in nobody's way
    await type(
      "docker ps -aq | xargs -r docker rm -fv; docker network prune -f; sudo -n rm -rf /home/wordpress_db*; rm -f ~/labs/answers/*",
    );
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
    await type("docker stop -t 0 mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx");
    expect(plan()).toMatchObject({ status: 0 });
    await type("docker start mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx; docker restart -t 0 mode-container");
  });

  test("an idle lab puts no event into the Engine's log", async () => {
    await sleep(60_000);
    expect(await lines("docker events --since 55s --until 0s")).toEqual([]);
    // nor does a round of checks, by the student or the instructor
    await type("lab-check");
    expect(await lines("docker events --since 10s --until 0s")).toEqual([]);
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

  test("lab solve brings a scenario to done for somebody who has begun it", async () => {
    const use = lab.scenarios.find(({ spec }) => spec.name === "nginx");
    if (!use) throw new Error("no nginx");
    await type(`docker run -d --name nginx-any ${images.nginx}`);
    const props = { definition: lab, workspace: hosts.workspace, host: onlyHost(), use, signal: new AbortController().signal };
    const round = await solve(props, ["nginx-any"], () => undefined);
    expect(round.results.filter(({ verdict }) => verdict !== "pass").map(({ check }) => check.id)).toEqual([]);
    await type("docker rm -f nginx-any; docker rm $(docker ps -aq --filter status=exited)");
  });

  test("a destroy leaves nothing of the lab", async () => {
    expect(terraformLab(hosts, "kim", "destroy", "-auto-approve")).toMatchObject({ status: 0 });
    expect(await containers()).toEqual([]);
    const left = await type(
      "docker network ls -q --filter type=custom; docker images --format '{{.Repository}}:{{.Tag}}' | grep -e commit_test -e node-server",
    );
    expect(left).toBe("");
  });
});
