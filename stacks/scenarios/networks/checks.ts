// Checks of networks: the four modes are in use, and the student has followed a packet through bridge, veth and DNAT.
import { exists, ofImage, publishing, readAnswer, request, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const mode = (name: string, mode: string) => exists({ name: `/mode-${name}`, state: "running", mode });
const bridged = { name: "/mode-bridge", state: "running" };

export const checks = (_: unknown, name: string): readonly Check[] => [
  {
    id: "four-modes",
    standing: true,
    title: { ko: "네 가지 네트워크 모드의 컨테이너가 모두 실행 중입니다", en: "A container runs in each of the four network modes" },
    script: [mode("bridge", "bridge|default"), mode("host", "host"), mode("container", "container:.*"), mode("none", "none")].join(" && "),
    hint: {
      ko: "mode-bridge, mode-host, mode-container, mode-none을 각자의 --network로 실행해 두십시오.",
      en: "Leave mode-bridge, mode-host, mode-container and mode-none running, each with its own --network.",
    },
  },
  {
    id: "shared-namespace",
    standing: true,
    title: { ko: "mode-container가 mode-bridge의 네트워크를 함께 씁니다", en: "mode-container shares the network of mode-bridge" },
    script: [
      `id=$(${select("id", bridged)})`,
      `[ -n "$id" ] && [ "$(${select("mode", { name: "/mode-container", state: "running" })})" = "container:$id" ]`,
    ].join("\n"),
    hint: {
      ko: "mode-bridge를 먼저 실행하고, mode-container를 --network container:mode-bridge로 실행하십시오.",
      en: "Start mode-bridge first, then mode-container with --network container:mode-bridge.",
    },
  },
  {
    id: "published",
    standing: true,
    title: { ko: "호스트의 포트 하나가 nginx-8081의 80번 포트로 이어집니다", en: "A port of the host leads to port 80 of nginx-8081" },
    script: [
      `port=$(${select("publishes", { name: "/nginx-8081", state: "running", image: ofImage("nginx") })} | tr , '\\n' | sed -n 's#->80/tcp$##p' | head -n 1)`,
      `[ -n "$port" ] && ${request("http://$LAB_HOST:$port/", "-f -o /dev/null")}`,
    ].join("\n"),
    hint: {
      ko: "docker container run --name nginx-8081 -d -p 8081:80 nginx처럼 포트를 공개하고 curl로 확인하십시오.",
      en: "Publish a port, such as docker container run --name nginx-8081 -d -p 8081:80 nginx, and try it with curl.",
    },
  },
  {
    id: "veth",
    title: { ko: "mode-bridge의 veth를 호스트에서 찾았습니다", en: "The host's end of mode-bridge's veth pair was found" },
    script: [
      readAnswer(name, "veth"),
      `case "$value" in *[!A-Za-z0-9]*) exit 1 ;; esac`,
      `[ "$(basename "$(readlink "/sys/class/net/$value/master")")" = docker0 ] || exit 1`,
      `pid=$(${select("pid", bridged)})`,
      "# one of docker0's is enough where only root may look into the container",
      `link=$(sudo -n cat "/proc/$pid/root"/sys/class/net/eth0/iflink 2>/dev/null) || exit 0`,
      `[ "$link" = "$(cat "/sys/class/net/$value/ifindex")" ]`,
    ].join("\n"),
    hint: {
      ko: `mode-bridge의 iflink와 번호가 같은 veth를 ip link에서 찾아 ~/labs/answers/${name}에 veth: 이름으로 적으십시오.`,
      en: `Find the veth in ip link whose number is mode-bridge's iflink, and write it into ~/labs/answers/${name}, as veth: NAME.`,
    },
  },
  {
    id: "separate-bridges",
    title: {
      ko: "compose가 만든 컨테이너는 자기 브리지에만 있습니다",
      en: "Compose's container is on a bridge of its own and no other",
    },
    script: exists({ state: "running", scenario: "", project: "networks", networks: "networks_default," }),
    hint: {
      ko: `실습 폴더 ${name}에서 docker-compose -p networks up -d를 실행하고 docker network ls에 생긴 네트워크를 찾아보십시오.`,
      en: `Type docker-compose -p networks up -d in the exercise folder ${name}, and find its network in docker network ls.`,
    },
  },
  {
    id: "gateway",
    title: { ko: "compose가 만든 브리지의 게이트웨이를 찾았습니다", en: "The gateway of compose's bridge was found" },
    script: [
      readAnswer(name, "gateway"),
      valueIsIn(`docker network inspect -f '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' networks_default`),
    ].join("\n"),
    hint: {
      ko: `networks_web_1의 Gateway를 docker container inspect로 찾아 ~/labs/answers/${name}에 gateway: 값으로 적으십시오.`,
      en: `Find the Gateway of networks_web_1 with docker container inspect, and write it into ~/labs/answers/${name}, as gateway: VALUE.`,
    },
  },
  {
    id: "dnat",
    title: { ko: "공개한 포트의 DNAT 규칙이 어디로 보내는지 읽었습니다", en: "Where the DNAT rule of the published port leads was read" },
    script: [
      readAnswer(name, "dnat"),
      valueIsIn(
        `${select("addresses", { name: "/nginx-8081", state: "running", publishes: publishing("[0-9]+", "80") })} | tr , '\\n' | sed -n 's/..*/&:80/p'`,
      ),
    ].join("\n"),
    hint: {
      ko: `sudo iptables -t nat -L -n에서 그 포트의 DNAT 줄을 찾아 to: 뒤의 주소를 ~/labs/answers/${name}에 dnat: 값으로 적으십시오.`,
      en: `Find the port's DNAT line in sudo iptables -t nat -L -n, and write what follows to: into ~/labs/answers/${name}, as dnat: VALUE.`,
    },
  },
];
