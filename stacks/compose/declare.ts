// Declares a compose project in a student's lab: its networks, volumes, images and containers.
import { Image } from "@cdktf/provider-docker/lib/image";
import { Network } from "@cdktf/provider-docker/lib/network";
import { Volume } from "@cdktf/provider-docker/lib/volume";
import { type ITerraformDependable, Op } from "cdktf";
import type { Construct } from "constructs";
import { join } from "node:path";
import { labels } from "../../definition/pins";
import { type Lab, labelList } from "../scenarios/lab";
import { LabContainer } from "../scenarios/lab-container";
import { escaped, healthySeconds, mountsOf, settingsOf, withoutNull } from "./container-settings";
import { containerLabels, resourceLabels } from "./labels";
import type { Project, ProjectService } from "./project";

export interface DeclareProps {
  readonly lab: Lab;
  readonly project: Project;
}

export function declareProject(scope: Construct, props: DeclareProps): void {
  const resources = { networks: declareNetworks(scope, props), volumes: declareVolumes(scope, props), images: declareImages(scope, props) };
  const started = new Map<string, readonly LabContainer[]>();
  for (const service of props.project.services) started.set(service.name, declareService(scope, props, service, { ...resources, started }));
}

function declareNetworks(scope: Construct, props: DeclareProps): ReadonlyMap<string, Network> {
  const networks = [...props.project.networks].map(([key, name]): [string, Network] => {
    const { driver_opts: options, internal, attachable, labels: given } = props.project.file.networks?.[key] ?? {};
    const network = new Network(scope, `network-${key}`, {
      name,
      labels: labelsOf(props, "network", key, given),
      ...(options && { options: escaped(options) }),
      ...(internal !== undefined && { internal }),
      ...(attachable !== undefined && { attachable }),
    });
    return [key, network];
  });
  return new Map(networks);
}

function declareVolumes(scope: Construct, props: DeclareProps): ReadonlyMap<string, Volume> {
  const volumes = [...props.project.volumes].map(([key, name]): [string, Volume] => {
    const { driver_opts: driverOpts, labels: given } = props.project.file.volumes?.[key] ?? {};
    const volume = new Volume(scope, `volume-${key}`, {
      name,
      labels: labelsOf(props, "volume", key, given),
      ...(driverOpts && { driverOpts: escaped(driverOpts) }),
    });
    return [key, volume];
  });
  return new Map(volumes);
}

function labelsOf(
  { lab, project: { name } }: DeclareProps,
  kind: "network" | "volume",
  key: string,
  given: Readonly<Record<string, string | null>> = {},
) {
  return labelList(escaped({ ...lab.labels, ...resourceLabels(name, kind, key), ...withoutNull(given) }));
}

/** An image that several services build is one. */
function declareImages(scope: Construct, { lab, project }: DeclareProps): ReadonlyMap<string, Image> {
  const images = new Map<string, Image>();
  for (const { name: service, image, build } of project.services) {
    if (!build || images.has(image)) continue;
    const { context, dockerfile, args, target } = build;
    images.set(
      image,
      new Image(scope, `image-${service}`, {
        name: image,
        buildAttribute: {
          context: lab.asset(join(lab.filesFolder, context), service),
          label: lab.labels,
          ...(dockerfile !== undefined && { dockerfile }),
          ...(target !== undefined && { target }),
          ...(args && { buildArgs: escaped(withoutNull(args)) }),
        },
        forceRemove: true,
      }),
    );
  }
  return images;
}

interface Declared {
  readonly networks: ReadonlyMap<string, Network>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly images: ReadonlyMap<string, Image>;
  /** Containers of the services before, in the order of start. */
  readonly started: ReadonlyMap<string, readonly LabContainer[]>;
}

function declareService(scope: Construct, { lab, project }: DeclareProps, service: ProjectService, declared: Declared): LabContainer[] {
  const { networks, volumes, images, started } = declared;
  const shared = service.networkOf === undefined ? undefined : started.get(service.networkOf)?.[0]?.container;
  const waitedFor = project.services.flatMap(({ dependsOn }) => dependsOn.get(service.name) ?? []);
  const once = waitedFor.includes("service_completed_successfully");
  const { preconditions, others } = waitsOf(service, started);
  const dependsOn: ITerraformDependable[] = [...networks.values(), ...volumes.values(), ...others, ...(shared ? [shared] : [])];
  return service.containers.map(
    (container, at) =>
      new LabContainer(scope, container, {
        lab,
        name: container,
        image: images.get(service.image) ?? lab.image(service.image),
        memoryMb: service.memoryMb,
        networks: [...service.networks].map(([key, aliases]) => ({ name: networks.get(key)?.name ?? key, aliases: [...aliases] })),
        ports: service.ports.map(({ internal, external, ip, protocol }) => ({
          internal,
          protocol,
          ...(external !== undefined && { external }),
          ...(ip !== undefined && { ip }),
        })),
        env: escaped(service.environment),
        labels: escaped({
          ...withoutNull(service.given.labels ?? {}),
          ...containerLabels(project.name, service.name, at + 1),
          ...(once && { [labels.once]: "true" }),
        }),
        dependsOn,
        ...(preconditions.length > 0 && { preconditions }),
        settings: {
          ...settingsOf(service),
          ...mountsOf(service, `${lab.labsFolder}/${project.name}`, volumes),
          ...(shared && { networkMode: `container:${shared.id}` }),
          ...(once && { attach: true }),
          ...(waitedFor.includes("service_healthy") && { wait: true, waitTimeout: healthySeconds(service) }),
        },
      }),
  );
}

/** The containers that a service waits for, and what must be true of those that have to succeed. */
function waitsOf({ name, dependsOn }: ProjectService, started: Declared["started"]) {
  const waits = [...dependsOn].map(([other, condition]) => ({
    containers: (started.get(other) ?? []).map(({ container }) => container),
    condition,
  }));
  const preconditions = waits
    .filter(({ condition }) => condition === "service_completed_successfully")
    .flatMap(({ containers }) => containers)
    .map((other) => ({
      // cdktf reads a zero here as not set
      condition: Op.lt(other.exitCode, 1),
      errorMessage: `${name} waits for ${other.nameInput ?? ""} to succeed, which did not: docker logs ${other.nameInput ?? ""}`,
    }));
  return { others: waits.flatMap(({ containers }) => containers), preconditions };
}
