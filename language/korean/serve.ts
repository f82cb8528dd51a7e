// Korean messages of `lab serve` on the terminal.
export const serve: Record<string, string> = {
  // serve/board-routes.ts
  "not open": "열려 있지 않습니다",
  // serve/certificate.ts
  "--cert {0} --key {1}: cannot be used: {2}": "--cert {0} --key {1}: 쓸 수 없습니다: {2}",
  "Both must be PEM files": "둘 다 PEM 파일이어야 합니다",
  "--key {0}: does not belong to {1}": "--key {0}: {1} 인증서의 키가 아닙니다",
  "Name the key that the certificate was made for": "인증서를 만들 때 쓴 키를 지정하십시오",
  "{0} {1}: cannot be read: {2}": "{0} {1}: 읽을 수 없습니다: {2}",
  "Name a PEM file": "PEM 파일을 지정하십시오",
  // serve/door-routes.ts
  "The page asks for a code first": "먼저 코드를 입력해야 합니다",
  // serve/one-server.ts
  "Class {0} is already being served: by process {1} on {2}, at {3}, since {4}":
    "{0} 수업의 페이지가 이미 열려 있습니다: {2}의 프로세스 {1}, 주소 {3}, 시작 {4}",
  "Use its pages, or end it {0}. If that process is no longer a lab serve: rm {1}":
    "그 페이지를 쓰거나, {0} 끝내십시오. 그 프로세스가 더 이상 lab serve가 아니라면: rm {1}",
  // serve/relay.ts
  "The connection to the relay was lost ({0}); retrying until it is back":
    "중계 호스트와 연결이 끊겼습니다({0}). 연결될 때까지 다시 시도합니다",
  "The relay is back": "중계 호스트와 다시 연결되었습니다",
  "ssh ended with a signal": "ssh가 시그널로 종료되었습니다",
  "ssh ended with {0}": "ssh 종료 코드 {0}",
  "did not open its port within {0} seconds": "{0}초 안에 포트를 열지 않았습니다",
  "The relay cannot be used: {0}": "중계 호스트를 쓸 수 없습니다: {0}",
  // serve/server.ts
  "{0}, port {1}: cannot be listened on: {2}": "{0}, 포트 {1}: 리슨할 수 없습니다: {2}",
  "Name another: --port 8771": "다른 포트를 지정하십시오: --port 8771",
  "These pages are not at {0}": "이 페이지의 주소가 아닙니다: {0}",
  "Only the pages themselves may ask this": "이 페이지에서만 할 수 있는 요청입니다",
  "The request is not one of the pages'": "이 페이지의 요청이 아닙니다",
  "That did not work": "처리하지 못했습니다",
  "There is no such page": "그런 페이지가 없습니다",
  // serve/terminal-session.ts
  "{0} pages already show this terminal": "이 터미널은 이미 {0}개의 페이지에 열려 있습니다",
  // serve/terminals.ts
  "there are {0} terminals": "터미널은 {0}개까지입니다",
};
