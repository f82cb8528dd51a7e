// The script that packs what a student leaves on their host into one archive: shell history, exercise files with their answers, what Docker has, containers' logs.
import { labsWord } from "./labs-folder";
import { finders, type Traces } from "./reset";
import { quote } from "./shell";

/** Bytes of the archive that a host sends; a lab's own are a few hundred kB. */
export const maxArchiveBytes = 5_000_000;
/** Seconds after which a collection times out. */
export const collectionTimeout = 120;

export interface CollectionProps {
  /** Folder of the exercise files. @default `~/labs` */
  readonly labsFolder?: string;
  /** Whether the shell history is the student's. @default true */
  readonly withHistory?: boolean;
  /** What on the Engine is the student's. @default all of it */
  readonly own?: Traces;
}

/**
 * POSIX sh for the host's user: prints a tar.gz in base64. What does not fit is left out, largest files first, and left-out.txt says so;
 * what cannot be asked, such as an Engine that hangs, is missing.
 */
export function collectionScript({ labsFolder, withHistory = true, own }: CollectionProps = {}): string {
  return `umask 077
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
command -v timeout >/dev/null || timeout() { shift; "$@"; }
mkdir -p "$work/all/docker/logs" "$work/all/labs" || exit 1
cd "$work/all" || exit 1
part() { # part FILE COMMAND…: the beginning of what it prints
  file=$1
  shift
  timeout 15 "$@" 2>&1 | head -c 1000000 >"$file"
}
${withHistory ? historyLines : ""}
${own ? ownLines(own) : allLines}
if [ -n "$ids" ]; then
  # shellcheck disable=SC2086
  part docker/inspect.json docker inspect $ids
  for id in $ids; do
    name=$(timeout 10 docker inspect -f '{{.Name}}' "$id" 2>/dev/null | tr -cd 'A-Za-z0-9_.-')
    part "docker/logs/\${name:-$id}.txt" docker logs --timestamps --tail 500 "$id"
  done
fi
if cd ${labsWord(labsFolder)} 2>/dev/null; then
  find . -type f -size -4097k -print0 | tar -cf - --null -T - 2>/dev/null | tar -xf - -C "$work/all/labs" 2>/dev/null
  find . -type f -size +4096k | head -n 200 | sed 's/^/larger than 4 MB: labs\\//' >"$work/all/left-out.txt"
fi
cd "$work/all" || exit 1
[ -s left-out.txt ] || rm -f left-out.txt
pack() { tar -czf "$work/archive" . && [ "$(wc -c <"$work/archive")" -le ${maxArchiveBytes} ]; }
if ! pack; then
  for kb in 512 32; do
    find labs docker -type f -size "+\${kb}k" | head -n 200 | sed "s/^/larger than $kb kB, and all together too large: /" >>left-out.txt
    find labs docker -type f -size "+\${kb}k" -exec rm -f {} +
    ! pack || break
  done
  if ! pack; then
    echo "all of labs: too large" >>left-out.txt
    rm -rf labs
    pack || exit 1
  fi
fi
base64 <"$work/archive"
`;
}

const allLines = `part docker/containers.txt docker ps -a --no-trunc
part docker/images.txt docker images --no-trunc
part docker/networks.txt docker network ls
part docker/volumes.txt docker volume ls
ids=$(timeout 15 docker ps -aq 2>/dev/null | head -n 100)`;

/** The same for what the class has on an Engine that others use too. */
function ownLines(own: Traces): string {
  return `${finders(own).join("\n")}
named() { # named FILE FILTER COMMAND…: the list of what is named on standard input
  list=$1
  filters=$(sed "s,.*,--filter $2,")
  shift 2
  # shellcheck disable=SC2086
  [ -z "$filters" ] || part "$list" "$@" $filters
}
ids=""
if timeout 15 docker version >/dev/null 2>&1; then
  ids=$(containers | head -n 100)
  containers | named docker/containers.txt 'name=^/&$' docker ps -a --no-trunc
  # shellcheck disable=SC2086
  { [ -z "$ids" ] || docker inspect -f '{{.Config.Image}}' $ids; printf '%s\\n' ${own.images.map(quote).join(" ")}; } 2>/dev/null |
    grep . | sort -u | named docker/images.txt 'reference=&' docker images --no-trunc
  networks | named docker/networks.txt 'name=^&$' docker network ls
  volumes | named docker/volumes.txt 'name=^&$' docker volume ls
fi`;
}

const historyLines = `mkdir -p history
for file in ~/.bash_history ~/.zsh_history ~/.ash_history; do
  [ ! -f "$file" ] || tail -c 500000 "$file" >"history/\${file##*/.}.txt"
done
sudo -n sh -c 'tail -c 500000 ~root/.bash_history' 2>/dev/null | cat >history/root_bash_history.txt
[ -s history/root_bash_history.txt ] || rm -f history/root_bash_history.txt`;
