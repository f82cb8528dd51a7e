// Checks of networks: of any containers in those modes, whatever their names are.
import { exists, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

export const checks = (): readonly Check[] => [
  {
    id: "four-modes",
    title: { ko: "네 가지 네트워크 모드의 컨테이너가 모두 실행 중입니다", en: "A container runs in each of the four network modes" },
    script: ["bridge|default", "host", "none", "container:.*"].map((mode) => exists({ state: "running", mode })).join(" && "),
    hint: {
      ko: "--network bridge, host, none, container:이름으로 컨테이너를 하나씩 실행해 두십시오.",
      en: "Leave a container running with each of --network bridge, host, none and container:NAME.",
    },
  },
  {
    id: "shared-namespace",
    title: { ko: "두 컨테이너가 네트워크 네임스페이스 하나를 함께 씁니다", en: "Two containers share one network namespace" },
    script: [
      `for id in $(${select("id", { state: "running", mode: "container:.*" })}); do`,
      `  target=$(docker inspect -f '{{.HostConfig.NetworkMode}}' "$id")`,
      `  one=$(docker exec "$id" readlink /proc/self/ns/net) || continue`,
      `  [ "$one" = "$(docker exec "\${target#container:}" readlink /proc/self/ns/net)" ] && exit 0`,
      `done`,
      `exit 1`,
    ].join("\n"),
    hint: {
      ko: "--network container:mode-bridge로 컨테이너를 실행하고 두 컨테이너의 ls /sys/class/net을 비교하십시오.",
      en: "Start a container with --network container:mode-bridge, and compare ls /sys/class/net in both.",
    },
  },
  {
    id: "separate-bridges",
    title: {
      ko: "compose가 만든 네트워크의 컨테이너는 기본 bridge에 붙어 있지 않습니다",
      en: "A container on compose's own network is not on the default bridge",
    },
    script: `${select("networks", { state: "running", project: ".+", networks: "(.*,)?[^,]*_default,.*" })} | grep -Evq '^(.*,)?bridge,'`,
    hint: {
      ko: "docker-compose up -d로 컨테이너를 띄우고 docker network ls에 생긴 네트워크를 찾아보십시오.",
      en: "Bring something up with docker-compose up -d, and find its network in docker network ls.",
    },
  },
  {
    id: "published",
    title: { ko: "호스트의 포트 하나가 컨테이너의 80번 포트로 이어집니다", en: "A port of the host leads to port 80 of a container" },
    script: [
      `for port in $(${select("publishes", { state: "running" })} | tr , '\\n' | sed -n 's#->80/tcp$##p' | sort -u); do`,
      `  curl -s -m 3 -o /dev/null "http://$LAB_HOST:$port/" && exit 0`,
      `done`,
      `exit 1`,
    ].join("\n"),
    hint: {
      ko: "docker container run -d -p 8081:80 nginx처럼 포트를 공개하고 curl로 확인하십시오.",
      en: "Publish a port, such as docker container run -d -p 8081:80 nginx, and try it with curl.",
    },
  },
];
