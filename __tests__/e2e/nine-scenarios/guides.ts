// Every command block of every guide, pasted at a terminal in the guide's order beside a lab in which all the scenarios are running,
// with what the guide says it shows. On a host without a running lab checks.ts types them.
import { setTimeout as sleep } from "node:timers/promises";
import { solve } from "../../../classroom/solve";
import { images } from "../../../definition/pins";
import { askHost } from "../../../engine/check-round";
import { labGraph } from "../../../engine/lab-graph";
import { type Host, succeeded } from "../../../engine/host";
import { classChecks } from "../../../stacks/scenarios/class-checks";
import type { LabClass } from "../../../stacks/scenarios/scenario";
import { allScenarios, type ClassHosts, deployLab, fillEventLog, running, terraformLab } from "../class-host";
import { asked, engine, kit, provider, suite } from "../needs";
import { nineScenarios } from "./host";
import { blocksOf, typeBlocks } from "../typed-guide";

suite("the guides beside a running lab", [asked, engine, kit("host"), provider("docker")], () => {
  let hosts: ClassHosts;
  let lab: LabClass;

  const onlyHost = (): Host => {
    const [host] = hosts.hosts;
    if (!host) throw new Error("there is no host");
    return host;
  };
  const type = async (commands: string, timeout = 120): Promise<string> => {
    const answer = await onlyHost().run(commands, { timeout });
    return succeeded(answer) ? answer.stdout.trim() : "";
  };
  const lines = async (command: string) => (await type(command)).split("\n").filter(Boolean).sort();
  const containers = () => lines("docker ps -a --format '{{.Names}}'");
  const follow = async (name: string) => {
    const { exercise, cleanUp } = blocksOf(lab, hosts, onlyHost(), name);
    await typeBlocks(onlyHost(), [...exercise, ...cleanUp]);
  };

  beforeAll(async () => {
    hosts = await nineScenarios();
    lab = running(hosts.definition);
    await deployLab(hosts, lab, "kim");
    await fillEventLog(onlyHost());
  }, 1_200_000);

  test("before anything is typed the lab is up, and no exercise is done", async () => {
    const limit = Date.now() + 120_000;
    const checks = classChecks(lab.scenarios);
    for (;;) {
      const { results } = await askHost(onlyHost(), checks, { timeout: 120 });
      const wrong = results.filter(({ check, verdict }) => (verdict === "pass") !== (check.standing === true));
      if (wrong.length === 0) return;
      if (Date.now() > limit) expect(wrong.map(({ check, verdict }) => `${check.scenario}/${check.id} ${verdict}`)).toEqual([]);
      await sleep(1000);
    }
  });

  test("nine scenarios fit on one host, and a second plan has no difference, whatever a student stops", async () => {
    const plan = () => terraformLab(hosts, "kim", "plan", "-detailed-exitcode");
    expect(plan()).toMatchObject({ status: 0 });
    await type("docker stop -t 0 mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx");
    expect(plan()).toMatchObject({ status: 0 });
    await type("docker start mode-bridge userland-ubuntu reverse-proxy practice_web_1 nginx; docker restart -t 0 mode-container");
  });

  test("lab graph finds what the lab has: networks, ports, folders, and whose network is shared", async () => {
    const graph = await labGraph(onlyHost());
    const find = (name: string) => graph.find((container) => container.name === name);
    expect(graph.map(({ name }) => name)).toEqual(await containers());
    expect(find("nginx-8081")).toMatchObject({ running: true, networks: ["bridge"], ports: ["8081 → 80"] });
    expect(find("practice_web_1")).toMatchObject({ networks: ["practice_default"], ports: [] });
    expect(find("wordpressdb_hostvolume")).toMatchObject({ networks: ["wordpress"], volumes: ["/home/wordpress_db"] });
    expect(find("mode-container")).toMatchObject({ networks: ["container mode-bridge"] });
  });

  test("neither an idle lab nor a round of checks puts an event into the Engine's log", async () => {
    // of whole seconds, so not of the one in which the test before this one started containers
    const since = await type("sleep 2; date +%s");
    await sleep(40_000);
    expect(await type("lab-check || echo not done")).toContain("not done");
    await askHost(onlyHost(), classChecks(lab.scenarios), { timeout: 120 });
    expect(await lines(`docker events --since ${since} --until $(date +%s)`)).toEqual([]);
  });

  test.each(allScenarios.filter((name) => name !== "volumes"))(
    "%s: every block shows what its guide says, and the lab's containers stay",
    async (name) => {
      const before = await containers();
      await follow(name);
      expect(await containers()).toEqual(before);
    },
  );

  test("volumes: every block shows what its guide says, and only wordpress' two containers are gone", async () => {
    const before = await containers();
    await follow("volumes");
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
