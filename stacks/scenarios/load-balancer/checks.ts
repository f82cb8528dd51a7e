// Checks of load-balancer: they look at what answers on its host port, which has to be a container of the project.
import { ofImage, readAnswer, request, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

/** How many web containers a scaled-up exercise has. */
const scaled = 10;
const project = { project: "practice" };

export const checks = ({ port }: { port: number }, name: string): readonly Check[] => {
  /** Sets `answers` to the containers of the project that answer some requests in a row, a line each. */
  const ask = (requests: number) =>
    [
      `answers=$(${request(`http://$LAB_HOST:${port}/?[1-${requests}]`)} | grep -o "I'm [0-9a-f]*" | cut -c5- | sort -u)`,
      `containers=$(${select("id", { ...project, state: "running" })} | cut -c1-12)`,
      `answers=$(echo "$answers" | grep -xF -e "$containers")`,
    ].join("\n");
  return [
    {
      id: "image",
      standing: true,
      title: { ko: "node-server 이미지를 빌드했습니다", en: "The image node-server was built" },
      script: "docker image inspect node-server >/dev/null",
      hint: {
        ko: `실습 폴더 ${name}에서 docker build -t node-server . 명령을 실행하십시오.`,
        en: `Type docker build -t node-server . in the exercise folder ${name}.`,
      },
    },
    {
      id: "answers",
      standing: true,
      title: { ko: `로드 밸런서가 ${port}번 포트에서 응답합니다`, en: `The load balancer answers on ${port}` },
      script: `${ask(1)}\n[ -n "$answers" ]`,
      hint: {
        ko: "docker-compose -p practice up -d 뒤에 docker-compose -p practice ps로 lb가 Up인지 보십시오.",
        en: "After docker-compose -p practice up -d, see that lb is Up in docker-compose -p practice ps.",
      },
    },
    {
      id: "two-behind",
      standing: true,
      title: { ko: "두 개 이상의 컨테이너가 번갈아 응답합니다", en: "Two containers or more answer in turn" },
      script: `${ask(8)}\n[ "$(echo "$answers" | wc -l)" -ge 2 ]`,
      hint: {
        ko: "docker-compose -p practice scale web=2로 웹 컨테이너를 늘리십시오.",
        en: "Add a web container: docker-compose -p practice scale web=2.",
      },
    },
    {
      id: "answered",
      title: { ko: "응답한 컨테이너의 id를 읽었습니다", en: "The id of a container that answered was read" },
      script: [readAnswer(name, "answered"), `[ "\${#value}" -ge 12 ] && ${select("id", project)} | grep -qF -e "$value"`].join("\n"),
      hint: {
        ko: `curl이 보여 주는 I'm 뒤의 이름을 ~/labs/answers/${name}에 answered: 이름으로 적으십시오.`,
        en: `Write the name after I'm, which curl shows, into ~/labs/answers/${name}, as answered: NAME.`,
      },
    },
    {
      id: "ten-behind",
      title: {
        ko: `로드 밸런서 뒤에서 웹 컨테이너 ${scaled}개가 응답합니다`,
        en: `${scaled} web containers answer behind the load balancer`,
      },
      script: `${ask(3 * scaled)}\n[ "$(echo "$answers" | wc -l)" -ge ${scaled} ]`,
      hint: {
        ko: `docker-compose -p practice scale web=${scaled} 뒤에 몇 초 기다렸다가 다시 확인하십시오.`,
        en: `Type docker-compose -p practice scale web=${scaled}, wait a few seconds and check again.`,
      },
    },
    {
      id: "one-failed",
      title: {
        ko: "웹 컨테이너 하나가 멈췄다 돌아오는 동안 로드 밸런서는 그대로였습니다",
        en: "A web container was stopped and started while the load balancer stayed up",
      },
      script: [
        `since=$(${select("started", { ...project, state: "running", image: ofImage("haproxy") })})`,
        `[ -n "$since" ] || exit 1`,
        `${select("finished", { ...project, state: "running", image: ofImage("node-server") })} | awk -v since="$since" '$1 > since { found = 1 } END { exit !found }'`,
      ].join("\n"),
      hint: {
        ko: "docker stop practice_web_1로 하나를 멈추고 요청을 보낸 다음 docker start practice_web_1로 되살리십시오.",
        en: "Stop one with docker stop practice_web_1, send requests, and bring it back with docker start practice_web_1.",
      },
    },
  ];
};
