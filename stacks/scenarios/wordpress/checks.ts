// The checks of wordpress, and the shell functions they share with volumes; a database is any running container with something mounted on /var/lib/mysql.
import { exists, ofImage, readAnswer, request, select, sourceOf, valueIsIn } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const database = { state: "running", mounts: "(.*,)?[a-z]+:/var/lib/mysql,.*" };

/** Sets `site` to the address of the newest running WordPress, whatever port of the host it has. */
export const findSite = [
  `port=$(${select("publishes", { state: "running", image: ofImage("wordpress"), publishes: ".*->80/tcp,.*" })} | head -n 1 | tr , '\\n' | sed -n 's#->80/tcp$##p' | head -n 1)`,
  `[ -n "$port" ] || exit 1`,
  `site="http://$LAB_HOST:$port"`,
].join("\n");

const answers = `${request("$site/wp-admin/install.php")} | grep -qi wordpress`;

export const site = (title: Check["title"]): Check => ({
  id: "site",
  standing: true,
  title,
  script: [findSite, answers].join("\n"),
  hint: {
    ko: "WordPress 컨테이너에 -p와 WORDPRESS_DB_HOST, WORDPRESS_DB_USER, WORDPRESS_DB_PASSWORD가 있는지, MySQL이 준비되었는지 확인하십시오.",
    en: "See that the WordPress container has -p, WORDPRESS_DB_HOST, WORDPRESS_DB_USER and WORDPRESS_DB_PASSWORD, and that MySQL is ready.",
  },
});

export const hostFolder: Check = {
  id: "host-folder",
  standing: true,
  title: { ko: "데이터베이스의 파일이 호스트 폴더에 있습니다", en: "The database's files are in a folder of the host" },
  script: exists({ ...database, mounts: "(.*,)?bind:/var/lib/mysql,.*" }),
  hint: {
    ko: "MySQL 컨테이너를 -v 호스트폴더:/var/lib/mysql 옵션으로 실행하십시오.",
    en: "Give the MySQL container -v HOST-FOLDER:/var/lib/mysql.",
  },
};

export const hasDatabase: Check = {
  id: "database",
  standing: true,
  title: { ko: "wordpress라는 데이터베이스가 있습니다", en: "There is a database named wordpress" },
  script: [
    `id=$(${select("id", database)} | head -n 1)`,
    `[ -n "$id" ] || exit 1`,
    sourceOf("/var/lib/mysql"),
    `test -d "$source/wordpress" || sudo -n test -d "$source/wordpress" 2>/dev/null && exit 0`,
    "# where only root may look: WordPress says it",
    `sudo -n true 2>/dev/null && exit 1`,
    findSite,
    answers,
  ].join("\n"),
  hint: {
    ko: "MYSQL_DATABASE=wordpress의 철자를 확인하십시오. 이 변수는 데이터 폴더가 비어 있을 때만 읽힙니다.",
    en: "See that MYSQL_DATABASE=wordpress is spelled right; it is read only when the data folder is empty.",
  },
};

export const checks = (_: unknown, name: string): readonly Check[] => [
  site({ ko: "WordPress가 호스트의 포트에서 응답합니다", en: "WordPress answers on its port of the host" }),
  hasDatabase,
  hostFolder,
  {
    id: "not-published",
    standing: true,
    title: { ko: "데이터베이스는 실행 중이고 호스트에 공개되지 않았습니다", en: "The database runs and is published nowhere" },
    script: exists({ ...database, publishes: "" }),
    hint: { ko: "MySQL 컨테이너에서 -p 옵션을 빼십시오.", en: "Leave -p out where you start MySQL." },
  },
  {
    id: "installed",
    title: { ko: "WordPress의 설치를 마쳤습니다", en: "The installation of WordPress is finished" },
    script: [findSite, `${request("$site/?rest_route=/")} | grep -q '"wp.\\{0,2\\}/v2"'`].join("\n"),
    hint: {
      ko: "브라우저에서 WordPress를 열어 사이트 제목, 사용자, 비밀번호를 넣고 설치를 마치십시오.",
      en: "Open WordPress in your browser and finish its installation: a title, a user, a password.",
    },
  },
  {
    id: "mysql",
    title: { ko: "mysql이라는 이름이 가리키는 주소를 찾았습니다", en: "The address behind the name mysql was found" },
    script: `${readAnswer(name, "mysql")}\n${valueIsIn(`${select("addresses", database)} | tr , '\\n'`)}`,
    hint: {
      ko: `docker exec wordpress_hostvolume getent hosts mysql의 주소를 ~/labs/answers/${name}에 mysql: 값으로 적으십시오.`,
      en: `Write the address of docker exec wordpress_hostvolume getent hosts mysql into ~/labs/answers/${name}, as mysql: VALUE.`,
    },
  },
  {
    id: "owner",
    title: { ko: "호스트 폴더의 소유자를 확인했습니다", en: "The owner of the host's folder was found" },
    script: [
      readAnswer(name, "owner"),
      `id=$(${select("id", { ...database, mounts: "(.*,)?bind:/var/lib/mysql,.*" })} | head -n 1)`,
      `[ -n "$id" ] || exit 1`,
      sourceOf("/var/lib/mysql"),
      valueIsIn(`ls -nd "$source" | awk '{ print $3 }'`),
    ].join("\n"),
    hint: {
      ko: `ls -nd로 데이터 폴더를 보고 세 번째 열의 사용자 번호를 ~/labs/answers/${name}에 owner: 값으로 적으십시오.`,
      en: `See the data folder with ls -nd, and write the user's number in the third column into ~/labs/answers/${name}, as owner: VALUE.`,
    },
  },
];
