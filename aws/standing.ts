// What of a class still stands in AWS, asked of EC2 itself by tag.
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
 * empty when all is gone. An instance on its way down counts until it is terminated.
 * `known`: ids of instances that are the class's whatever their tags say.
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
        detail: [host, state].filter(Boolean).join(", "),
      })),
    ...backstop,
    ...others.flat(),
  ];
}

/**
 * The same for a region where probably nothing stands: EC2 is asked for its tags first, three questions instead of a dozen.
 * An instance that has ended keeps its tags for an hour, and is looked at then.
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
