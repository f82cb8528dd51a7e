// Checks of daemon: of the containers that the student made, which the lab's label tells from its own.
import { exists, ofImage, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const own = { scenario: "", image: ofImage("ubuntu") };

export const checks = (): readonly Check[] => [
  {
    id: "ran",
    title: { ko: "직접 실행한 ubuntu 컨테이너가 끝난 채로 남아 있습니다", en: "An ubuntu container of your own has run and ended" },
    script: exists({ ...own, state: "exited" }),
    hint: {
      ko: "ubuntu 이미지로 docker run -it … bash를 실행하고 exit로 나온 뒤, 컨테이너를 지우지 말고 두십시오.",
      en: "Start bash in an ubuntu container with docker run -it, leave it with exit, and do not remove the container.",
    },
  },
  {
    id: "running",
    title: { ko: "docker stats에 보이는 ubuntu 컨테이너가 있습니다", en: "docker stats has an ubuntu container of your own to show" },
    script: exists({ ...own, state: "running" }),
    hint: {
      ko: "docker run -dit로 ubuntu 컨테이너를 백그라운드에서 실행해 두십시오.",
      en: "Leave an ubuntu container running in the background with docker run -dit.",
    },
  },
  {
    id: "disk",
    title: { ko: "10 MB 이상을 쓴 컨테이너가 있습니다", en: "A container of your own has written 10 MB or more" },
    script: `${select("size", { scenario: "" })} | awk '$1 >= 10000000 { found = 1 } END { exit !found }'`,
    hint: {
      ko: "컨테이너 안에서 dd로 10 MB 파일을 만들고, docker ps -s와 docker system df로 늘어난 크기를 확인하십시오.",
      en: "Write a file of 10 MB in a container with dd, then see it in docker ps -s and docker system df.",
    },
  },
];
