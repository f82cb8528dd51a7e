// Checks of nginx: two servers answer, and the student has seen their logs, their layers and a port that the Engine chose.
import { ofImage, ownLog, publishing, readAnswer, request, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const servers = (field: "id" | "imageId", port: number) =>
  select(field, { state: "running", image: ofImage("nginx"), publishes: publishing(port, "80") });
const page = (port: number, path = "/") => `http://$LAB_HOST:${port}${path}`;

const published = (id: string, port: number): Check => ({
  id,
  standing: true,
  title: { ko: `nginx 컨테이너가 ${port}번 포트로 응답합니다`, en: `An nginx container publishes ${port} and answers` },
  script: `[ -n "$(${servers("id", port)})" ] && ${request(page(port), "-f -o /dev/null")}`,
  hint: {
    ko: `docker run의 -p ${port}:80 옵션으로 nginx를 실행하십시오. 실행 중인 컨테이너는 docker ps로 봅니다.`,
    en: `Start nginx with docker run and -p ${port}:80. docker ps lists what runs.`,
  },
});

export const checks = ({ port, secondPort }: { port: number; secondPort: number }, name: string): readonly Check[] => [
  published("port", port),
  published("second-port", secondPort),
  {
    id: "two-containers",
    standing: true,
    title: { ko: "이미지 하나로 두 컨테이너를 실행했습니다", en: "Two containers were made from one image" },
    script: `one=$(${servers("imageId", port)}) && [ -n "$one" ] && [ "$one" = "$(${servers("imageId", secondPort)})" ]`,
    hint: {
      ko: "두 포트의 컨테이너를 같은 nginx 이미지로 실행하십시오.",
      en: "Start the containers of both ports from the same nginx image.",
    },
  },
  {
    id: "client",
    title: { ko: "nginx의 로그에서 클라이언트의 주소를 읽었습니다", en: "The client's address was read from nginx's log" },
    script: [
      readAnswer(name, "client"),
      `id=$(${servers("id", port)}) && [ -n "$id" ] || exit 1`,
      valueIsIn(`${ownLog('"$id"')} | sed -n 's/^\\([^ ]*\\) .*"GET \\/anybody-there .*/\\1/p'`),
    ].join("\n"),
    hint: {
      ko: `/anybody-there를 요청하고, docker logs nginx에서 그 줄의 맨 앞에 있는 주소를 ~/labs/answers/${name}에 client: 값으로 적으십시오.`,
      en: `Ask for /anybody-there, and write the address at the front of its line in docker logs nginx into ~/labs/answers/${name}, as client: VALUE.`,
    },
  },
  {
    id: "hello",
    title: { ko: "한 컨테이너에 쓴 파일이 다른 컨테이너에는 없습니다", en: "A file written in one container is not in the other" },
    script: [
      `id=$(${servers("id", port)}) && [ -n "$id" ] && [ -n "$(${servers("id", secondPort)})" ] || exit 1`,
      `docker diff "$id" | grep -q '^A /usr/share/nginx/html/hello.html$' || exit 1`,
      `${request(page(port, "/hello.html"), "-f -o /dev/null")} || exit 1`,
      `[ "$(${request(page(secondPort, "/hello.html"), "-o /dev/null -w '%{http_code}'")})" = 404 ]`,
    ].join("\n"),
    hint: {
      ko: `${port}번 포트의 컨테이너에만 /usr/share/nginx/html/hello.html을 만들고 두 포트에서 /hello.html을 요청하십시오.`,
      en: `Write /usr/share/nginx/html/hello.html in the container of ${port} alone, and ask both ports for /hello.html.`,
    },
  },
  {
    id: "any-port",
    title: { ko: "도커가 고른 호스트 포트를 찾았습니다", en: "The host port that Docker chose was found" },
    script: [
      readAnswer(name, "port"),
      `ports=$(${select("publishes", { state: "running", scenario: "", image: ofImage("nginx"), asked: "0?->80/tcp,.*" })} | tr , '\\n')`,
      valueIsIn(`echo "$ports" | sed -n 's#->80/tcp$##p'`) + " || exit 1",
      request("http://$LAB_HOST:$value/", "-f -o /dev/null"),
    ].join("\n"),
    hint: {
      ko: `호스트 포트 없이 -p 80으로 nginx를 실행하고, docker port가 알려 주는 포트를 ~/labs/answers/${name}에 port: 값으로 적으십시오.`,
      en: `Start nginx with -p 80 and no host port, and write the port that docker port names into ~/labs/answers/${name}, as port: VALUE.`,
    },
  },
];
