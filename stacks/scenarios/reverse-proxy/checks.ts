// Checks of reverse-proxy: they look at what the app behind it says of itself and of its client, and at what the proxy has logged.
import { ofImage, ownLog, publishing, readAnswer, request, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

export const checks = ({ port }: { port: number }, name: string): readonly Check[] => {
  const ask = `answer=$(${request(`http://$LAB_HOST:${port}/check`)})`;
  const word = (key: string) => `$(echo "$answer" | sed -n 's/^${key} //p' | head -n 1)`;
  const proxy = { state: "running", image: ofImage("nginx"), publishes: publishing(port, "80") };
  return [
    {
      id: "answers",
      standing: true,
      title: { ko: `앱이 ${port}번 포트의 프록시 뒤에서 응답합니다`, en: `The app answers behind the proxy on ${port}` },
      // a page that merely has the word on it does not name a container
      script: `${ask}\n[ "${word("path")}" = /check ] && docker inspect "${word("app")}" >/dev/null`,
      hint: {
        ko: "docker logs reverse-proxy에서 502나 host not found를 찾아보십시오. 앱의 네트워크 별칭은 app입니다.",
        en: "Look for 502 or host not found in docker logs reverse-proxy. The app's alias on the network is app.",
      },
    },
    {
      id: "app-hidden",
      standing: true,
      title: { ko: "앱 컨테이너는 호스트에 포트를 공개하지 않습니다", en: "The app's container publishes no port itself" },
      script: `${ask}\napp=${word("app")}\n[ -n "$app" ] && [ "$(docker inspect -f '{{len .HostConfig.PortBindings}}' "$app")" = 0 ]`,
      hint: {
        ko: "앱은 -p 없이 실행하고, 프록시만 공개하십시오.",
        en: "Start the app without -p and publish the proxy alone.",
      },
    },
    {
      id: "client-address",
      standing: true,
      title: { ko: "앱이 X-Forwarded-For로 클라이언트의 주소를 압니다", en: "The app learns its client's address from X-Forwarded-For" },
      script: `${ask}\ndocker inspect "${word("app")}" >/dev/null || exit 1\ncase "${word("client")}" in *[0-9].[0-9]* | *:*) ;; *) exit 1 ;; esac`,
      hint: {
        ko: "default.conf에 proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; 줄이 있는지 보십시오.",
        en: "See that default.conf has proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
      },
    },
    {
      id: "proxy",
      title: { ko: "앱이 상대하는 프록시의 주소를 읽었습니다", en: "The proxy's address, as the app sees it, was read" },
      script: [readAnswer(name, "proxy"), valueIsIn(`${select("addresses", proxy)} | tr , '\\n' | sed 's/^/::ffff:/p; s/^::ffff://'`)].join(
        "\n",
      ),
      hint: {
        ko: `앱의 응답에서 proxy 뒤의 주소를 ~/labs/answers/${name}에 proxy: 값으로 적으십시오.`,
        en: `Write the address after proxy in the app's answer into ~/labs/answers/${name}, as proxy: VALUE.`,
      },
    },
    {
      id: "header",
      title: { ko: "모든 응답에 X-Proxy 헤더가 있습니다", en: "Every answer has the header X-Proxy" },
      script: `${request(`http://$LAB_HOST:${port}/`, "-I")} | grep -qi '^x-proxy:'`,
      hint: {
        ko: "conf.d/header.conf에 add_header를 적고 nginx -t로 검사한 뒤 nginx -s reload를 실행하십시오.",
        en: "Write add_header into conf.d/header.conf, test it with nginx -t, and let nginx -s reload read it.",
      },
    },
    {
      id: "away",
      title: { ko: "앱이 없는 동안 프록시가 502로 답했습니다", en: "The proxy answered 502 while the app was away" },
      script: [`id=$(${select("id", proxy)})`, `[ -n "$id" ] && ${ownLog('"$id"')} | grep -q '" 502 '`].join("\n"),
      hint: {
        ko: "docker stop reverse-proxy-app 뒤에 curl로 프록시에 요청하고, docker start로 앱을 되살리십시오.",
        en: "Ask the proxy with curl after docker stop reverse-proxy-app, then bring the app back with docker start.",
      },
    },
  ];
};
