// What the checks read about an Engine: gathered once per round, because on a small host each docker command costs more than all the checks that read its output.
import { labels } from "../definition/pins";

/** The fields of a container's line, in order, with the Go template that fills each. */
const templates = {
  id: "{{.Id}}",
  name: "{{.Name}}",
  /** The name by which the container was created from it. */
  image: "{{.Config.Image}}",
  imageId: "{{.Image}}",
  state: "{{.State.Status}}",
  /** On the Engine's host; 0 when the container does not run. */
  pid: "{{.State.Pid}}",
  created: "{{.Created}}",
  started: "{{.State.StartedAt}}",
  /** When it last ended; year 1 if it never did. */
  finished: "{{.State.FinishedAt}}",
  /** `true` for -t, and for -i. */
  tty: "{{.Config.Tty}}",
  stdin: "{{.Config.OpenStdin}}",
  /** The lab's scenario; empty for a container of the student's own. */
  scenario: label(labels.scenario),
  /** The project of docker-compose. */
  project: label(labels.composeProject),
  /** Network mode, such as `bridge` or `container:…`. */
  mode: "{{.HostConfig.NetworkMode}}",
  /** Network names, each with a comma after it. */
  networks: "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}},{{end}}",
  /** Its addresses on them, each with a comma after it. */
  addresses: "{{range .NetworkSettings.Networks}}{{.IPAddress}},{{end}}",
  /** `8081->80/tcp,` for each port as -p asked for it; `->80/tcp,` leaves the host's port to the Engine. */
  asked: "{{range $port, $hosts := .HostConfig.PortBindings}}{{range $hosts}}{{.HostPort}}->{{$port}},{{end}}{{end}}",
  /** `8081->80/tcp,` for each published port. */
  publishes: "{{range $port, $hosts := .NetworkSettings.Ports}}{{range $hosts}}{{.HostPort}}->{{$port}},{{end}}{{end}}",
  /** `bind:/var/lib/mysql,` for each mount. */
  mounts: "{{range .Mounts}}{{.Type}}:{{.Destination}},{{end}}",
  /** Bytes written in it. */
  size: "{{.SizeRw}}",
};

/** A missing label would print as `<no value>`. */
function label(name: string): string {
  return `{{with index .Config.Labels "${name}"}}{{.}}{{end}}`;
}

type Field = keyof typeof templates;
const fields = Object.keys(templates) as Field[];

/**
 * POSIX sh that writes the file `$LAB_CONTAINERS`: a line for each container, newest first, such as `id=3f2a… name=/nginx …`.
 * A container that has gone in the meantime is left out; output that a time limit cut off must not be read as an answer.
 */
export const gatherContainers = [
  "ids=$(docker ps -aq --no-trunc)",
  "# shellcheck disable=SC2086 # one word for each id",
  `[ -z "$ids" ] || docker inspect -s -f '${fields.map((field) => `${field}=${templates[field]}`).join(" ")}' $ids > "$LAB_CONTAINERS" 2>/dev/null || :`,
].join("\n");

/** Extended regular expressions, each for the whole value of a field; the other fields may be anything. */
export type Where = Partial<Record<Field, string>>;

/** Shell that prints a field of each matching container, a line each. */
export function select(field: Field, where: Where): string {
  const at = (each: Field) => `$${fields.indexOf(each) + 1}`;
  const conditions = Object.entries(where).map(
    ([each, pattern]) => at(each as Field) + (pattern === "" ? ` == "${each}="` : ` ~ "^${each}=(${pattern})$"`),
  );
  return `awk '${conditions.join(" && ")} { print substr(${at(field)}, ${field.length + 2}) }' "$LAB_CONTAINERS"`;
}

/** Shell that tests whether a container matches. */
export function exists(where: Where): string {
  return `[ -n "$(${select("id", where)})" ]`;
}

/** Images with one of some names, from any registry and with any tag. */
export const ofImage = (...names: readonly string[]) => `(.*/)?(${names.join("|")})([:@].*)?`;

/** Containers that publish a port of the host, for a port inside or for any. */
export const publishing = (port: number | string, inside = "[0-9]+") => `(.*,)?${port}->${inside}/tcp,.*`;

/**
 * A request to a published port, from outside every container. Its user agent distinguishes it from a student's own in the logs that they read.
 * `options` are curl's.
 */
export const request = (url: string, options = "-f") => `curl -A ${checkAgent} -sS -m 5 ${options} "${url}"`;

export const checkAgent = "lab-check";

/** Prints a container's log without the lines that these checks left there. */
export const ownLog = (id: string) => `docker logs --tail 5000 ${id} 2>&1 | grep -v ${checkAgent}`;

/** Sets `value` to what the student last wrote after a word in the scenario's file of answers, such as `pid: 880`. */
export function readAnswer(scenario: string, word: string): string {
  return [
    `value=$(tail -c 4000 "$LAB_ANSWERS/${scenario}" | tr -d '\\r' | sed -n 's/^${word}: *//p' | sed 's/ *$//' | tail -n 1)`,
    `[ -n "$value" ] || exit 1`,
  ].join("\n");
}

/** Whether the value is one of the lines that a command prints. */
export const valueIsIn = (command: string) => `${command} | grep -qxF -e "$value"`;

/** Sets `source` to the host's folder behind a folder of the container `$id`. */
export const sourceOf = (destination: string) =>
  `source=$(docker inspect -f '{{range .Mounts}}{{if eq .Destination "${destination}"}}{{.Source}}{{end}}{{end}}' "$id")`;
