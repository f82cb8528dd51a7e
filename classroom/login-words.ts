// The words of "How to log in", in both languages.
import type { Language } from "../language/language";

export interface LoginWords {
  readonly title: string;
  readonly unpackTitle: string;
  readonly unpack: (folder: string) => string;
  /** How a terminal is opened in a folder, a line for each system. */
  readonly open: readonly string[];
  readonly keyTitle: string;
  readonly key: (file: string) => string;
  readonly logInTitle: string;
  readonly logIn: string;
  readonly password: string;
  readonly ownKey: string;
  readonly jump: (hosts: string) => string;
  readonly leave: string;
  readonly troubleTitle: string;
  /** What ssh shows, and what helps. */
  readonly trouble: readonly {
    readonly shown: string;
    readonly help: string;
    /** Whether it happens only with a key file. @default with anything */
    readonly ofKeyFile?: true;
  }[];
  readonly only: string;
}

export const loginWords: Readonly<Record<Language, LoginWords>> = {
  ko: {
    title: "접속 방법",
    unpackTitle: "압축을 풀고, 그 폴더에서 터미널을 엽니다",
    unpack: (folder) => `압축 파일을 다운로드 폴더 같은 곳에 풀면 ${folder} 폴더가 생깁니다. 아래 명령은 모두 이 폴더 안에서 입력합니다.`,
    open: [
      "Windows: 탐색기로 폴더를 열고 주소 표시줄에 powershell을 입력한 뒤 Enter",
      "macOS: 터미널을 열고 cd와 빈칸을 입력한 뒤 폴더를 터미널 창으로 끌어다 놓고 Enter",
      "Linux: 폴더를 마우스 오른쪽 버튼으로 눌러 터미널에서 열기",
    ],
    keyTitle: "키 파일을 나만 읽을 수 있게 합니다",
    key: (file) =>
      `${file} 파일은 여러분의 열쇠입니다. 남에게 보내거나 공개된 곳에 올리지 마십시오. 다른 사람도 읽을 수 있는 키 파일은 ssh가 거부합니다.`,
    logInTitle: "접속합니다",
    logIn: "어느 시스템에서나 같습니다.",
    password: "비밀번호를 물으면 다음을 입력합니다. 입력하는 동안 화면에는 아무것도 보이지 않습니다.",
    ownKey: "여러분이 강사에게 알려 준 공개 키의 짝이 이 컴퓨터의 ~/.ssh 폴더에 있어야 합니다.",
    jump: (hosts) => `중간 호스트(${hosts})를 거쳐 접속합니다. 위의 명령에 들어 있으므로 따로 할 일은 없습니다.`,
    leave: "나올 때는 exit를 입력합니다.",
    troubleTitle: "접속되지 않을 때",
    trouble: [
      { shown: "UNPROTECTED PRIVATE KEY FILE, bad permissions", help: "2번을 다시 합니다.", ofKeyFile: true },
      { shown: "Can't open user config file, no such identity", help: "터미널이 이 폴더에서 열리지 않았습니다. 1번을 다시 합니다." },
      {
        shown: "Connection timed out",
        help: "호스트가 꺼졌거나, 지금 쓰는 네트워크에서는 접속할 수 없습니다. 강의실 네트워크인지 확인하고 강사에게 말합니다.",
      },
      { shown: "Permission denied", help: "다른 사람의 폴더이거나 오래된 것입니다. 강사에게 새로 받습니다." },
      { shown: "REMOTE HOST IDENTIFICATION HAS CHANGED", help: "호스트가 새로 만들어졌습니다. 강사에게 새로 받습니다." },
      { shown: "ssh: command not found", help: "Windows는 설정의 선택적 기능에서 OpenSSH 클라이언트를 추가합니다." },
    ],
    only: "이 폴더는 한 사람의 것입니다.",
  },
  en: {
    title: "How to log in",
    unpackTitle: "Unpack, and open a terminal in that folder",
    unpack: (folder) =>
      `Unpack the file anywhere, such as in Downloads: you get a folder ${folder}. All commands below are typed in this folder.`,
    open: [
      "Windows: open the folder in Explorer, type powershell into its address bar and press Enter",
      "macOS: open Terminal, type cd and a space, drag the folder into the window and press Enter",
      "Linux: right-click the folder, then Open in Terminal",
    ],
    keyTitle: "Make the key file readable by you alone",
    key: (file) => `${file} is your key. Send it to nobody and upload it nowhere. ssh does not use a key file that others can read.`,
    logInTitle: "Log in",
    logIn: "The same on every system:",
    password: "When it asks for a password, type this. Nothing is shown while you type.",
    ownKey: "The private key of the public key that you gave to your instructor must be in ~/.ssh of this computer.",
    jump: (hosts) => `The way goes through the jump host ${hosts}. The command above takes it by itself.`,
    leave: "Type exit to leave.",
    troubleTitle: "When it does not work",
    trouble: [
      { shown: "UNPROTECTED PRIVATE KEY FILE, bad permissions", help: "Do step 2 again.", ofKeyFile: true },
      { shown: "Can't open user config file, no such identity", help: "The terminal is not in this folder: do step 1 again." },
      {
        shown: "Connection timed out",
        help: "The host is off, or it cannot be reached from this network: see that you are in the classroom's, and tell your instructor.",
      },
      { shown: "Permission denied", help: "The folder is somebody else's, or an old one. Ask your instructor for a new one." },
      { shown: "REMOTE HOST IDENTIFICATION HAS CHANGED", help: "The host was recreated. Ask your instructor for a new folder." },
      { shown: "ssh: command not found", help: "On Windows add OpenSSH Client in Settings, Optional features." },
    ],
    only: "This folder is one person's.",
  },
};
