// WordPress' installation is everybody's to see and its student's to finish.
import { join } from "node:path";
import { engine, projectFolder, sh, suite } from "../needs";
import { removeLeftovers } from "./leftovers";

const name = "lab-e2e-install-password";
const scenario = join(projectFolder, "stacks/scenarios/wordpress");

suite("WordPress' installation", [engine], () => {
  let address = "";
  beforeAll(() => {
    removeLeftovers();
    sh(`
docker network create ${name}
docker run -d --name ${name}-db --network ${name} --network-alias mysql -e MYSQL_ROOT_PASSWORD=x -e MYSQL_DATABASE=wordpress -e MYSQL_USER=wordpress -e MYSQL_PASSWORD=x mysql:8.4
docker create --name ${name} --network ${name} -e WORDPRESS_DB_HOST=mysql -e WORDPRESS_DB_NAME=wordpress -e WORDPRESS_DB_USER=wordpress -e WORDPRESS_DB_PASSWORD=x -e LAB_INSTALL_PASSWORD=geheim wordpress:7-apache
folder=$(mktemp -d) && mkdir "$folder/lab" && cp ${scenario}/install-password.php "$folder/lab" && docker cp "$folder/lab" ${name}:/etc/lab && rm -r "$folder"
docker cp ${scenario}/install-password.conf ${name}:/etc/apache2/conf-enabled/install-password.conf
docker start ${name}`);
    address = sh(`docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ${name}`);
    sh(`timeout 180 sh -c 'until curl -fs -o /dev/null http://${address}/wp-admin/install.php; do sleep 1; done'`);
  });
  afterAll(removeLeftovers);

  const form =
    "-d weblog_title=t -d user_name=kim -d admin_email=kim@example.com -d admin_password=password -d admin_password2=password -d pw_weak=1";
  const send = (path: string, ...options: string[]) =>
    sh(`curl -s -o /dev/null -w '%{http_code}' ${options.join(" ")} ${form} 'http://${address}/wp-admin/${path}?step=2'`);

  test("the course's own form is shown to everybody", () => {
    expect(sh(`curl -fs http://${address}/wp-admin/install.php`)).toContain("weblog_title");
  });

  test("nobody finishes it without the password, however they ask", () => {
    expect(send("install.php")).toBe("401");
    expect(send("install.php", "-u kim:guessed")).toBe("401");
    expect(send("install.php/more")).toBe("401");
    expect(send("install.php", "-X PUT")).toBe("401");
    expect(send("install.php", "-H 'X-Forwarded-For: 127.0.0.1'")).toBe("401");
    expect(sh(`curl -s 'http://${address}/?rest_route=/wp/v2/posts'`)).not.toContain("Hello world");
  });

  test("the password of the container's environment finishes it", () => {
    expect(send("install.php", `-u "kim:$(docker exec ${name} printenv LAB_INSTALL_PASSWORD)"`)).toBe("200");
    expect(sh(`curl -s 'http://${address}/?rest_route=/wp/v2/posts'`)).toContain("Hello world");
  });
});
