// The pinned versions with the day each was last checked, and where to look: `npm run pins` prints them, and a test fails when one is older than a year.
import { images, software, terraform } from "./pins";

export interface Pin {
  /** What it is, such as `nginx`. */
  readonly name: string;
  readonly pinned: string;
  /** Day on which the pin was last compared with what its publisher maintains, as 2026-11-25. */
  readonly checked: string;
  /** Page on which the publisher says what is maintained. */
  readonly source: string;
}

const hub = (image: string) => `https://hub.docker.com/_/${image}`;

/** Change the day when you have checked, even where the pin stays. */
export const pinList: readonly Pin[] = [
  { name: "nginx", pinned: images.nginx, checked: "2026-11-25", source: hub("nginx") },
  { name: "mysql", pinned: images.mysql, checked: "2026-11-25", source: hub("mysql") },
  { name: "wordpress", pinned: images.wordpress, checked: "2026-11-25", source: hub("wordpress") },
  { name: "node", pinned: images.node, checked: "2026-11-25", source: hub("node") },
  { name: "haproxy", pinned: images.haproxy, checked: "2026-11-25", source: hub("haproxy") },
  { name: "ubuntu", pinned: images.ubuntu, checked: "2026-11-25", source: hub("ubuntu") },
  { name: "almalinux", pinned: images.almalinux, checked: "2026-11-25", source: hub("almalinux") },
  { name: "Ubuntu of hosts", pinned: software.ubuntu.release, checked: "2026-11-25", source: "https://ubuntu.com/about/release-cycle" },
  {
    name: "Docker Engine",
    pinned: String(software.dockerMajor),
    checked: "2026-11-25",
    source: "https://docs.docker.com/engine/release-notes/",
  },
  {
    name: "docker-compose",
    pinned: software.compose1,
    checked: "2026-11-25",
    source: "https://github.com/docker/compose/releases/tag/1.23.2",
  },
  {
    name: "Terraform",
    pinned: terraform.version,
    checked: "2026-11-25",
    source: "https://developer.hashicorp.com/terraform/install",
  },
  {
    name: "Docker provider",
    pinned: terraform.providers.docker,
    checked: "2026-11-25",
    source: "https://registry.terraform.io/providers/kreuzwerker/docker",
  },
  {
    name: "AWS provider",
    pinned: terraform.providers.aws,
    checked: "2026-11-25",
    source: "https://registry.terraform.io/providers/hashicorp/aws",
  },
];

/** Days since a pin was checked. */
export function ageInDays({ checked }: Pin, now = new Date()): number {
  return Math.floor((now.getTime() - Date.parse(checked)) / 86_400_000);
}
