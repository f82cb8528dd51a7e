#!/bin/bash
# Makes this Ubuntu machine a lab host. Root runs it. It may be interrupted and run again: what is in place stays as it is.
# shellcheck disable=SC2317,SC2329 # some functions are called by name: by a trap, by retry
set -Eeuo pipefail
{ # bash reads all of it before it runs any, though it may come through a pipe
user='kim'
lab=/var/lib/lab

fail() { # the one line that reaches the instructor
  trap - ERR
  rm -f "$lab/ready"
  local line="lab: $*"
  echo "${line//$'\n'/ }" | tee "$lab/error" >&2
  exit 1
}
step() {
  step=$1
  echo "== $step"
}
free_mb() { df --output=avail -m / /var/lib | tail -n +2 | sort -n | sed -n 1p; }
failed() {
  [ "$(free_mb)" -ge 100 ] || fail "$step: $1: the disk is full"
  fail "$step: $1"
}
trap '((BASH_SUBSHELL)) || failed "line $LINENO failed: ${*:-$BASH_COMMAND}"' ERR # $*: what a function of ours was given
trap 'fail "interrupted; it may be run again"' HUP INT TERM
put() { # put FILE MODE [LINE…]: a file of ours, from lines or standard input
  if [ $# -gt 2 ]; then printf '%s\n' "${@:3}"; else cat; fi >"$1.new"
  chmod "$2" "$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}
engine_answers() { timeout 20 docker version >/dev/null 2>&1; }

[ "$(id -u)" = 0 ] || { echo "lab: root is needed: run it with sudo" >&2; exit 1; }
umask 022
export DEBIAN_FRONTEND=noninteractive HOME="${HOME:-/root}" # cloud-init sets no HOME
step "looking at this machine"
mkdir -p "$lab"
exec 9>"$lab/lock" # user data and whoever waits for the host may both run this
flock -w 900 9 || fail "another run of this script has not ended within 15 minutes"
[ -d /run/systemd/system ] || fail "systemd does not run on this machine, and it is what starts the Engine"

# The end of this host, set once: the timer powers it off, which ends an EC2 instance for good
[ -s /var/lib/lab/end ] || put /var/lib/lab/end 644 "$(($(date +%s) + 14400))"
put /usr/local/sbin/lab-end 755 <<'LAB_FILE'
#!/bin/bash
# lab-end: powers this host off at the moment in /var/lib/lab/end (seconds since 1970), and warns beforehand.
#   lab-end show | extend SECONDS | tick (what its timer runs)
set -euo pipefail
file=/var/lib/lab/end
warned=/run/lab-end.warned
end=$(<"$file")
now=$(date +%s)
case $1 in
  show) ;;
  extend)
    end=$(((end > now ? end : now) + $2))
    echo "$end" >"$file.new"
    mv "$file.new" "$file"
    rm -f "$warned"
    wall "This host now ends at $(date -d "@$end" '+%F %H:%M %:z')."
    ;;
  tick)
    left=$(((end - now + 59) / 60))
    if ((end <= now)); then exec systemctl poweroff; fi
    for minutes in 1 5 15; do
      if ((left <= minutes)); then
        [ "$(cat "$warned" 2>/dev/null || echo 99)" -le "$minutes" ] ||
          wall "This host ends in $left min, at $(date -d "@$end" '+%H:%M %:z'). Save your work elsewhere."
        echo "$minutes" >"$warned"
        break
      fi
    done
    exit
    ;;
esac
date -u -d "@$end" +%FT%TZ
LAB_FILE
put /etc/systemd/system/lab-end.service 644 <<'LAB_FILE'
[Unit]
Description=End of this lab host
[Service]
Type=oneshot
ExecStart=/usr/local/sbin/lab-end tick
# not two lines in the journal for every run
LogLevelMax=notice
LAB_FILE
put /etc/systemd/system/lab-end.timer 644 <<'LAB_FILE'
[Unit]
Description=End of this lab host
[Timer]
OnActiveSec=0
OnUnitActiveSec=15
AccuracySec=1
[Install]
WantedBy=timers.target
LAB_FILE
systemctl daemon-reload
systemctl enable -q --now lab-end.timer

home=$(getent passwd "$user" | cut -d: -f6) || fail "there is no user $user on this machine"
as_user() { setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups env HOME="$home" "$@"; }

case $(docker --version 2>/dev/null || true) in
  podman*) fail "the docker command of this machine is Podman's, and a lab is made for Docker's Engine; run: sudo apt-get remove podman-docker" ;;
esac
[ ! -e /snap/bin/docker ] ||
  fail "Docker is on this machine as a snap, which does not see the host's folders; run: sudo snap remove docker"

# The class's proxy
proxy='http://proxy.example:3128' direct='localhost,127.0.0.1,::1,.example'
export http_proxy="$proxy" https_proxy="$proxy" no_proxy="$direct" HTTP_PROXY="$proxy" HTTPS_PROXY="$proxy" NO_PROXY="$direct"
put /etc/apt/apt.conf.d/95lab-proxy 644 "Acquire::http::Proxy \"$proxy\";" "Acquire::https::Proxy \"$proxy\";"
{
  for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY; do echo "$name=$proxy"; done
  for name in no_proxy NO_PROXY; do echo "$name=$direct"; done
  grep -vsiE '^(https?|no)_proxy=' /etc/environment || true
} | put /etc/environment 644
mkdir -p /etc/systemd/system/docker.service.d
settings=/etc/systemd/system/docker.service.d/lab-proxy.conf
before=$(cat "$settings" 2>/dev/null || true)
# a percent sign is special to systemd
put "$settings" 644 '[Service]' "Environment=\"HTTP_PROXY=${proxy//%/%%}\" \"HTTPS_PROXY=${proxy//%/%%}\" \"NO_PROXY=${direct//%/%%}\""
if [ "$before" != "$(cat "$settings")" ] && engine_answers; then
  systemctl daemon-reload
  if [ -z "$(docker ps -q)" ]; then
    systemctl restart docker
  else # a restart would stop what runs there
    echo "note: the Engine uses the proxy once it is restarted: sudo systemctl restart docker"
  fi
fi

retry() { # neither a flaky network nor an apt that runs since boot is a reason to stop
  local pause
  for pause in 2 5 10 20 30; do
    "$@" && return
    echo "once more in $pause s: $*"
    sleep "$pause"
    dpkg --configure -a || true # what an apt that was killed left unfinished
    [ -z "$unread" ] || [[ " $* " == *" update "* ]] || apt-get update || true
  done
  "$@" || failed "failed six times: $*; can this machine reach the internet?${unread:+ apt cannot read $unread}"
}
unread= # package sources that apt could not read
apt-get() { # Error-Mode: an update that got nothing has failed
  local words=(-o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o APT::Update::Error-Mode=any "$@") answer before=$unread
  if [ "$1" != update ]; then command apt-get "${words[@]}"; return; fi
  if answer=$(command apt-get "${words[@]}" 2>&1); then unread=; echo "$answer"; return; fi
  echo "$answer"
  unread=$(sed -nE "s/^(E|W: (Failed to fetch|GPG error)).*(https?:[^ ']+).*/\3/p" <<<"$answer" | sort -u)
  # a broken source of the machine's own stays broken; whether it is needed shows when packages are installed
  [ -n "$unread" ] && [ "$unread" = "$before" ] || return 1
  echo "note: apt cannot read ${unread//$'\n'/ }"
}
engine_settings() { # engine_settings FILTER: the machine's own settings after that jq filter
  local file=/etc/docker/daemon.json settings='{}'
  mkdir -p /etc/docker
  [ ! -s "$file" ] || settings=$(<"$file")
  settings=$(jq "$1" <<<"$settings") || fail "$file is not JSON; fix or remove it"
  put "$file" 644 "$settings"
}
docker_key() { # passes a key on only if it is the one that signs Docker's packages, and comes alone
  local folder shown
  folder=$(mktemp -d)
  cat >"$folder/key"
  shown=$(gpg --batch --homedir "$folder" --with-colons --show-keys "$folder/key" 2>/dev/null |
    awk -F: '$1 == "pub" || $1 == "sec" { key = 1 } $1 == "fpr" && key { print $10; key = 0 }')
  if [ "$shown" = '9DC858229FC7DD38854AE2D88D81803C0EBFCD88' ]; then cat "$folder/key"; else shown=; fi
  rm -rf "$folder"
  [ -n "$shown" ]
}

if [ ! -e "$lab/installing" ] && type -P dockerd >/dev/null && ! engine_answers; then
  systemctl start docker || true # it may only be stopped
  engine_answers || fail "Docker is installed and does not answer: $(journalctl -u docker -n 1 -o cat)"
fi
engine=here compose=here tools=here
if [ -e "$lab/installing" ] || ! engine_answers; then engine=missing; fi
[ -x "$(type -P docker-compose)" ] || compose=missing # a download that was interrupted is not executable
type -P jq lsof brctl netstat pstree >/dev/null || tools=missing
if [ "$engine $compose $tools" != "here here here" ]; then
  # shellcheck source=/dev/null
  . /etc/os-release
  case ${ID:-} in
    ubuntu | debian) ;;
    *) fail "this is ${PRETTY_NAME:-no Ubuntu}, and a lab host is Ubuntu or Debian" ;;
  esac
  case $(uname -m) in
    x86_64 | aarch64) ;;
    *) fail "this machine is $(uname -m), and Docker's packages are installed on amd64 and arm64" ;;
  esac
  [ "$(free_mb)" -ge 4000 ] || fail "the disk has $(free_mb) MB free, and a lab takes 4000"
  if type -P curl >/dev/null; then # else apt will report it
    answer=$(curl -fsS --retry 3 --retry-all-errors --connect-timeout 10 -o /dev/null \
      "https://download.docker.com/linux/$ID/dists/$VERSION_CODENAME/Release" 2>&1) ||
      fail "Docker's packages for ${PRETTY_NAME:-$ID} ($VERSION_CODENAME) cannot be reached: ${answer##*$'\n'}"
  fi
fi

if [ "$engine" = missing ]; then
  step "installing Docker"
  touch "$lab/installing"
  # the major version that the labs are tested with
  put /etc/apt/preferences.d/lab 644 \
    'Package: docker-ce docker-ce-cli' 'Pin: version 5:29.*' 'Pin-Priority: 990' '' \
    'Package: docker-ce docker-ce-cli' 'Pin: version *' 'Pin-Priority: -1'
  # what an earlier run left half done: apt repairs the rest by itself
  mapfile -t broken < <(dpkg-query -Wf '${db:Status-Eflag} ${Package}\n' | sed -n 's/^reinstreq //p')
  [ -z "$(dpkg --audit)" ] || retry apt-get install -y --fix-broken --reinstall "${broken[@]}"
  # Docker's current instructions for Ubuntu and Debian
  retry apt-get update
  # the second line: later chapters use them
  retry apt-get install -y ca-certificates curl gpg \
    jq lsof bridge-utils net-tools psmisc
  install -m 0755 -d /etc/apt/keyrings
  curl -fsSL --retry 5 --retry-all-errors "https://download.docker.com/linux/$ID/gpg" | docker_key |
    put /etc/apt/keyrings/docker.asc 644 || fail "download.docker.com gave no key with the fingerprint 9DC858229FC7DD38854AE2D88D81803C0EBFCD88; LAB_DOCKER_KEY on the instructor's machine names that of a mirror which signs its own"
  grep -rqsE '^[^#]*download.docker.com' /etc/apt/sources.list /etc/apt/sources.list.d || put /etc/apt/sources.list.d/docker.sources 644 \
    'Types: deb' \
    "URIs: https://download.docker.com/linux/$ID" \
    "Suites: $VERSION_CODENAME" \
    'Components: stable' \
    "Architectures: $(dpkg --print-architecture)" \
    'Signed-By: /etc/apt/keyrings/docker.asc'
  retry apt-get update
  # before the Engine's first start: overlay2, which chapter 3 looks into (a new Engine uses the containerd store by default),
  # and logs that do not fill the disk
  engine_settings '{"features":{"containerd-snapshotter":false}} *
    (if has("log-driver") then {} else {"log-opts":{"max-size":"10m","max-file":"3"}} end) * .'
  retry apt-get install -y docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
  usermod -aG docker "$user"
  rm "$lab/installing"
elif [ "$tools" = missing ]; then
  step "installing the course's tools"
  retry apt-get update
  retry apt-get install -y jq lsof bridge-utils net-tools psmisc
fi
for _ in {1..15}; do
  if engine_answers || ! type -P docker >/dev/null; then break; fi
  sleep 1
done
engine_answers || fail "no Docker Engine answers; see journalctl -u docker"
[[ " $(id -nG "$user") " == *" docker "* ]] || usermod -aG docker "$user"

if [ "$compose" = missing ]; then
  step "installing docker-compose"
  docker compose version >/dev/null 2>&1 ||
    fail "this machine has Docker without the compose plugin; install docker-compose-plugin, or set docker.install: documented"
  # the course's command, which with --compatibility gives containers the course's names (practice_lb_1)
  put /usr/local/bin/docker-compose 755 '#!/bin/sh' 'exec docker compose --compatibility "$@"'
fi

# docker-compose 1.23.2 would speak API 1.22, which Engine 29 refuses: for every shell, and through sudo
if ! grep -qs ^COMPOSE_API_VERSION= /etc/environment; then
  [ -z "$(tail -c 1 /etc/environment 2>/dev/null)" ] || echo >>/etc/environment
  echo COMPOSE_API_VERSION=1.40 >>/etc/environment
fi
[ ! -d /etc/sudoers.d ] || put /etc/sudoers.d/lab 440 'Defaults env_keep += "COMPOSE_API_VERSION"'

# a class connects at once: sshd itself stops at 10 logins under way, and at 10 sessions in one connection
if [ -d /etc/ssh/sshd_config.d ] && [ ! -e /etc/ssh/sshd_config.d/10-lab.conf ]; then
  put /etc/ssh/sshd_config.d/10-lab.conf 644 'MaxStartups 100:30:300' 'MaxSessions 100'
  systemctl try-reload-or-restart ssh
fi

step "asking the Engine, as $user"
version=$(as_user docker version --format '{{.Server.Version}}') || fail "$user may not use Docker; run: sudo usermod -aG docker $user"
[[ "$(as_user docker info --format '{{.SecurityOptions}}')" != *name=rootless* ]] ||
  fail "the Docker of $user is rootless, which has no port below 1024 and no network of the host; run as $user: docker context use default"
driver=$(docker info --format '{{.Driver}}')
[ "$driver" = overlay2 ] || echo "note: this Engine keeps images in $driver, and chapter 3 looks for /var/lib/docker/overlay2"
rm -f "$lab/error"
echo "Docker $version" | tee "$lab/ready"
exit
} </dev/null
