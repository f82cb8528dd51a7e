// `lab new exercise NAME`: writes a folder with an exercise, commented, that is valid as it stands.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../../definition/errors";
import { name as nameSchema } from "../../definition/fields";
import { asCalled } from "../../language/called";
import { t } from "../../language/translate";
import { makeFolder } from "../../workspace/make-folder";
import { exitCode } from "../exit-codes";
import { result } from "../output";
import { writeFile } from "../write-file";

/** @throws InputError for anything but an exercise, a name that no scenario can have, or a folder that already exists. */
export function newExercise(what: string, name: string, labFile = "lab.yaml", output: "table" | "json" = "table"): number {
  if (what !== "exercise")
    throw new InputError(t`${JSON.stringify(what)} cannot be written; an exercise can`, asCalled("npx lab new exercise redis"));
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success)
    throw new InputError(`${JSON.stringify(name)} ${parsed.error.issues[0]?.message ?? ""}`, asCalled("npx lab new exercise redis"));
  const entry = `./exercises/${name}`;
  const folder = join(dirname(labFile), entry);
  if (existsSync(folder)) throw new InputError(t`${folder} already exists; it was left as it is`, t`Name another exercise`);
  const files = Object.entries(exercise(name));
  for (const [path, text] of files) {
    makeFolder(dirname(join(folder, path)));
    writeFile(join(folder, path), text, path.endsWith(".sh") ? 0o755 : 0o644);
  }
  if (output === "json") result(JSON.stringify({ entry, written: files.map(([path]) => join(folder, path)) }, null, 2));
  else result(t`Wrote ${folder}. Add ${entry} to scenarios in ${labFile}, then: npx lab validate, npx lab up`);
  return exitCode.ok;
}

/** The files of a new exercise, by their paths. */
export function exercise(name: string): Record<string, string> {
  return {
    "compose.yaml": `# What is up when the exercise is running; without this file the student types everything.
# Relative paths are those of files/, which is ~/labs/${name} on the student's host.
services:
  web:
    image: nginx:1.30
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
# standing: yes, because it checks the lab itself: not asked in state ready. Leave this line out of what the student has to do
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
[ -n "$(docker ps -q --filter label=com.docker.compose.project=${name})" ] || docker compose up -d || exit 1
echo "<h1>Changed</h1>" > html/index.html
`,
    "guide.en.md": `# ${name}

## Goal

Say what the student can do afterwards.

## Steps

<!-- when ${name} is running -->
The page is up already.
<!-- otherwise -->
Start it:

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

Change the page, and look at it again.

\`\`\`sh
echo "<h1>Changed</h1>" > {{labs}}/${name}/html/index.html
\`\`\`

## Clean up

<!-- when ${name} is running -->
Nothing is left to clean up.
<!-- otherwise -->
\`\`\`sh
cd {{labs}}/${name} && docker compose down
\`\`\`
<!-- end -->
`,
    "guide.ko.md": `# ${name}

## 목표

이 실습을 마치면 무엇을 할 수 있는지 적습니다.

## 실습

<!-- when ${name} is running -->
페이지는 이미 실행되어 있습니다.
<!-- otherwise -->
먼저 실행합니다.

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

페이지를 고친 다음 다시 살펴봅니다.

\`\`\`sh
echo "<h1>Changed</h1>" > {{labs}}/${name}/html/index.html
\`\`\`

## 실습 환경 정리

<!-- when ${name} is running -->
정리할 것이 없습니다.
<!-- otherwise -->
\`\`\`sh
cd {{labs}}/${name} && docker compose down
\`\`\`
<!-- end -->
`,
  };
}
