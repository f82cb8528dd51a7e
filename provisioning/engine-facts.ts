// What the checks read of an Engine: asked once in a round, for each question to Docker costs a small host more than all the answers.
import { labels } from "../definition/pins";

/** The fields of a container's line, in their order, with the Go template that fills each. */
const templates = {
  id: "{{.Id}}",
  name: "{{.Name}}",
  /** As it was named when the container was made. */
  image: "{{.Config.Image}}",
  imageId: "{{.Image}}",
  state: "{{.State.Status}}",
  /** The lab's scenario; empty for a container of the student's own. */
  scenario: label(labels.scenario),
  /** The project of docker-compose. */
  project: label("com.docker.compose.project"),
  /** Network mode, such as `bridge` or `container:…`. */
  mode: "{{.HostConfig.NetworkMode}}",
  /** Network names, each with a comma after it. */
  networks: "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}},{{end}}",
  /** `8081->80/tcp,` for each published port. */
  publishes: "{{range $port, $hosts := .NetworkSettings.Ports}}{{range $hosts}}{{.HostPort}}->{{$port}},{{end}}{{end}}",
  /** `bind:/var/lib/mysql,` for each mount. */
  mounts: "{{range .Mounts}}{{.Type}}:{{.Destination}},{{end}}",
  /** Bytes that were written in it. */
  size: "{{.SizeRw}}",
  created: "{{.Created}}",
};

/** A label that is not there would be `<no value>`. */
function label(name: string): string {
  return `{{with index .Config.Labels "${name}"}}{{.}}{{end}}`;
}

type Field = keyof typeof templates;
const fields = Object.keys(templates) as Field[];

/** POSIX sh that writes the file `$LAB_CONTAINERS`: a line for each container, newest first, such as `id=3f2a… name=/nginx …`. */
export const gatherContainers = [
  "ids=$(docker ps -aq --no-trunc)",
  "# shellcheck disable=SC2086 # one word for each id",
  `[ -z "$ids" ] || docker inspect -s -f '${fields.map((field) => `${field}=${templates[field]}`).join(" ")}' $ids > "$LAB_CONTAINERS" 2>/dev/null`,
].join("\n");

/** Extended regular expressions, each for the whole value of a field; the other fields may be anything. */
export type Where = Partial<Record<Field, string>>;

/** Shell that prints a field of each container that is meant, a line each. */
export function select(field: Field, where: Where): string {
  const at = (each: Field) => `$${fields.indexOf(each) + 1}`;
  const conditions = Object.entries(where).map(
    ([each, pattern]) => at(each as Field) + (pattern === "" ? ` == "${each}="` : ` ~ "^${each}=(${pattern})$"`),
  );
  return `awk '${conditions.join(" && ")} { print substr(${at(field)}, ${field.length + 2}) }' "$LAB_CONTAINERS"`;
}

/** Shell that asks whether there is such a container. */
export function exists(where: Where): string {
  return `[ -n "$(${select("id", where)})" ]`;
}

/** Images of some names, of whatever registry and tag. */
export const ofImage = (...names: readonly string[]) => `(.*/)?(${names.join("|")})([:@].*)?`;

/** Containers that publish a port of the host, for a port inside or for any. */
export const publishing = (port: number | string, inside = "[0-9]+") => `(.*,)?${port}->${inside}/tcp,.*`;
