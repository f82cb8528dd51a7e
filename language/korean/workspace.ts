// Korean messages of what is kept of a class.
export const workspace: Record<string, string> = {
  // claims.ts
  "{0}: is damaged; it must be a JSON object of seats": "{0}: 손상되었습니다. 자리를 담은 JSON 객체여야 합니다",
  "Put a copy of it back, or remove it: every seat is then free for whoever claims it first":
    "사본을 되돌려 놓거나 파일을 삭제하십시오. 삭제하면 모든 자리가 비고, 먼저 고르는 사람이 차지합니다",
  // codes.ts
  "{0}: is damaged; it must be a JSON object of codes": "{0}: 손상되었습니다. 코드를 담은 JSON 객체여야 합니다",
  "Put a copy of it back, or remove it: students then need the codes of new cards":
    "사본을 되돌려 놓거나 파일을 삭제하십시오. 삭제하면 학생에게 새 카드의 코드가 필요합니다",
  // deployed.ts
  "npx lab up writes it again from Terraform's state": "npx lab up이 Terraform의 상태 파일(state)을 바탕으로 다시 만듭니다",
  "Put a copy of it back: it holds the passwords of databases": "사본을 되돌려 놓으십시오. 데이터베이스의 비밀번호가 들어 있습니다",
  "Correct or remove it: without it every student sits at their own host":
    "고치거나 삭제하십시오. 파일이 없으면 모든 학생이 본인의 호스트를 씁니다",
  "Put a copy of it back; npx lab up and npx lab down look at the Engines themselves":
    "사본을 되돌려 놓으십시오. npx lab up과 npx lab down은 Docker Engine을 직접 확인합니다",
  "{0}/deployed.json is damaged: going by lab.yaml and Terraform's state.":
    "{0}/deployed.json 파일이 손상되었습니다. lab.yaml과 Terraform의 상태 파일(state)에 따라 진행합니다.",
  "{0}/deployed.json is damaged: going by Terraform's state.":
    "{0}/deployed.json 파일이 손상되었습니다. Terraform의 상태 파일(state)에 따라 진행합니다.",
  // lock.ts
  "Class {0} is being changed by lab {1}, process {2} on {3}, since {4}":
    "lab {1} 명령이 {0} 수업을 바꾸고 있습니다: 프로세스 {2}, 호스트 {3}, 시작 시각 {4}",
  "Wait for it, or end it {0}. If that process is no longer a command of this class: rm {1}":
    "끝날 때까지 기다리거나, {0} 끝내십시오. 그 프로세스가 더 이상 이 수업의 명령이 아니라면: rm {1}",
  "lab {0} is changing this class since {1} (process {2} on {3}), and has not ended yet":
    "lab {0} 명령이 이 수업을 바꾸는 중이며 아직 끝나지 않았습니다: 시작 시각 {1}, 프로세스 {2}, 호스트 {3}",
  // holder.ts
  "with Ctrl-C in its terminal (kill {0} does the same)": "그 터미널에서 Ctrl-C로(또는 kill {0} 명령으로)",
  "with Ctrl-C in its terminal on {0}": "{0}의 터미널에서 Ctrl-C로",
  "{0} cannot be locked: {1}": "{0}: 잠글 수 없습니다: {1}",
  "See that you may write there and that its disk has space; if no lab command runs: rm -rf {0}":
    "쓰기 권한과 디스크 공간을 확인하십시오. 실행 중인 lab 명령이 없다면: rm -rf {0}",
  "{0} is no folder": "{0}: 폴더가 아닙니다",
  // targets/
  "this machine": "이 컴퓨터",
  "the Engine at {0}": "{0}의 Docker Engine",
  "a machine that is not recorded": "기록되지 않은 호스트",
  "EC2 in {0}": "EC2 리전 {0}",
  // seats.ts
  "Correct or remove {0}; without it every student sits at their own host":
    "{0} 파일을 고치거나 삭제하십시오. 파일이 없으면 모든 학생이 본인의 호스트를 씁니다",
  "{0}: {1} sits at {2}, which is not a spare of the class; there are {3}":
    "{0}: {1}의 자리 {2}: 이 수업의 예비 호스트가 아닙니다. 있는 것: {3}",
  "{0}: {1} sits at {2}, which is not a spare of the class; target.aws.spares is 0":
    "{0}: {1}의 자리 {2}: 이 수업의 예비 호스트가 아닙니다. target.aws.spares 값이 0입니다",
  "{0}: {1} and {2} both sit at {3}": "{0}: 두 학생이 같은 자리에 있습니다: {1}, {2} ({3})",
  "{0}: no spare is free (spares: {1})": "{0}: 비어 있는 예비 호스트가 없습니다(예비 호스트 {1}대)",
  "{0}: {1} is not a free spare": "{0}: 비어 있는 예비 호스트가 아닙니다: {1}",
  "Free are {0}": "비어 있는 예비 호스트: {0}",
  "Set target.aws.spares higher, then npx lab up": "target.aws.spares 값을 늘리고 npx lab up을 실행하십시오",
  "{0} is not a student of {1}": "{0}: {1} 수업의 학생이 아닙니다",
  "There are {0}": "학생: {0}",
  '{0}: must be a JSON object of student to spare, such as {"kim": "spare-1"}':
    '{0}: 학생과 예비 호스트를 짝지은 JSON 객체여야 합니다. 예: {"kim": "spare-1"}',
  // secrets.ts
  "{0}: is damaged; it must be a JSON object of secrets": "{0}: 손상되었습니다. 비밀번호를 담은 JSON 객체여야 합니다",
  "Put a copy of it back. Without one: npx lab down --purge, remove the file, then npx lab up (databases start again, with new passwords)":
    "사본을 되돌려 놓으십시오. 사본이 없으면 npx lab down --purge를 실행하고 파일을 삭제한 다음 npx lab up을 실행하십시오(데이터베이스를 새 비밀번호로 처음부터 시작합니다)",
  // ssh-keygen.ts
  "ssh-keygen does not run: {0}": "ssh-keygen이 실행되지 않습니다: {0}",
  "ssh-keygen could not make {0}: {1}": "ssh-keygen이 {0} 파일을 만들지 못했습니다: {1}",
  "See that you may write there and that its disk has space": "쓰기 권한과 디스크 공간을 확인하십시오",
  // ssh.ts
  "{0} is not a folder of yours alone (mode 0700)": "{0}: 본인만 쓸 수 있는 폴더가 아닙니다(권한 0700)",
  "Remove it, then try again: rm -rf {0}": "삭제하고 다시 시도하십시오: rm -rf {0}",
  // student-keys.ts
  "{0}: is not a key pair of ssh-keygen": "{0}: ssh-keygen의 키 쌍이 아닙니다",
  "Put a copy of it back, or remove the folder: {0} then gets another key with npx lab up, and needs another hand-out":
    "사본을 되돌려 놓거나 폴더를 삭제하십시오. 삭제하면 npx lab up에서 {0}의 키가 새로 만들어지므로 접속 자료를 다시 나누어 주어야 합니다",
  // workspace.ts
  "{0} is not a usable folder: {1}": "{0}: 사용할 수 없는 폴더입니다: {1}",
  "Free some space on that disk, then run the command again": "디스크 공간을 확보하고 명령을 다시 실행하십시오",
  "Something that is not a folder is in the way; move it elsewhere, then run the command again":
    "폴더가 있어야 할 자리에 다른 것이 있습니다. 다른 곳으로 옮기고 명령을 다시 실행하십시오",
  "See that you may write there, or set LAB_HOME to another folder": "쓰기 권한을 확인하거나 LAB_HOME에 다른 폴더를 지정하십시오",
};
