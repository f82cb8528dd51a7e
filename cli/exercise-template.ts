// The files of a new exercise: commented, and valid as they stand.
import { images, labels } from "../definition/pins";
import type { Language } from "../language/language";

/** By their paths in the exercise's folder. */
export function exerciseFiles(name: string): Record<string, string> {
  return {
    "compose.yaml": `# What is up when the exercise is running; without this file the student types everything.
# Relative paths are those of files/, which is ~/labs/${name} on the student's host.
services:
  web:
    image: ${images.nginx}
    ports: ["\${PORT:-8090}:80"]     # PORT is set under variables in lab.yaml
    volumes: ["./html:/usr/share/nginx/html:ro"]
    mem_limit: 64m
    x-page: /                      # the lab counts as up when this answers on the first port
`,
    "files/html/index.html": "<h1>It works</h1>\n",
    "checks/10-answers.sh": `#!/bin/sh
# ko: 페이지가 응답합니다
# en: The page answers
# hint.ko: docker ps로 컨테이너가 실행 중인지 보십시오.
# hint.en: See with docker ps that the container runs.
# standing: yes, as this checks the lab itself: in state ready it is not asked. A check of what the student has to do is without this line
curl -sS -m 5 -f -o /dev/null "http://$LAB_HOST:\${PORT:-8090}/"
`,
    "checks/20-changed.sh": `#!/bin/sh
# ko: 페이지를 고쳤습니다
# en: The page was changed
# hint.ko: ~/labs/${name}/html/index.html을 고치십시오.
# hint.en: Change ~/labs/${name}/html/index.html.
# exit 0 is done; the last line that is printed is shown with the hint
page=$(curl -sS -m 5 -f "http://$LAB_HOST:\${PORT:-8090}/") || exit 1
echo "the page says: $page"
[ "$page" != "<h1>It works</h1>" ]
`,
    "solve.sh": `#!/bin/sh
# What lab solve runs in ~/labs/${name}. Without this file it types the commands of the guide.
# in state ready nothing runs until the student has started it
[ -n "$(docker ps -q --filter label=${labels.composeProject}=${name})" ] || docker compose up -d || exit 1
echo "<h1>Changed</h1>" > html/index.html
`,
    "guide.en.md": guide(name, guideWords.en),
    "guide.ko.md": guide(name, guideWords.ko),
  };
}

interface GuideWords {
  readonly goal: string;
  readonly whatGoal: string;
  readonly steps: string;
  readonly isUp: string;
  readonly start: string;
  readonly change: string;
  readonly cleanUp: string;
  readonly nothingLeft: string;
}

const guideWords: Readonly<Record<Language, GuideWords>> = {
  en: {
    goal: "Goal",
    whatGoal: "Say what the student can do afterwards.",
    steps: "Steps",
    isUp: "The page is up already.",
    start: "Start it:",
    change: "Change the page, and look at it again.",
    cleanUp: "Clean up",
    nothingLeft: "Nothing is left to clean up.",
  },
  ko: {
    goal: "목표",
    whatGoal: "이 실습을 마치면 무엇을 할 수 있는지 적습니다.",
    steps: "실습",
    isUp: "페이지는 이미 실행되어 있습니다.",
    start: "먼저 실행합니다.",
    change: "페이지를 고친 다음 다시 살펴봅니다.",
    cleanUp: "실습 환경 정리",
    nothingLeft: "정리할 것이 없습니다.",
  },
};

/** The same commands in each language. */
function guide(name: string, words: GuideWords): string {
  return `# ${name}

## ${words.goal}

${words.whatGoal}

## ${words.steps}

<!-- when ${name} is running -->
${words.isUp}
<!-- otherwise -->
${words.start}

\`\`\`sh
cd {{labs}}/${name} && docker compose up -d
\`\`\`
<!-- end -->

\`\`\`sh
curl -s --retry 5 --retry-connrefused http://{{self}}:{{PORT}}/
\`\`\`

\`\`\`text
<h1>It works</h1>
\`\`\`

${words.change}

\`\`\`sh
echo "<h1>Changed</h1>" > {{labs}}/${name}/html/index.html
\`\`\`

## ${words.cleanUp}

<!-- when ${name} is running -->
${words.nothingLeft}
<!-- otherwise -->
\`\`\`sh
cd {{labs}}/${name} && docker compose down
\`\`\`
<!-- end -->
`;
}
