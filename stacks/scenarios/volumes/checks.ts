// Checks of volumes: those of wordpress' database, and whether its data is older than its containers.
import { ofImage, select } from "../../../provisioning/engine-facts";
import type { Check } from "../../../definition/scenario";
import { hasDatabase, hostFolder, outlived } from "../wordpress/checks";

export const checks = (): readonly Check[] => [
  hostFolder,
  hasDatabase,
  outlived,
  {
    id: "site",
    title: { ko: "실행 중인 WordPress가 그 데이터베이스로 동작합니다", en: "A running WordPress works with that database" },
    script: [
      `for id in $(${select("id", { state: "running", image: ofImage("wordpress") })}); do`,
      `  docker exec "$id" curl -fsS -m 5 -o /dev/null http://127.0.0.1/wp-admin/install.php && exit 0`,
      `done`,
      `exit 1`,
    ].join("\n"),
    hint: {
      ko: "데이터베이스를 먼저 실행하고, 같은 이름과 비밀번호로 WordPress를 다시 실행하십시오.",
      en: "Start the database first, then WordPress again with the same names and password.",
    },
  },
];
