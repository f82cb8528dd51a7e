// Checks of image-layers: by the layers' digests, so an image by commit and one by build are the same to them.
import { quote } from "../../../provisioning/shell";
import type { Check } from "../../../definition/scenario";

const layers = `layers() { docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | sed '/^$/d'; }`;

/** Whether the first image is one of the others and one layer more. */
const oneMore = (image: string, ...bases: readonly string[]) =>
  [
    layers,
    `over=$(layers ${quote(image)}) || exit 1`,
    `for base in ${bases.join(" ")}; do`,
    `  under=$(layers "$base") && [ -n "$under" ] && [ "$(echo "$over" | sed '$d')" = "$under" ] && exit 0`,
    `done`,
    `exit 1`,
  ].join("\n");

/** Also of another release than the class's: the course types ubuntu:latest. */
const anyUbuntu = "$(docker image ls -q ubuntu)";

export const checks = ({ image }: { image: string }): readonly Check[] => [
  {
    id: "first",
    title: {
      ko: "commit_test:first는 바탕 이미지보다 레이어가 하나 더 많습니다",
      en: "commit_test:first has one layer more than its base",
    },
    script: oneMore("commit_test:first", quote(image), anyUbuntu),
    hint: {
      ko: `${image} 컨테이너에서 파일 하나를 만들고 docker commit으로 commit_test:first를 만드십시오.`,
      en: `Make one file in a container of ${image}, and commit it as commit_test:first.`,
    },
  },
  {
    id: "second",
    title: {
      ko: "commit_test:second는 commit_test:first보다 레이어가 하나 더 많습니다",
      en: "commit_test:second has one layer more than commit_test:first",
    },
    script: oneMore("commit_test:second", quote("commit_test:first")),
    hint: {
      ko: "commit_test:first로 컨테이너를 실행해 파일을 하나 더 만들고 commit_test:second로 커밋하십시오.",
      en: "Start a container from commit_test:first, make one more file, and commit it as commit_test:second.",
    },
  },
  {
    id: "files",
    title: { ko: "commit_test:second 안에 두 파일이 모두 있습니다", en: "commit_test:second holds both files" },
    // an image that is not there would be looked for in a registry
    script: [
      "docker image inspect commit_test:second >/dev/null || exit 1",
      "docker run --rm --network none commit_test:second cat /first /second | grep -q test_second",
    ].join("\n"),
    hint: {
      ko: "첫 번째 컨테이너의 / 에 first를, 두 번째 컨테이너의 / 에 second를 만든 뒤 커밋했는지 확인하십시오.",
      en: "Write the file first in / of the first container and second in / of the second one before you commit.",
    },
  },
];
