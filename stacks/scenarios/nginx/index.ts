// nginx (course 2-3 and 4): two web servers, one on the course's port 80 and one on 8081.
import { strict } from "../../../definition/findings";
import { images, ports } from "../../../definition/pins";
import { imageReference, port } from "../../../definition/fields";
import { LabContainer } from "../lab-container";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({
  image: imageReference.default(images.nginx).describe("image of its containers"),
  port: port.default(ports.nginx).describe("host port of the container nginx"),
  secondPort: port.default(ports.nginxSecond).describe("host port of the container nginx-8081"),
});

/** The course installs psmisc in it, and apt is killed at 112 MB: what it caches there counts as memory of the container (measured). */
const memoryMb = 192;

export const nginx = scenario({
  name: "nginx",
  folder: import.meta.dirname,
  title: { ko: "nginx 컨테이너와 포트 포워딩", en: "nginx containers and published ports" },
  options,
  uses: ({ image, port, secondPort }) => ({
    hostPorts: [
      { option: "port", port },
      { option: "secondPort", port: secondPort },
    ],
    containers: ["nginx", "nginx-8081"],
    networks: [],
    builds: [],
    images: [image],
    memoryMb: 2 * memoryMb,
  }),
  endpoints: ({ port, secondPort }) => [
    { name: "nginx", port, path: "/" },
    { name: "nginx-8081", port: secondPort, path: "/" },
  ],
  exercise: { containers: ["nginx-any"], answers: ["client", "port"] },
  declare(scope, lab, { image, port, secondPort }) {
    const server = (name: string, hostPort: number, dependsOn: readonly LabContainer[] = []) =>
      new LabContainer(scope, name, {
        lab,
        name,
        image: lab.image(image),
        publish: { 80: hostPort },
        memoryMb,
        dependsOn: dependsOn.map(({ container }) => container),
      });
    // in the order of the course's commands, which is the one that docker ps lists them in
    server("nginx-8081", secondPort, [server("nginx", port)]);
  },
  checks,
});

export default nginx;
