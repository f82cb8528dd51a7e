// Checks of nginx: by host port, whatever the containers are called.
import { publishing, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const containers = (field: "id" | "imageId", port: number) => select(field, { state: "running", publishes: publishing(port) });

const published = (id: string, port: number): Check => ({
  id,
  title: { ko: `컨테이너가 ${port}번 포트로 응답합니다`, en: `A container publishes ${port} and answers` },
  script: `[ -n "$(${containers("id", port)})" ] && curl -fsS -m 5 -o /dev/null "http://$LAB_HOST:${port}/"`,
  hint: {
    ko: `docker run에 -p ${port}:80을 주고 nginx를 실행하십시오. 실행 중인 컨테이너는 docker ps로 봅니다.`,
    en: `Start nginx with docker run and -p ${port}:80. docker ps lists what runs.`,
  },
});

export const checks = ({ port, secondPort }: { port: number; secondPort: number }): readonly Check[] => [
  published("port", port),
  published("second-port", secondPort),
  {
    id: "pid-one",
    title: { ko: "그 컨테이너의 PID 1은 nginx입니다", en: "PID 1 of that container is nginx" },
    script: `id=$(${containers("id", port)})\n[ -n "$id" ] && [ "$(docker exec "$id" cat /proc/1/comm)" = nginx ]`,
    hint: {
      ko: "docker exec nginx cat /proc/1/comm의 결과를 보십시오. nginx 이미지를 실행했는지 확인하십시오.",
      en: "See docker exec nginx cat /proc/1/comm, and that the container was made from the nginx image.",
    },
  },
  {
    id: "two-containers",
    title: { ko: "이미지 하나로 두 컨테이너를 실행했습니다", en: "Two containers were made from one image" },
    script: `one=$(${containers("imageId", port)}) && [ -n "$one" ] && [ "$one" = "$(${containers("imageId", secondPort)})" ]`,
    hint: {
      ko: "두 포트의 컨테이너를 같은 nginx 이미지로 실행하십시오.",
      en: "Start the containers of both ports from the same nginx image.",
    },
  },
];
