#!/bin/bash
# Makes this Ubuntu machine a lab host. Root runs it. It may be interrupted and run again: what is in place stays as it is.
# shellcheck disable=SC2317,SC2329 # some functions are called by name: by a trap, by retry
set -Eeuo pipefail
{ # bash reads all of it before it runs any, though it may come through a pipe
user='ubuntu'
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
[ -s /var/lib/lab/end ] || put /var/lib/lab/end 644 "1796115600"
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
sudo() { "$@"; } # root runs this, and sudo itself would drop what root has set
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
    ubuntu) ;;
    debian) fail "this is ${PRETTY_NAME:-Debian}, and the documented script is for Ubuntu; set docker.install: current" ;;
    *) fail "this is ${PRETTY_NAME:-no Ubuntu}, and a lab host is Ubuntu" ;;
  esac
  type -P apt-key >/dev/null ||
    fail "Ubuntu $VERSION_ID has no apt-key, which the documented script needs (24.04 is the last to have it); set docker.install: current"
  [ "$(uname -m)" = x86_64 ] || fail "this machine is $(uname -m), and the documented script is for amd64; set docker.install: current"
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
  # The course's script, line by line
  retry sudo apt-get update
  # the second line: later chapters use them
  retry sudo apt-get install -y apt-transport-https ca-certificates curl software-properties-common \
    jq lsof bridge-utils net-tools psmisc
  curl -fsSL --retry 5 --retry-all-errors https://download.docker.com/linux/ubuntu/gpg | docker_key | sudo apt-key add - ||
    fail "download.docker.com gave no key with the fingerprint 9DC858229FC7DD38854AE2D88D81803C0EBFCD88; LAB_DOCKER_KEY on the instructor's machine names that of a mirror which signs its own"
  sudo apt-key fingerprint 0EBFCD88
  # -y: newer versions ask; -n: the next line updates
  grep -rqsE '^[^#]*download.docker.com' /etc/apt/sources.list /etc/apt/sources.list.d ||
    sudo add-apt-repository -y -n "deb [arch=amd64] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable"
  retry sudo apt-get update
  # before the Engine's first start: overlay2, which chapter 3 looks into (a new Engine uses the containerd store by default),
  # and logs that do not fill the disk
  engine_settings '{"features":{"containerd-snapshotter":false}} *
    (if has("log-driver") then {} else {"log-opts":{"max-size":"10m","max-file":"3"}} end) * .'
  retry sudo apt-get install -y docker-ce
  sudo usermod -aG docker "$user"
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
  # -f: without it an error page is saved as the program
  sudo curl -fL --retry 5 --retry-all-errors "https://github.com/docker/compose/releases/download/1.23.2/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose
  sha256sum -c --quiet - <<<'4d618e19b91b9a49f36d041446d96a1a0a067c676330a4f25aca6bbd000de7a9  /usr/local/bin/docker-compose' ||
    { rm -f /usr/local/bin/docker-compose; fail "docker-compose 1.23.2 is not the file that was published: its SHA-256 differs"; }
  sudo chmod +x /usr/local/bin/docker-compose
fi
# -f, and only where it is missing: the course's line fails the second time
[ -e /usr/bin/docker-compose ] || [ ! -x /usr/local/bin/docker-compose ] ||
  sudo ln -sf /usr/local/bin/docker-compose /usr/bin/docker-compose
# an Engine that was installed before may not support its API
read -r min max < <(docker version --format '{{.Server.MinAPIVersion}} {{.Server.APIVersion}}')
if ! printf '%s\n' "$min" 1.40 "$max" | sort -CV; then
  case $(docker version --format '{{.Server.Version}}') in # 29.3 and later accept 1.40 again
    29.[0-2].*) fix="upgrade it to 29.3 or later (sudo apt-get install docker-ce), or set docker.install: current" ;;
    *) fix="set docker.install: current" ;;
  esac
  fail "this Engine speaks API $min to $max, and docker-compose 1.23.2 needs 1.40; $fix"
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

# the class's mirror of Docker Hub, which the Engine takes up without a restart
mirror='https://mirror.example.com'
mirrors() { docker info --format '{{.RegistryConfig.Mirrors}}'; }
if [[ "$(mirrors)" != *"$mirror"* ]]; then
  own=$(cat /etc/docker/daemon.json 2>/dev/null || true)
  engine_settings '.["registry-mirrors"] += ["https://mirror.example.com"]'
  systemctl kill -s HUP --kill-who=main docker || true
  for _ in {1..20}; do [[ "$(mirrors)" != *"$mirror"* ]] || break; sleep 0.5; done
  if [[ "$(mirrors)" != *"$mirror"* ]]; then # with a setting that it does not accept, the Engine might not start again
    if [ -n "$own" ]; then put /etc/docker/daemon.json 644 "$own"; else rm /etc/docker/daemon.json; fi
    echo "note: the Engine does not take the mirror $mirror; set it where its other mirrors are set"
  fi
fi

# Images in advance. One that cannot be pulled now is pulled with the lab
pull() {
  if docker image inspect "$1" >/dev/null 2>&1; then return; fi
  step "pulling the image $1"
  docker pull -q "$1" || echo "note: $1 could not be pulled"
}
pull 'nginx:1.30'
pull 'mysql:8.4'

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
