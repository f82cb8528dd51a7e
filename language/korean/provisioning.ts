// Korean messages about what is put on a host.
export const provisioning: Record<string, string> = {
  // provisioning/cloud-init.ts
  "the user data of a host has {0} bytes, {1} more than the {2} that EC2 takes":
    "호스트의 사용자 데이터(user data)가 {0}바이트입니다. EC2가 받는 {2}바이트보다 {1}바이트 큽니다",
  "Use fewer scenarios, or smaller exercise files": "시나리오를 줄이거나, 실습 파일을 더 작게 하십시오",
  // provisioning/end-of-life.ts
  "the end of a host is not a date": "호스트의 종료 시각이 날짜가 아닙니다",
  "{0} hours: more than 0 are needed": "{0}시간: 0보다 커야 합니다",
  // provisioning/exercise-files.ts
  "exercise file {0}: a path below ~/labs is needed, such as load-balancer/index.js":
    "실습 파일 {0}: load-balancer/index.js처럼 ~/labs 아래의 경로여야 합니다",
  // provisioning/folder-parts.ts
  "has {0} bytes; at most {1} are allowed": "크기가 {0}바이트입니다. {1}바이트까지 쓸 수 있습니다",
  "is not text in UTF-8, UTF-16 or CP949; save it as UTF-8": "UTF-8, UTF-16, CP949 텍스트가 아닙니다. UTF-8로 저장하십시오",
  "is not a folder; make it one": "폴더가 아닙니다. 폴더로 만드십시오",
  "is a folder; put a file there": "폴더입니다. 이 이름으로 파일을 두십시오",
  "is a pipe, a socket or a device; put a file there": "파이프, 소켓, 장치 중 하나입니다. 이 이름으로 파일을 두십시오",
  "is a link that leads out of the folder; put the file itself there": "폴더 밖을 가리키는 링크입니다. 파일 자체를 두십시오",
  "is a link to nothing; remove it": "가리키는 것이 없는 링크입니다. 지우십시오",
  "cannot be read ({0}); see that it is yours and readable": "읽을 수 없습니다({0}). 소유자와 읽기 권한을 확인하십시오",
  // provisioning/install-docker.ts
  "{0} is not a name that a host's user can have: letters, digits and _.-, a letter first":
    "{0}: 호스트의 사용자 이름으로 쓸 수 없습니다. 영문자로 시작하고 영문자, 숫자, _.-로만 되어야 합니다",
  // provisioning/shell.ts
  "{0} has a NUL character, which no shell can take": "{0}: NUL 문자가 있어 셸에서 쓸 수 없습니다",
};
