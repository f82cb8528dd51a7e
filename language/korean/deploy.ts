// Korean messages of taking a class up and down.
export const deploy: Record<string, string> = {
  // targets/reachability.ts
  Machines: "호스트",
  "Machine of {0}": "{0}의 호스트",
  "{0} can be reached": "{0} 접속됨",
  // class-changes.ts
  "Nothing of it differs from what was deployed last. What students did to it since: npx lab status":
    "마지막으로 배포한 것과 다른 점이 없습니다. 그 뒤 학생이 바꾼 것은 npx lab status로 확인합니다",
  "Different from what was deployed last:\n{0}": "마지막으로 배포한 것과 다른 점:\n{0}",
  new: "새로 만듭니다",
  "not fully deployed, or deployed by an earlier version; what differs is not known":
    "끝까지 배포되지 않았거나 이전 버전으로 배포했습니다. 무엇이 다른지 알 수 없습니다",
  "new: {0}": "추가: {0}",
  "changed: {0}": "변경: {0}",
  "not in lab.yaml any more: {0}": "lab.yaml에서 빠짐: {0}",
  // known-class.ts
  "{0}\nSeveral classes were deployed from here: {1}": "{0}\n이 폴더에서 배포한 수업이 여러 개입니다: {1}",
  'Name one in a lab.yaml of its own: a file with the one line "name: {0}", then npx lab down -f FILE':
    '"name: {0}" 한 줄만 있는 lab.yaml을 따로 만들어 수업을 지정하고, npx lab down -f 파일을 실행하십시오',
  // progress.ts
  "making {0}": "만드는 중: {0}",
  "removing {0}": "삭제하는 중: {0}",
  "changing {0}": "바꾸는 중: {0}",
  "reading {0}": "읽는 중: {0}",
  "replacing {0}": "다시 만드는 중: {0}",
  "{0} ({1} s)": "{0} ({1}초)",
  "{0}'s host: {1}": "{0}의 호스트: {1}",
  "{0}'s host: waiting until it is ready": "{0}의 호스트: 준비를 기다리는 중",
  "{0}'s host: bringing its exercise files": "{0}의 호스트: 실습 파일을 보내는 중",
  // aws/prerequisites.ts
  "{0} is not enabled in the account": "{0}: 계정에서 활성화되지 않은 리전입니다",
  "Enable it in the AWS console, or choose one of {0}": "AWS 콘솔에서 활성화하거나 다음 중 하나를 고르십시오: {0}",
  "the quota of {0} is not looked up; {1} more vCPUs are needed": "{0}의 할당량은 조회하지 않습니다. vCPU가 {1}개 더 필요합니다",
  "{0} of {1} run, {2} more are needed": "{1}개 가운데 {0}개 사용 중, {2}개 더 필요",
  "Ask for more in Service Quotas (ec2, {0}), or take a smaller type or class":
    "Service Quotas (ec2, {0})에서 늘려 달라고 요청하거나, 더 작은 인스턴스 유형을 쓰거나 수업 규모를 줄이십시오",
  // built-images.ts
  "the image name {0} is taken by a lab of class {1}": "이미지 이름 {0}: 다른 수업 {1}의 실습 환경이 쓰고 있습니다",
  "the image name {0} is taken by an image that the lab did not build": "이미지 이름 {0}: 실습 환경이 빌드하지 않은 이미지가 쓰고 있습니다",
  "{0}docker rmi {1}   # or keep it under another name first: {2}docker tag {3} {4}":
    "{0}docker rmi {1}   # 또는 먼저 다른 이름으로 보관: {2}docker tag {3} {4}",
  // aws/changed.ts
  "access: the hosts are opened to {0}.": "access: 다음 주소에 호스트를 엽니다: {0}.",
  "access: the hosts are closed to {0}; whoever is connected from there is cut off.":
    "access: 다음 주소에 호스트를 닫습니다: {0}. 그곳에서 접속한 사람은 연결이 끊깁니다.",
  "{0} is {1} in lab.yaml: {2} stays {3}, as they were made; npx lab replace NAME recreates one.":
    "lab.yaml에서 {0} 값은 {1}입니다. {2}: 만들 때의 {3} 그대로입니다. npx lab replace NAME으로 다시 만듭니다.",
  "{0} is {1} in lab.yaml: {2} stay {3}, as they were made; npx lab replace NAME recreates one.":
    "lab.yaml에서 {0} 값은 {1}입니다. {2}: 만들 때의 {3} 그대로입니다. npx lab replace NAME으로 다시 만듭니다.",
  "not in lab.yaml": "lab.yaml에 없음",
  "{0} in lab.yaml": "lab.yaml에 {0}",
  "{0} hours in lab.yaml": "lab.yaml에 {0}시간",
  "{0} is {1}: {2} never ends, as before; npx lab extend moves that.":
    "{0}: {1}. {2}: 이전과 같이 종료 시각이 없습니다. npx lab extend로 바꿉니다.",
  "{0} is {1}: {2} never end, as before; npx lab extend moves that.":
    "{0}: {1}. {2}: 이전과 같이 종료 시각이 없습니다. npx lab extend로 바꿉니다.",
  "{0} is {1}: {2} ends at {3}, as before; npx lab extend moves that.":
    "{0}: {1}. {2}: 이전과 같이 {3}에 종료합니다. npx lab extend로 바꿉니다.",
  "{0} is {1}: {2} end at {3}, as before; npx lab extend moves that.":
    "{0}: {1}. {2}: 이전과 같이 {3}에 종료합니다. npx lab extend로 바꿉니다.",
  // collect.ts
  "Name another folder": "다른 폴더를 지정하십시오",
  "Work of {0}": "{0}의 작업",
  "nothing was brought": "가져온 것이 없습니다",
  "was not tried": "시도하지 않았습니다",
  "its archive is empty": "압축 파일이 비어 있습니다",
  "its archive {0}": "압축 파일: {0}",
  "its archive was read in part: it {0}": "압축 파일을 일부만 읽었습니다: {0}",
  "{0} entries of its archive were left out: links, devices, or paths that lead elsewhere":
    "압축 파일에서 {0}개 항목을 제외했습니다: 링크, 장치, 또는 바깥을 가리키는 경로",
  // aws/compare.ts
  "{0} has another instance, {1}": "{0} 호스트에는 다른 인스턴스가 있습니다: {1}",
  "lab.yaml has no host of its name": "lab.yaml에 이 이름의 호스트가 없습니다",
  "lab.yaml has no {0}": "lab.yaml에 {0} 호스트가 없습니다",
  "it is in another network than the class": "수업과 다른 네트워크에 있습니다",
  // databases.ts
  "{0} holds the data of an earlier {1}, which was made with another password":
    "{0}: 이전 {1} 컨테이너가 다른 비밀번호로 만든 데이터가 있습니다",
  "{0} holds the data of an earlier {1}, and nothing here says with which password it was made":
    "{0}: 이전 {1} 컨테이너의 데이터가 있습니다. 어떤 비밀번호로 만들었는지 기록이 없습니다",
  "or {0}   # its data is lost": "또는 {0}   # 데이터가 삭제됩니다",
  "or keep it elsewhere: sudo mv {0} {1}.old": "또는 다른 곳에 보관: sudo mv {0} {1}.old",
  "use it: set {0} to what it was made with (this class's passwords are in secrets.json)":
    "그대로 사용: 환경 변수 {0}에 만들 때의 비밀번호를 지정(이 수업의 비밀번호는 secrets.json에 있습니다)",
  // aws/down.ts
  "Hosts in {0}": "{0} 리전의 호스트",
  "not all of it could be ended: {0}": "일부는 종료하지 못했습니다: {0}",
  "What still stands of {0} in {1}, asked of EC2": "{1} 리전에 남은 것 확인(EC2 조회): {0}",
  "What still stands in {0}, asked of EC2": "{0} 리전에 남은 것 확인(EC2 조회)",
  nothing: "없음",
  "nothing was tried": "시도하지 않았습니다",
  "EC2 was not asked": "EC2에 확인하지 않았습니다",
  // down.ts
  "Lab of {0} on {1}": "{0}의 실습 환경({1})",
  "Lab of {0}": "{0}의 실습 환경",
  "nothing was there": "남은 것이 없었습니다",
  "{0} removed": "{0} 삭제됨",
  "it was not tried": "시도하지 않았습니다",
  "its data in {0} could not be removed ({1})": "데이터를 삭제하지 못했습니다: {0} ({1})",
  "Remove it by hand: {0}": "직접 삭제하십시오: {0}",
  "Docker refused: {0}": "Docker가 거부했습니다: {0}",
  "Look at it: {0}": "확인해 보십시오: {0}",
  "Install Docker again (npx lab up --on {0}), or remove that folder there; then npx lab down again":
    "Docker를 다시 설치하거나(npx lab up --on {0}) 그 폴더를 삭제한 다음, npx lab down을 다시 실행하십시오",
  // aws/extend.ts
  "The class has no end: its hosts run until npx lab down": "수업에 종료 시각이 없습니다. 호스트는 npx lab down까지 실행됩니다",
  "Set ends or lifetime in lab.yaml for new hosts": "새로 만들 호스트를 위해 lab.yaml에 ends 또는 lifetime을 지정하십시오",
  "No host of class {0} runs in {1}": "{1} 리전에 실행 중인 {0} 수업의 호스트가 없습니다",
  "npx lab status says what there is": "npx lab status로 현재 상태를 확인하십시오",
  "it has no address": "주소가 없습니다",
  "it did not say its new end: {0}": "새 종료 시각을 알려 주지 않았습니다: {0}",
  "it has no schedule outside it as a backstop; npx lab up makes one": "두 번째 안전장치인 예약이 없습니다. npx lab up으로 만듭니다",
  "its own timer was moved, but not everything else: {0}": "호스트의 타이머는 바꾸었지만 나머지는 바꾸지 못했습니다: {0}",
  "budget is {0} USD, and what the hosts cost is not known": "budget 값이 {0} USD이지만 호스트 비용을 알 수 없습니다",
  "Remove the budget from lab.yaml to extend them": "연장하려면 lab.yaml에서 budget을 빼십시오",
  "budget is {0} USD, and the class would cost up to {1} USD until its new end ({2} so far)":
    "budget 값이 {0} USD입니다. 새 종료 시각까지 수업 비용은 최대 {1} USD가 됩니다(지금까지 {2})",
  "Extend it by less, end hosts that nobody needs (npx lab down --on NAME), or raise the budget":
    "더 짧게 연장하거나, 필요 없는 호스트를 종료하거나(npx lab down --on NAME), budget을 늘리십시오",
  // forget-lab.ts
  "containers and networks with the labels {0}={1} and {2}={3}": "레이블이 {0}={1}, {2}={3}인 컨테이너와 네트워크",
  "the data in {0}": "데이터: {0}",
  "the student's key: the lines of ~/.ssh/authorized_keys that end in{0}": "학생의 키: ~/.ssh/authorized_keys에서{0}로 끝나는 줄",
  "{0}: {1}. What may still be on {2}, with nothing left that knows of it:\n{3}":
    "{0}: {1}. 다음은 {2}에 남아 있을 수 있고, 이후에는 어디에도 기록이 없습니다:\n{3}",
  "its Engine could not be asked": "Docker Engine에 확인할 수 없었습니다",
  "Forget the lab of {0}?": "{0}의 실습 환경 기록을 지울까요?",
  // hosts.ts
  "Hosts: providers": "호스트: 프로바이더",
  "Hosts: plan": "호스트: 계획",
  "{0} has not shown the SSH host keys of {1} on their consoles: nothing proves that what answers at their addresses is them.":
    "{0} 콘솔에 다음 호스트의 SSH 호스트 키가 아직 없습니다: {1}. 그 주소에서 응답하는 것이 해당 호스트인지 확인할 수 없습니다.",
  "Take the keys that they show now, for good?": "지금 보이는 키를 계속 믿고 사용할까요?",
  "Taken without proof: the host keys of {0}. Somebody in between would not be noticed.":
    "확인 없이 받아들인 호스트 키: {0}. 중간에 누군가 있어도 알 수 없습니다.",
  "not all hosts are ready": "일부 호스트가 준비되지 않았습니다",
  "terraform apply of the hosts failed and did not say why": "호스트의 terraform apply가 실패했고 이유를 출력하지 않았습니다",
  interrupted: "중단되었습니다",
  "{0}: interrupted": "{0}: 중단되었습니다",
  "npx lab reset {0} goes on from here": "이어서 진행하려면: npx lab reset {0}",
  "npx lab down goes on from here": "npx lab down으로 이어서 진행합니다",
  "npx lab down --purge goes on from here": "npx lab down --purge로 이어서 진행합니다",
  "The hosts": "호스트",
  "Nothing was changed; npx lab up tries again": "아무것도 바꾸지 않았습니다. npx lab up으로 다시 시도하십시오",
  "its setup was ended; the last it said is: {0}": "설정이 중간에 끝났습니다. 마지막 출력: {0}",
  "npx lab logs {0} shows more; npx lab up tries again": "자세한 내용: npx lab logs {0}. npx lab up으로 다시 시도하십시오",
  "{0} to make": "생성 {0}대",
  "{0} to recreate": "다시 생성 {0}대",
  "{0} to end": "종료 {0}대",
  "{0} to check": "확인 {0}대",
  "{0} to bring files to": "파일 전달 {0}대",
  "nothing to do": "할 일 없음",
  "Make {0}?": "{0} 생성. 진행할까요?",
  "End {0}, with all that is on it?": "{0}와 그 안의 모든 것 종료. 진행할까요?",
  "End {0}, with all that is on them?": "{0}와 그 안의 모든 것 종료. 진행할까요?",
  "Make {0} and end {1}, with all that is on it?": "{0} 생성, {1}와 그 안의 모든 것 종료. 진행할까요?",
  "Make {0} and end {1}, with all that is on them?": "{0} 생성, {1}와 그 안의 모든 것 종료. 진행할까요?",
  // kept-files.ts
  "These exercise files are newer in the class, and stay as their students changed them:\n{0}\n  {1} puts them back":
    "다음 실습 파일은 수업에서 새로 바뀌었지만 학생이 고친 상태로 두었습니다:\n{0}\n  되돌리려면: {1}",
  // lab-changes.ts
  "{0}, left over from an earlier lab whose state is gone, is recreated":
    "{0}: 상태 파일(state)이 없는 이전 실습 환경에서 남은 것이어서 다시 만듭니다",
  "{0}, made by docker-compose in place of the lab's, is recreated as the lab's":
    "{0}: docker-compose가 실습 환경의 컨테이너 대신 만든 것이어서 실습 환경의 것으로 다시 만듭니다",
  "{0}, left over from this class under another name, is removed": "{0}: 이 수업의 이전 이름에서 남은 것이어서 삭제합니다",
  "{0} is removed": "{0}: 삭제합니다",
  "{0} is recreated": "{0}: 다시 만듭니다",
  "the image {0}, which the lab did not build, is removed": "이미지 {0}: 실습 환경이 빌드하지 않은 이미지이며 삭제합니다",
  // terraform-failed.ts
  "What was made is in the state: npx lab up goes on, npx lab down removes it":
    "만든 것은 상태 파일(state)에 있습니다. npx lab up으로 계속하거나 npx lab down으로 정리하십시오",
  "Terraform failed and did not say why": "Terraform이 실패했고 이유를 출력하지 않았습니다",
  // labs.ts
  "asking its Engine": "Docker Engine 확인 중",
  "looking at its providers": "프로바이더 확인 중",
  planning: "계획 중",
  "planning without what is blocked": "막힌 것을 빼고 계획 중",
  "its Engine has a lab of class {0} that was not deployed from this folder: {1}":
    "이 폴더에서 배포하지 않은 {0} 수업의 실습 환경이 Docker Engine에 있습니다: {1}",
  "Another folder, or somebody else, holds its state: go on there. To take it over: npx lab down, then npx lab up":
    "다른 폴더나 다른 사람이 그 상태 파일(state)을 가지고 있습니다. 그곳에서 계속하십시오. 넘겨받으려면 npx lab down 다음에 npx lab up을 실행하십시오",
  "as it was": "바뀐 것 없음",
  "looked at": "확인함",
  "looked at, and {0} in the way": "확인함, 막고 있는 것 {0}",
  deployed: "배포됨",
  "deployed without {0}": "배포됨, 제외: {0}",
  "{0}, in the way of the lab, could not be removed ({1})": "실습 환경을 막고 있는 것을 삭제하지 못했습니다: {0} ({1})",
  "Look at it: npx lab exec --on {0} -- docker ps -a": "확인해 보십시오: npx lab exec --on {0} -- docker ps -a",
  "{0} had been taken off all networks and could not all be connected again ({1})":
    "네트워크에서 분리된 컨테이너를 모두 다시 연결하지는 못했습니다: {0} ({1})",
  "{0} had been stopped and could not all be started ({1})": "중지된 컨테이너를 모두 시작하지는 못했습니다: {0} ({1})",
  // leaving.ts
  "the lab of {0} on {1}": "{0}의 실습 환경({1})",
  "No longer in lab.yaml, and forgotten because nothing was made on a machine that was never ready: {0}":
    "lab.yaml에서 빠진 실습 환경 가운데, 호스트가 준비된 적이 없어 만들어진 것이 없으므로 기록을 지운 것: {0}",
  "What was handed out to these students opens nothing then; npx lab handout makes new ones for those who were renamed.":
    "이 학생들이 받은 키와 카드는 쓸 수 없게 됩니다. 이름이 바뀐 학생의 것은 npx lab handout으로 새로 만드십시오.",
  "Remove them? Their data folders stay.": "정리할까요? 데이터 폴더는 남습니다.",
  "Nothing was changed: the hosts in {0} go first": "아무것도 바꾸지 않았습니다. {0}의 호스트를 먼저 정리해야 합니다",
  "npx lab down removes them, or change lab.yaml back; a second class needs a folder of its own":
    "npx lab down으로 정리하거나 lab.yaml을 되돌리십시오. 두 번째 수업에는 별도의 폴더가 필요합니다",
  "They stay as they are, and on record: npx lab down removes them.": "그대로 두고 기록도 남깁니다. npx lab down으로 정리합니다.",
  "1 thing of class {0} still stands in {1}": "{1}에 {0} 수업의 리소스 1개가 남아 있습니다",
  "{0} things of class {1} still stand in {2}": "{2}에 {1} 수업의 리소스 {0}개가 남아 있습니다",
  "npx lab down removes them": "npx lab down으로 정리합니다",
  "what of it is in {0} is not known: {1}": "{0}에 무엇이 있는지 알 수 없습니다: {1}",
  "npx lab up asks whether to remove them; npx lab down removes the whole class":
    "npx lab up은 정리할지 묻고, npx lab down은 수업 전체를 정리합니다",
  "Deployed before, and not in lab.yaml any more:\n{0}": "이전에 배포했고 이제 lab.yaml에 없는 것:\n{0}",
  "{0} in {1}, with all that is on it": "{1}의 {0}와 그 안의 모든 것",
  "{0} in {1}, with all that is on them": "{1}의 {0}와 그 안의 모든 것",
  "If that machine is gone for good: npx lab down --forget {0}": "영영 사라진 호스트라면: npx lab down --forget {0}",
  "the network of hosts in {0}": "{0}의 호스트 네트워크",
  "class {0}, as it was called before: {1}": "이전 이름 {0} 수업: {1}",
  // aws/orphans.ts
  "Class {0} in {1}": "{1} 리전, {0} 수업",
  gone: "종료됨",
  // aws/reconcile.ts
  "Creation was interrupted, but the host exists: {0}. It is checked, not recreated.":
    "만드는 도중에 중단되었지만 실제로 있는 호스트: {0}. 다시 만들지 않고 확인합니다.",
  "Hosts: what EC2 has of the class": "호스트: EC2에 있는 수업의 호스트 확인",
  "{0} of it is there": "호스트가 남아 있습니다: {0}",
  "{0} of it are there": "호스트가 남아 있습니다: {0}",
  "Its network is there": "네트워크가 남아 있습니다",
  "Class {0} was made in EC2 with another SSH key than {1}/id_ed25519: from another folder or machine, or that file was lost. {2}.":
    "{0} 수업은 {1}/id_ed25519와 다른 SSH 키로 EC2에 만들어졌습니다. 다른 폴더나 다른 컴퓨터에서 만들었거나 그 파일이 없어졌습니다. {2}.",
  "Put the key back, or work from where it was made, or give this class another name; npx lab down ends what is there":
    "키를 되돌려 놓거나, 처음 만든 곳에서 작업하거나, 이 수업에 다른 이름을 지정하십시오. npx lab down으로 남아 있는 것을 종료합니다",
  "{0} not in the state": "상태 파일(state)에 없음 {0}대",
  "{0} unusable": "사용할 수 없음 {0}대",
  "{0} stopped": "중지됨 {0}대",
  "{0} interrupted while made": "만드는 도중 중단됨 {0}대",
  "as the state has it": "상태 파일(state)과 일치",
  "These hosts of the class are running, and the class cannot use them:\n{0}":
    "수업의 호스트 가운데 실행 중이지만 계속 쓸 수 없는 것:\n{0}",
  "End {0}, with all that is on them? {1}": "{0}와 그 안의 모든 것을 종료할까요? {1}",
  "Put the state back (.lab) where it is elsewhere; npx lab down ends all hosts of the class":
    "상태 파일(.lab)이 다른 곳에 있다면 되돌려 놓으십시오. npx lab down은 수업의 모든 호스트를 종료합니다",
  "Ending hosts": "호스트 종료",
  "Nothing was made: these hosts would be there twice": "아무것도 만들지 않았습니다. 같은 호스트가 두 대씩 생기게 됩니다",
  "{0} is stopped. Start? {1}": "중지된 호스트: {0}. 시작할까요? {1}",
  "{0} are stopped. Start? {1}": "중지된 호스트: {0}. 시작할까요? {1}",
  "Starting {0}": "시작: {0}",
  running: "실행 중",
  "These hosts of class {0} are in EC2, and this folder's state does not know them:\n{1}":
    "EC2에 있지만 이 폴더의 상태 파일(state)에 없는 {0} 수업의 호스트:\n{1}",
  "Go on with {0}, as they are? {1}": "{0}: 그대로 계속 사용할까요? {1}",
  "npx lab down ends all hosts of the class": "npx lab down은 수업의 모든 호스트를 종료합니다",
  "{0} ({1}, {2}, {3}, since {4} UTC)": "{0} ({1}, {2}, {3}, {4} UTC부터)",
  "What they cost is not known.": "비용을 알 수 없습니다.",
  "They cost about {0} USD an hour.": "비용은 시간당 약 {0} USD입니다.",
  // removal-plan.ts
  "Whether hosts of class {0} stand in a cloud is not known: {1}": "{0} 수업의 호스트가 남아 있는지 알 수 없습니다: {1}",
  "--on {0}: has no lab in this class{1}": "--on {0}: 이 수업에 실습 환경이 없습니다{1}",
  "--forget {0}: has no lab in this class{1}": "--forget {0}: 이 수업에 실습 환경이 없습니다{1}",
  "--forget {0}: their host is in {1}, which is asked itself": "--forget {0}: 호스트가 {1}에 있으므로 {1}에 직접 확인합니다",
  "npx lab down --on {0} ends what there is of it": "npx lab down --on {0} 명령으로 남은 것을 종료합니다",
  "It is not known what stands of class {0}: there is state of it, and neither its record nor lab.yaml says where it is":
    "{0} 수업에서 무엇이 남아 있는지 알 수 없습니다. 상태 파일(state)은 있지만, 배포 기록과 lab.yaml 어디에도 위치가 없습니다",
  "Put lab.yaml back, then npx lab down again": "lab.yaml을 되돌려 놓고 npx lab down을 다시 실행하십시오",
  "Put lab.yaml back, then npx lab down again; if it is gone: move {0} away":
    "lab.yaml을 되돌려 놓고 npx lab down을 다시 실행하십시오. 실습 환경이 이미 없다면 {0} 파일을 다른 곳으로 옮기십시오",
  "it is not known where its lab is": "실습 환경이 어디에 있는지 알 수 없습니다",
  // remote-state.ts
  "The state of {0} could not be forgotten: {1}": "{0}의 상태 파일(state)을 지우지 못했습니다: {1}",
  "npx lab down again": "npx lab down을 다시 실행하십시오",
  // remove-class.ts
  "What it cost cannot be said: {0}": "비용을 알 수 없습니다: {0}",
  "a machine that is not known": "위치를 알 수 없는 호스트",
  // reset.ts
  "{0}: nothing was removed, because it is a lab of class {1}: {2}":
    "{0}: 다른 수업 {1}의 실습 환경이어서 아무것도 삭제하지 않았습니다: {2}",
  "npx lab down, where that class was deployed from, removes it": "그 수업을 배포한 폴더에서 npx lab down을 실행하면 삭제됩니다",
  "network {0}": "네트워크 {0}",
  "volume {0}": "볼륨 {0}",
  "image {0}": "이미지 {0}",
  "file {0}": "파일 {0}",
  "data {0}": "데이터 {0}",
  "{0}: to be removed, or put back as it was": "{0}: 삭제하거나 처음 상태로 되돌릴 것",
  "Go on? What was written in these is lost.": "진행할까요? 안에 쓴 내용은 사라집니다.",
  "{0}: partly failed ({1})": "{0}: 일부가 제대로 끝나지 않았습니다({1})",
  "host port {0} is taken by the container {1}": "호스트 포트 {0}: {1} 컨테이너가 쓰고 있습니다",
  "host port {0} is taken by another program": "호스트 포트 {0}: 다른 프로그램이 쓰고 있습니다",
  "{0}: nothing was removed, because it could not be deployed again: {1}": "{0}: 다시 배포할 수 없으므로 아무것도 삭제하지 않았습니다: {1}",
  "Stop it: docker stop {0}": "중지하십시오: docker stop {0}",
  "sudo ss -tlnp 'sport = :{0}' says which; stop it, or set another port in lab.yaml":
    "sudo ss -tlnp 'sport = :{0}' 명령으로 어떤 프로그램인지 확인한 다음, 중지하거나 lab.yaml에서 다른 포트를 지정하십시오",
  "{0}: could not be asked what is there: {1}": "{0}: 무엇이 있는지 확인하지 못했습니다: {1}",
  "Try it by hand: npx lab exec --on {0} -- docker ps": "직접 실행해 보십시오: npx lab exec --on {0} -- docker ps",
  "Try it by hand: docker ps": "직접 실행해 보십시오: docker ps",
  "{0}: nothing": "{0}: 없음",
  "  and {0} more": "  그 밖에 {0}개",
  // aws/restore-seats.ts
  "As EC2's tags say: {0}.": "EC2 태그에 따른 자리: {0}.",
  "{0} sits at {1}": "{0}의 자리 {1}",
  // running-terraform.ts
  "A Terraform of an earlier command is at work on {0}; waiting for it, at most {1} s.":
    "이전 명령의 Terraform이 작업 중입니다: {0}. 최대 {1}초 기다립니다.",
  "A Terraform of an earlier command is still at work on {0}: nothing was changed":
    "이전 명령의 Terraform이 아직 작업 중입니다: {0}. 아무것도 변경하지 않았습니다",
  "Wait for it, then the same command again; kill -INT {0} ends it, and lets it write its state":
    "작업이 끝나면 같은 명령을 다시 실행하십시오. kill -INT {0} 명령을 쓰면 상태 파일(state)을 쓰고 끝냅니다",
  "Another program holds the lock, such as plain cdktf: wait for it. If none runs any more: rm {0}":
    "cdktf 같은 다른 프로그램이 잠금을 잡고 있습니다. 끝날 때까지 기다리십시오. 실행 중인 프로그램이 없다면: rm {0}",
  // sound-state.ts
  "{0} is damaged: Terraform's state of the class's EC2 hosts":
    "{0}: 손상되었습니다. 수업의 EC2 호스트가 적힌 Terraform 상태 파일(state)입니다",
  "Put a copy of it back; without one, npx lab down asks EC2 itself and ends what there is":
    "사본을 되돌려 놓으십시오. 사본이 없으면 npx lab down이 EC2에 직접 확인하여 있는 것을 종료합니다",
  "Its last good copy is beside it: cp {0} {1}": "마지막 정상 사본이 옆에 있습니다: cp {0} {1}",
  "{0} was damaged and is now in its folder; what stands is found on the Engines.":
    "{0} 파일이 손상되어 폴더 안의 다른 곳으로 옮겼습니다. 남아 있는 것은 Docker Engine에서 찾습니다.",
  "{0} was damaged and is now in {1}; what stands is found on the Engines.":
    "{0} 파일이 손상되어 옮겼습니다: {1}. 남아 있는 것은 Docker Engine에서 찾습니다.",
  // aws/spending.ts
  "At most: nobody saw {0} end.": "최대로 계산한 값입니다. 종료를 확인하지 못한 호스트: {0}.",
  "{0} ran {1} hours in all: its price is not known.": "{0}, 모두 {1}시간 실행: 비용을 알 수 없습니다.",
  "{0} ran {1} hours in all: about {2} USD without traffic, CPU credits and tax, by {3}.":
    "{0}, 모두 {1}시간 실행: 약 {2} USD, 트래픽, CPU 크레딧, 세금 제외. 출처: {3}.",
  // up.ts
  "{0}: connected again, as they had been taken off all networks: {1}": "{0}: 네트워크에서 분리되어 있던 컨테이너를 다시 연결했습니다: {1}",
  "{0}: started again, because they had been stopped: {1}": "{0}: 중지되어 있던 컨테이너를 다시 시작했습니다: {1}",
  "This class was called {0} before, and its {1} hosts have not been removed":
    "이 수업의 이전 이름은 {0}이고, 그 {1} 호스트를 정리하지 않았습니다",
  "npx lab up without --on first, or npx lab down": "먼저 --on 없이 npx lab up을 실행하거나 npx lab down을 실행하십시오",
  "The class has {0} hosts in {1}, which lab.yaml does not name any more": "lab.yaml에 없는 리전에 수업의 {0} 호스트가 있습니다: {1}",
  "npx lab up without --on first": "먼저 --on 없이 npx lab up을 실행하십시오",
  "No Docker Engine answers any more, and the host is checked again: {0}": "Docker Engine이 더 이상 응답하지 않아 다시 확인할 호스트: {0}",
  "{0}: not in lab.yaml any more. {1}": "{0}: 이제 lab.yaml에 없습니다. {1}",
  "Free it: {0}": "비우는 방법: {0}",
  "Nothing was changed: names or ports of the lab are taken":
    "아무것도 바꾸지 않았습니다. 실습 환경의 이름이나 포트를 이미 다른 것이 쓰고 있습니다",
  "Free them as said above, then: npx lab up": "위에 적힌 대로 비운 다음 실행하십시오: npx lab up",
  "What was written in these will be lost:\n{0}": "다음에 쓴 내용은 사라집니다:\n{0}",
  "Wait until everything answers": "모두 응답할 때까지 기다리기",
  "{0} of {1} up": "{1}개 중 {0}개 실행 중",
  // aws/useless-hosts.ts
  "Nothing on {0} ends it: {1} would cost until somebody notices. Look at target.aws.ami.":
    "{0} 호스트를 스스로 종료하는 장치가 없습니다. {1}: 누군가 알아챌 때까지 비용이 나갑니다. target.aws.ami를 확인하십시오.",
  "Nothing on {0} ends them: {1} would cost until somebody notices. Look at target.aws.ami.":
    "{0} 호스트를 스스로 종료하는 장치가 없습니다. {1}: 누군가 알아챌 때까지 비용이 나갑니다. target.aws.ami를 확인하십시오.",
  "End {0}?": "{0} 종료. 진행할까요?",
  "Ending {0}": "종료: {0}",
  // ways-in.ts
  "GitHub has no keys of {0}; add their key to the roster, or remove github":
    "GitHub에 {0} 사용자의 키가 없습니다. 명단(roster)에 키를 추가하거나 github를 빼십시오",
  "target.aws.wait is false: a password needs wait: true": "target.aws.wait 값이 false입니다. 비밀번호를 쓰려면 true여야 합니다",
  "sits at {0}, and target.aws.wait is false: a key needs wait: true":
    "{0} 자리에 있고 target.aws.wait 값이 false입니다. 키를 쓰려면 true여야 합니다",
  "{0} by a key that the class made for each (npx lab handout)": "수업에서 학생마다 만든 키 {0}명(npx lab handout)",
  "{0} by a password (npx lab cards)": "비밀번호 {0}명(npx lab cards)",
  "{0} by a key of their own": "본인의 키 {0}명",
  "{0} by their keys on GitHub": "GitHub의 키 {0}명",
  "Students log in: {0}": "학생의 로그인 방법: {0}",
  "No way in for {0}: {1}": "{0}: 로그인할 방법이 없습니다: {1}",
  // aws/cost.ts
  "The class has no end (ends or lifetime in lab.yaml): its hosts run, and cost, until npx lab down.":
    "수업에 종료 시각이 없습니다(lab.yaml의 ends 또는 lifetime). npx lab down까지 호스트가 실행되고 비용이 나갑니다.",
  "Nothing was made": "아무것도 만들지 않았습니다",
  "not known for this type": "이 유형의 비용을 알 수 없음",
  "{0} on demand, not known as spot": "온디맨드 {0}, 스팟은 알 수 없음",
  "{0} on demand, {1} as spot": "온디맨드 {0}, 스팟 {1}",
  "none: the hosts run, and cost, until npx lab down": "없음: npx lab down까지 호스트가 실행되고 비용이 나갑니다",
  "each host's own timer, which anybody with sudo there can stop; and a schedule outside it, {0} minutes later":
    "호스트마다 있는 타이머(호스트에서 sudo를 쓸 수 있는 사람이 멈출 수 있음), 그리고 {0}분 뒤 호스트 밖의 예약",
  "each host's own timer, which anybody with sudo there can stop; target.aws.backstop adds a schedule outside it":
    "호스트마다 있는 타이머(호스트에서 sudo를 쓸 수 있는 사람이 멈출 수 있음). target.aws.backstop으로 호스트 밖의 예약을 더할 수 있습니다",
  "{0} and up to {1} more for CPU credits if every host works all the time":
    "{0}, 모든 호스트를 계속 최대로 쓰면 CPU 크레딧으로 최대 {1} 추가",
  "{0}, of which 1 is to be made": "{0}대, 그중 1대를 새로 만듦",
  "{0}, of which {1} are to be made": "{0}대, 그중 {1}대를 새로 만듦",
  "{0}, {1}, {2} vCPUs, offered in {3}": "{0}, {1}, vCPU {2}개, 제공하는 가용 영역: {3}",
  spot: "스팟",
  "on demand": "온디맨드",
  "no zone": "없음",
  "{0} more are needed; the quota of this family is not looked up":
    "{0}개 더 필요. 이 유형이 속한 인스턴스 패밀리의 할당량은 조회하지 않습니다",
  "{0} more are needed; {1} run, and the limit is unknown (servicequotas:GetServiceQuota is not allowed)":
    "{0}개 더 필요. {1}개 사용 중, 한도는 알 수 없음(servicequotas:GetServiceQuota 권한 없음)",
  "{0} more are needed; {1} of {2} run": "{0}개 더 필요. {2}개 가운데 {1}개 사용 중",
  "the class has no end": "수업에 종료 시각이 없습니다",
  "{0} for {1} hours": "{1}시간에 {0}",
  "{0} for {1} hours, to {2}": "{1}시간에 {0}, {2}까지",
  "{0}; the budget is {1}": "{0}, 예산은 {1}",
  Account: "계정",
  Hosts: "호스트",
  Type: "유형",
  Memory: "메모리",
  "{0} MB, of which containers take at most {1}": "{0} MB, 그중 컨테이너가 최대 {1} MB 사용",
  Image: "이미지",
  "Key pair": "키 페어",
  "An hour": "시간당 비용",
  "{0}, with volumes and addresses, without traffic and tax ({1})": "{0}, 볼륨과 주소 포함, 트래픽과 세금 제외({1})",
  "Until the end": "종료까지",
  "Ended by": "종료 방법",
  // targets/aws.ts
  "its EC2 host does not run": "EC2 호스트가 실행 중이 아닙니다",
  "npx lab up recreates it; npx lab down without --on ends what there is of {0}":
    "npx lab up으로 다시 만듭니다. --on 없는 npx lab down은 {0}의 남은 것을 종료합니다",
  // aws/listing.ts
  "its host {0} is in {1}, and target.aws.region is {2}": "호스트 {0}: {1} 리전에 있지만 target.aws.region 값은 {2}입니다",
  "npx lab up ends it and makes one in the new region, after asking; or set the region back":
    "npx lab up은 물어본 뒤 종료하고 새 리전에 만듭니다. 또는 리전을 되돌리십시오",
  "its instance {0} is {1}": "인스턴스 {0}의 상태: {1}",
  "npx lab status in a minute": "잠시 뒤 npx lab status를 실행하십시오",
  "npx lab up starts it": "npx lab up으로 시작합니다",
  "npx lab up recreates it": "npx lab up으로 다시 만듭니다",
  // targets/hosts.ts
  "its machine is not known": "호스트를 알 수 없습니다",
  "Name it in target.hosts of lab.yaml, then npx lab down again": "lab.yaml의 target.hosts에 지정하고 npx lab down을 다시 실행하십시오",
};
