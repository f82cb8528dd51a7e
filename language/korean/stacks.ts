// Korean messages about scenarios and exercises.
export const stacks: Record<string, string> = {
  // stacks/compose/env-file.ts
  "line {0} is not NAME=value": "{0}행이 NAME=value 형식이 아닙니다",
  // stacks/compose/interpolate.ts
  "has a ${ that is not closed; a dollar sign itself is written $$": "닫히지 않은 ${ 가 있습니다. 달러 기호 자체는 $$로 씁니다",
  "has a $ that does not begin a variable; a dollar sign itself is written $$": "변수가 아닌 $가 있습니다. 달러 기호 자체는 $$로 씁니다",
  "has ${{0}}, which is not a variable; a dollar sign itself is written $$": "${{0}}: 변수가 아닙니다. 달러 기호 자체는 $$로 씁니다",
  "needs {0}; set it under variables in lab.yaml": "{0} 값이 필요합니다. lab.yaml의 variables에 적으십시오",
  "needs {0} ({1}); set it under variables in lab.yaml": "{0} 값이 필요합니다({1}). lab.yaml의 variables에 적으십시오",
  "uses {0}, which has no value; set it under variables in lab.yaml, or write ${{1}:-default}":
    "{0} 변수에 값이 없습니다. lab.yaml의 variables에 적거나 ${{1}:-default}로 쓰십시오",
  // stacks/compose/mounts.ts
  "has no source; name a path of files/, such as ./html": "source가 없습니다. ./html처럼 files/의 경로를 쓰십시오",
  "must be SOURCE:TARGET, or SOURCE:TARGET:ro": "SOURCE:TARGET 또는 SOURCE:TARGET:ro 형식이어야 합니다",
  "has the mode {0}; ro and rw are taken": "모드 {0}: ro와 rw만 쓸 수 있습니다",
  "is mounted at {0}, which must be an absolute path of the container": "마운트 위치 {0}: 컨테이너의 절대 경로여야 합니다",
  "is a path in somebody's home; put the files into files/ and write ./NAME":
    "홈 디렉터리의 경로입니다. 파일을 files/에 넣고 ./NAME으로 쓰십시오",
  "leads out of the exercise's folder; put the files into files/ and write ./NAME":
    "실습 폴더 밖을 가리킵니다. 파일을 files/에 넣고 ./NAME으로 쓰십시오",
  // stacks/compose/not-taken.ts
  "it is for Swarm; remove it": "Swarm에서 쓰는 키입니다. 지우십시오",
  "a lab's container has no such limit; remove it": "실습 환경의 컨테이너에는 이런 제한이 없습니다. 지우십시오",
  "provider docker 3.6.2 fails at a limit of CPUs; remove it": "docker 프로바이더 3.6.2는 CPU 제한에서 실패합니다. 지우십시오",
  "remove it; a lab declares a service in one file": "지우십시오. 실습 환경에서는 서비스를 한 파일에 정의합니다",
  "put the services into this file": "서비스를 이 파일에 적으십시오",
  "a lab has no models; remove it": "실습 환경에는 모델이 없습니다. 지우십시오",
  "use labels": "labels를 쓰십시오",
  "remove it; it is about what compose up prints": "지우십시오. compose up이 출력하는 것에 관한 키입니다",
  "it is for Windows; remove it": "Windows에서 쓰는 키입니다. 지우십시오",
  "it is for docker compose watch; remove it": "docker compose watch에서 쓰는 키입니다. 지우십시오",
  "use dns and dns_search": "dns와 dns_search를 쓰십시오",
  "name the container's network under networks": "컨테이너의 네트워크를 networks에 적으십시오",
  "services of a network reach each other by their names; remove it, or give an alias under networks":
    "같은 네트워크의 서비스는 이름으로 연결됩니다. 지우거나, networks에서 별칭을 지정하십시오",
  "3 log files of 10 MB are kept for every container; remove it": "컨테이너마다 10 MB짜리 로그 파일을 3개까지 보관합니다. 지우십시오",
  "remove it; Docker chooses one": "지우십시오. Docker가 정합니다",
  "use mem_limit": "mem_limit을 쓰십시오",
  "a container may use no swap beside its mem_limit; remove it": "컨테이너는 mem_limit 외에 스왑을 쓸 수 없습니다. 지우십시오",
  "an image is pulled for the host's own platform; remove it": "이미지는 호스트의 플랫폼에 맞는 것을 받습니다. 지우십시오",
  "let the image's own command do it": "이미지의 명령에서 처리하십시오",
  "a lab has no providers; remove it": "실습 환경에는 프로바이더가 없습니다. 지우십시오",
  "an image is pulled once and stays; remove it": "이미지는 한 번 받으면 그대로 둡니다. 지우십시오",
  "remove it; the Engine's own is used": "지우십시오. Docker Engine의 것을 씁니다",
  "remove it; every container has its own": "지우십시오. 컨테이너마다 자기 것이 있습니다",
  "name the volume under volumes of both services": "두 서비스의 volumes에 같은 볼륨을 적으십시오",
  "put the files into one context": "파일을 한 컨텍스트에 모으십시오",
  "remove it; the host's own cache is used": "지우십시오. 호스트의 캐시를 씁니다",
  "put it into a file of its own and name that in dockerfile": "따로 파일로 만들어 dockerfile에 그 이름을 적으십시오",
  "remove it": "지우십시오",
  "remove it; it is for a build that needs names of its own": "지우십시오. 빌드에 따로 이름이 필요할 때 쓰는 키입니다",
  "write LABEL into the Dockerfile": "Dockerfile에 LABEL로 쓰십시오",
  "remove it; what did not change is not built again": "지우십시오. 바뀌지 않은 것은 다시 빌드하지 않습니다",
  "an image is built for the host's own platform; remove it": "이미지는 호스트의 플랫폼에 맞게 빌드합니다. 지우십시오",
  "use args, or a multi-stage build": "args나 멀티 스테이지 빌드를 쓰십시오",
  "put the files into the context": "파일을 컨텍스트에 넣으십시오",
  "use image of the service": "서비스의 image를 쓰십시오",
  "use labels of the service": "서비스의 labels를 쓰십시오",
  "use restart of the service": "서비스의 restart를 쓰십시오",
  "nothing is reserved on a host; use limits": "호스트에는 아무것도 예약하지 않습니다. limits를 쓰십시오",
  "older Engines do not know it; use interval": "오래된 Docker Engine에서 지원하지 않는 키입니다. interval을 쓰십시오",
  "use driver_opts of the network": "네트워크의 driver_opts를 쓰십시오",
  "older Engines do not know it; remove it": "오래된 Docker Engine에서 지원하지 않는 키입니다. 지우십시오",
  "Docker chooses addresses; services reach each other by name": "주소는 Docker가 정합니다. 서비스끼리는 이름으로 연결됩니다",
  "remove it; a container is connected to its networks in no order": "지우십시오. 컨테이너가 네트워크에 연결되는 순서는 없습니다",
  "a lab makes the networks that it uses, and an exercise reaches no other's; remove it":
    "실습 환경에서 쓰는 네트워크는 실습 환경이 만들고, 다른 네트워크에는 연결할 수 없습니다. 지우십시오",
  "Docker chooses the subnet; remove it": "서브넷은 Docker가 정합니다. 지우십시오",
  "a lab makes the volumes that it uses; remove it": "실습 환경에서 쓰는 볼륨은 실습 환경이 만듭니다. 지우십시오",
  "put it into a file of files/ and name that in file": "files/에 파일로 만들고 file에 그 이름을 적으십시오",
  "name a file of files/ in file": "file에 files/의 파일 이름을 적으십시오",
  "a page that has to answer is said by x-page: / of the service": "응답해야 하는 페이지는 서비스의 x-page: / 로 적습니다",
  "remove it; it was for old versions of Docker Desktop on macOS": "지우십시오. 예전 macOS용 Docker Desktop에서 쓰던 키입니다",
  "mount a volume": "볼륨을 마운트하십시오",
  // stacks/compose/ports.ts
  "publishes a range; write one entry for each port": "포트 범위를 공개합니다. 포트마다 한 항목씩 쓰십시오",
  "must be a port, or HOST:CONTAINER, such as 8080:80": "8080:80처럼 포트 또는 HOST:CONTAINER 형식이어야 합니다",
  "has ranges of different lengths; write one entry for each port": "두 범위의 길이가 다릅니다. 포트마다 한 항목씩 쓰십시오",
  "has a range that begins after its end, or of more than 100 ports": "끝보다 뒤에서 시작하거나 100개보다 많은 포트 범위가 있습니다",
  "has the port {0}; ports are 1 to 65535": "포트 {0}: 1~65535여야 합니다",
  // stacks/compose/project.ts
  "must be {0}, as the folder is named, or be left out": "폴더 이름과 같은 {0}이거나, 없어야 합니다",
  "has neither image nor build; add one of them": "image도 build도 없습니다. 하나를 추가하십시오",
  "is a name for one container, and the service has several; remove one of the two":
    "컨테이너 하나의 이름인데 서비스의 컨테이너가 여럿입니다. 둘 중 하나를 지우십시오",
  "is a port of the host for {0} containers; leave the host's port to the Engine":
    "호스트 포트 하나에 컨테이너가 {0}개입니다. 호스트 포트는 Docker Engine이 정하게 하십시오",
  "is the page of a service that publishes no port of the host; add one to ports":
    "호스트 포트를 공개하지 않는 서비스의 페이지입니다. ports에 하나를 추가하십시오",
  "has an empty word, which cannot be passed on; write it in a script of files/":
    "빈 인자가 있어 전달할 수 없습니다. files/의 스크립트에 쓰십시오",
  "names the volume {0}, which is not under volumes{1}": "볼륨 {0}: volumes에 없습니다{1}",
  "is not under {0}{1}": "{0}에 없습니다{1}",
  "is not a file in files/": "files/에 있는 파일이 아닙니다",
  "has the context {0}, which is not a folder in files/": "컨텍스트 {0}: files/에 있는 폴더가 아닙니다",
  "has no {0} in files/": "files/에 {0} 파일이 없습니다",
  "has the argument {0} without a value; give it one, also under variables in lab.yaml":
    "인자 {0}에 값이 없습니다. 여기에 적거나 lab.yaml의 variables에 적으십시오",
  "leads out of files/": "files/ 밖을 가리킵니다",
  "has {0} without a value; give it one, also under variables in lab.yaml":
    "{0}에 값이 없습니다. 여기에 적거나 lab.yaml의 variables에 적으십시오",
  "and networks exclude each other; remove one of them": "networks와 함께 쓸 수 없습니다. 둘 중 하나를 지우십시오",
  "names a service that does not exist": "없는 서비스입니다",
  "must be bridge, host, none or service:NAME": "bridge, host, none, service:NAME 중 하나여야 합니다",
  "is not under networks{0}": "networks에 없습니다{0}",
  "has a profile, so it is not started with the others": "프로필이 있어서 다른 서비스와 함께 시작하지 않습니다",
  "is not a service{0}": "그런 서비스가 없습니다{0}",
  "is waited for until it is healthy, and has no healthcheck here; add one to {0}":
    "정상(healthy)이 되기를 기다리는데 여기에 healthcheck가 없습니다. {0}에 추가하십시오",
  "is waited for until it ends, and is started again then; remove restart from {0}":
    "끝나기를 기다리는데 끝나면 다시 시작하게 되어 있습니다. {0}에서 restart를 지우십시오",
  "goes in a circle: {0}": "서로를 기다려 시작할 수 없습니다: {0}",
  // stacks/compose/schema.ts
  "must be letters, digits and ._-, a letter or digit first": "영문자나 숫자로 시작하고 영문자, 숫자, ._-로만 되어야 합니다",
  "must be a name that Docker takes: letters, digits and _.-": "Docker에서 쓸 수 있는 이름이어야 합니다: 영문자, 숫자, _.-",
  "must be host, or be left out": "host이거나, 없어야 합니다",
  "use labels of the volume": "볼륨의 labels를 쓰십시오",
  "must be true, or be left out: a lab has all of its services": "true이거나, 없어야 합니다. 실습 환경에는 모든 서비스가 있습니다",
  "must begin with CMD, CMD-SHELL or NONE": "CMD, CMD-SHELL, NONE 중 하나로 시작해야 합니다",
  "has no test, and the image's own cannot be changed in part": "test가 없고, 이미지의 healthcheck는 일부만 바꿀 수 없습니다",
  "must be true, or be left out": "true이거나, 없어야 합니다",
  "set the file's own mode": "파일 자체의 모드를 바꾸십시오",
  "must be no, always, unless-stopped or on-failure": "no, always, unless-stopped, on-failure 중 하나여야 합니다",
  "must be a path, such as /": "/ 같은 경로여야 합니다",
  "must be bridge: a lab is one host": "bridge여야 합니다. 실습 환경은 호스트 한 대입니다",
  "must be false, or be left out: a lab's networks have IPv4": "false이거나, 없어야 합니다. 실습 환경의 네트워크는 IPv4를 씁니다",
  "must be local": "local이어야 합니다",
  // stacks/compose/values.ts
  "is not taken: {0}": "지원하지 않는 키입니다: {0}",
  "is not a key here; docs/exercises.md has those that are": "여기에 쓸 수 없는 키입니다. 쓸 수 있는 키는 docs/exercises.md에 있습니다",
  "must be a whole number": "정수여야 합니다",
  "has a quote that is not closed": "닫히지 않은 따옴표가 있습니다",
  "must be an amount of memory, such as 128m or 1g": "128m이나 1g처럼 메모리 크기여야 합니다",
  "must be at least 6m": "6m 이상이어야 합니다",
  "must be a duration, such as 10s or 1m30s": "10s나 1m30s처럼 시간 길이여야 합니다",
  // stacks/exercises/exercise-yaml.ts
  "must be a name that Docker takes": "Docker에서 쓸 수 있는 이름이어야 합니다",
  "must be an image, such as shop:1": "shop:1 같은 이미지여야 합니다",
  "must be lower-case letters, digits and dashes": "영문 소문자, 숫자, 대시(-)로만 되어야 합니다",
  // stacks/exercises/folder-scenario.ts
  "is not a folder; an exercise is one": "폴더가 아닙니다. 실습은 폴더여야 합니다",
  "is not a folder; npx lab new exercise {0} writes ./exercises/{1}":
    "그런 폴더가 없습니다. npx lab new exercise {0}: ./exercises/{1} 폴더를 만들어 줍니다",
  "is not a folder": "그런 폴더가 없습니다",
  "has a name that no scenario can have: it {0}": "시나리오로 쓸 수 없는 이름입니다: {0}",
  "has a name that every lab has already; rename the folder": "모든 실습 환경에 이미 있는 이름입니다. 폴더 이름을 바꾸십시오",
  "has {0} entries that are not part of an exercise; is it one?": "실습과 관계없는 항목이 {0}개 있습니다. 실습 폴더가 맞습니까?",
  "is not part of an exercise{0}; what students get is in files{1}": "실습의 구성 요소가 아닙니다(학생이 받을 파일은 files{1}에 둡니다){0}",
  // stacks/exercises/guarded-scenario.ts
  "fails in {0}(): {1}": "{0}() 실행에 실패합니다: {1}",
  "Nothing was created. npx lab plan tries it again": "아무것도 만들지 않았습니다. npx lab plan으로 다시 확인하십시오",
  // stacks/exercises/returned.ts
  "must begin with /": "/로 시작해야 합니다",
  "returns a promise; it must not be async": "프로미스를 돌려줍니다. async 함수가 아니어야 합니다",
  // stacks/exercises/module-scenario.ts
  "must be a name of lower-case letters, digits and _, which begins with a letter":
    "소문자로 시작하고 소문자, 숫자, _로 이루어진 이름이어야 합니다",
  "must be a schema of zod 4, such as z.strictObject({})": "zod 4의 스키마여야 합니다. 예: z.strictObject({})",
  "is beside compose.yaml; keep one of the two": "compose.yaml과 함께 있습니다. 둘 중 하나만 두십시오",
  "cannot be loaded: {0}; install docker-class-lab in the class's folder: npm install docker-class-lab":
    "불러올 수 없습니다: {0}. 수업 폴더에 docker-class-lab을 설치하십시오: npm install docker-class-lab",
  "cannot be loaded: {0}": "불러올 수 없습니다: {0}",
  'cannot be loaded: {0}; it is an ES module, so the class\'s folder needs a package.json with { "type": "module" }':
    '불러올 수 없습니다: {0}. ES 모듈이므로 수업 폴더에 { "type": "module" }이 있는 package.json이 필요합니다',
  'cannot be loaded: it is an ES module, so the class\'s folder needs a package.json with { "type": "module" }':
    '불러올 수 없습니다: ES 모듈이므로 수업 폴더에 { "type": "module" }이 있는 package.json이 필요합니다',
  "has no scenario as its default export: export default scenario({ … })":
    "기본 내보내기(default export)가 시나리오가 아닙니다: export default scenario({ … })",
  "exports a scenario named {0}, and its folder is {1}; give both one name":
    "내보내는 시나리오 이름은 {0}, 폴더 이름은 {1}입니다. 이름을 같게 하십시오",
  // stacks/exercises/read-checks.ts
  "is not a check's name; write NN-name.sh, such as 10-answers.sh":
    "확인(check)의 파일 이름이 아닙니다. 10-answers.sh처럼 NN-name.sh 형식입니다",
  "is a check named {0} too; rename one of them": "이름이 {0}인 확인(check)이 또 있습니다. 하나의 이름을 바꾸십시오",
  'has the comment "# {0}:", which is not one of {1}; a comment of another kind begins otherwise':
    '"# {0}:" 주석이 있는데, 쓸 수 있는 것은 {1}입니다. 다른 주석은 다르게 시작해야 합니다',
  'has nothing after "# {0}:"': '"# {0}:" 뒤에 아무것도 없습니다',
  "must name sh or bash, which run a check": "확인(check)을 실행할 sh나 bash를 적어야 합니다",
  'has a "# timeout:" that is not 1 to 60 seconds': '"# timeout:"이 1~60초가 아닙니다',
  'does not say in any language what it asks: add a line "# en: …" or "# ko: …" at its head':
    '무엇을 확인하는지 적혀 있지 않습니다. 맨 위에 "# ko: …"나 "# en: …" 줄을 추가하십시오',
  'does not say in any language what to do when it fails: add a line "# hint.en: …" or "# hint.ko: …" at its head':
    '실패했을 때 할 일이 적혀 있지 않습니다. 맨 위에 "# hint.ko: …"나 "# hint.en: …" 줄을 추가하십시오',
  // stacks/exercises/read-files.ts
  "has a control character in its name; rename it": "이름에 제어 문자가 있습니다. 이름을 바꾸십시오",
  "is one too many: an exercise brings at most {0} MB in {1} files; what is larger belongs in an image":
    "이 파일부터 한도를 넘습니다. 실습 하나에 {0} MB, 파일 {1}개까지입니다. 더 큰 것은 이미지에 넣으십시오",
  // stacks/exercises/read-guides.ts
  'has no title; its first line is "# Title"': '제목이 없습니다. 첫 줄을 "# 제목"으로 쓰십시오',
  "has no value for {{{0}}}; there are {1}": "{{{0}}} 값이 없습니다. 쓸 수 있는 것: {1}",
  "has the figure {0}, which {1}": "그림 {0}: {1}",
  "is not in the folder": "폴더에 없습니다",
  "has no guide; write guide.ko.md or guide.en.md": "실습 안내가 없습니다. guide.ko.md나 guide.en.md를 쓰십시오",
  // stacks/student-lab.ts
  "{0} is not a secret of {1}{2}": "{0}: {1}의 secrets에 없습니다{2}",
  // stacks/variables.ts
  "a secret cannot be named {0}: that is another value of the class":
    "{0}: 비밀 값의 이름으로 쓸 수 없습니다. 수업의 다른 값이 쓰는 이름입니다",
  // stacks/scenarios/chosen.ts
  "{0} is not a scenario of this class{1}": "{0}: 이 수업에 없는 시나리오입니다{1}",
  // stacks/scenarios/guide-text.ts
  "The guide {0}": "실습 안내: {0}",
  "Correct the guide in its scenario's folder": "시나리오 폴더의 실습 안내를 고치십시오",
  "has no value for {{{0}}}": "{{{0}}} 값이 없습니다",
  "has a part that is not closed: {0}": "닫히지 않은 부분이 있습니다: {0}",
  "shows an output without a command:\n{0}": "명령 없이 출력만 있습니다:\n{0}",
  "has a console line without a prompt: {0}": "프롬프트가 없는 콘솔 줄이 있습니다: {0}",
};
