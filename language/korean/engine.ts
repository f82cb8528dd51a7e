// Korean messages about Engines, and the way to them.
export const engine: Record<string, string> = {
  // engine/docker-host.ts
  "`docker context ls` lists those there are; `docker context use NAME` or DOCKER_HOST chooses another":
    "`docker context ls`로 목록을 보고, `docker context use NAME`이나 DOCKER_HOST로 다른 것을 고르십시오",
  "This machine has no Docker context {0}": "이 컴퓨터에 없는 Docker 컨텍스트입니다: {0}",
  "The Docker context {0} names no Engine": "Docker 컨텍스트 {0}에 Docker Engine 주소가 없습니다",
  "{0} cannot be read: {1}": "{0}: 읽을 수 없습니다: {1}",
  "Correct it, or set DOCKER_HOST": "파일을 고치거나 DOCKER_HOST를 설정하십시오",
  // engine/host.ts
  "exit status {0}: {1}": "종료 코드 {0}: {1}",
  "no SSH: {0}": "SSH로 접속할 수 없습니다: {0}",
  "the login works, and its shell ended without running the command ({0}): look at ~/.bashrc there":
    "로그인은 되지만 로그인 셸이 명령을 실행하지 않고 끝났습니다({0}). 그 호스트의 ~/.bashrc를 확인하십시오",
  "the login shell did not start the command within {0} (a slow ~/.bashrc?)":
    "로그인 셸이 {0} 안에 명령을 시작하지 않았습니다(~/.bashrc가 느립니까?)",
  "no full answer within {0}": "{0} 안에 응답이 끝나지 않았습니다",
  "the connection broke off: {0}": "연결이 끊겼습니다: {0}",
  "printed more than {0} MB": "{0} MB보다 많이 출력했습니다",
  "its host key is not the one it had before": "호스트 키가 전과 다릅니다",
  "its host key is not known yet": "호스트 키가 아직 등록되지 않았습니다",
  "ended with a signal": "시그널로 종료됨",
  "ended with {0}": "종료 코드 {0}",
  "the ssh command does not run": "ssh 명령이 실행되지 않습니다",
  "Install OpenSSH's client (package openssh-client)": "OpenSSH 클라이언트를 설치하십시오(패키지 openssh-client)",
  // engine/inspect.ts
  "more than {0} containers and networks": "컨테이너와 네트워크가 {0}개보다 많음",
  "its docker command does not answer like a Docker Engine: {0}": "docker 명령의 응답이 Docker Engine의 것이 아닙니다: {0}",
  "Look at it: npx lab ssh {0}": "직접 확인하십시오: npx lab ssh {0}",
  "Look at it: type -a docker; docker version": "직접 확인하십시오: type -a docker; docker version",
  "npx lab up repairs it where it can. Look at it: npx lab exec --on {0} -- sudo systemctl status docker":
    "고칠 수 있으면 npx lab up이 고칩니다. 직접 확인: npx lab exec --on {0} -- sudo systemctl status docker",
  "Look at it: npx lab exec --on {0} -- sudo systemctl status docker":
    "직접 확인하십시오: npx lab exec --on {0} -- sudo systemctl status docker",
  "Start Docker again": "Docker를 다시 시작하십시오",
  "the host key of {0} is not known yet": "{0}의 호스트 키가 아직 등록되지 않았습니다",
  "npx lab up reads it from the host's console, and asks where it is not shown there":
    "npx lab up이 호스트의 콘솔에서 키를 읽고, 콘솔에 없으면 물어봅니다",
  "the host key of {0} is not the one it had before": "{0}의 호스트 키가 전과 다릅니다",
  "If the machine was reinstalled: ssh-keygen -R {0} -f {1} (else somebody may be in between)":
    "호스트를 다시 설치했다면: ssh-keygen -R {0} -f {1} (아니라면 누군가 중간에 있을 수 있습니다)",
  "It takes none of the keys for that user: check its user in target.hosts, name its own key as identity, or set agent: true. Try it by hand: {0}":
    "그 사용자로는 어느 키도 받지 않습니다. target.hosts의 user를 확인하고, identity로 그 호스트의 키를 적거나 agent: true로 설정합니다. 직접 실행해 보십시오: {0}",
  "no SSH to {0}: {1}": "{0}에 SSH로 접속할 수 없습니다: {1}",
  "the Engine did not answer within {0} seconds": "Docker Engine이 {0}초 안에 응답하지 않았습니다",
  "docker is not installed": "docker가 설치되어 있지 않습니다",
  "npx lab up installs it": "npx lab up이 설치합니다",
  "Install Docker (on Ubuntu: npx lab install), or Docker Desktop on macOS":
    "Docker를 설치하십시오(Ubuntu: npx lab install), macOS라면 Docker Desktop을 설치하십시오",
  "the docker command is Podman's, and a lab is made for Docker's Engine":
    "docker 명령이 Podman의 것입니다. 실습 환경은 Docker Engine에서 만듭니다",
  "Remove it (on Ubuntu: sudo apt-get remove podman-docker) and install Docker (npx lab install)":
    "삭제하고(Ubuntu: sudo apt-get remove podman-docker) Docker를 설치하십시오(npx lab install)",
  "Docker Desktop does not serve this WSL distribution": "Docker Desktop이 이 WSL 배포판에 연결되어 있지 않습니다",
  "Switch it on: Docker Desktop, Settings, Resources, WSL integration; then open a new shell":
    "Docker Desktop의 Settings, Resources, WSL integration에서 켠 다음 새 셸을 여십시오",
  "the Engine refuses this user: permission denied on its socket":
    "Docker Engine이 이 사용자를 거부합니다: 소켓에 대한 권한이 없습니다(permission denied)",
  "npx lab up lets the user use it": "npx lab up이 이 사용자에게 권한을 줍니다",
  "Join the docker group and log in again: sudo usermod -aG docker $USER":
    "docker 그룹에 들어간 다음 다시 로그인하십시오: sudo usermod -aG docker $USER",
  "no Docker Engine answers: {0}": "Docker Engine이 응답하지 않습니다: {0}",
  "Start Docker (sudo systemctl start docker, or Docker Desktop), then try again":
    "Docker를 시작한 다음(sudo systemctl start docker, 또는 Docker Desktop) 다시 시도하십시오",
  // engine/lab-graph.ts
  "{0}: the Engine could not be asked: {1}": "{0}: Docker Engine의 상태를 읽을 수 없습니다: {1}",
  "container {0}": "컨테이너 {0}",
  // engine/obstacles.ts
  "the container name {0} is taken by a lab of class {1} ({2})": "컨테이너 이름 {0}: 다른 수업 {1}의 실습 환경이 쓰고 있습니다({2})",
  "npx lab down, where that class was deployed from": "그 수업을 배포한 폴더에서 npx lab down",
  "the container name {0} is taken by a container that is not the lab's ({1})":
    "컨테이너 이름 {0}: 실습 환경의 것이 아닌 컨테이너({1})가 쓰고 있습니다",
  "host port {0}, which {1} publishes, is taken by another program": "{1}의 호스트 포트 {0}: 다른 프로그램이 쓰고 있습니다",
  "{0} says which: stop it, or set another port in lab.yaml":
    "어느 프로그램인지 보는 명령: {0}. 그 프로그램을 멈추거나 lab.yaml에 다른 포트를 적으십시오",
  "host port {0}, which {1} publishes, is taken by the container {2}": "{1}의 호스트 포트 {0}: {2} 컨테이너가 쓰고 있습니다",
  "host port {0}, which {1} publishes, is taken by the container {2} of class {3}":
    "{1}의 호스트 포트 {0}: 다른 수업 {3}의 {2} 컨테이너가 쓰고 있습니다",
  "the network name {0} is taken by a lab of class {1}": "네트워크 이름 {0}: 다른 수업 {1}의 실습 환경이 쓰고 있습니다",
  "the network name {0} is taken": "네트워크 이름 {0}: 이미 쓰고 있습니다",
  // engine/status.ts
  "{0} is {1}": "{0} 상태: {1}",
  "{0} is not the lab's": "{0}: 실습 환경의 것이 아님",
  "{0} is on no network": "{0}: 연결된 네트워크가 없습니다",
  "{0} is missing": "{0}: 없음",
  // engine/student-host.ts
  "has no running host yet": "실행 중인 호스트가 아직 없습니다",
  "npx lab up makes one": "npx lab up으로 만듭니다",
  "{0}: has no running host yet; npx lab up makes one": "{0}: 실행 중인 호스트가 아직 없습니다. npx lab up으로 만듭니다",
  // engine/terminal.ts
  "The shell has ended:\n{0}": "셸이 종료되었습니다:\n{0}",
  "No prompt within {0} s:\n{1}": "{0}초 안에 프롬프트가 나오지 않았습니다:\n{1}",
  // engine/unpack.ts
  "has more than {0} entries": "항목이 {0}개보다 많습니다",
  "unpacks to more than {0} MB": "압축을 풀면 {0} MB보다 큽니다",
};
