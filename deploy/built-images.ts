// Tells images that a lab builds on its Engine from those that a student gave the same names: only what was built for the lab is the lab's.
import { labStackId } from "../definition/names";
import { makesHosts } from "../definition/targets";
import { engineError, type EngineState } from "../engine/inspect";
import { type AlsoOwn, type Conflict, isLabs, otherClassFix, otherClassOf } from "../engine/obstacles";
import { type Host, succeeded } from "../engine/host";
import { asCalled } from "../language/called";
import { t } from "../language/translate";
import { namedImagesScript, readNamedImages } from "../provisioning/named-images";
import { word } from "../provisioning/shell";
import type { Change } from "../terraform/run";
import { type BuiltImage, type ClassRecord, type DeployedLab, sameLab, samePlace } from "../workspace/record";
import { localResources, type StateResource } from "../workspace/state-resources";
import type { Workspace } from "../workspace/workspace";
import { scenarioOfConstruct } from "./stack-resources";

/**
 * What was built for a lab: by the record, and for what plain cdktf built by the state on this machine. A refresh takes an
 * image that a student gave the same name into the state, so the record comes first.
 */
export function builtImages(workspace: Workspace, { student, built = [] }: DeployedLab): BuiltImage[] {
  const inState = builtOf(localResources(workspace, `${labStackId(student)}.tfstate`));
  return [...built, ...inState.filter(({ name }) => !built.some((known) => known.name === name))];
}

/** The images of a state that were built. */
export function builtOf(resources: readonly StateResource[]): BuiltImage[] {
  return resources.flatMap(({ type, attributes: { name, image_id: id, build } }) =>
    type === "docker_image" && isBuild(build) && typeof name === "string" && typeof id === "string" && id !== "" ? [{ name, id }] : [],
  );
}

/** Whether a plan builds an image, or removes one that was built. */
export function isBuiltImage({ type, config }: Pick<Change, "type" | "config">): boolean {
  return type === "docker_image" && isBuild(config["build"]);
}

function isBuild(build: unknown): boolean {
  return typeof build === "object" && build !== null && Object.keys(build).length > 0;
}

export interface ForeignImagesProps {
  readonly changes: readonly Change[];
  readonly engine: EngineState;
  readonly lab: DeployedLab;
  readonly record: ClassRecord;
  readonly workspace: Workspace;
  readonly scenarios: readonly string[];
  readonly className: string;
  readonly also: AlsoOwn;
}

export interface ForeignImages {
  /** Names that a plan would take from images which are not the lab's. */
  readonly conflicts: readonly Conflict[];
  /** Names of images that took the lab's own names, and that a plan would remove. */
  readonly lost: readonly string[];
}

/** @throws EngineError where the host does not answer. */
export async function findForeignImages(host: Host, props: ForeignImagesProps): Promise<ForeignImages> {
  const { changes, record, lab, workspace, scenarios } = props;
  const meant = changes.filter((change) => isBuiltImage(change) && change.action !== "read" && change.action !== "noop");
  const names = meant.flatMap(({ config: { name } }) => (typeof name === "string" ? [name] : []));
  if (names.length === 0) return { conflicts: [], lost: [] };
  const answer = await host.run(namedImagesScript(names));
  if (!succeeded(answer)) throw engineError(host, answer);
  const byName = readNamedImages(answer.stdout, names);
  // a region is not an Engine: there the others' labs are on hosts of their own
  const isThere = (other: DeployedLab) => sameLab(other, lab) || (!makesHosts(lab.target) && samePlace(other, lab));
  const there = record.labs.filter(isThere).flatMap((other) => builtImages(workspace, other));
  const own = new Set([...there.map(({ id }) => id), ...imagesOfLab(props, host)]);
  const foreign = meant.flatMap((change) => {
    const { name } = change.config;
    const id = typeof name === "string" ? byName.get(name) : undefined;
    return typeof name !== "string" || id === undefined || own.has(id) ? [] : [{ change, name, id }];
  });
  return {
    conflicts: foreign
      .filter(({ change: { action } }) => action === "create")
      .map(({ change: { construct }, name, id }) => {
        const scenario = scenarioOfConstruct(construct, scenarios);
        return { ...(scenario !== undefined && { scenario }), ...conflictOf(host, name, classOfImage(props, id)) };
      }),
    // where nothing says what was built, an image of the state is taken to be the lab's
    lost: foreign
      .filter(({ change: { action }, name }) => action !== "create" && there.some((known) => known.name === name))
      .map(({ name }) => name),
  };
}

/** Images of containers that are the lab's, or the lab's to take back. */
function imagesOfLab({ engine, className, also }: ForeignImagesProps, { student }: Host): string[] {
  return engine.containers.filter((container) => isLabs(container, className, student, also)).flatMap(({ image }) => image ?? []);
}

/** The other class whose containers are made of an image. */
function classOfImage({ engine, className, also }: ForeignImagesProps, id: string): string | undefined {
  const own = [className, ...(also.formerClasses ?? [])];
  return engine.containers.filter(({ image }) => image === id).flatMap((container) => otherClassOf(container, own) ?? [])[0];
}

function conflictOf({ login, student }: Host, name: string, otherClass: string | undefined): Conflict {
  if (otherClass !== undefined) return { what: t`the image name ${name} is taken by a lab of class ${otherClass}`, fix: otherClassFix() };
  const on = login === undefined ? "" : asCalled(`npx lab exec --on ${word(student)} -- `);
  const kept = `${name.replaceAll(/[/:]/g, "-")}-own`;
  return {
    what: t`the image name ${name} is taken by an image that the lab did not build`,
    fix: t`${on}docker rmi ${word(name)}   # or keep it under another name first: ${on}docker tag ${word(name)} ${word(kept)}`,
  };
}
