// The scripts that remove a lab from an Engine: by its labels, so that neither Terraform's state nor anything a student did can stop them.
import { labels } from "../definition/pins";
import { endSessionsScript } from "./browser-session";
import { engineGuard } from "./engine-guard";
import { quote } from "./shell";
import { studentKeysScript } from "./student-keys";

/** Something on an Engine. */
export interface Thing {
  readonly kind: "container" | "network" | "volume" | "image";
  readonly name: string;
}

/**
 * What became of one thing: gone, still there, a student's own container that was disconnected from a network of the lab, or an image to
 * which a student gave a name of the lab's.
 */
export interface RemovalLine extends Thing {
  readonly became: "removed" | "left" | "freed" | "kept";
}

export interface RemovalProps {
  /** Whether the Engine is a host's, which has the student's keys. */
  readonly isHost: boolean;
  /** Images that were built for the lab, by name: they have no label by which they could be found. @default none */
  readonly built?: readonly { readonly name: string; readonly id: string }[];
  /** Names of images that the commands of the exercises make: one that is older than `since` (ISO 8601) is a student's own. @default none */
  readonly made?: { readonly names: readonly string[]; readonly since: string };
  /** Names of images that are the lab's or a student's own, and nothing says which: those that are there are kept. @default none */
  readonly doubtful?: readonly string[];
  /** Folders that keep data there: which of them hold any is printed too. @default none */
  readonly data?: readonly string[];
}

/** Exit status of a removal script on a machine that has Docker's data and no Docker, which it says in its last line. */
export const dataWithoutDocker = 3;

/**
 * POSIX sh that removes a lab's containers, networks, volumes and built images, with a line for each thing, and ends the sessions of
 * the student's page. On a host, it also removes the student's keys.
 * Exit status 0: the Engine was asked afterwards and has nothing of the lab, or, on an Ubuntu host, there is neither Docker nor its data
 * any more, as on a machine that was reinstalled.
 */
export function removalScript(
  className: string,
  student: string,
  { isHost, built = [], made = { names: [], since: "" }, doubtful = [], data = [] }: RemovalProps,
): string {
  const filter = [`label=${labels.class}=${className}`, `label=${labels.student}=${student}`]
    .map((text) => `--filter ${quote(text)}`)
    .join(" ");
  return `
${data.map((folder, at) => `${isEmptyScript(folder)} || echo "data ${at} kept"\n`).join("")}${endSessionsScript(className, student)}
${
  isHost
    ? `(
${studentKeysScript({ className })}) || { echo "the student's keys could not be taken out of ~/.ssh/authorized_keys" >&2; exit 1; }
if ! command -v docker >/dev/null; then
  [ -e /var/lib/docker ] || [ -e /var/lib/containerd ] || exit 0
  echo "docker was removed from this machine, and its data in /var/lib/docker was not" >&2
  exit ${dataWithoutDocker}
fi`
    : ""
}
version=$(docker version --format '{{.Server.Version}}') || exit 1
case $version in
*[!0-9A-Za-z.+~-]* | [!0-9]* | '') echo "its docker command does not answer like a Docker Engine: $(printf '%.60s' "$version" | tr -dc '[:print:]')" >&2; exit 1 ;;
esac
remove() { # remove WHAT COMMAND…
  what=$1
  shift
  if "$@" >/dev/null; then echo "$what removed"; else echo "$what left"; stuck=1; fi
}
for id in $(docker ps -aq ${filter}); do
  name=$(docker inspect -f '{{.Name}}' "$id" 2>/dev/null) || continue
  remove "container \${name#/}" docker rm -fv "$id"
done
for id in $(docker network ls -q ${filter}); do
  name=$(docker network inspect -f '{{.Name}}' "$id" 2>/dev/null) || continue
${freeNetwork('"$id"')}
  remove "network $name" docker network rm "$id"
done
for name in $(docker volume ls -q ${filter}); do
  remove "volume $name" docker volume rm "$name"
done
stuck= # counts only images: everything else is looked for again below
${built.map(removeImage).join("")}${made.names.map((name) => removeMade(name, made.since)).join("")}${doubtful.map((name) => keepImage(name, className)).join("")}left=$(docker ps -aq ${filter} && docker network ls -q ${filter} && docker volume ls -q ${filter}) || exit 1
[ -z "$left$stuck" ]
`;
}

/**
 * An image is the lab's by its id: a student may have given its name to one of their own, also one committed from a container of the lab,
 * which has the lab's labels. A container of the student's own that uses the lab's image goes on.
 */
function removeImage({ name, id }: { readonly name: string; readonly id: string }): string {
  const [image, own] = [quote(name), quote(id)];
  return `now=$(docker image inspect -f '{{.Id}}' ${image} 2>/dev/null) || now=
if [ "$now" = ${own} ]; then
  ${forceRemove(name)}
else
  [ -z "$now" ] || echo ${quote(`image ${name} kept`)}
  [ "$(docker image inspect -f '{{len .RepoTags}}' ${own} 2>/dev/null)" != 0 ] || docker rmi ${own} >/dev/null 2>&1 || :
fi
`;
}

/** An image that an exercise's commands made since the lab was deployed; both times are in UTC, so comparing them as text is right. */
function removeMade(name: string, since: string): string {
  return `made=$(docker image inspect -f '{{.Created}}' ${quote(name)} 2>/dev/null) || made=
if [ -z "$made" ]; then :; elif expr "$made" '>' ${quote(since)} >/dev/null; then
  ${forceRemove(name)}
else
  echo ${quote(`image ${name} kept`)}
fi
`;
}

/** One of which another class has containers is not named: that class is who removes it. */
function keepImage(name: string, className: string): string {
  const format = `{{.Label "${labels.class}"}}`;
  return `if docker image inspect -f '{{.Id}}' ${quote(name)} >/dev/null 2>&1; then
  docker ps -a --filter ${quote(`ancestor=${name}`)} --format ${quote(format)} | grep -qvx -e '' -e ${quote(className)} || echo ${quote(`image ${name} kept`)}
fi
`;
}

function forceRemove(name: string): string {
  return `remove ${quote(`image ${name}`)} docker rmi -f ${quote(name)}`;
}

/** What a removal script printed; other lines are Docker's own. */
export function readRemoval(stdout: string): RemovalLine[] {
  return stdout.split("\n").flatMap((line) => {
    const [, kind, name, became] =
      /^(container|network|volume|image) ([a-zA-Z0-9][\w.,:/@-]{0,300}) (removed|left|freed|kept)$/.exec(line) ?? [];
    if (kind === undefined || name === undefined || became === undefined) return [];
    return [{ kind: kind as RemovalLine["kind"], name, became: became as RemovalLine["became"] }];
  });
}

/** A folder that is not there, or has nothing in it; one that cannot be looked into counts as full. */
function isEmptyScript(folder: string): string {
  return `[ ! -e ${quote(folder)} ] || [ -z "$(ls -A ${quote(folder)} 2>&1)" ]`;
}

/** Those of the data folders that a removal script saw. */
export function readData(stdout: string, folders: readonly string[]): string[] {
  const lines = new Set(stdout.split("\n"));
  return folders.filter((_, at) => lines.has(`data ${at} kept`));
}

/** Shell that disconnects students' own containers from a network, which is given as a shell word, and prints a line for each. */
function freeNetwork(network: string): string {
  return `  for other in $(docker network inspect -f '{{range .Containers}}{{.Name}} {{end}}' ${network}); do
    docker network disconnect -f ${network} "$other" && echo "container $other freed"
  done`;
}

/** POSIX sh that removes containers and networks by id or name. Exit status 0: none of them is there any more. */
export function clearScript(containers: readonly string[], networks: readonly string[]): string {
  return [
    ...containers.map((id) => `docker rm -fv ${quote(id)} >/dev/null`),
    ...networks.flatMap((name) => [freeNetwork(quote(name)), `docker network rm ${quote(name)} >/dev/null`]),
    engineGuard,
    ...containers.map((id) => `! docker container inspect ${quote(id)} >/dev/null 2>&1 || exit 1`),
    ...networks.map((name) => `! docker network inspect ${quote(name)} >/dev/null 2>&1 || exit 1`),
    "",
  ].join("\n");
}

/** POSIX sh that starts stopped or paused containers by id. Exit status 0: all of them run. */
export function startScript(containers: readonly { readonly id: string; readonly state: string }[]): string {
  return [
    "status=0",
    ...containers.map(({ id, state }) => `docker ${state === "paused" ? "unpause" : "start"} ${quote(id)} >/dev/null || status=1`),
    'exit "$status"',
    "",
  ].join("\n");
}

/** A container on a network. */
export interface Connection {
  readonly id: string;
  readonly network: string;
  /** Its names there beside its own. */
  readonly aliases: readonly string[];
}

/** POSIX sh that connects containers to networks, each under its aliases there. Exit status 0: all of them are connected. */
export function connectScript(connections: readonly Connection[]): string {
  return [
    "status=0",
    ...connections.map(({ id, network, aliases }) => {
      const named = aliases.map((alias) => `--alias ${quote(alias)} `).join("");
      return `docker network connect ${named}${quote(network)} ${quote(id)} >/dev/null || status=1`;
    }),
    'exit "$status"',
    "",
  ].join("\n");
}

/**
 * POSIX sh that removes folders that belong to root or to a container's user, through a container, so that no sudo is needed.
 * Exit status 0: none of them is there any more. `images`: the first that is on the Engine is used.
 */
export function purgeScript(folders: readonly string[], images: readonly string[]): string {
  const remove = (folder: string) => {
    const at = folder.lastIndexOf("/");
    return `
if [ -e ${quote(folder)} ]; then
  for image in ${images.map(quote).join(" ")}; do
    docker image inspect "$image" >/dev/null 2>&1 || continue
    docker run --rm --network none --user 0 --entrypoint rm -v ${quote(`${folder.slice(0, at)}:/lab`)} "$image" -rf ${quote(`/lab/${folder.slice(at + 1)}`)} && break
  done
  [ ! -e ${quote(folder)} ] || sudo -n rm -rf ${quote(folder)} 2>/dev/null || rm -rf ${quote(folder)}
fi`;
  };
  return `${folders.map(remove).join("\n")}\n${folders.map((folder) => `[ ! -e ${quote(folder)} ] || exit 1`).join("\n")}\n`;
}
