// Checks of load-balancer: by what answers on its host port.
import type { Check } from "../../../definition/scenario";

/** How many web containers a scaled-up exercise has. */
const scaled = 10;

export const checks = ({ port }: { port: number }): readonly Check[] => {
  // one connection, one answer after the other; -g off: curl itself counts to 40
  const ask = `answers=$(curl -fsS -m 8 "http://$LAB_HOST:${port}/?[1-40]" | grep -o "I'm [0-9A-Za-z.-]*" | sort -u)`;
  return [
    {
      id: "image",
      title: { ko: "node-server 이미지를 빌드했습니다", en: "The image node-server was built" },
      script: "docker image inspect node-server >/dev/null",
      hint: {
        ko: "실습 폴더 load-balancer에서 docker build -t node-server . 를 실행하십시오.",
        en: "Type docker build -t node-server . in the exercise folder load-balancer.",
      },
    },
    {
      id: "answers",
      title: { ko: `로드 밸런서가 ${port}번 포트에서 응답합니다`, en: `The load balancer answers on ${port}` },
      script: `${ask}\n[ -n "$answers" ]`,
      hint: {
        ko: "docker-compose -p practice up -d 뒤에 docker-compose -p practice ps로 lb가 Up인지 보십시오.",
        en: "After docker-compose -p practice up -d, see that lb is Up in docker-compose -p practice ps.",
      },
    },
    {
      id: "two-behind",
      title: { ko: "두 개 이상의 컨테이너가 번갈아 응답합니다", en: "Two containers or more answer in turn" },
      script: `${ask}\n[ "$(echo "$answers" | wc -l)" -ge 2 ]`,
      hint: {
        ko: "docker-compose -p practice scale web=2로 웹 컨테이너를 늘리십시오.",
        en: "Add a web container: docker-compose -p practice scale web=2.",
      },
    },
    {
      id: "ten-behind",
      title: {
        ko: `로드 밸런서 뒤에서 웹 컨테이너 ${scaled}개가 응답합니다`,
        en: `${scaled} web containers answer behind the load balancer`,
      },
      script: `${ask}\n[ "$(echo "$answers" | wc -l)" -ge ${scaled} ]`,
      hint: {
        ko: `docker-compose -p practice scale web=${scaled} 뒤에 몇 초 기다렸다가 다시 확인하십시오.`,
        en: `Type docker-compose -p practice scale web=${scaled}, wait a few seconds and check again.`,
      },
    },
  ];
};
