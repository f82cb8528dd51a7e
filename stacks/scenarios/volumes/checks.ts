// Checks of volumes: those of wordpress' database, and whether its data is older than the student's containers.
import { ofImage, request, select, sourceOf } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";
import { findSite, hasDatabase, hostFolder, site } from "../wordpress/checks";

/** The image's folder, which a bind mount hides. */
const htmlFolder = "/usr/share/nginx/html";

export const checks = (): readonly Check[] => [
  hostFolder,
  hasDatabase,
  site({ ko: "실행 중인 WordPress가 그 데이터베이스로 동작합니다", en: "A running WordPress works with that database" }),
  {
    id: "hidden",
    title: { ko: "호스트의 폴더가 이미지의 폴더를 가렸습니다", en: "A folder of the host hides the image's own" },
    script: [
      `id=$(${select("id", { name: "/volumes-hidden", scenario: "", state: "running", mounts: `(.*,)?bind:${htmlFolder},.*` })})`,
      `[ -n "$id" ] || exit 1`,
      sourceOf(htmlFolder),
      `port=$(${select("publishes", { name: "/volumes-hidden" })} | tr , '\\n' | sed -n 's#->80/tcp$##p' | head -n 1)`,
      `[ -s "$source/index.html" ] && [ "$(${request("http://$LAB_HOST:$port/")})" = "$(cat "$source/index.html")" ]`,
    ].join("\n"),
    hint: {
      ko: `volumes-hidden을 -v 호스트폴더:${htmlFolder}로 실행하고, 그 폴더에 index.html을 만드십시오.`,
      en: `Start volumes-hidden with -v HOST-FOLDER:${htmlFolder}, and write an index.html into that folder.`,
    },
  },
  {
    id: "typo",
    title: {
      ko: "오타를 고친 컨테이너도 같은 폴더로 실행해 보았습니다",
      en: "The misspelled variable was tried, and put right on the same folder",
    },
    script: [
      `variables() { docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$1"; }`,
      `folder() { docker inspect -f '{{range .Mounts}}{{if eq .Destination "/var/lib/mysql"}}{{.Source}}{{end}}{{end}}' "$1"; }`,
      `[ -n "$(${select("id", { name: "/wordpressdb_typo", scenario: "", image: ofImage("mysql") })})" ] || exit 1`,
      `variables wordpressdb_typo | grep -q '^MYSQL_DATABAS=' && variables wordpressdb_typo2 | grep -q '^MYSQL_DATABASE=' || exit 1`,
      `[ -n "$(folder wordpressdb_typo)" ] && [ "$(folder wordpressdb_typo)" = "$(folder wordpressdb_typo2)" ]`,
    ].join("\n"),
    hint: {
      ko: "wordpressdb_typo를 MYSQL_DATABAS로, wordpressdb_typo2를 MYSQL_DATABASE로 같은 폴더에 실행하고 지우지 말고 두십시오.",
      en: "Run wordpressdb_typo with MYSQL_DATABAS and wordpressdb_typo2 with MYSQL_DATABASE on the same folder, and do not remove them.",
    },
  },
  {
    id: "outlived",
    title: { ko: "WordPress의 글이 직접 실행한 컨테이너보다 오래되었습니다", en: "WordPress' post is older than your own containers" },
    script: [
      `made=$(${select("created", { state: "running", scenario: "", mounts: "(.*,)?bind:/var/lib/mysql,.*" })} | head -n 1 | cut -c1-19)`,
      `[ -n "$made" ] || exit 1`,
      findSite,
      `posts="$site/?rest_route=/wp/v2/posts&order=asc&per_page=1&_fields=date_gmt"`,
      `written=$(${request("$posts")} | sed -n 's/.*"date_gmt":"\\([0-9T:-]*\\)".*/\\1/p')`,
      `[ -n "$written" ] && [ "$written" != "$made" ] && [ "$(printf '%s\\n' "$written" "$made" | sort | head -n 1)" = "$written" ]`,
    ].join("\n"),
    hint: {
      ko: "WordPress의 설치를 마치고, 두 컨테이너를 stop과 rm으로 지운 뒤 같은 호스트 폴더로 다시 실행하십시오.",
      en: "Finish the installation of WordPress, stop and remove both containers, then run them again with the same host folder.",
    },
  },
];
