// wordpress (course 5): MySQL with its data in a host folder, and a WordPress that can be thrown away.
import { Network } from "@cdktf/provider-docker/lib/network";
import { join } from "node:path";
import { strict } from "../../../definition/findings";
import { images, ports } from "../../../definition/pins";
import { imageReference, port } from "../../../definition/fields";
import { readProjectText } from "../../../provisioning/project-text";
import { LabContainer } from "../lab-container";
import { labelList } from "../lab";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({
  image: imageReference.default(images.wordpress).describe("image of WordPress"),
  databaseImage: imageReference.default(images.mysql).describe("image of its database"),
  port: port.default(ports.wordpress).describe("host port of WordPress"),
});

/** Where a host keeps the database. */
export const dataFolder = "/home/wordpress_db";

const projectFile = (name: string) => readProjectText(join(import.meta.dirname, name));

const network = "wordpress";
const database = "wordpressdb_hostvolume";
const site = "wordpress_hostvolume";
const memoryMb = { database: 768, site: 256 };

export const wordpress = scenario({
  name: "wordpress",
  folder: import.meta.dirname,
  title: { ko: "WordPress와 MySQL", en: "WordPress and MySQL" },
  options,
  uses: ({ image, databaseImage, port }) => ({
    hostPorts: [{ option: "port", port }],
    containers: [database, site],
    networks: [network],
    builds: [],
    images: [databaseImage, image],
    memoryMb: memoryMb.database + memoryMb.site,
  }),
  endpoints: ({ port }) => [{ name: "WordPress", port, path: "/wp-admin/install.php", startupSeconds: 300 }],
  secrets: ["mysql_root_password", "wordpress_db_password", "wordpress_install_password"],
  exercise: { data: [dataFolder], answers: ["mysql", "owner"] },
  declare(scope, lab, { image, databaseImage, port }) {
    const own = new Network(scope, "network", { name: network, labels: labelList(lab.labels) });
    const password = lab.secret("wordpress_db_password");
    const mysql = new LabContainer(scope, database, {
      lab,
      name: database,
      image: lab.image(databaseImage),
      memoryMb: memoryMb.database,
      // mysql is the name that the course's --link gives it
      networks: [{ name: own.name, aliases: ["mysql"] }],
      volumes: { [lab.dataFolder(dataFolder)]: "/var/lib/mysql" },
      env: [
        `MYSQL_ROOT_PASSWORD=${lab.secret("mysql_root_password")}`,
        "MYSQL_DATABASE=wordpress",
        "MYSQL_USER=wordpress",
        `MYSQL_PASSWORD=${password}`,
      ],
      dependsOn: [own],
    });
    new LabContainer(scope, site, {
      lab,
      name: site,
      image: lab.image(image),
      memoryMb: memoryMb.site,
      networks: [{ name: own.name }],
      publish: { 80: port },
      env: [
        "WORDPRESS_DB_HOST=mysql",
        "WORDPRESS_DB_NAME=wordpress",
        "WORDPRESS_DB_USER=wordpress",
        `WORDPRESS_DB_PASSWORD=${password}`,
        `LAB_INSTALL_PASSWORD=${lab.secret("wordpress_install_password")}`,
      ],
      // whoever finishes the installation owns the site, and all students of a class reach its port
      upload: [
        { file: "/etc/lab/install-password.php", content: projectFile("install-password.php") },
        { file: "/etc/apache2/conf-enabled/install-password.conf", content: projectFile("install-password.conf") },
      ],
      dependsOn: [mysql.container],
    });
  },
  checks,
});

export default wordpress;
