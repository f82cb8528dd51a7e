// Checks of wordpress and volumes: a database is any running container with something mounted on /var/lib/mysql.
import { exists, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";

const database = { state: "running", mounts: "(.*,)?[a-z]+:/var/lib/mysql,.*" };

/** Sets `db` to the newest running database. */
const newest = `db=$(${select("id", database)} | head -n 1)\n[ -n "$db" ] || exit 1`;

export const hostFolder: Check = {
  id: "host-folder",
  title: { ko: "데이터베이스의 파일이 호스트 폴더에 있습니다", en: "The database's files are in a folder of the host" },
  script: exists({ ...database, mounts: "(.*,)?bind:/var/lib/mysql,.*" }),
  hint: {
    ko: "MySQL 컨테이너에 -v 호스트폴더:/var/lib/mysql을 주십시오.",
    en: "Give the MySQL container -v HOST-FOLDER:/var/lib/mysql.",
  },
};

export const hasDatabase: Check = {
  id: "database",
  title: { ko: "wordpress라는 데이터베이스가 있습니다", en: "There is a database named wordpress" },
  script: `${newest}\ndocker exec "$db" test -d /var/lib/mysql/wordpress`,
  hint: {
    ko: "MYSQL_DATABASE=wordpress의 철자를 확인하십시오. 이 변수는 데이터 폴더가 비어 있을 때만 읽힙니다.",
    en: "See that MYSQL_DATABASE=wordpress is spelled right; it is read only when the data folder is empty.",
  },
};

/** The data's oldest file was there before the container was made. */
export const outlived: Check = {
  id: "outlived",
  title: { ko: "WordPress의 데이터가 컨테이너보다 오래되었습니다", en: "The WordPress data outlived its containers" },
  script: [
    newest,
    `made=$(${select("created", database)} | head -n 1)`,
    `docker exec "$db" test -d /var/lib/mysql/wordpress || exit 1`,
    `[ -n "$(docker exec "$db" find /var/lib/mysql -maxdepth 2 -type f ! -newermt "$made")" ]`,
  ].join("\n"),
  hint: {
    ko: "두 컨테이너를 stop과 rm으로 지우고, 같은 호스트 폴더로 다시 실행하십시오.",
    en: "Stop and remove both containers, then run them again with the same host folder.",
  },
};

export const checks = ({ port }: { port: number }): readonly Check[] => [
  {
    id: "site",
    title: { ko: `WordPress가 ${port}번 포트에서 응답합니다`, en: `WordPress answers on ${port}` },
    script: `curl -fsS -m 8 "http://$LAB_HOST:${port}/wp-admin/install.php" | grep -qi wordpress`,
    hint: {
      ko: "WordPress 컨테이너에 WORDPRESS_DB_HOST, WORDPRESS_DB_USER, WORDPRESS_DB_PASSWORD가 있는지, MySQL이 준비되었는지 확인하십시오.",
      en: "See that the WordPress container has WORDPRESS_DB_HOST, WORDPRESS_DB_USER and WORDPRESS_DB_PASSWORD, and that MySQL is ready.",
    },
  },
  hasDatabase,
  hostFolder,
  {
    id: "not-published",
    title: { ko: "데이터베이스는 실행 중이고 호스트에 공개되지 않았습니다", en: "The database runs and is published nowhere" },
    script: exists({ ...database, publishes: "" }),
    hint: { ko: "MySQL 컨테이너에서 -p 옵션을 빼십시오.", en: "Leave -p out where you start MySQL." },
  },
];
