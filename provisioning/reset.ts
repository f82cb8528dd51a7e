// The two scripts of a reset: one that lists what a scenario has left, one that removes it.
import { labels } from "../definition/pins";
import { engineGuard } from "./engine-guard";
import { fileInput, octal } from "./exercise-file";
import { labsWord } from "./labs-folder";
import { quote } from "./shell";
import type { ExerciseFile } from "../definition/scenario";

/** All names are this project's; none comes from the student's machine. */
export interface Traces {
  readonly scenarios: readonly string[];
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
  /** Projects of docker-compose. */
  readonly projects: readonly string[];
  /** Folders on the Engine's host that hold a database. */
  readonly data: readonly string[];
  readonly files: readonly ExerciseFile[];
  /** The exercise files' folder. @default `labs` in the user's home, as on every host */
  readonly labsFolder?: string;
  /** Host ports of these scenarios: any container that holds one of them blocks a new start. */
  readonly ports: readonly number[];
  /** Names of containers that other scenarios of the class declare: never touched. */
  readonly foreign: readonly string[];
  /** Images of these scenarios: one of them helps to remove what belongs to root or to a container's user. */
  readonly helpers: readonly string[];
}

export type LeftoverKind = "container" | "network" | "volume" | "image" | "file" | "data";

/** Something that is not as it was at the scenario's start. */
export interface Leftover {
  readonly kind: LeftoverKind;
  /** As the host printed it: not yet safe for a terminal. */
  readonly name: string;
}

/** Lists what is left; changes nothing. Each line begins with the marker, which no name on the host can know. */
export function leftoversScript(traces: Traces, marker: string): string {
  return script([
    engineGuard,
    ...finders(traces),
    `say() { printf '%s %s %s\\n' ${marker} "$1" "$2"; }`,
    'containers | while read -r name; do say container "$name"; done',
    'networks | while read -r name; do say network "$name"; done',
    `for name in ${words(traces.images)}; do ! docker image inspect "$name" >/dev/null 2>&1 || say image "$name"; done`,
    ...traces.files.map((file) => {
      const path = quote(file.path);
      return [`same() {`, fileInput(file, `cmp -s - "$labs"/${path}`), "}", `same || say file ${path}`].join("\n");
    }),
    'volumes | while read -r name; do say volume "$name"; done',
    'extra_files | while read -r path; do say file "$path"; done',
    `for folder in ${words(traces.data)}; do`,
    '  [ ! -d "$folder" ] || [ -z "$(ls -A "$folder" 2>/dev/null || echo unreadable)" ] || say data "$folder"',
    "done",
    `printf '%s end\\n' ${marker}`,
  ]);
}

/** What the list script printed; undefined when it did not reach its end. */
export function readLeftovers(stdout: string, marker: string): Leftover[] | undefined {
  const lines = stdout.split("\n").filter((line) => line.startsWith(`${marker} `));
  if (lines.at(-1) !== `${marker} end`) return undefined;
  return lines.flatMap((line) => {
    const [, kind, name] = /^\S+ (container|network|volume|image|file|data) (.*)$/.exec(line) ?? [];
    return kind === undefined || name === undefined ? [] : [{ kind: kind as LeftoverKind, name }];
  });
}

/** Removes what the list script lists, and puts the exercise files back. A database goes only with `data`. */
export function resetScript(traces: Traces, { data }: { data: boolean }): string {
  return script([
    ...finders(traces),
    ...removers(traces.helpers),
    'containers | while read -r name; do docker rm -fv "$name" >/dev/null; done',
    "networks | while read -r network; do",
    "  # a student's own container is disconnected from the network and keeps running",
    `  docker network inspect -f '{{range $id, $_ := .Containers}}{{println $id}}{{end}}' "$network" | while read -r id; do`,
    '    [ -z "$id" ] || docker network disconnect -f "$network" "$id"',
    "  done",
    '  docker network rm "$network" >/dev/null',
    "done",
    'volumes | while read -r name; do docker volume rm "$name" >/dev/null; done',
    `for name in ${words(traces.images)}; do`,
    '  ! docker image inspect "$name" >/dev/null 2>&1 || docker rmi -f "$name" >/dev/null',
    "done",
    'extra_files | while read -r path; do gone "$labs/$path"; done',
    ...traces.files.map((file) =>
      [
        `mkdir -p "$(dirname "$labs"/${quote(file.path)})" 2>/dev/null`,
        `mine "$(dirname "$labs"/${quote(file.path)})"`,
        `gone "$labs"/${quote(file.path)}`,
        fileInput(file, `cat > "$labs"/${quote(file.path)}`),
        ...(file.mode === undefined ? [] : [`chmod ${octal(file.mode)} "$labs"/${quote(file.path)}`]),
      ].join("\n"),
    ),
    ...(data ? traces.data.map((folder) => `gone ${quote(folder)}`) : []),
  ]);
}

/**
 * Functions that remove or take over what the user may not touch: Docker creates a folder owned by root for each bind mount whose source
 * is missing, and a database's files belong to its container's user. They use a container, because sudo may ask for a password.
 */
function removers(helpers: readonly string[]): string[] {
  return [
    "as_root() { # as_root FOLDER COMMAND…: with the folder as /host",
    "  folder=$1 command=$2",
    "  shift 2",
    `  for image in ${words(helpers)}; do`,
    '    docker image inspect "$image" >/dev/null 2>&1 || continue',
    '    docker run --rm --network none --user 0 --entrypoint "$command" -v "$folder:/host" "$image" "$@" && return',
    "  done",
    "  return 1",
    "}",
    "gone() {",
    '  [ -e "$1" ] || [ -L "$1" ] || return 0',
    '  rm -rf "$1" 2>/dev/null || as_root "$(dirname "$1")" rm -rf "/host/$(basename "$1")" || sudo -n rm -rf "$1"',
    "}",
    "mine() {",
    '  [ -w "$1" ] || as_root "$1" chown -R "$(id -u):$(id -g)" /host || sudo -n chown -R "$(id -u):$(id -g)" "$1"',
    "}",
  ];
}

/** Shell functions that print what the scenarios have on the Engine, by name, label and image: `containers`, `networks`, `volumes`, `extra_files`. */
export function finders({ scenarios, containers, networks, images, projects, ports, foreign, files, labsFolder }: Traces): string[] {
  const label = labels.scenario;
  return [
    `labs=${labsWord(labsFolder)}`,
    "containers() {",
    "  {",
    `    for name in ${words(containers)}; do docker container inspect -f '{{.Name}}' "$name" 2>/dev/null | sed 's,^/,,'; done`,
    `    for name in ${words(scenarios)}; do docker ps -a --filter "label=${label}=$name" --format '{{.Names}}'; done`,
    `    for name in ${words(projects)}; do docker ps -a --filter "label=${labels.composeProject}=$name" --format '{{.Names}}'; done`,
    `    for name in ${words(images)}; do docker ps -a --filter "ancestor=$name" --format '{{.Names}}'; done`,
    `    for port in ${words(ports.map(String))}; do docker ps --filter "publish=$port" --format '{{.Names}}'; done`,
    "    # inspect prints an empty line for what it does not find",
    "  } 2>/dev/null | grep . | sort -u | while read -r name; do",
    `    case "$name" in ${foreign.map(quote).join(" | ") || "''"}) continue ;; esac`,
    `    owner=$(docker container inspect -f '{{with index .Config.Labels "${label}"}}{{.}}{{end}}' "$name")`,
    `    case "$owner" in "" | ${scenarios.map(quote).join(" | ")}) echo "$name" ;; esac`,
    "  done",
    "}",
    "networks() {",
    "  {",
    `    for name in ${words(networks)}; do docker network inspect -f '{{.Name}}' "$name"; done`,
    `    for name in ${words(projects)}; do docker network ls --filter "label=${labels.composeProject}=$name" --format '{{.Name}}'; done`,
    "  } 2>/dev/null | grep . | sort -u",
    "}",
    "volumes() {",
    `  for name in ${words(projects)}; do docker volume ls -q --filter "label=${labels.composeProject}=$name"; done 2>/dev/null | grep . | sort -u`,
    "}",
    "extra_files() {",
    `  for name in ${words(scenarios)}; do`,
    '    [ ! -d "$labs/$name" ] || (cd "$labs" && find "$name" -type f -o -type l)',
    `  done | while read -r path; do case "$path" in ${files.map(({ path }) => quote(path)).join(" | ") || "''"}) ;; *) echo "$path" ;; esac; done`,
    "}",
  ];
}

/** Words of a `for` loop; without any, the loop does nothing. */
function words(names: readonly string[]): string {
  return names.map(quote).join(" ");
}

function script(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
