// A container of a lab, with what all of them share: labels, limits, and a life cycle that keeps what a student did in it.
import type { ITerraformDependable, Precondition, TerraformResource } from "cdktf";
import {
  Container,
  type ContainerConfig,
  type ContainerNetworksAdvanced,
  type ContainerPorts,
  type ContainerUpload,
} from "@cdktf/provider-docker/lib/container";
import type { Image } from "@cdktf/provider-docker/lib/image";
import { Construct } from "constructs";
import { terraformEscape } from "../../provisioning/shell";
import { type Lab, labelList } from "./lab";
import { TerraformData } from "../terraform-data";

export interface LabContainerProps {
  readonly lab: Lab;
  /** Name on the Engine: the course's own. */
  readonly name: string;
  readonly image: Image;
  /** Container port to host port. @default none is published */
  readonly publish?: Readonly<Record<number, number>>;
  /** Ports that `publish` cannot say: of an address, of UDP, or of a host port that the Engine chooses. @default none */
  readonly ports?: readonly ContainerPorts[];
  /** MB. A container that needs more is killed by the kernel, and the rest of the host goes on. */
  readonly memoryMb: number;
  /** @default the default bridge, or what networkMode says */
  readonly networks?: readonly ContainerNetworksAdvanced[];
  /** `bridge`, `host`, `none` or `container:NAME`. @default bridge, or networks */
  readonly networkMode?: string;
  /** `NAME=value`. @default what the image sets */
  readonly env?: readonly string[];
  /** @default the image's own */
  readonly command?: readonly string[];
  /** @default the container's id */
  readonly hostname?: string;
  /** Whether it has a terminal whose input stays open. @default false */
  readonly interactive?: boolean;
  /** Host folder to folder in the container. @default none */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Text files that are put into the container, by their path there. @default none */
  readonly upload?: readonly Required<Pick<ContainerUpload, "file" | "content">>[];
  /** Besides those of the scenario. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** What has to exist before it. @default what its arguments refer to */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** What has to hold before it is made. @default nothing */
  readonly preconditions?: readonly Precondition[];
  /** Other arguments of the provider's container, which override those above. @default none */
  readonly settings?: Partial<ContainerConfig>;
}

/**
 * A student may stop a container, and what they wrote in it has to be there afterwards (facts of provider 3.6.2):
 * - `mustRun: false`: with true, the refresh of a plan removes a stopped container.
 * - the image by name, not by id: a student who pulls or builds the name again would have the container replaced.
 * - published ports do not count as a difference, because a stopped container has none; a change in lab.yaml replaces it through `settings`.
 *
 * There is no health check: each of its probes would be two of the 256 events that an Engine keeps, and students read those.
 * Whether a lab answers is asked from outside, at a scenario's endpoints.
 */
export class LabContainer extends Construct {
  readonly container: Container;

  constructor(scope: Construct, id: string, props: LabContainerProps) {
    super(scope, id);
    const ports: readonly ContainerPorts[] = [
      ...Object.entries(props.publish ?? {}).map(([internal, external]) => ({ internal: Number(internal), external })),
      ...(props.ports ?? []),
    ];
    const replacedWith: TerraformResource[] = [];
    if (ports.length > 0) {
      const triggersReplace = {
        ports: ports.map(portText).join(),
        bind: props.lab.bind ?? "",
      };
      replacedWith.push(new TerraformData(this, "settings", { triggersReplace }));
    }
    if (props.image.buildAttributeInput !== undefined) replacedWith.push(props.image);
    const config: ContainerConfig = {
      name: props.name,
      image: props.image.name,
      restart: "unless-stopped",
      mustRun: false,
      memory: props.memoryMb,
      memorySwap: props.memoryMb,
      logDriver: "json-file",
      logOpts: { "max-size": "10m", "max-file": "3" },
      labels: labelList({ ...props.lab.labels, ...props.labels }),
      ports: ports.map((port) => ({ ...(props.lab.bind !== undefined && { ip: props.lab.bind }), ...port })),
      ...(props.networks && { networksAdvanced: [...props.networks] }),
      ...(props.networkMode !== undefined && { networkMode: props.networkMode }),
      ...(props.env && { env: [...props.env] }),
      ...(props.command && { command: [...props.command] }),
      ...(props.hostname !== undefined && { hostname: props.hostname }),
      ...(props.interactive && { stdinOpen: true, tty: true }),
      ...(props.volumes && { volumes: Object.entries(props.volumes).map(([hostPath, containerPath]) => ({ hostPath, containerPath })) }),
      ...(props.upload && { upload: props.upload.map(({ file, content }) => ({ file, content: terraformEscape(content) })) }),
      dependsOn: [props.image, ...(props.dependsOn ?? [])],
      lifecycle: {
        ignoreChanges: ["ports"],
        replaceTriggeredBy: replacedWith.map(address),
        ...(props.preconditions && { precondition: [...props.preconditions] }),
      },
      ...props.settings,
    };
    this.container = new Container(this, "container", config);
  }
}

/** A port as `docker run -p` takes it, with what is not Docker's default. */
function portText({ ip, external, internal, protocol = "tcp" }: ContainerPorts): string {
  const published = external === undefined ? "" : `${external}:`;
  return `${ip === undefined ? "" : `${ip}:`}${published}${internal}${protocol === "tcp" ? "" : `/${protocol}`}`;
}

/** Terraform takes plain addresses here, where `fqn` would be an interpolation. */
function address(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
