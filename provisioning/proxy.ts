// The class's HTTP proxy on a host: for what the install script fetches, for apt, for every login, and for the Engine.
import { quote } from "./shell";

export interface HostProxy {
  /** URL without a user or password, such as `http://proxy.example:3128`. */
  readonly url: string;
  /** Hosts, domains and blocks that are reached directly, besides the host itself. */
  readonly except: readonly string[];
}

const own = ["localhost", "127.0.0.1", "::1"];

/** Part of the install script: root runs it, with that script's functions, before anything is fetched. */
export function proxyLines({ url, except }: HostProxy): string {
  return `# The class's proxy
proxy=${quote(url)} direct=${quote([...own, ...except].join(","))}
export http_proxy="$proxy" https_proxy="$proxy" no_proxy="$direct" HTTP_PROXY="$proxy" HTTPS_PROXY="$proxy" NO_PROXY="$direct"
put /etc/apt/apt.conf.d/95lab-proxy 644 "Acquire::http::Proxy \\"$proxy\\";" "Acquire::https::Proxy \\"$proxy\\";"
{
  for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY; do echo "$name=$proxy"; done
  for name in no_proxy NO_PROXY; do echo "$name=$direct"; done
  grep -vsiE '^(https?|no)_proxy=' /etc/environment || true
} | put /etc/environment 644
mkdir -p /etc/systemd/system/docker.service.d
settings=/etc/systemd/system/docker.service.d/lab-proxy.conf
before=$(cat "$settings" 2>/dev/null || true)
# a percent sign is special to systemd
put "$settings" 644 '[Service]' "Environment=\\"HTTP_PROXY=\${proxy//%/%%}\\" \\"HTTPS_PROXY=\${proxy//%/%%}\\" \\"NO_PROXY=\${direct//%/%%}\\""
if [ "$before" != "$(cat "$settings")" ] && engine_answers; then
  systemctl daemon-reload
  if [ -z "$(docker ps -q)" ]; then
    systemctl restart docker
  else # a restart would stop what runs there
    echo "note: the Engine uses the proxy once it is restarted: sudo systemctl restart docker"
  fi
fi`;
}
