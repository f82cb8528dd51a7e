// Checks of processes: of any containers with those userlands, whatever their names are.
import { ofImage, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

/** Ids of one running container of each userland. */
const userlands = [
  `ubuntu=$(${select("id", { state: "running", image: ofImage("ubuntu") })} | head -n 1)`,
  `redhat=$(${select("id", { state: "running", image: ofImage("almalinux", "centos", "rockylinux") })} | head -n 1)`,
  '[ -n "$ubuntu" ] && [ -n "$redhat" ] || exit 1',
].join("\n");

export const checks = (): readonly Check[] => [
  {
    id: "two-userlands",
    title: { ko: "ubuntu와 almalinux 컨테이너가 함께 실행 중입니다", en: "An ubuntu and an almalinux container run side by side" },
    script: [
      userlands,
      `docker exec "$ubuntu" grep -q '^ID=ubuntu' /etc/os-release && docker exec "$redhat" grep -q '^ID_LIKE=.*rhel' /etc/os-release`,
    ].join("\n"),
    hint: {
      ko: "docker run -dit로 ubuntu 컨테이너와 almalinux 컨테이너를 하나씩 실행해 두십시오.",
      en: "Leave one ubuntu and one almalinux container running with docker run -dit.",
    },
  },
  {
    id: "one-kernel",
    title: { ko: "두 컨테이너가 엔진의 커널 하나를 함께 씁니다", en: "Both containers run on the Engine's one kernel" },
    script: [
      userlands,
      `kernel=$(docker info --format '{{.KernelVersion}}')`,
      `[ "$(docker exec "$ubuntu" uname -r)" = "$kernel" ] && [ "$(docker exec "$redhat" uname -r)" = "$kernel" ]`,
    ].join("\n"),
    hint: {
      ko: "두 컨테이너를 실행해 두고 각각 uname -r을 입력해 비교하십시오.",
      en: "Leave both containers running and compare uname -r in each.",
    },
  },
  {
    id: "own-namespaces",
    title: { ko: "두 컨테이너의 PID 네임스페이스가 서로 다릅니다", en: "The two containers have a PID namespace each" },
    script: [
      userlands,
      `one=$(docker exec "$ubuntu" readlink /proc/1/ns/pid) && two=$(docker exec "$redhat" readlink /proc/1/ns/pid) && [ "$one" != "$two" ]`,
    ].join("\n"),
    hint: {
      ko: "두 컨테이너를 --pid 옵션 없이 실행하고 readlink /proc/1/ns/pid를 비교하십시오.",
      en: "Start both without --pid, and compare readlink /proc/1/ns/pid in each.",
    },
  },
  {
    id: "pid-one",
    title: { ko: "컨테이너 안에서 PID 1인 nginx가 있습니다", en: "An nginx is PID 1 in its container, and another number outside" },
    script: [
      `for id in $(${select("id", { state: "running", image: ofImage("nginx") })}); do`,
      `  [ "$(docker exec "$id" cat /proc/1/comm)" = nginx ] && [ "$(docker inspect -f '{{.State.Pid}}' "$id")" -gt 1 ] && exit 0`,
      `done`,
      `exit 1`,
    ].join("\n"),
    hint: {
      ko: "nginx 컨테이너를 실행하고 docker exec로 /proc/1/comm을 읽어 보십시오.",
      en: "Start an nginx container and read its /proc/1/comm with docker exec.",
    },
  },
];
