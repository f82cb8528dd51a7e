// What an interrupted run of these suites has left on this machine's Engine, where it would stand in the way of the next one.
import { labels } from "../../../definition/pins";
import { sh } from "../needs";

const classes = ["e2e-local", "e2e-exercises", "e2e-public", "e2e-serve", "my-class", "monday", "tuesday"];
/** Projects of docker-compose, as the guides and the suites type them. */
const projects = ["practice", "queue"];
const containers = ["nginx", "nginx-any", "e2e-mine", "queue-worker-2", "lab-e2e-install-password", "lab-e2e-install-password-db"];
const networks = ["lab-e2e-install-password"];
const images = ["node-server", "keys-web", "e2e-public-waiting:1"];

/** Before and after each suite. */
export function removeLeftovers(): void {
  const filters = [
    ...classes.map((name) => `label=${labels.class}=${name}`),
    ...projects.map((name) => `label=${labels.composeProject}=${name}`),
  ].join(" ");
  sh(`
exec 2>&1
for filter in ${filters}; do docker ps -aq --filter "$filter" | xargs -r docker rm -fv; done
docker rm -fv ${containers.join(" ")}
for filter in ${filters}; do
  docker network ls -q --filter "$filter" | xargs -r docker network rm
  docker volume ls -q --filter "$filter" | xargs -r docker volume rm
done
docker network rm ${networks.join(" ")}
docker rmi -f ${images.join(" ")}
:`);
}
