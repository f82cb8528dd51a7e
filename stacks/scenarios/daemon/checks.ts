// Checks of daemon: the containers that its guide names, and what the student found out about the Engine.
import { exists, ofImage, readAnswer, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const visited = { name: "/daemon-ubuntu", scenario: "", image: ofImage("ubuntu") };

export const checks = (_: unknown, name: string): readonly Check[] => [
  {
    id: "pid",
    title: { ko: "docker.sock을 연 프로세스의 PID를 찾았습니다", en: "The PID of the process behind docker.sock was found" },
    script: `${readAnswer(name, "pid")}\n${valueIsIn("pgrep -x dockerd")}`,
    hint: {
      ko: `sudo lsof -c docker | grep docker.sock의 두 번째 열을 ~/labs/answers/${name}에 pid: 값으로 적으십시오.`,
      en: `Write the second column of sudo lsof -c docker | grep docker.sock into ~/labs/answers/${name}, as pid: VALUE.`,
    },
  },
  {
    id: "ran",
    title: { ko: "daemon-ubuntu에 터미널로 들어갔다가 나왔습니다", en: "daemon-ubuntu was entered with a terminal and left" },
    script: exists({ ...visited, state: "exited", tty: "true", stdin: "true" }),
    hint: {
      ko: "docker run -it --name daemon-ubuntu ubuntu bash로 들어가 exit로 나온 뒤, 컨테이너를 지우지 말고 두십시오.",
      en: "Enter docker run -it --name daemon-ubuntu ubuntu bash, leave it with exit, and do not remove the container.",
    },
  },
  {
    id: "started",
    title: { ko: "이벤트에서 daemon-ubuntu가 시작된 시각을 읽었습니다", en: "The time of daemon-ubuntu's start was read from the events" },
    script: [
      readAnswer(name, "started"),
      `started=$(${select("started", visited)})`,
      `[ -n "$started" ] && between=$(($(date -d "$value" +%s) - $(date -d "$started" +%s))) || exit 1`,
      `[ "$between" -ge -2 ] && [ "$between" -le 2 ]`,
    ].join("\n"),
    hint: {
      ko: `docker events의 container start 줄 맨 앞에 있는 시각을 ~/labs/answers/${name}에 started: 값으로 적으십시오.`,
      en: `Write the time at the front of the line container start of docker events into ~/labs/answers/${name}, as started: VALUE.`,
    },
  },
  {
    id: "disk",
    title: { ko: "daemon-stats가 10 MB 이상을 썼습니다", en: "daemon-stats has written 10 MB or more" },
    script: `${select("size", { name: "/daemon-stats", scenario: "" })} | awk '$1 >= 10000000 { found = 1 } END { exit !found }'`,
    hint: {
      ko: "컨테이너 daemon-stats 안에서 dd로 10 MB 파일을 만들고, docker ps -s와 docker system df로 늘어난 크기를 확인하십시오.",
      en: "Write a file of 10 MB in the container daemon-stats with dd, then see it in docker ps -s and docker system df.",
    },
  },
];
