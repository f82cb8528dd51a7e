// Checks of processes: two userlands run, and the student knows a container's process from the host.
import { exists, ofImage, ownLog, readAnswer, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const nginx = { state: "running", name: "/nginx", image: ofImage("nginx") };
const userland = (name: string, ...images: string[]) => ({ state: "running", name: `/${name}`, image: ofImage(...images) });
const ubuntu = userland("userland-ubuntu", "ubuntu");
const redhat = userland("userland-almalinux", "almalinux", "centos", "rockylinux");

export const checks = (_: unknown, name: string): readonly Check[] => [
  {
    id: "two-userlands",
    standing: true,
    title: { ko: "ubuntu와 almalinux 컨테이너가 함께 실행 중입니다", en: "An ubuntu and an almalinux container run side by side" },
    script: [
      `one=$(${select("imageId", ubuntu)}) && two=$(${select("imageId", redhat)})`,
      `[ -n "$one" ] && [ -n "$two" ] && [ "$one" != "$two" ] || exit 1`,
      `pid=$(${select("pid", redhat)})`,
      "# yes where only root may look, and sudo asks for a password",
      `! sudo -n true 2>/dev/null || sudo -n grep -q '^ID_LIKE=.*rhel' "/proc/$pid/root"/etc/os-release`,
    ].join("\n"),
    hint: {
      ko: "docker run -dit로 userland-ubuntu와 userland-almalinux를 각자의 이미지로 실행해 두십시오.",
      en: "Leave userland-ubuntu and userland-almalinux running with docker run -dit, each from its own image.",
    },
  },
  {
    id: "pstree",
    title: { ko: "nginx 컨테이너 안에 psmisc를 설치했습니다", en: "psmisc was installed in the container nginx" },
    script: [`id=$(${select("id", nginx)})`, `[ -n "$id" ] && docker diff "$id" | grep -q '^A /usr/bin/pstree$'`].join("\n"),
    hint: {
      ko: "docker exec -it nginx bash로 들어가 apt-get update와 apt-get install -y psmisc를 입력하십시오.",
      en: "Enter docker exec -it nginx bash and type apt-get update and apt-get install -y psmisc.",
    },
  },
  {
    id: "nginx-pid",
    title: {
      ko: "컨테이너의 PID 1이 호스트에서는 몇 번인지 찾았습니다",
      en: "The PID that the container's PID 1 has on the host was found",
    },
    script: `${readAnswer(name, "nginx-pid")}\n${valueIsIn(select("pid", nginx))}`,
    hint: {
      ko: `state.json의 init_process_pid를 ~/labs/answers/${name}에 nginx-pid: 값으로 적으십시오.`,
      en: `Write init_process_pid of state.json into ~/labs/answers/${name}, as nginx-pid: VALUE.`,
    },
  },
  {
    id: "namespace",
    title: { ko: "nginx의 네트워크 네임스페이스 번호를 읽었습니다", en: "The number of nginx's network namespace was read" },
    // docker exec only for what root alone may see, and only once the student has written something down
    script: [
      readAnswer(name, "net"),
      `pid=$(${select("pid", nginx)})`,
      `[ -n "$pid" ] || exit 1`,
      `net=$(sudo -n readlink "/proc/$pid/ns/net" 2>/dev/null || docker exec nginx readlink /proc/self/ns/net)`,
      valueIsIn(`printf '%s\\n' "$net" "$(echo "$net" | tr -cd 0-9)"`),
    ].join("\n"),
    hint: {
      ko: `sudo ls -Al /proc/PID/ns에 보이는 net:[번호]의 번호를 ~/labs/answers/${name}에 net: 값으로 적으십시오.`,
      en: `Write the number in net:[NUMBER], which sudo ls -Al /proc/PID/ns shows, into ~/labs/answers/${name}, as net: VALUE.`,
    },
  },
  {
    id: "stdin",
    title: { ko: "-i만 준 컨테이너가 파이프의 입력을 받았습니다", en: "A container with -i alone read from a pipe" },
    script: [exists({ name: "/processes-i", scenario: "", stdin: "true", tty: "false" }), `${ownLog("processes-i")} | grep -q hello`].join(
      " && ",
    ),
    hint: {
      ko: "echo hello | docker run -i --name processes-i ubuntu cat을 입력하고 컨테이너를 지우지 말고 두십시오.",
      en: "Type echo hello | docker run -i --name processes-i ubuntu cat, and do not remove the container.",
    },
  },
  {
    id: "terminal",
    title: { ko: "-t만 준 컨테이너에 터미널이 있었습니다", en: "A container with -t alone had a terminal" },
    script: [
      exists({ name: "/processes-t", scenario: "", stdin: "false", tty: "true" }),
      `${ownLog("processes-t")} | grep -q /dev/pts/`,
    ].join(" && "),
    hint: {
      ko: "docker run -t --name processes-t ubuntu tty를 입력하고 컨테이너를 지우지 말고 두십시오.",
      en: "Type docker run -t --name processes-t ubuntu tty, and do not remove the container.",
    },
  },
];
