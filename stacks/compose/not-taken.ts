// Keys of the Compose Specification that a lab does not take, each with what to do instead.
import { t } from "../../language/translate";

const swarm = () => t`it is for Swarm; remove it`;
const ownLimit = () => t`a lab's container has no such limit; remove it`;
const noCpus = () => t`provider docker 3.6.2 fails at a limit of CPUs; remove it`;
const newer = () => t`remove it; a lab declares a service in one file`;

/** Of the file itself. */
export const ofFile = {
  include: () => t`put the services into this file`,
  models: () => t`a lab has no models; remove it`,
};

/** Of a service. */
export const ofService = {
  annotations: () => t`use labels`,
  attach: () => t`remove it; it is about what compose up prints`,
  blkio_config: ownLimit,
  cgroup: ownLimit,
  cgroup_parent: ownLimit,
  cpu_count: ownLimit,
  cpu_percent: ownLimit,
  cpu_period: noCpus,
  cpu_quota: noCpus,
  cpu_rt_period: ownLimit,
  cpu_rt_runtime: ownLimit,
  cpu_shares: noCpus,
  cpuset: noCpus,
  cpus: noCpus,
  credential_spec: () => t`it is for Windows; remove it`,
  develop: () => t`it is for docker compose watch; remove it`,
  device_cgroup_rules: ownLimit,
  dns_opt: () => t`use dns and dns_search`,
  extends: newer,
  external_links: () => t`name the container's network under networks`,
  gpus: ownLimit,
  isolation: () => t`it is for Windows; remove it`,
  label_file: () => t`use labels`,
  links: () => t`services of a network reach each other by their names; remove it, or give an alias under networks`,
  logging: () => t`3 log files of 10 MB are kept for every container; remove it`,
  mac_address: () => t`remove it; Docker chooses one`,
  mem_reservation: () => t`use mem_limit`,
  mem_swappiness: ownLimit,
  memswap_limit: () => t`a container may use no swap beside its mem_limit; remove it`,
  models: () => t`a lab has no models; remove it`,
  oom_kill_disable: ownLimit,
  oom_score_adj: ownLimit,
  pids_limit: ownLimit,
  platform: () => t`an image is pulled for the host's own platform; remove it`,
  post_start: () => t`let the image's own command do it`,
  pre_stop: () => t`let the image's own command do it`,
  provider: () => t`a lab has no providers; remove it`,
  pull_policy: () => t`an image is pulled once and stays; remove it`,
  runtime: () => t`remove it; the Engine's own is used`,
  storage_opt: ownLimit,
  userns_mode: () => t`remove it; the Engine's own is used`,
  uts: () => t`remove it; every container has its own`,
  volumes_from: () => t`name the volume under volumes of both services`,
};

export const ofBuild = {
  additional_contexts: () => t`put the files into one context`,
  cache_from: () => t`remove it; the host's own cache is used`,
  cache_to: () => t`remove it; the host's own cache is used`,
  dockerfile_inline: () => t`put it into a file of its own and name that in dockerfile`,
  entitlements: () => t`remove it`,
  extra_hosts: () => t`remove it; it is for a build that needs names of its own`,
  isolation: () => t`it is for Windows; remove it`,
  labels: () => t`write LABEL into the Dockerfile`,
  network: () => t`remove it`,
  no_cache: () => t`remove it; what did not change is not built again`,
  platforms: () => t`an image is built for the host's own platform; remove it`,
  privileged: () => t`remove it`,
  pull: () => t`remove it`,
  secrets: () => t`use args, or a multi-stage build`,
  shm_size: () => t`remove it`,
  ssh: () => t`put the files into the context`,
  tags: () => t`use image of the service`,
  ulimits: () => t`remove it`,
};

export const ofDeploy = {
  endpoint_mode: swarm,
  labels: () => t`use labels of the service`,
  mode: swarm,
  placement: swarm,
  restart_policy: () => t`use restart of the service`,
  rollback_config: swarm,
  update_config: swarm,
};

export const ofResources = { reservations: () => t`nothing is reserved on a host; use limits` };

export const ofLimits = { cpus: noCpus, pids: ownLimit };

export const ofHealthcheck = { start_interval: () => t`older Engines do not know it; use interval` };

export const ofServiceNetwork = {
  driver_opts: () => t`use driver_opts of the network`,
  gw_priority: () => t`older Engines do not know it; remove it`,
  interface_name: () => t`older Engines do not know it; remove it`,
  ipv4_address: () => t`Docker chooses addresses; services reach each other by name`,
  ipv6_address: () => t`Docker chooses addresses; services reach each other by name`,
  link_local_ips: () => t`Docker chooses addresses; services reach each other by name`,
  mac_address: () => t`remove it; Docker chooses one`,
  priority: () => t`remove it; a container is connected to its networks in no order`,
};

export const ofNetwork = {
  external: () => t`a lab makes the networks that it uses, and an exercise reaches no other's; remove it`,
  ipam: () => t`Docker chooses the subnet; remove it`,
  enable_ipv4: () => t`older Engines do not know it; remove it`,
};

export const ofVolume = { external: () => t`a lab makes the volumes that it uses; remove it` };

export const ofFileSource = {
  content: () => t`put it into a file of files/ and name that in file`,
  environment: () => t`put it into a file of files/ and name that in file`,
  external: () => t`name a file of files/ in file`,
  name: () => t`name a file of files/ in file`,
  template_driver: swarm,
};

export const ofPort = {
  app_protocol: () => t`a page that has to answer is said by x-page: / of the service`,
  name: () => t`remove it`,
};

export const ofMount = {
  consistency: () => t`remove it; it was for old versions of Docker Desktop on macOS`,
  image: () => t`mount a volume`,
};
