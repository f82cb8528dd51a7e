// Checks of image-layers: they look at the layers' digests, and at what the committed containers had written.
import { labels } from "../../../definition/pins";
import { readAnswer, select, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

/**
 * Shell functions: a list of layers without its last, and whether that is the whole of another image on the Engine.
 * Any image will do, because a tag may have moved on since: an older base stays on the Engine without a name.
 */
const chain = [
  `layers() { docker image inspect -f '{{json .RootFS.Layers}}' "$1"; }`,
  `under() { echo "$1" | sed -n 's/,"[^"]*"\\]$/]/p'; }`,
  `known=$(docker image ls -aq --no-trunc | sort -u | xargs docker image inspect -f '{{json .RootFS.Layers}}' 2>/dev/null)`,
  `is_image() { [ -n "$1" ] && echo "$known" | grep -qxF -e "$1"; }`,
  `first=$(layers commit_test:first) || exit 1`,
  `is_image "$(under "$first")" || exit 1`,
].join("\n");

const second = [
  `second=$(layers commit_test:second) || exit 1`,
  `below=$(under "$second")`,
  `is_image "$below" && is_image "$(under "$below")"`,
].join("\n");

/** What a commit writes into the history: the container's own command; a build writes its instruction there. */
const byCommit = (image: string) =>
  [
    `[ -z "$(docker image inspect -f '{{with index .Config.Labels "${labels.scenario}"}}{{.}}{{end}}' ${image})" ] || exit 1`,
    `docker history --no-trunc --format '{{.CreatedBy}}' ${image} | head -n 1 | grep -Eqv '^(/bin/sh -c|RUN|CMD|COPY|ADD|ENV|LABEL|EXPOSE|ENTRYPOINT|#)' || exit 1`,
  ].join("\n");

export const checks = ({ image }: { image: string }, name: string): readonly Check[] => [
  {
    id: "first",
    standing: true,
    title: {
      ko: "commit_test:first는 베이스 이미지보다 레이어가 하나 더 많습니다",
      en: "commit_test:first has one layer more than its base",
    },
    script: chain,
    hint: {
      ko: `${image} 컨테이너에서 파일 하나를 만들고 docker commit으로 commit_test:first를 만드십시오.`,
      en: `Make one file in a container of ${image}, and commit it as commit_test:first.`,
    },
  },
  {
    id: "second",
    standing: true,
    title: {
      ko: "commit_test:second는 commit_test:first보다 레이어가 하나 더 많습니다",
      en: "commit_test:second has one layer more than commit_test:first",
    },
    script: [chain, second].join("\n"),
    hint: {
      ko: "commit_test:first로 컨테이너를 실행해 파일을 하나 더 만들고 commit_test:second로 커밋하십시오.",
      en: "Start a container from commit_test:first, make one more file, and commit it as commit_test:second.",
    },
  },
  {
    id: "committed",
    title: { ko: "두 이미지를 docker commit으로 직접 만들었습니다", en: "Both images are your own, made by docker commit" },
    script: [chain, byCommit("commit_test:first"), byCommit("commit_test:second"), second].join("\n"),
    hint: {
      ko: "컨테이너 commit_test를 commit_test:first로, commit_test2를 commit_test:second로 커밋하십시오.",
      en: "Commit the container commit_test as commit_test:first, and commit_test2 as commit_test:second.",
    },
  },
  {
    id: "files",
    title: { ko: "커밋한 두 컨테이너가 파일을 하나씩 더했습니다", en: "Each of the two committed containers added its file" },
    script: [
      `docker diff commit_test | grep -qx 'A /first' && docker diff commit_test2 | grep -qx 'A /second' || exit 1`,
      `base=$(${select("imageId", { name: "/commit_test" })}) && over=$(${select("imageId", { name: "/commit_test2", image: "commit_test:first" })})`,
      `[ -n "$over" ] && [ "$base" != "$over" ]`,
    ].join("\n"),
    hint: {
      ko: "첫 번째 컨테이너의 / 에 first를, 두 번째 컨테이너의 / 에 second를 만들었는지 docker diff로 확인하십시오. 컨테이너는 지우지 말고 두십시오.",
      en: "See with docker diff that the first container has /first and the second one /second, and do not remove the containers.",
    },
  },
  {
    id: "digest",
    title: {
      ko: "두 번째 커밋이 더한 레이어의 다이제스트를 찾았습니다",
      en: "The digest of the layer that the second commit added was found",
    },
    script: [
      readAnswer(name, "digest"),
      byCommit("commit_test:second"),
      valueIsIn(`docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' commit_test:second | sed '/^$/d' | tail -n 1`),
    ].join("\n"),
    hint: {
      ko: `commit_test:second의 RootFS.Layers에서 마지막 다이제스트를 ~/labs/answers/${name}에 digest: 값으로 적으십시오.`,
      en: `Write the last digest of RootFS.Layers of commit_test:second into ~/labs/answers/${name}, as digest: VALUE.`,
    },
  },
];
