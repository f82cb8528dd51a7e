// Korean messages of the lab command.
export const cli: Record<string, string> = {
  // aws-target.ts
  "target is {0}; this is for target aws": "target 값이 {0}입니다. 이 명령은 target: aws에서만 쓸 수 있습니다",
  // lab-file.ts
  "There is no lab.yaml in this folder": "이 폴더에 lab.yaml이 없습니다",
  "npx lab init writes one; or name it: -f FILE": "npx lab init으로 만들거나, -f 파일로 지정하십시오",
  "One lies above: add -f {0}, or cd {1} first; npx lab init writes one here":
    "위 폴더에 하나 있습니다. -f {0} 옵션을 붙이거나, cd {1} 명령으로 먼저 이동하십시오. npx lab init은 여기에 새로 만듭니다",
  // context.ts
  "What was kept of the class was moved from {0} to {1}": "수업의 보관 자료를 옮겼습니다: {0} → {1}",
  // down-report.ts
  "Data of containers is kept in {0}; npx lab down --purge removes it.":
    "컨테이너의 데이터는 남아 있습니다: {0}. npx lab down --purge로 삭제합니다.",
  student: "학생",
  "still stands": "남은 것",
  "what to do": "할 일",
  "not all of it could be ended": "일부는 종료하지 못했습니다",
  "What is known of them is kept: npx lab down tries again": "남은 것의 기록은 보관되어 있습니다. npx lab down으로 다시 시도하십시오",
  "Kept in {0}: {1} (docs/hand-over.md says what each is). Remove the folder when the class does not come back.":
    "{0}에 남겨 둔 것: {1} (각각의 설명은 docs/hand-over.md에 있습니다). 이 수업을 다시 열지 않는다면 폴더를 삭제하십시오.",
  "{0}: taken off the lab's network, otherwise untouched: {1}": "{0}: 실습 환경의 네트워크에서만 분리하고 그대로 두었습니다: {1}",
  "{0}: kept, because nothing says that they were made for the lab: {1}. docker rmi removes them":
    "{0}: 실습 환경이 만든 것이라는 기록이 없어 남겨 두었습니다: {1}. docker rmi로 삭제합니다",
  "{0}: their machine does not answer, and was never ready for a lab: nothing was made there, and it is forgotten":
    "{0}: 호스트가 응답하지 않고, 실습 준비가 끝난 적도 없습니다. 만들어진 것이 없으므로 기록만 지웁니다",
  "Of a machine that is gone for good: npx lab down --forget {0}": "영영 사라진 호스트라면: npx lab down --forget {0}",
  "The lab of {0} still stands": "{0}의 실습 환경이 남아 있습니다",
  "{0} of {1} still stand": "{1} 가운데 {0}개가 남아 있습니다",
  "Forgotten, and nobody has seen it gone: the lab of {0}.": "사라진 것을 확인하지 못한 채 기록만 지운 실습 환경: {0}.",
  "Class {0} is down.": "{0} 수업을 정리했습니다.",
  "Classes {0} are down.": "수업을 정리했습니다: {0}.",
  "The lab of {0} is down.": "{0}의 실습 환경을 정리했습니다.",
  "The labs of {0} are down.": "실습 환경을 정리했습니다: {0}.",
  // down-question.ts
  "This lab.yaml was class {0} before, which still stands: {1}.": "이 lab.yaml은 이전에 {0} 수업이었고, 그 수업이 아직 남아 있습니다: {1}.",
  "Not deployed from this folder, so that another folder or somebody else may be using them: {0}.":
    "이 폴더에서 배포한 것이 아니므로 다른 폴더나 다른 사람이 쓰고 있을 수 있습니다: {0}.",
  "the lab of {0}": "{0}의 실습 환경",
  "Remove {0} of class {1}, with the data of its databases?": "{1} 수업: {0} 정리, 데이터베이스의 데이터도 삭제. 진행할까요?",
  "Remove {0} of class {1}?": "{1} 수업: {0} 정리. 진행할까요?",
  "Remove {0} of class {1}, and end {2}, with the data of its databases?":
    "{1} 수업: {0} 정리, {2} 종료, 데이터베이스의 데이터도 삭제. 진행할까요?",
  "Remove {0} of class {1}, and end {2}?": "{1} 수업: {0} 정리, {2} 종료. 진행할까요?",
  "what is left of it in {0}": "{0}에 남은 것",
  "{0} in {1} with all that is on it": "{1}의 {0}와 그 안의 모든 것",
  "{0} in {1} with all that is on them": "{1}의 {0}와 그 안의 모든 것",
  "{0} on {1}": "{0} (위치: {1})",
  // host-table.ts
  none: "없음",
  never: "없음",
  "not known": "알 수 없음",
  "{0} so far": "지금까지 {0}",
  "{0} an hour from now on": "앞으로 시간당 {0}",
  "without traffic, CPU credits and tax": "트래픽, CPU 크레딧, 세금 제외",
  "by {0}": "출처: {0}",
  host: "호스트",
  instance: "인스턴스",
  state: "상태",
  age: "가동 시간",
  ends: "종료 시각",
  price: "비용",
  "The class: {0}.": "수업 전체: {0}.",
  "{0} min": "{0}분",
  "{0} h {1} min": "{0}시간 {1}분",
  // known-failure.ts
  "{0} cannot be written: {1}": "{0}: 쓸 수 없습니다: {1}",
  "A file": "파일",
  "Free some space, or see that you may write there; LAB_HOME names another folder for what is kept of a class":
    "디스크 공간을 늘리거나 쓰기 권한을 확인하십시오. LAB_HOME으로 수업 자료를 보관할 다른 폴더를 지정할 수 있습니다",
  // main.ts
  "Terraform is writing its state; a moment more.": "Terraform이 상태 파일(state)을 쓰고 있습니다. 잠시 기다려 주십시오.",
  "\nStopping: Terraform finishes what it is at and writes its state; what a host has begun, such as an installation, may go on there.":
    "\n중지합니다. Terraform은 하던 단계를 마치고 상태 파일(state)을 씁니다. 설치처럼 호스트에서 시작한 작업은 그곳에서 계속될 수 있습니다.",
  // options.ts
  "{0} is {1}: must be 1 or 0 (true or false)": "{0} 값이 {1}입니다. 1 또는 0 (true 또는 false)이어야 합니다",
  "Unset it, or set it to 1": "변수를 해제하거나 1로 지정하십시오",
  // output.ts
  "{0} There is no terminal to ask on.": "{0} 답을 입력할 터미널이 없습니다.",
  "Use --yes (or LAB_YES=1) to go on without being asked": "묻지 않고 진행하려면 --yes (또는 LAB_YES=1)를 지정하십시오",
  // pages-address.ts
  "--{0} {1}: on target local a page's terminal is a shell on this machine, which nobody else may have":
    "--{0} {1}: target: local에서는 페이지의 터미널이 이 컴퓨터의 셸이므로 다른 사람에게 열 수 없습니다",
  "Leave --{0} out: the pages are at http://127.0.0.1:8770": "--{0} 옵션을 빼십시오. 페이지 주소는 http://127.0.0.1:8770입니다",
  "--through {0}: cannot be combined with --url or --listen; the pages are then at https:// and the host's address":
    "--through {0}: --url, --listen과 함께 쓸 수 없습니다. 페이지 주소는 https://와 호스트의 주소가 됩니다",
  "Leave the others out": "나머지 옵션을 빼십시오",
  "--url {0}: is not an address": "--url {0}: 주소가 아닙니다",
  "Such as --url https://lab.example.org": "예: --url https://lab.example.org",
  "--cert and --key go together": "--cert와 --key는 함께 지정해야 합니다",
  "Name both PEM files: --cert FILE --key FILE": "PEM 파일을 둘 다 지정하십시오: --cert 파일 --key 파일",
  "--claim {0}: is too short; it must have at least 8 letters or digits": "--claim {0}: 너무 짧습니다. 문자나 숫자가 8자 이상이어야 합니다",
  "Whoever guesses it takes a student's seat: --claim docker-4718":
    "코드를 알아맞히면 누구나 학생의 자리를 차지할 수 있습니다. 예: --claim docker-4718",
  "--through {0}: is not a running host of the class": "--through {0}: 실행 중인 수업 호스트가 아닙니다",
  "Name one ({0}), or another machine as user@address": "호스트 하나를 지정하거나({0}), 다른 호스트를 user@address로 지정하십시오",
  // prerequisite-words.ts
  ok: "정상",
  warning: "주의",
  missing: "조치 필요",
  Disk: "디스크",
  Networks: "네트워크",
  "Host ports": "호스트 포트",
  "Class files": "수업 파일",
  "AWS account": "AWS 계정",
  "AWS region": "AWS 리전",
  "vCPU quota": "vCPU 할당량",
  // prerequisites.ts
  "{0}, rootless": "{0} (rootless 모드)",
  "It has no port below 1024 and no network of the host: docker context use default, or other ports in lab.yaml":
    "1024 미만의 포트와 호스트 네트워크를 쓸 수 없습니다: docker context use default를 실행하거나 lab.yaml에서 다른 포트를 지정하십시오",
  "Install Node {0} or later": "Node {0} 이상을 설치하십시오",
  "It works and gets no more security fixes: install Node {0} or later":
    "동작하지만 보안 업데이트가 끝난 버전입니다. Node {0} 이상을 설치하십시오",
  "{0} GB free": "{0} GB 남음",
  "{0} GB free on the disk of {1}": "{1}의 디스크에 {0} GB 남음",
  "Free some there (df -h {0}): {1} GB are needed the first time": "그 디스크의 공간을 늘리십시오(df -h {0}). 처음에는 {1} GB가 필요합니다",
  "Free some: {0} GB are needed the first time (docker system df shows what Docker holds)":
    "공간을 늘리십시오. 처음에는 {0} GB가 필요합니다(docker system df로 Docker가 쓰는 용량을 볼 수 있습니다)",
  "Provider {0}": "프로바이더 {0}",
  "Connect to the internet, or point Terraform at a mirror that has the version of lab.yaml (docs/mirror.md), then npx lab up again":
    "인터넷에 연결하거나, lab.yaml의 버전이 있는 미러를 Terraform에 지정하고(docs/mirror.md) npx lab up을 다시 실행하십시오",
  "none has addresses of Docker's": "Docker의 주소 대역과 겹치는 네트워크가 없습니다",
  "{0} has {1}, which Docker gives to its networks": "{0}의 주소 대역 {1}: Docker가 네트워크에 나누어 주는 대역과 겹칩니다",
  'Give Docker others (daemon.json, then restart it): "default-address-pools": [{ "base": "10.201.0.0/16", "size": 24 }]':
    'Docker에 다른 대역을 지정하고 다시 시작하십시오(daemon.json): "default-address-pools": [{ "base": "10.201.0.0/16", "size": 24 }]',
  // reporter.ts
  "{0}: was not started": "{0}: 시작하지 않았습니다",
  // standing-table.ts
  class: "수업",
  region: "리전",
  kind: "종류",
  what: "내용",
  // status-table.ts
  scenario: "시나리오",
  address: "주소",
  "not usable": "사용할 수 없음",
  up: "실행 중",
  ready: "준비됨",
  absent: "없음",
  stopped: "중지됨",
  incomplete: "일부만 있음",
  "not answering": "응답 없음",
  // verbs/cards.ts
  "--html {0}: cannot be written: {1}": "--html {0}: 쓸 수 없습니다: {1}",
  "Name another file: npx lab cards --html FILE": "다른 파일을 지정하십시오: npx lab cards --html 파일",
  // verbs/check.ts
  "could not be asked": "물어보지 못함",
  // verbs/collect.ts
  "What was brought to {0} before stays as it is; this time it is in {1}":
    "이전에 {0}에 가져온 것은 그대로 두었습니다. 이번에 가져온 것의 위치: {1}",
  "--collect: without a lab.yaml that can be read it is not known where the hosts are":
    "--collect: 읽을 수 있는 lab.yaml이 없어 호스트의 위치를 알 수 없습니다",
  "Correct lab.yaml, or leave --collect out": "lab.yaml을 고치거나 --collect를 빼십시오",
  "{0}\nIt is in {1}": "{0}\n저장한 위치: {1}",
  "Not all of the work of these is there:\n{0}": "다음 학생의 작업은 일부만 가져왔습니다:\n{0}",
  "Go on, and lose what is missing?": "가져오지 못한 것을 잃게 됩니다. 진행할까요?",
  files: "파일",
  folder: "폴더",
  problem: "문제",
  // verbs/doctor.ts
  need: "항목",
  found: "확인 결과",
  fix: "해결 방법",
  "Correct it": "파일을 고치십시오",
  "npx lab down works without it": "npx lab down은 lab.yaml 없이도 실행할 수 있습니다",
  "{0} is damaged": "{0} 파일이 손상되었습니다",
  "1 lab of class {0} was deployed from here": "이 폴더에서 {0} 수업의 실습 환경 1개를 배포했습니다",
  "{0} labs of class {1} were deployed from here": "이 폴더에서 {1} 수업의 실습 환경 {0}개를 배포했습니다",
  "none are needed": "필요한 포트가 없습니다",
  "{0} free or the lab's": "{0}: 비어 있거나 실습 환경이 쓰고 있습니다",
  // verbs/down.ts
  "{0}\nGoing by what was deployed of class {1}.": "{0}\n{1} 수업에서 배포한 기록에 따라 진행합니다.",
  "Nothing of class {0} is deployed.": "{0} 수업에서 배포된 것이 없습니다.",
  "Nothing was changed": "아무것도 바꾸지 않았습니다",
  // verbs/exec.ts
  "No command was given": "실행할 명령이 없습니다",
  "No host runs for {0}": "실행 중인 호스트가 없는 학생: {0}",
  "exit status {0}": "종료 코드 {0}",
  // verbs/extend.ts
  "{0} must be hours and minutes, such as 2h, 30m or 1h30m": "{0}: 시간과 분이어야 합니다. 예: 2h, 30m, 1h30m",
  "not moved": "바꾸지 못함",
  "The end of {0} was not moved everywhere": "일부 호스트의 종료 시각을 바꾸지 못했습니다: {0}",
  "npx lab status says what they are at": "npx lab status로 현재 종료 시각을 확인하십시오",
  // verbs/graph.ts
  "Whose lab? The class has several students": "누구의 실습 환경입니까? 이 수업에는 학생이 여러 명 있습니다",
  // verbs/guide.ts
  "Whose guide? The class has several students": "누구의 실습 안내입니까? 이 수업에는 학생이 여러 명 있습니다",
  "npx lab guide {0}, or npx lab guide --all FOLDER": "npx lab guide {0} 또는 npx lab guide --all 폴더",
  // verbs/handout.ts
  "{0} is not in the class any more, and {1} was left as it is: remove it, or give a student who was renamed the new one":
    "{0}: 이제 이 수업의 학생이 아니며, {1} 파일은 그대로 두었습니다. 파일을 삭제하거나, 이름이 바뀐 학생이라면 새 파일을 전달하십시오",
  "{0}: cannot be written: {1}": "{0}: 쓸 수 없습니다: {1}",
  "Name another folder: npx lab handout FOLDER": "다른 폴더를 지정하십시오: npx lab handout 폴더",
  "Students pass {0} once it knows their keys; each line lets one through to their own host and nowhere else:\n  ssh {1} 'cat >>~/.ssh/authorized_keys' <{2}":
    "{0}에 학생들의 키를 등록하면 학생이 이 호스트를 거쳐 갈 수 있습니다. 각 줄은 한 학생을 본인의 호스트로만 통과시킵니다:\n  ssh {1} 'cat >>~/.ssh/authorized_keys' <{2}",
  // verbs/init.ts
  "-f {0} and the folder {1}: give one or the other": "-f {0}, 폴더 {1}: 둘 중 하나만 지정할 수 있습니다",
  "npx lab init {0} writes {1}/lab.yaml": "npx lab init {0} 명령은 {1}/lab.yaml 파일을 만듭니다",
  "Wrote {0}. {1}": "만들었습니다: {0}. {1}",
  "Name another file: npx lab init -f my-class.yaml": "다른 파일을 지정하십시오: npx lab init -f my-class.yaml",
  "Edit it, then: {0} lab validate{1}, {2} lab up{3}": "파일을 고친 다음 실행하십시오: {0} lab validate{1}, {2} lab up{3}",
  "Name another folder: npx lab init my-class": "다른 폴더를 지정하십시오: npx lab init my-class",
  "Next: cd {0}, edit lab.yaml, then: {1} lab validate, {2} lab up":
    "다음 단계: cd {0}, lab.yaml 수정, 이어서 {1} lab validate, {2} lab up",
  "{0} already exists; it was left as it is": "{0}: 이미 있으므로 그대로 두었습니다",
  // verbs/install.ts
  "lab install is for Ubuntu and Debian": "lab install은 Ubuntu와 Debian에서만 쓸 수 있습니다",
  "On macOS install Docker Desktop; on Windows work inside WSL's Ubuntu":
    "macOS에서는 Docker Desktop을 설치하고, Windows에서는 WSL의 Ubuntu에서 작업하십시오",
  "docker.install is none: this machine is to be left as it is": "docker.install 값이 none입니다. 이 컴퓨터를 그대로 두라는 뜻입니다",
  "Set documented or current in lab.yaml": "lab.yaml에서 documented 또는 current로 지정하십시오",
  "This is Debian, which the course's documented script is not for: Docker's own instructions are used.":
    "Debian입니다. 과정 문서의 스크립트는 Debian용이 아니므로 Docker의 공식 설치 방법을 씁니다.",
  "Run this script on this machine, as root?": "이 스크립트를 이 컴퓨터에서 root로 실행할까요?",
  "Docker was not installed": "Docker를 설치하지 못했습니다",
  "The line above that begins with lab: says why; lab install may be run again":
    "위에서 lab:으로 시작하는 줄에 이유가 있습니다. lab install은 다시 실행해도 됩니다",
  "Docker is installed. Log in again for your membership in the docker group to count, then: npx lab up":
    "Docker를 설치했습니다. docker 그룹이 적용되도록 다시 로그인한 다음 실행하십시오: npx lab up",
  // verbs/logs.ts
  "Try it by hand: {0}": "직접 실행해 보십시오: {0}",
  // verbs/new-exercise.ts
  "{0} cannot be written; an exercise can": "{0}: 만들 수 없습니다. exercise만 만들 수 있습니다",
  "Name another exercise": "실습에 다른 이름을 지정하십시오",
  "Wrote {0}. Add {1} to scenarios in {2}, then: npx lab validate, npx lab up":
    "만들었습니다: {0}. {2} 파일의 scenarios에 {1} 항목을 추가한 다음 실행하십시오: npx lab validate, npx lab up",
  // verbs/orphans.ts
  "--end with --yes ends what it finds unasked: it needs the class's name":
    "--end와 --yes를 함께 쓰면 찾은 것을 묻지 않고 종료하므로 수업 이름이 필요합니다",
  "Nothing of any class stands in the {0} regions that answered.": "응답한 리전 {0}개에 어떤 수업의 리소스도 없습니다.",
  "Nothing of class {0} stands in the {1} regions that answered.": "응답한 리전 {1}개에 {0} 수업의 리소스가 없습니다.",
  "npx lab orphans --end ends it, after asking.": "npx lab orphans --end로 하나씩 확인한 뒤 종료합니다.",
  "End {0} with all that is on them, and the rest of class {1} in {2}?":
    "{2} 리전, {1} 수업: {0}와 그 안의 모든 것, 나머지 리소스를 종료할까요?",
  "End what is left of class {0} in {1}?": "{1} 리전, {0} 수업: 남은 것을 종료할까요?",
  "Nothing of it stands any more, as EC2 says.": "EC2에 남은 것이 없습니다.",
  // verbs/plan.ts
  "npx lab doctor says more": "npx lab doctor로 자세히 확인하십시오",
  "Class {0}: {1} on target {2}; it costs nothing. Each has:": "{0} 수업: {1} (target: {2}), 비용 없음. 실습 환경마다 다음이 있습니다:",
  "no container": "컨테이너 없음",
  "  {0}: {1} on {2}": "  {0}: {1} (포트 {2})",
  "  At most {0} MB of memory": "  메모리 최대 {0} MB",
  // verbs/reset.ts
  "{0}: what was there is removed, and not all of it is up again; npx lab up goes on from here":
    "{0}: 있던 것을 삭제했지만 아직 일부가 실행되지 않았습니다. npx lab up으로 계속하십시오",
  "{0}: still there:\n{1}": "{0}: 아직 남아 있습니다:\n{1}",
  "The database in {0} is kept, and with it the password it was made with; --purge removes it.":
    "{0}의 데이터베이스와 처음 만들 때의 비밀번호는 그대로 남아 있습니다. --purge로 삭제합니다.",
  "{0}: the lab is at its start again": "{0}: 실습 환경을 처음 상태로 되돌렸습니다",
  "{0}: {1} is at its start again": "{0}: {1} 시나리오를 처음 상태로 되돌렸습니다",
  // verbs/seat.ts
  "Proposed: {0} at a host of their own": "변경안: {0} → 본인 이름의 호스트",
  "Proposed: {0} at {1}": "변경안: {0} → {1}",
  // verbs/serve.ts
  "The pages are closed. Terminals in tmux or dtach go on, and are there again with the next npx lab serve.":
    "페이지를 닫았습니다. tmux나 dtach의 터미널은 계속 실행되며, 다음 npx lab serve에서 다시 나타납니다.",
  who: "대상",
  link: "링크",
  board: "상황판",
  "\nWithout a card: {0}/ and the code {1}": "\n카드가 없는 학생: {0}/ 주소와 코드 {1}",
  "\nBrowsers warn of the certificate once: it is the class's own. Its SHA-256 fingerprint:\n{0}":
    "\n수업 자체 인증서이므로 브라우저가 한 번 경고합니다. SHA-256 지문:\n{0}",
  "\nEach link opens a page: hand out one each (npx lab cards prints them), and keep the board's. Ctrl-C ends the pages.":
    "\n링크마다 페이지가 하나 열립니다. 학생에게 하나씩 나누어 주고(npx lab cards로 인쇄), 상황판 링크는 나누어 주지 마십시오. Ctrl-C로 페이지를 닫습니다.",
  "\nThese links open on this machine alone. Ctrl-C ends the pages.": "\n이 링크는 이 컴퓨터에서만 열립니다. Ctrl-C로 페이지를 닫습니다.",
  "\nThese links open on this machine alone. For students: npx lab serve --listen 0.0.0.0, or --through a host that all of them reach. Ctrl-C ends the pages.":
    "\n이 링크는 이 컴퓨터에서만 열립니다. 학생용 페이지는 npx lab serve --listen 0.0.0.0, 또는 모두가 접속할 수 있는 호스트를 --through로 지정해 여십시오. Ctrl-C로 페이지를 닫습니다.",
  "{0}: not green: {1}": "{0}: 통과하지 못한 확인 항목: {1}",
  "{0}: {1} is not at its start; the terminal of lab serve says why":
    "{0}: {1} 시나리오를 처음 상태로 되돌리지 못했습니다. lab serve의 터미널에 이유가 있습니다",
  // verbs/solve.ts
  "Which scenario is to be solved?": "어느 시나리오를 풀까요?",
  "{0}: solve.sh of {1} is run on {2}": "{0}: {1} 시나리오의 solve.sh를 실행합니다: {2}",
  "{0}: the guide of {1} is typed on {2}, {3} of commands": "{0}: {1} 실습 안내의 명령을 {2}에 입력합니다. 명령 {3}",
  "Removed first, with what was written in them: {0}": "안에 쓴 내용과 함께 먼저 삭제합니다: {0}",
  "Go on?": "진행할까요?",
  "{0}: {1} is done, and all its checks are green": "{0}: {1} 시나리오를 마쳤고, 확인 항목을 모두 통과했습니다",
  "{0}: not green:\n{1}": "{0}: 통과하지 못한 확인 항목:\n{1}",
  "Put it back to its start, then solve it again: npx lab reset {0} {1}":
    "처음 상태로 되돌린 다음 다시 풀어 보십시오: npx lab reset {0} {1}",
  // verbs/ssh.ts
  "{0}'s lab is on this machine": "{0}의 실습 환경은 이 컴퓨터에 있습니다",
  "Open a terminal here; docker ps shows the lab": "여기서 터미널을 여십시오. docker ps로 실습 환경을 볼 수 있습니다",
  "lab ssh opens a shell, and takes no command: {0}": "lab ssh는 셸을 열 뿐 명령을 받지 않습니다: {0}",
  // verbs/status.ts
  "Ask again once lab {0} has ended": "lab {0} 명령이 끝난 다음 다시 확인하십시오",
  "the disk of {0} is full": "{0} 디스크가 가득 찼습니다",
  "the disk of {0} is full, or takes no more files: {1} MB free": "{0} 디스크가 가득 찼거나 파일을 더 만들 수 없습니다. 남은 공간 {1}MB",
  "See what fills it: npx lab exec -- 'df -h; df -i; du -xsh ~/labs/* | sort -h'":
    "무엇이 차지하는지 확인하십시오: npx lab exec -- 'df -h; df -i; du -xsh ~/labs/* | sort -h'",
  "Never logged in: {0}": "로그인한 적 없는 학생: {0}",
  // verbs/support.ts
  "none was made": "만든 적이 없습니다",
  "Run it in a folder that you may write to": "쓰기 권한이 있는 폴더에서 실행하십시오",
  "Passwords, keys and tokens are taken out; what a student wrote in logs may be in it: look at it before you send it.":
    "비밀번호, 키, 토큰은 제거했습니다. 학생이 로그에 남긴 내용이 들어 있을 수 있으니 보내기 전에 확인하십시오.",
  // verbs/up.ts
  "Fetch Terraform": "Terraform 내려받기",
  "npx lab serve still shows the class as lab.yaml was when it started: end it with Ctrl-C, then npx lab serve again.":
    "실행 중인 npx lab serve는 시작할 때의 lab.yaml대로 보여 줍니다. Ctrl-C로 끝내고 npx lab serve를 다시 실행하십시오.",
  "See the lines above; npx lab up goes on from here": "위의 메시지를 확인하십시오. npx lab up으로 이어서 진행합니다",
  "The lab is not fully up": "실습 환경이 완전히 실행되지 않았습니다",
  "{0} of {1} labs are not fully up": "실습 환경 {1}개 가운데 {0}개가 완전히 실행되지 않았습니다",
  "{0} failed": "{0}: 제대로 끝나지 않았습니다",
  "Class {0}": "{0} 수업",
  "This machine": "이 컴퓨터",
  Providers: "프로바이더",
  "{0} (ready)": "{0} (준비만)",
  "{0} of {1} on target {2}": "{1} 시나리오의 {0}, target: {2}",
  "{0}. Fetch Terraform from releases.hashicorp.com into {1}?": "{0}. releases.hashicorp.com에서 Terraform을 받아 {1} 폴더에 설치할까요?",
  "The class is valid. It would make:": "수업 정의는 올바릅니다. 만들게 될 것:",
  "  {0}: images {1}": "  {0}: 이미지 {1}",
  "  {0}: containers {1}": "  {0}: 컨테이너 {1}",
  "Its stacks as JSON: {0}/stacks": "스택의 JSON: {0}/stacks",
  "Exercise files   {0}": "실습 파일        {0}",
  "In a browser     {0}": "브라우저에서     {0}",
  "Hand out         {0}": "나누어 주기      {0}",
  "Log in           {0}": "로그인           {0}",
  "What runs        {0}": "실행 상태        {0}",
  "What is done     {0}": "완료 여부        {0}",
  "Remove it        {0}": "정리             {0}",
  // verbs/validate.ts
  "{0} is valid: class {1}, target {2}, {3} of {4}, at most {5} MB of memory each":
    "{0}: 올바릅니다. {1} 수업, target: {2}, {3} ({4}), 실습 환경마다 메모리 최대 {5} MB",
};
