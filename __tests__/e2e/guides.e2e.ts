// Every command block of every guide, typed on a fresh host in the guide's order, with what the guide says it shows.
import { guideFacts } from "../../cli/guides/facts";
import type { EngineHost } from "../../cli/engine-host";
import { commandBlocks, type CommandBlock, fillGuide, missingLine, readGuide } from "../../stacks/scenarios/guide";
import { allScenarios, type ClassHosts, Login, shown, typeAtTerminal, upHosts } from "./class-host";
import { engine, kit, suite } from "./needs";

async function show(host: EngineHost, login: Login, { kind, lines }: CommandBlock): Promise<string> {
  if (kind === "sh") return (await login.type(lines.map(({ text }) => text).join("\n"))).output;
  return typeAtTerminal(
    host.login ?? [],
    lines.map(({ text }) => text),
  );
}

suite("the guides on a host", [engine, kit("host")], () => {
  let hosts: ClassHosts;
  beforeAll(async () => {
    hosts = await upHosts("sc-guides", ["kim"], `[${allScenarios.map((name) => `${name}: { state: ready }`).join(", ")}]`);
  });
  afterEach(async () => {
    // so that a guide that failed stands in nobody's way
    await hosts.hosts[0]?.run("docker ps -aq | xargs -r docker rm -fv; docker network prune -f; sudo -n rm -rf /home/wordpress_db*");
  });
  afterAll(() => hosts.down());

  test.each(allScenarios)("%s: every block shows what its guide says, and the end leaves no container", async (name) => {
    const [host] = hosts.hosts;
    const use = hosts.definition.scenarios.find(({ spec }) => spec.name === name);
    if (!host || !use) throw new Error("the class has no such scenario");
    const facts = guideFacts(hosts, { student: "kim", address: host.address, use });
    const login = new Login(host.login ?? []);
    try {
      for (const block of commandBlocks(fillGuide(readGuide(name, "en"), facts))) {
        const output = await show(host, login, block);
        const missing = block.expected === undefined ? undefined : missingLine(block.expected, shown(output));
        expect({ commands: block.lines.map(({ text }) => text), missing, output: missing === undefined ? "" : output }).toEqual({
          commands: block.lines.map(({ text }) => text),
          missing: undefined,
          output: "",
        });
      }
    } finally {
      login.close();
    }
    expect((await host.run("docker ps -aq | wc -l")).stdout.trim()).toBe("0");
  });
});
