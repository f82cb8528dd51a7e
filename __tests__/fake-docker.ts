// The docker and ssh commands of a fake world. They start no further process where the shell can do it: tests run them by the thousand.

export const dockerScript = `#!/bin/sh
w=$FAKE_ENGINE
[ ! -e "$w/docker-fault" ] || . "$w/docker-fault"
all=$*
filters= format= quiet=
kind=containers
case $1 in network) kind=networks; shift ;; container) shift ;; volume) exit 0 ;; image | rmi) kind=images; [ "$1" = rmi ] || shift ;; esac
verb=$1
shift
while [ $# -gt 0 ]; do
  case $1 in
  --filter) filters="$filters $2"; shift 2 ;;
  -f) case $verb in inspect) format=$2; shift 2 ;; *) shift ;; esac ;;
  --format) format=$2; shift 2 ;;
  -aq | -q) quiet=1; shift ;;
  -*) shift ;;
  *) break ;;
  esac
done
# value FILE: its only line, which may end without a line feed
value() { value=; [ ! -e "$w/$kind/$1" ] || read -r value < "$w/$kind/$1" || true; }
# has FILE LINE
has() { while read -r line; do [ "$line" != "$2" ] || return 0; done < "$w/$kind/$1"; return 1; }
# find NAME or ID: sets n
find() {
  if [ -d "$w/$kind/$1" ]; then n=$1; return; fi
  for d in "$w/$kind"/*; do n=\${d##*/}; value "$n/id"; [ "$value" != "$1" ] || return 0; done
  return 1
}
matches() {
  for f in $filters; do
    case $f in
    label=*) has "$1/labels" "\${f#label=}" || return 1 ;;
    publish=*) has "$1/ports" "\${f#publish=}" && value "$1/state" && [ "$value" = running ] || return 1 ;;
    ancestor=*) value "$1/image"; [ "$value" = "\${f#ancestor=}" ] || return 1 ;;
    esac
  done
}
show() {
  case $format in
  *.RepoTags*) echo 1 ;;
  'container {{.Image}} {{.Id}}') value "$1/image"; image=$value; value "$1/id"; echo "container $image $value" ;;
  '{{.Id}}') if [ $kind = images ]; then value "$1/id"; echo "$value"; else echo "{}"; fi ;;
  *'"id":'* | *'"network":'*)
    value "$1/state"; state=$value; value "$1/json"
    case $value in *STATE*) value=\${value%%STATE*}$state\${value#*STATE} ;; esac
    printf '%s\\n' "$value" ;;
  *.Name*) [ $kind = networks ] && echo "$1" || echo "/$1" ;;
  *.scenario*)
    found=
    while read -r line; do case $line in docker-class-lab.scenario=*) found=\${line#*=} ;; esac; done < "$w/$kind/$1/labels"
    echo "$found" ;;
  *range*) ;;
  *) echo "{}" ;;
  esac
}
case $verb in
version) echo 29.0.0 ;;
ps | ls)
  for d in "$w/$kind"/*; do
    [ -d "$d" ] || continue
    n=\${d##*/}
    matches "$n" || continue
    case $format in
    *docker-class-lab.class*)
      of=
      while read -r line; do case $line in docker-class-lab.class=*) of=\${line#*=} ;; esac; done < "$w/$kind/$n/labels"
      echo "$of"
      continue ;;
    esac
    if [ -n "$quiet" ] && [ $kind = containers ]; then value "$n/id"; echo "$value"; else echo "$n"; fi
  done ;;
inspect) status=0; for x; do if find "$x"; then show "$n"; else status=1; fi; done; exit $status ;;
rm | rmi) for x; do find "$x" && [ ! -e "$w/stuck" ] && rm -rf "$w/$kind/$n" || exit 1; done ;;
start | unpause) for x; do find "$x" && printf running > "$w/$kind/$n/state" || exit 1; done ;;
disconnect | context) ;;
connect)
  echo "$all" >> "$w/connects"
  for x; do :; done
  kind=containers
  find "$x" && value "$n/json" || exit 1
  printf '%s%s' "\${value%%'"networks":{}'*}" '"networks":{"one":{}}}' > "$w/containers/$n/json" ;;
*) echo "fake docker: $all" >&2; exit 64 ;;
esac
`;

export const sshScript = `#!/bin/sh
case $1 in -V) echo "OpenSSH_fake, x" >&2; exit 0 ;; esac
while [ $# -gt 0 ]; do
  case $1 in
  -F | -p | -o) shift 2 ;;
  *@*) address=\${1#*@}; shift; break ;;
  *) shift ;;
  esac
done
export FAKE_ENGINE="$FAKE_WORLD/hosts/$address"
if [ ! -d "$FAKE_ENGINE" ]; then echo "ssh: connect to host $address: No route to host" >&2; exit 255; fi
[ ! -e "$FAKE_ENGINE/ssh-fault" ] || . "$FAKE_ENGINE/ssh-fault"
export HOME="$FAKE_ENGINE/home"
[ -d "$HOME" ] || mkdir -p "$HOME"
exec "$@"
`;

/** A shell that has docker as a function before it reads its script, unless a test has put another one first: a call of it is a third of a process. */
export const shellScript = `#!/bin/sh
case "$* $PATH" in
"-s $FAKE_WORLD/bin:"*) cat "$FAKE_WORLD/docker-function" - > "$FAKE_ENGINE/script.$$"; exec /bin/sh -s < "$FAKE_ENGINE/script.$$" ;;
*) exec /bin/sh "$@" ;;
esac
`;
export const dockerFunction = `docker() (
set +eu
${dockerScript.replace(/^#!.*\n/, "")})
`;
