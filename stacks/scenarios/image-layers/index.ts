// image-layers (course 3): two images, each exactly one layer over the last.
import { Image } from "@cdktf/provider-docker/lib/image";
import { strict } from "../../../definition/findings";
import { images } from "../../../definition/pins";
import { imageReference } from "../../../definition/fields";
import { scenario } from "../scenario";
import { checks } from "./checks";

const options = strict({ image: imageReference.default(images.ubuntu).describe("the image under both layers") });

const first = "commit_test:first";
const second = "commit_test:second";

export const imageLayers = scenario({
  name: "image-layers",
  folder: import.meta.dirname,
  title: { ko: "이미지와 레이어", en: "Images and their layers" },
  needsLinuxHost: true,
  options,
  uses: ({ image }) => ({ hostPorts: [], containers: [], networks: [], builds: [first, second], images: [image], memoryMb: 0 }),
  endpoints: () => [],
  exercise: { containers: ["commit_test", "commit_test2"], answers: ["digest"] },
  declare(scope, lab, { image }) {
    const context = lab.asset(lab.filesFolder);
    const base = new Image(scope, "first", {
      name: first,
      buildAttribute: { context, dockerfile: "first.Dockerfile", buildArgs: { BASE: image }, label: lab.labels },
      forceRemove: true,
      dependsOn: [lab.image(image)],
    });
    new Image(scope, "second", {
      name: second,
      buildAttribute: { context, dockerfile: "second.Dockerfile", label: lab.labels },
      forceRemove: true,
      dependsOn: [base],
    });
  },
  checks,
});

export default imageLayers;
