// networks (course 4): one container in each of the four network modes.
import { strict } from "../../../definition/findings";
import { images } from "../../../definition/pins";
import { imageReference } from "../../../definition/fields";
import { LabContainer } from "../lab-container";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({ image: imageReference.default(images.ubuntu).describe("image of its containers") });

const names = { bridge: "mode-bridge", host: "mode-host", container: "mode-container", none: "mode-none" };
const memoryMb = 32;

export const networks = scenario({
  name: "networks",
  folder: import.meta.dirname,
  title: { ko: "도커 네트워크", en: "Docker's networks" },
  needsLinuxHost: true,
  options,
  uses: ({ image }) => ({
    hostPorts: [],
    containers: Object.values(names),
    networks: [],
    builds: [],
    images: [image, images.nginx],
    memoryMb: 4 * memoryMb,
  }),
  endpoints: () => [],
  exercise: { containers: ["nginx-8081"], projects: ["networks"], answers: ["veth", "gateway", "dnat"] },
  declare(scope, lab, { image }) {
    const container = (name: string, networkMode: string) =>
      new LabContainer(scope, name, {
        lab,
        name,
        image: lab.image(image),
        networkMode,
        command: ["bash"],
        interactive: true,
        memoryMb,
      }).container;
    const bridge = container(names.bridge, "bridge");
    container(names.host, "host");
    container(names.none, "none");
    // by id, as the Engine reports it: the name would be a difference in every plan
    container(names.container, `container:${bridge.id}`);
  },
  checks,
});

export default networks;
