// load-balancer (course 4): N copies of a small web server of our own behind HAProxy, named as docker-compose 1 names them.
import { Image } from "@cdktf/provider-docker/lib/image";
import { Network } from "@cdktf/provider-docker/lib/network";
import { join } from "node:path";
import { z } from "zod";
import { strict } from "../../../definition/findings";
import { images, ports } from "../../../definition/pins";
import { imageReference, port } from "../../../definition/fields";
import { readProjectText } from "../../../provisioning/project-text";
import { containerLabels, resourceLabels } from "../../compose/labels";
import { LabContainer } from "../lab-container";
import { labelList } from "../lab";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({
  web: z.int().min(1).max(50).default(2).describe("number of web containers"),
  port: port.default(ports.loadBalancer).describe("host port of HAProxy"),
  image: imageReference.default(images.haproxy).describe("image of its containers"),
});

const project = "practice";
const network = `${project}_default`;
const builtImage = "node-server";
const memoryMb = { web: 64, balancer: 128 };

const webNames = (web: number) => Array.from({ length: web }, (_, at) => `${project}_web_${at + 1}`);
const balancer = `${project}_lb_1`;

export const loadBalancer = scenario({
  name: "load-balancer",
  folder: import.meta.dirname,
  title: { ko: "docker-compose 로드 밸런서", en: "A load balancer with docker-compose" },
  options,
  uses: ({ web, port, image }) => ({
    hostPorts: [{ option: "port", port }],
    containers: [...webNames(web), balancer],
    networks: [network],
    builds: [builtImage],
    images: [images.node, image],
    memoryMb: web * memoryMb.web + memoryMb.balancer,
  }),
  endpoints: ({ port }) => [{ name: "load balancer", title: { ko: "로드 밸런서", en: "load balancer" }, port, path: "/" }],
  exercise: { projects: [project], answers: ["answered"] },
  declare(scope, lab, { web, port, image }) {
    const own = new Network(scope, "network", {
      name: network,
      labels: labelList({ ...lab.labels, ...resourceLabels(project, "network", "default") }),
    });
    const server = new Image(scope, "image", {
      name: builtImage,
      buildAttribute: { context: lab.asset(lab.filesFolder), label: lab.labels },
      forceRemove: true,
      dependsOn: [lab.image(images.node)],
    });
    webNames(web).forEach((name, at) => {
      new LabContainer(scope, name, {
        lab,
        name,
        image: server,
        memoryMb: memoryMb.web,
        networks: [{ name: own.name, aliases: ["web"] }],
        labels: containerLabels(project, "web", at + 1),
        dependsOn: [own],
      });
    });
    new LabContainer(scope, balancer, {
      lab,
      name: balancer,
      image: lab.image(image),
      memoryMb: memoryMb.balancer,
      networks: [{ name: own.name, aliases: ["lb"] }],
      publish: { 8080: port },
      upload: [{ file: "/usr/local/etc/haproxy/haproxy.cfg", content: readProjectText(join(lab.filesFolder, "haproxy.cfg")) }],
      labels: containerLabels(project, "lb", 1),
      dependsOn: [own],
    });
  },
  checks,
});

export default loadBalancer;
