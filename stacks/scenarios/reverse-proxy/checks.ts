// Checks of reverse-proxy: by what the app behind it says of itself and of its client.
import type { Check } from "../../../definition/scenario";

export const checks = ({ port }: { port: number }): readonly Check[] => {
  const ask = `answer=$(curl -fsS -m 5 "http://$LAB_HOST:${port}/check")`;
  const word = (key: string) => `$(echo "$answer" | sed -n 's/^${key} //p' | head -n 1)`;
  return [
    {
      id: "answers",
      title: { ko: `앱이 ${port}번 포트의 프록시 뒤에서 응답합니다`, en: `The app answers behind the proxy on ${port}` },
      script: `${ask}\n[ "${word("path")}" = /check ]`,
      hint: {
        ko: "docker logs reverse-proxy에서 502나 host not found를 찾아보십시오. 앱의 네트워크 별칭은 app입니다.",
        en: "Look for 502 or host not found in docker logs reverse-proxy. The app's alias on the network is app.",
      },
    },
    {
      id: "app-hidden",
      title: { ko: "앱 컨테이너는 호스트에 포트를 공개하지 않습니다", en: "The app's container publishes no port itself" },
      script: `${ask}\napp=${word("app")}\n[ -n "$app" ] && [ "$(docker inspect -f '{{len .HostConfig.PortBindings}}' "$app")" = 0 ]`,
      hint: {
        ko: "앱은 -p 없이 실행하고, 프록시만 공개하십시오.",
        en: "Start the app without -p and publish the proxy alone.",
      },
    },
    {
      id: "client-address",
      title: { ko: "앱이 X-Forwarded-For로 클라이언트의 주소를 압니다", en: "The app learns its client's address from X-Forwarded-For" },
      script: `${ask}\ncase "${word("client")}" in *[0-9].[0-9]* | *:*) ;; *) exit 1 ;; esac`,
      hint: {
        ko: "default.conf에 proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; 줄이 있는지 보십시오.",
        en: "See that default.conf has proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
      },
    },
  ];
};
