// processes (course 2-3): two userlands on one kernel, each a process of the host.
import { strict } from "../../../definition/findings";
import { images } from "../../../definition/pins";
import { imageReference } from "../../../definition/fields";
import { LabContainer } from "../lab-container";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({
  image: imageReference.default(images.ubuntu).describe("image of its containers"),
  almalinuxImage: imageReference.default(images.almalinux).describe("the second userland, in place of the course's centos"),
});

const names = { ubuntu: "userland-ubuntu", almalinux: "userland-almalinux" };
const memoryMb = 64;

export const processes = scenario({
  name: "processes",
  folder: import.meta.dirname,
  title: { ko: "컨테이너는 프로세스", en: "A container is a process" },
  needsLinuxHost: true,
  options,
  uses: ({ image, almalinuxImage }) => ({
    hostPorts: [],
    containers: [names.ubuntu, names.almalinux],
    networks: [],
    builds: [],
    images: [image, almalinuxImage],
    memoryMb: 2 * memoryMb,
  }),
  endpoints: () => [],
  exercise: { containers: ["nginx", "processes-i", "processes-t"], answers: ["nginx-pid", "net"] },
  declare(scope, lab, { image, almalinuxImage }) {
    for (const [name, reference] of [
      [names.ubuntu, image],
      [names.almalinux, almalinuxImage],
    ] as const) {
      new LabContainer(scope, name, {
        lab,
        name,
        image: lab.image(reference),
        command: ["bash"],
        interactive: true,
        memoryMb,
      });
    }
  },
  checks,
});

export default processes;
