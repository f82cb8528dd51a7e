// The script behind lab graph, and how a line of its answer is read.
import { labGraphScript, readGraphLine } from "../../provisioning/lab-graph";
import { finders } from "../../provisioning/reset";
import { hasShellcheck, shellcheck } from "../shellcheck";
import { traces } from "../traces";

const own = traces("[nginx]");
const inspect = `[ -z "$ids" ] || docker inspect -f '{"id":{{json .Id}},"name":{{json .Name}},"running":{{json .State.Running}},"mode":{{json .HostConfig.NetworkMode}},"networks":{{json .NetworkSettings.Networks}},"ports":{{json .HostConfig.PortBindings}},"published":{{json .NetworkSettings.Ports}},"mounts":{{json .Mounts}}}' $ids 2>/dev/null || :`;

test("it asks about all containers, or about the lab's", () => {
  expect(labGraphScript()).toBe(`docker version >/dev/null || exit 1\n\nids=$(docker ps -aq --no-trunc)\n${inspect}\n`);
  expect(labGraphScript(own)).toBe(`docker version >/dev/null || exit 1\n${finders(own).join("\n")}\nids=$(containers)\n${inspect}\n`);
});

test("a line is read as it is, except that the name is safe for a terminal; anything else is nothing", () => {
  const line = {
    id: "1",
    name: "/web\u001b[2J",
    running: true,
    mode: "bridge",
    networks: null,
    ports: null,
    published: null,
    mounts: null,
  };
  expect(readGraphLine(JSON.stringify(line))).toEqual({ ...line, name: "web" });
  for (const text of ["", "{", "all is well", '{"id":1}', JSON.stringify({ ...line, mode: "x".repeat(200_000) })])
    expect(readGraphLine(text)).toBeUndefined();
});

// SC2016: Go templates; SC2041, SC2043: loops over one quoted name; SC2046, SC2086: one word for each id
(hasShellcheck ? test : test.skip).each([
  ["all", undefined],
  ["the lab's", own],
])("shellcheck: %s", (_, of) =>
  expect(shellcheck(labGraphScript(of), ["SC2016", "SC2041", "SC2043", "SC2086", "SC2317", "SC2329"])).toBe(""),
);
