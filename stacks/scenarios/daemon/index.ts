// daemon (course 2-2): the Engine's socket, its events, and what it takes of the host. Nothing is declared, the student types it all.
import { strict } from "../../../definition/findings";
import { images } from "../../../definition/pins";
import { imageReference } from "../../../definition/fields";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({ image: imageReference.default(images.ubuntu).describe("image of its containers") });

export const daemon = scenario({
  name: "daemon",
  folder: import.meta.dirname,
  title: { ko: "도커 데몬", en: "The Docker daemon" },
  needsLinuxHost: true,
  options,
  uses: ({ image }) => ({ hostPorts: [], containers: [], networks: [], builds: [], images: [image], memoryMb: 0 }),
  endpoints: () => [],
  exercise: { containers: ["daemon-ubuntu", "daemon-stats"], answers: ["pid", "started"] },
  declare() {
    // the exercise is about containers that come and go
  },
  checks,
});

export default daemon;
