// The host with all nine scenarios, which its suites share: it takes longer to set up than some of them take.
import { images } from "../../../definition/pins";
import { allScenarios, type ClassHosts, upHosts } from "../class-host";

let hosts: Promise<ClassHosts> | undefined;

/** The class of that host; the first caller sets it up. */
export function nineScenarios(): Promise<ClassHosts> {
  hosts ??= upHosts("e2e-nine", ["kim"], `[${allScenarios.map((name) => `${name}: { state: ready }`).join(", ")}]`);
  return hosts;
}

export async function removeHost(): Promise<void> {
  // one that could not be set up is gone already
  const up = await hosts?.catch(() => undefined);
  up?.down();
}

/** What a student types to have nothing of any scenario left. */
export const fresh = [
  "docker ps -aq | xargs -r docker rm -fv",
  "docker network prune -f",
  "docker rmi -f commit_test:first commit_test:second node-server my/nginx",
  `docker pull -q ${images.ubuntu}; docker pull -q ${images.almalinux}`,
  "sudo -n rm -rf /home/wordpress_db /home/wordpress_db_typo ~/labs/volumes ~/labs/processes/root",
  "rm -f ~/labs/answers/* ~/*.env",
].join("\n");
