// Keys of the Compose Specification that a lab does not take, each with what to do instead.

const swarm = "it is for Swarm; take it out";
const ownLimit = "a lab's container has no such limit; take it out";
const noCpus = "provider docker 3.6.2 fails at a limit of CPUs; take it out";
const newer = "take it out; a lab declares a service in one file";

/** Of the file itself. */
export const ofFile = {
  include: "put the services into this file",
  models: "a lab has no models; take it out",
};

/** Of a service. */
export const ofService = {
  annotations: "use labels",
  attach: "take it out; it is about what compose up prints",
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
  credential_spec: "it is for Windows; take it out",
  develop: "it is for docker compose watch; take it out",
  device_cgroup_rules: ownLimit,
  dns_opt: "use dns and dns_search",
  extends: newer,
  external_links: "name the container's network under networks",
  gpus: ownLimit,
  isolation: "it is for Windows; take it out",
  label_file: "use labels",
  links: "services of a network reach each other by their names; take it out, or give an alias under networks",
  logging: "of every container 3 files of 10 MB are kept; take it out",
  mac_address: "take it out; Docker chooses one",
  mem_reservation: "use mem_limit",
  mem_swappiness: ownLimit,
  memswap_limit: "a container may use no swap beside its mem_limit; take it out",
  models: "a lab has no models; take it out",
  oom_kill_disable: ownLimit,
  oom_score_adj: ownLimit,
  pids_limit: ownLimit,
  platform: "an image is pulled for the host's own platform; take it out",
  post_start: "let the image's own command do it",
  pre_stop: "let the image's own command do it",
  provider: "a lab has no providers; take it out",
  pull_policy: "an image is pulled once and stays; take it out",
  runtime: "take it out; the Engine's own is used",
  storage_opt: ownLimit,
  userns_mode: "take it out; the Engine's own is used",
  uts: "take it out; every container has its own",
  volumes_from: "name the volume under volumes of both services",
};

export const ofBuild = {
  additional_contexts: "put the files into one context",
  cache_from: "take it out; the host's own cache is used",
  cache_to: "take it out; the host's own cache is used",
  dockerfile_inline: "put it into a file of its own and name that in dockerfile",
  entitlements: "take it out",
  extra_hosts: "take it out; it is for a build that needs names of its own",
  isolation: "it is for Windows; take it out",
  labels: "write LABEL into the Dockerfile",
  network: "take it out",
  no_cache: "take it out; what did not change is not built again",
  platforms: "an image is built for the host's own platform; take it out",
  privileged: "take it out",
  pull: "take it out",
  secrets: "use args, or a multi-stage build",
  shm_size: "take it out",
  ssh: "put the files into the context",
  tags: "use image of the service",
  ulimits: "take it out",
};

export const ofDeploy = {
  endpoint_mode: swarm,
  labels: "use labels of the service",
  mode: swarm,
  placement: swarm,
  restart_policy: "use restart of the service",
  rollback_config: swarm,
  update_config: swarm,
};

export const ofResources = { reservations: "nothing is reserved on a host; use limits" };

export const ofLimits = { cpus: noCpus, pids: ownLimit };

export const ofHealthcheck = { start_interval: "older Engines do not know it; use interval" };

export const ofServiceNetwork = {
  driver_opts: "use driver_opts of the network",
  gw_priority: "older Engines do not know it; take it out",
  interface_name: "older Engines do not know it; take it out",
  ipv4_address: "Docker chooses addresses; services reach each other by name",
  ipv6_address: "Docker chooses addresses; services reach each other by name",
  link_local_ips: "Docker chooses addresses; services reach each other by name",
  mac_address: "take it out; Docker chooses one",
  priority: "take it out; a container is connected to its networks in no order",
};

export const ofNetwork = {
  external: "a lab makes the networks that it uses, and an exercise reaches no other's; take it out",
  ipam: "Docker chooses the subnet; take it out",
  enable_ipv4: "older Engines do not know it; take it out",
};

export const ofVolume = { external: "a lab makes the volumes that it uses; take it out" };

export const ofFileSource = {
  content: "put it into a file of files/ and name that in file",
  environment: "put it into a file of files/ and name that in file",
  external: "name a file of files/ in file",
  name: "name a file of files/ in file",
  template_driver: swarm,
};

export const ofPort = {
  app_protocol: "a page that has to answer is said by x-page: / of the service",
  name: "take it out",
};

export const ofMount = {
  consistency: "take it out; it is for Docker Desktop on macOS of old",
  image: "mount a volume",
};
