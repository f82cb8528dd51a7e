// What a lab takes of the Compose Specification (compose-spec.io, read November 2026). Every other key is refused: not-taken.ts.
import { z } from "zod";
import { byType } from "../../definition/choice";
import { imageReference } from "../../definition/fields";
import { t } from "../../language/translate";
import * as notTaken from "./not-taken";
import { command, duration, flag, keys, megabytes, memoryLimit, pairs, text, textOrList, texts, wholeNumber } from "./values";

/** Names of services, networks and volumes. */
const key = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, { error: () => t`must be letters, digits and ._-, a letter or digit first` });

const dockerName = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, { error: () => t`must be a name that Docker takes: letters, digits and _.-` });

export interface Build {
  readonly context: string;
  /** @default Dockerfile */
  readonly dockerfile?: string | undefined;
  /** @default none */
  readonly args?: Readonly<Record<string, string | null>> | undefined;
  /** @default the last stage */
  readonly target?: string | undefined;
}

/** A port as it was written; project.ts reads the short form. */
export type GivenPort =
  | { readonly short: string }
  | {
      readonly target: number;
      /** @default the Engine chooses */
      readonly published?: string | undefined;
      /** @default all addresses */
      readonly host_ip?: string | undefined;
      /** @default tcp */
      readonly protocol?: "tcp" | "udp" | undefined;
    };

/** A mount as it was written; project.ts reads the short form. */
export type GivenMount =
  | { readonly short: string }
  | {
      readonly type: "bind" | "volume" | "tmpfs";
      /** @default a volume of the container's own */
      readonly source?: string | undefined;
      readonly target: string;
      /** @default false */
      readonly read_only?: boolean | undefined;
      /** @default without a limit */
      readonly tmpfs?:
        | {
            /** MB. @default without a limit */
            readonly size?: number | undefined;
          }
        | undefined;
    };

/** A service on a network. */
interface GivenNetwork {
  /** Its names there beside its own. @default none */
  readonly aliases?: readonly string[] | undefined;
}

/** A secret or config that a service is given. */
interface Grant {
  readonly source: string;
  /** Path in the container, which may start from where files of its kind are. @default its source */
  readonly target?: string | undefined;
}

/** The image that a build makes is named by `image` of its service. */
const build = byType({
  string: z.string().transform((context) => ({ context })),
  object: keys(
    { context: z.string().default("."), dockerfile: z.string().optional(), args: pairs.optional(), target: z.string().optional() },
    notTaken.ofBuild,
  ),
}).transform((given): Build => given);

const port = byType({
  number: z.int().transform((target) => ({ short: String(target) })),
  string: z.string().transform((short) => ({ short })),
  object: keys(
    {
      target: wholeNumber,
      published: text.optional(),
      host_ip: z.string().optional(),
      protocol: z.enum(["tcp", "udp"]).optional(),
      mode: z.literal("host", { error: () => t`must be host, or be left out` }).optional(),
    },
    notTaken.ofPort,
  ),
}).transform((given): GivenPort => given);

const mount = byType({
  string: z.string().transform((short) => ({ short })),
  object: keys(
    {
      type: z.enum(["bind", "volume", "tmpfs"]),
      source: z.string().optional(),
      target: z.string(),
      read_only: flag.optional(),
      bind: keys(
        { create_host_path: flag.optional() },
        { propagation: () => t`remove it`, recursive: () => t`remove it`, selinux: () => t`remove it` },
      ).optional(),
      volume: keys(
        {},
        {
          nocopy: () => t`remove it`,
          subpath: () => t`older Engines do not know it; remove it`,
          labels: () => t`use labels of the volume`,
        },
      ).optional(),
      tmpfs: keys({ size: megabytes.optional() }, { mode: () => t`remove it` }).optional(),
    },
    notTaken.ofMount,
  ),
}).transform((given): GivenMount => given);

const serviceNetworks = byType({
  array: z.array(key).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
  object: z.record(key, keys({ aliases: texts.optional() }, notTaken.ofServiceNetwork).nullable()),
}).transform((given): Readonly<Record<string, GivenNetwork | null>> => given);

/** What a service waits for. */
export type Condition = "service_started" | "service_healthy" | "service_completed_successfully";

const started: { readonly condition: Condition } = { condition: "service_started" };

const dependsOn = byType({
  array: z.array(key).transform((names) => Object.fromEntries(names.map((name) => [name, started]))),
  object: z.record(
    key,
    keys({
      condition: z.enum(["service_started", "service_healthy", "service_completed_successfully"]).default("service_started"),
      restart: flag.optional(),
      required: z.literal(true, { error: () => t`must be true, or be left out: a lab has all of its services` }).optional(),
    }),
  ),
}).transform((given): Readonly<Record<string, { condition: Condition }>> => given);

const healthcheck = keys(
  {
    test: byType({
      string: z.string().transform((line) => ["CMD-SHELL", line]),
      array: texts.refine((all) => ["CMD", "CMD-SHELL", "NONE"].includes(all[0] ?? ""), {
        error: () => t`must begin with CMD, CMD-SHELL or NONE`,
      }),
    }).optional(),
    interval: duration.optional(),
    timeout: duration.optional(),
    start_period: duration.optional(),
    retries: wholeNumber.optional(),
    disable: flag.optional(),
  },
  notTaken.ofHealthcheck,
).refine(({ test, disable }) => test !== undefined || disable === true, {
  error: () => t`has no test, and the image's own cannot be changed in part`,
});

const deploy = keys(
  {
    replicas: wholeNumber.optional(),
    resources: keys({ limits: keys({ memory: memoryLimit.optional() }, notTaken.ofLimits).optional() }, notTaken.ofResources).optional(),
  },
  notTaken.ofDeploy,
);

const envFiles = byType({
  string: z.string().transform((path) => [path]),
  array: z.array(
    byType({
      string: z.string(),
      object: keys({ path: z.string(), required: z.literal(true, { error: () => t`must be true, or be left out` }).optional() }).transform(
        ({ path }) => path,
      ),
    }),
  ),
});

const grants = z.array(
  byType({
    string: z.string().transform((source) => ({ source })),
    object: keys(
      { source: z.string(), target: z.string().optional() },
      { uid: () => t`remove it`, gid: () => t`remove it`, mode: () => t`set the file's own mode` },
    ),
  }).transform((given): Grant => given),
);

const ulimit = byType({
  number: z.int().transform((both) => ({ soft: both, hard: both })),
  object: keys({ soft: z.int(), hard: z.int() }),
});

const service = keys(
  {
    image: imageReference.optional(),
    build: build.optional(),
    command: command.nullable().optional(),
    entrypoint: command.nullable().optional(),
    environment: pairs.optional(),
    env_file: envFiles.optional(),
    ports: z.array(port).optional(),
    expose: texts.optional(),
    volumes: z.array(mount).optional(),
    networks: serviceNetworks.optional(),
    network_mode: z.string().optional(),
    depends_on: dependsOn.optional(),
    healthcheck: healthcheck.optional(),
    restart: z
      .string()
      .regex(/^(no|always|unless-stopped|on-failure(:\d+)?)$/, { error: () => t`must be no, always, unless-stopped or on-failure` })
      .optional(),
    user: text.optional(),
    working_dir: z.string().optional(),
    hostname: z.string().optional(),
    domainname: z.string().optional(),
    container_name: dockerName.optional(),
    cap_add: texts.optional(),
    cap_drop: texts.optional(),
    mem_limit: memoryLimit.optional(),
    deploy: deploy.optional(),
    scale: wholeNumber.optional(),
    labels: pairs.optional(),
    tty: flag.optional(),
    stdin_open: flag.optional(),
    read_only: flag.optional(),
    privileged: flag.optional(),
    init: flag.optional(),
    dns: textOrList.optional(),
    dns_search: textOrList.optional(),
    extra_hosts: byType({
      array: texts,
      object: z.record(z.string(), text).transform((all) => Object.entries(all).map((pair) => pair.join("="))),
    }).optional(),
    tmpfs: textOrList.optional(),
    ulimits: z.record(z.string(), ulimit).optional(),
    sysctls: pairs.optional(),
    shm_size: megabytes.optional(),
    stop_signal: z.string().optional(),
    stop_grace_period: duration.optional(),
    pid: z.string().optional(),
    ipc: z.string().optional(),
    devices: texts.optional(),
    group_add: texts.optional(),
    security_opt: texts.optional(),
    profiles: texts.optional(),
    secrets: grants.optional(),
    configs: grants.optional(),
    /** The lab's own: the path of a page on the first published port, which has to answer. */
    "x-page": z
      .string()
      .regex(/^\/\S*$/, { error: () => t`must be a path, such as /` })
      .optional(),
  },
  notTaken.ofService,
);

const network = keys(
  {
    name: dockerName.optional(),
    driver: z.literal("bridge", { error: () => t`must be bridge: a lab is one host` }).optional(),
    driver_opts: z.record(z.string(), text).optional(),
    internal: flag.optional(),
    attachable: flag.optional(),
    enable_ipv6: z.literal(false, { error: () => t`must be false, or be left out: a lab's networks have IPv4` }).optional(),
    labels: pairs.optional(),
  },
  notTaken.ofNetwork,
);

const volume = keys(
  {
    name: dockerName.optional(),
    driver: z.literal("local", { error: () => t`must be local` }).optional(),
    driver_opts: z.record(z.string(), text).optional(),
    labels: pairs.optional(),
  },
  notTaken.ofVolume,
);

const fileSource = keys({ file: z.string() }, notTaken.ofFileSource);

export const composeFile = keys(
  {
    version: text.optional(),
    name: z.string().optional(),
    services: z.record(key, service),
    networks: z.record(key, network.nullable()).optional(),
    volumes: z.record(key, volume.nullable()).optional(),
    secrets: z.record(key, fileSource).optional(),
    configs: z.record(key, fileSource).optional(),
  },
  notTaken.ofFile,
);

export type ComposeFile = z.output<typeof composeFile>;
export type ComposeService = z.output<typeof service>;
