// `lab down`: takes a class away by the labels of what it made, so that neither Terraform's state nor a student's doings can stop it.
import { existsSync, rmSync } from "node:fs";
import type { ClassDefinition } from "../definition/class-definition";
import { FailedError } from "../definition/errors";
import { labels } from "../definition/pins";
import { LabStack } from "../stacks/lab-stack";
import { quote } from "../provisioning/shell";
import { hostsStackId } from "../definition/names";
import { type CliContext, exitCode } from "../cli/context";
import { downAws } from "./down-aws";
import { type EngineHost, engineHosts, unreachable } from "../engine/host";
import { forgetState } from "./forget-state";
import { confirm, paint, plain, result, say, table } from "../cli/output";
import { progress, task } from "../cli/progress";

/** Removes a lab's containers, networks and built images. Prints a line for each, among Docker's own: what, name, and `removed`, `freed` or `left`. */
export function removalScript(className: string, student: string): string {
  const filter = [`label=${labels.class}=${className}`, `label=${labels.student}=${student}`]
    .map((text) => `--filter ${quote(text)}`)
    .join(" ");
  return `
docker version >/dev/null || exit 1
remove() { # remove WHAT COMMAND…
  what=$1
  shift
  if "$@"; then echo "$what removed"; else echo "$what left"; fi
}
remove_network() {
${removeNetwork('"$1"')}
}
for id in $(docker ps -aq ${filter}); do
  name=$(docker inspect -f '{{.Name}}' "$id" 2>/dev/null) || continue
  remove "container \${name#/}" docker rm -fv "$id"
done
for id in $(docker network ls -q ${filter}); do
  name=$(docker network inspect -f '{{.Name}}' "$id" 2>/dev/null) || continue
  remove "network $name" remove_network "$id"
done
for id in $(docker image ls -q ${filter} | sort -u); do
  name=$(docker image inspect -f '{{join .RepoTags ","}}' "$id" 2>/dev/null) || continue
  remove "image $name" docker rmi -f "$id" 2>/dev/null
done
`;
}

/** Shell that removes a network, given as a word, though containers are on it: those are told, a line each. */
export function removeNetwork(network: string): string {
  return `  for other in $(docker network inspect -f '{{range .Containers}}{{.Name}} {{end}}' ${network}); do
    docker network disconnect -f ${network} "$other" && echo "container $other freed"
  done
  docker network rm ${network}`;
}

/** Removes a folder of root's or of a container's user through a container, for which no sudo is needed. */
function purgeScript(folder: string, images: readonly string[]): string {
  const at = folder.lastIndexOf("/");
  return `
for image in ${images.map(quote).join(" ")}; do
  docker image inspect "$image" >/dev/null 2>&1 || continue
  docker run --rm --network none --user 0 --entrypoint rm -v ${quote(folder.slice(0, at))}:/lab "$image" -rf /lab/${quote(folder.slice(at + 1))} && exit 0
done
sudo -n rm -rf ${quote(folder)} 2>/dev/null || rm -rf ${quote(folder)}
`;
}

interface Removal {
  readonly student: string;
  removed: string[];
  /** Students' own containers that were taken off a network of the lab. */
  freed: string[];
  left: string[];
  error?: string;
}

export async function down(context: CliContext, { purge }: { purge: boolean }): Promise<number> {
  const { definition, chosen, workspace, signal } = context;
  if (definition.target.kind === "aws" && chosen.students.length === definition.students.length) return downAws(context, definition.target);
  const many = definition.target.kind !== "local";
  if ((many || purge) && !(await confirm(question(chosen, purge), context))) return exitCode.failed;
  const hosts = await engineHosts(chosen, workspace);
  const removals: Removal[] = [];
  await progress(
    hosts.map((host) =>
      task(`Lab of ${host.student}`, async (_, setTitle) => {
        const removal = await remove(host, definition, signal);
        removals.push(removal);
        if (removal.error === undefined && removal.left.length === 0) {
          if (purge) await purgeData(host, context);
          await forgetState(context, [LabStack.idOf({ name: host.student })]);
        }
        if (removal.error !== undefined) throw new Error(`${host.student}: ${removal.error}`);
        setTitle(
          `Lab of ${host.student}: ${removal.removed.length === 0 ? "nothing was there" : `${removal.removed.length} things removed`}`,
        );
      }),
    ),
    { concurrent: 30, goOn: true },
  );
  // the machines stay as they are; what the class knew of them is asked anew by the next lab up
  if (many) await forgetState(context, [hostsStackId]);
  return report(context, removals, purge);
}

function question({ name, students }: ClassDefinition, purge: boolean): string {
  const what = students.length === 1 ? "the lab" : `all ${students.length} labs`;
  return `Take away ${what} of class ${name}${purge ? ", with the data of its databases" : ""}?`;
}

async function remove(host: EngineHost, { name }: ClassDefinition, signal: AbortSignal): Promise<Removal> {
  const removal: Removal = { student: host.student, removed: [], freed: [], left: [] };
  const { code, stdout, stderr } = await host.run(removalScript(name, host.student), { timeout: 120, signal });
  for (const line of plain(stdout).split("\n").filter(Boolean)) {
    const [what = "", thing = "", word = ""] = line.split(" ");
    if (word === "removed") removal.removed.push(`${what} ${thing}`);
    if (word === "freed") removal.freed.push(thing);
    if (word === "left") removal.left.push(`${what} ${thing}`);
  }
  if (code !== 0 && stdout === "")
    removal.error =
      code === unreachable && host.login
        ? `no SSH to ${host.address}`
        : plain(stderr).trim().split("\n").at(-1) || "its Engine does not answer";
  return removal;
}

async function purgeData(host: EngineHost, { definition, workspace }: CliContext): Promise<void> {
  const images = definition.scenarios.flatMap(({ spec, options }) => [...spec.uses(options).images]);
  await host.run(purgeScript(dataFolder(definition, workspace.dataFolder), images), { timeout: 120 });
  if (definition.target.kind === "local") rmSync(workspace.folder, { recursive: true, force: true });
}

function dataFolder({ target }: ClassDefinition, localFolder: string): string {
  return target.kind === "local" ? localFolder : "/home/wordpress_db";
}

function report(context: CliContext, removals: readonly Removal[], purge: boolean): number {
  const { definition, workspace, output } = context;
  const standing = removals.filter(({ error, left }) => error !== undefined || left.length > 0);
  if (output === "json") result(JSON.stringify({ class: definition.name, removals }, null, 2));
  for (const { student, freed } of removals) {
    if (freed.length > 0) say(`${student}: taken off the lab's network, otherwise untouched: ${freed.join(", ")}`);
  }
  const data = dataFolder(definition, workspace.dataFolder);
  const kept = definition.target.kind === "local" ? existsSync(data) : definition.scenarios.some(({ spec }) => spec.name === "wordpress");
  if (!purge && kept) say(`The database's files are kept in ${data}; npx lab down --purge removes them.`);
  if (standing.length === 0) {
    if (output === "table") result(paint("green", `Class ${definition.name} is down.`));
    return exitCode.ok;
  }
  result(
    table(
      ["student", "still stands", "why"],
      standing.map(({ student, left, error }) => [
        student,
        left.join(", ") || "its lab",
        error ?? "Docker refused; see docker ps -a there",
      ]),
    ),
  );
  throw new FailedError(
    `${standing.length} of ${removals.length} labs still stand`,
    "Their state is kept: npx lab down again when the hosts answer",
  );
}
