// volumes (course 5): the exercise on what wordpress declares. It declares nothing itself, so that both fit on one host.
import { strict } from "../../../definition/findings";
import { images } from "../../../definition/pins";
import { imageReference } from "../../../definition/fields";
import { scenario } from "../scenario";
import { dataFolder } from "../wordpress";
import { checks } from "./checks";

const options = strict({
  image: imageReference.default(images.wordpress).describe("image of WordPress"),
  databaseImage: imageReference.default(images.mysql).describe("image of its database"),
});

export const volumes = scenario({
  name: "volumes",
  folder: import.meta.dirname,
  title: { ko: "도커 볼륨: 컨테이너를 지워도 남는 데이터", en: "Volumes: data that outlives its containers" },
  options,
  uses: ({ image, databaseImage }) => ({
    hostPorts: [],
    containers: [],
    networks: [],
    builds: [],
    images: [databaseImage, image, images.nginx],
    memoryMb: 0,
  }),
  endpoints: () => [],
  exercise: {
    containers: ["wordpressdb_typo", "wordpressdb_typo2", "wordpressdb_hostvolume", "wordpress_hostvolume", "volumes-hidden"],
    data: [dataFolder, `${dataFolder}_typo`],
  },
  declare() {
    // wordpress owns it when the class has that scenario
  },
  checks,
});

export default volumes;
