// reverse-proxy: nginx with a configuration of our own in front of a small app, the sister of the load balancer.
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
  image: imageReference.default(images.nginx).describe("image of its containers"),
  appImage: imageReference.default(images.node).describe("runs the app"),
  port: port.default(ports.reverseProxy).describe("host port of the proxy"),
});

const network = "reverse-proxy";
const proxy = "reverse-proxy";
const app = "reverse-proxy-app";
const memoryMb = 64;

export const reverseProxy = scenario({
  name: "reverse-proxy",
  folder: import.meta.dirname,
  title: { ko: "nginx 리버스 프록시", en: "nginx as a reverse proxy" },
  options,
  uses: ({ image, appImage, port }) => ({
    hostPorts: [{ option: "port", port }],
    containers: [app, proxy],
    networks: [network],
    builds: [],
    images: [appImage, image],
    memoryMb: 2 * memoryMb,
  }),
  endpoints: ({ port }) => [{ name: "reverse proxy", title: { ko: "리버스 프록시", en: "reverse proxy" }, port, path: "/" }],
  exercise: { answers: ["proxy"] },
  declare(scope, lab, { image, appImage, port }) {
    const content = (file: string) => readProjectText(join(lab.filesFolder, file));
    const own = new Network(scope, "network", { name: network, labels: labelList(lab.labels) });
    new LabContainer(scope, app, {
      lab,
      name: app,
      image: lab.image(appImage),
      command: ["node", "/app.js"],
      memoryMb,
      networks: [{ name: own.name, aliases: ["app"] }],
      upload: [{ file: "/app.js", content: content("app.js") }],
      dependsOn: [own],
    });
    new LabContainer(scope, proxy, {
      lab,
      name: proxy,
      image: lab.image(image),
      memoryMb,
      networks: [{ name: own.name }],
      publish: { 80: port },
      upload: [{ file: "/etc/nginx/conf.d/default.conf", content: content("default.conf") }],
      dependsOn: [own],
    });
  },
  checks,
});

export default reverseProxy;
