// What a class still has in AWS, asked of EC2 itself by tag.
import { paginateDescribeTags, type Tag } from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { t } from "../language/translate";
import { standingBackstop } from "./backstop";
import { all, ec2Client } from "./clients";
import { ask } from "./errors";
import { classFilter, classInstances, isAlive } from "./instances";
import { kindInWords } from "./kind-words";
import { kinds, type StandingResource } from "./kinds";

/**
 * Everything that AWS lists with a class's tag, or with that of any class when none is named, in the order in which it can be deleted;
 * empty when all is gone. An instance that is shutting down counts until it is terminated.
 * `known`: ids of instances that belong to the class whatever their tags say.
 */
export async function standing(region: string, className?: string, known: readonly string[] = []): Promise<StandingResource[]> {
  const client = ec2Client(region);
  const [instances, backstop, ...others] = await Promise.all([
    classInstances(region, className, known),
    standingBackstop(region, className),
    ...kinds.map(async ({ kind, find }) => {
      const found = await ask(t`What still stands in ${region} (${kindInWords(kind)})`, () => find(client, classFilter(className)));
      return found.map(({ id, tags: list, detail }): StandingResource => ({
        className: tag(list, tags.class) ?? className ?? "",
        region,
        kind,
        id,
        detail: [tag(list, tags.student), detail].filter(Boolean).join(", "),
      }));
    }),
  ]);
  return [
    ...instances
      .filter((instance) => isAlive(instance) || instance.state === "shutting-down")
      .map(({ className: name, host, id, state }) => ({
        ...{ className: name || (className ?? ""), region, kind: "instance", id },
        ...(host !== "" && { host }),
        detail: [host, state].filter(Boolean).join(", "),
      })),
    ...backstop,
    ...others.flat(),
  ];
}

/**
 * The same for a region where there is probably nothing: EC2 is first asked for its tags, three requests instead of a dozen.
 * An instance keeps its tags for an hour after its end, and then leads to the full look.
 */
export async function standingIfAny(region: string, className?: string): Promise<StandingResource[]> {
  const filter = className === undefined ? [] : [{ Name: "value", Values: [className] }];
  const pages = paginateDescribeTags({ client: ec2Client(region) }, { Filters: [{ Name: "key", Values: [tags.class] }, ...filter] });
  const [found, backstop] = await Promise.all([
    ask(t`What stands in ${region}`, () => all(pages, (page) => page.Tags)),
    standingBackstop(region, className),
  ]);
  return found.length === 0 ? backstop : standing(region, className);
}

function tag(list: readonly Tag[] | undefined, key: string): string | undefined {
  return list?.find(({ Key }) => Key === key)?.Value;
}
