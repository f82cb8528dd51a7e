// Korean messages of what Terraform did, and what to do about it.
export const terraform: Record<string, string> = {
  // binary.ts
  "Install Terraform {0} or later (or OpenTofu {1}), or let npx lab up fetch Terraform {2} into {3}":
    "Terraform {0} 이상이나 OpenTofu {1} 이상을 설치하거나, npx lab up으로 Terraform {2} 버전을 {3} 폴더에 받으십시오",
  "LAB_TERRAFORM is {0}, which does not run": "LAB_TERRAFORM 값이 {0}이지만 실행되지 않습니다",
  "Unset it, or set it to a terraform or tofu command": "변수를 해제하거나 terraform 또는 tofu 명령을 지정하십시오",
  "{0} is {1} {2}": "{0}: {1} {2} 버전입니다",
  "{0}; {1} or later is needed": "{0}. {1} 이상이 필요합니다",
  "{0}; state: s3 keeps its lock in the bucket, for which {1} or later is needed":
    "{0}. state: s3는 잠금을 버킷에 두므로 {1} 이상이 필요합니다",
  "Install {0} or later, or let npx lab up fetch Terraform {1} into {2}; without state: s3 this one is enough":
    "{0} 이상을 설치하거나, npx lab up으로 Terraform {1} 버전을 {2} 폴더에 받으십시오. state: s3를 쓰지 않으면 지금 버전으로 충분합니다",
  "There is neither Terraform nor OpenTofu on this machine": "이 컴퓨터에 Terraform도 OpenTofu도 없습니다",
  // diagnostic.ts
  "the SSH connection ended ({0}): ": "SSH 연결이 끊겼습니다({0}): ",
  "the connection to the Engine was lost: ": "Docker Engine과의 연결이 끊겼습니다: ",
  "the Engine at {0} does not answer: ": "{0}의 Docker Engine이 응답하지 않습니다: ",
  "terraform {0} failed without a message": "terraform {0} 명령이 오류 메시지 없이 실패했습니다",
  "terraform {0} failed": "terraform {0} 명령이 실패했습니다",
  // ending.ts
  "terraform {0} did not stop after an interrupt and was killed": "terraform {0} 명령이 중단 요청에도 끝나지 않아 강제로 종료했습니다",
  "what it did last may be missing from its state, {0}": "마지막에 한 일이 상태 파일(state)에 빠져 있을 수 있습니다: {0}",
  "npx lab status shows what there is; npx lab up goes on, and clears what the state lacks":
    "npx lab status로 현재 상태를 볼 수 있습니다. npx lab up으로 계속하면 상태 파일(state)에 없는 것을 정리합니다",
  "npx lab status shows what there is; then the same command again": "npx lab status로 현재 상태를 확인한 뒤 같은 명령을 다시 실행하십시오",
  "terraform {0} had not ended after {1} seconds and was interrupted": "terraform {0} 명령이 {1}초가 지나도 끝나지 않아 중단했습니다",
  "what it waited for did not answer": "기다리던 상대가 응답하지 않았습니다",
  "Look at the host: npx lab status; then the same command again": "npx lab status로 호스트를 확인한 뒤 같은 명령을 다시 실행하십시오",
  "terraform {0} printed more than {1} MB and was interrupted": "terraform {0} 명령의 출력이 {1} MB를 넘어 중단했습니다",
  "Look at the host that prints so much: npx lab status; then the same command again":
    "그렇게 많이 출력하는 호스트를 npx lab status로 확인한 뒤 같은 명령을 다시 실행하십시오",
  interrupted: "중단되었습니다",
  "terraform {0} needed more than {1} MB: the Docker Engine answers with far more than a lab has":
    "terraform {0} 명령에 {1} MB보다 많은 메모리가 필요합니다. Docker Engine의 응답이 실습 환경에 있는 것보다 훨씬 큽니다",
  "Look at what the Engine says: npx lab exec -- docker ps -a; then the same command again":
    "Docker Engine의 응답을 확인하고 같은 명령을 다시 실행하십시오: npx lab exec -- docker ps -a",
  "terraform {0} was ended by a signal, or did not start": "terraform {0} 명령이 시그널로 종료되었거나 시작되지 않았습니다",
  // fetch.ts
  "There is no pinned checksum of Terraform {0} for {1}": "{1}용 Terraform {0} 버전의 고정 체크섬이 없습니다",
  "Install Terraform or OpenTofu by hand": "Terraform이나 OpenTofu를 직접 설치하십시오",
  "Terraform {0} could not be fetched from {1}: {2}": "Terraform {0} 버전을 {1}에서 받지 못했습니다: {2}",
  "Connect to the internet and try again, or install Terraform or OpenTofu by hand":
    "인터넷에 연결하고 다시 시도하거나 Terraform이나 OpenTofu를 직접 설치하십시오",
  // next-step.ts
  "Docker Hub's limit of anonymous pulls is reached: set docker.mirror in lab.yaml, or pull the image on the Engine's host after docker login there, then npx lab up again":
    "Docker Hub에서 로그인하지 않고 이미지를 받을 수 있는 한도에 도달했습니다. lab.yaml에 docker.mirror를 지정하거나, Docker Engine이 있는 호스트에서 docker login을 하고 이미지를 받은(docker pull) 다음 npx lab up을 다시 실행하십시오",
  "The image is not built for this machine's arm64: name one that is in lab.yaml (mysql:5.7 has none, mysql:8.4 does), then npx lab up again":
    "이 호스트의 arm64용으로 빌드되지 않은 이미지입니다. lab.yaml에 arm64용이 있는 이미지를 지정하고(mysql:5.7에는 없고 mysql:8.4에는 있습니다) npx lab up을 다시 실행하십시오",
  "Check the image's name in lab.yaml and whether the Engine reaches its registry: docker pull IMAGE; then npx lab up again":
    "lab.yaml의 이미지 이름과, Docker Engine에서 레지스트리에 접속되는지 확인하고(docker pull IMAGE) npx lab up을 다시 실행하십시오",
  "Free space on the Engine's host: docker system prune; then npx lab up again":
    "Docker Engine이 있는 호스트의 공간을 확보하고(docker system prune) npx lab up을 다시 실행하십시오",
  "Windows keeps the port for itself (netsh interface ipv4 show excludedportrange protocol=tcp lists what it keeps): set another in lab.yaml, then npx lab up again":
    "Windows가 예약한 포트입니다(netsh interface ipv4 show excludedportrange protocol=tcp로 목록을 볼 수 있습니다). lab.yaml에서 다른 포트를 지정하고 npx lab up을 다시 실행하십시오",
  "A rootless Docker has no port below 1024: set another in lab.yaml, such as nginx: { port: 8088 }, then npx lab up again":
    "rootless Docker는 1024 미만의 포트를 쓸 수 없습니다. lab.yaml에서 다른 포트를 지정하고(예: nginx: { port: 8088 }) npx lab up을 다시 실행하십시오",
  "A program took the port meanwhile; free it or set another in lab.yaml, then npx lab up again":
    "그사이 다른 프로그램이 포트를 차지했습니다. 포트를 비우거나 lab.yaml에서 다른 포트를 지정하고 npx lab up을 다시 실행하십시오",
  "A container took the name meanwhile; remove or rename it, then npx lab up again":
    "그사이 다른 컨테이너가 이름을 차지했습니다. 그 컨테이너를 삭제하거나 이름을 바꾸고 npx lab up을 다시 실행하십시오",
  "Another lab or cdktf command, or the Terraform of one that was killed, is at work on this stack; wait for it. If none is: terraform force-unlock in the stack's folder":
    "다른 lab이나 cdktf 명령, 또는 강제 종료된 명령의 Terraform이 이 스택에서 작업 중입니다. 끝날 때까지 기다리십시오. 그런 명령이 없다면 스택의 폴더에서 실행하십시오: terraform force-unlock",
  "Look at why: docker logs NAME; then npx lab up again": "이유를 확인하고(docker logs NAME) npx lab up을 다시 실행하십시오",
  "The state of this class lies where lab.yaml said before. To take it along: terraform init -migrate-state in the stack's folder; or set `state` in lab.yaml back":
    "이 수업의 상태 파일(state)은 lab.yaml에 전에 적혀 있던 곳에 있습니다. 가져오려면 스택의 폴더에서 terraform init -migrate-state를 실행하거나, lab.yaml의 `state`를 되돌리십시오",
  "The login shell there prints text that Docker reads as the Engine's answer: look for what prints in ~/.bashrc (echo, fortune) and put it behind [ -t 1 ] &&, then npx lab up again":
    "그 호스트의 로그인 셸이 출력하는 글을 Docker가 Docker Engine의 응답으로 읽었습니다. ~/.bashrc에서 무언가를 출력하는 줄(echo, fortune 등)을 찾아 앞에 [ -t 1 ] && 를 붙인 다음 npx lab up을 다시 실행하십시오",
  "The host or its Engine was lost meanwhile; what was made is in the state. See npx lab status, then npx lab up goes on":
    "그사이 호스트나 Docker Engine과 연결이 끊겼습니다. 만든 것은 상태 파일(state)에 있습니다. npx lab status로 확인하고 npx lab up으로 계속하십시오",
  "A provider is not the one that was first installed here. If it was exchanged on purpose, such as by another mirror: remove the plugin cache (~/.cache/docker-class-lab/plugin-cache), then npx lab up again":
    "처음 설치한 것과 다른 프로바이더입니다. 다른 미러를 쓰는 등 일부러 바꾸었다면 플러그인 캐시를 삭제하고(~/.cache/docker-class-lab/plugin-cache) npx lab up을 다시 실행하십시오",
  "The provider did not run, or crashed: npx lab doctor; rm -r the stack's .terraform folder, then npx lab up again":
    "프로바이더가 실행되지 않았거나 비정상 종료했습니다. npx lab doctor로 확인하고, 스택의 .terraform 폴더를 rm -r로 삭제한 다음 npx lab up을 다시 실행하십시오",
  // run.ts
  "which is not on this machine": "이 컴퓨터에 있지 않음",
  // state.ts
  "The state file {0} is damaged": "상태 파일(state)이 손상되었습니다: {0}",
  "The state file {0} was written in format {1}, which is newer than this Terraform reads":
    "상태 파일(state) {0}: 이 Terraform이 읽을 수 있는 것보다 새 형식입니다(형식 {1})",
  "The state file {0} was written by Terraform {1} in format {2}, which is newer than this Terraform reads":
    "상태 파일(state) {0}: Terraform {1} 버전이 썼고, 이 Terraform이 읽을 수 있는 것보다 새 형식입니다(형식 {2})",
  "Use the Terraform that wrote it (LAB_TERRAFORM names one). {0}": "그 파일을 쓴 Terraform을 사용하십시오(LAB_TERRAFORM으로 지정). {0}",
  "the next npx lab up clears what it finds of the lab on the Engine":
    "다음에 npx lab up을 실행하면 Docker Engine에 남은 실습 환경을 찾아 정리합니다",
  "Terraform's copy from before its last change is whole ({0}): cp '{1}' '{2}', then the command again":
    "마지막 변경 전에 Terraform이 만든 정상 사본이 있습니다({0}). 복사한 다음 명령을 다시 실행하십시오: cp '{1}' '{2}'",
  "There is no whole copy ({0}). Put one of your own back, or move the file away: {1}":
    "정상 사본이 없습니다({0}). 가지고 있는 사본을 되돌려 놓거나 파일을 다른 곳으로 옮기십시오: {1}",
};
