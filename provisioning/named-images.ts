// The script that asks an Engine which images have some names, and which image each container was made from.
import { quote } from "./shell";

/** POSIX sh. Exit status 0: the Engine was asked. */
export function namedImagesScript(names: readonly string[]): string {
  return `docker version >/dev/null || exit 1
for name in ${names.map(quote).join(" ")}; do
  id=$(docker image inspect -f '{{.Id}}' "$name" 2>/dev/null) || continue
  echo "image $id $name"
done
ids=$(docker ps -aq --no-trunc) || exit 1
[ -z "$ids" ] || docker inspect -f 'container {{.Image}} {{.Id}}' $ids 2>/dev/null || :
`;
}

export interface NamedImages {
  /** Ids of images, by the names that were asked for. */
  readonly byName: ReadonlyMap<string, string>;
  /** Ids of images, by the ids of containers that were made from them. */
  readonly byContainer: ReadonlyMap<string, string>;
}

/** What it printed; other lines are no answer. */
export function readNamedImages(stdout: string, names: readonly string[]): NamedImages {
  const lines = stdout.split("\n").flatMap((line) => {
    const [, kind, image, what] = /^(image|container) (sha256:[0-9a-f]{64}) (\S{1,300})$/.exec(line) ?? [];
    return kind === undefined || image === undefined || what === undefined ? [] : [{ kind, image, what }];
  });
  const pairs = (wanted: string) => lines.filter(({ kind }) => kind === wanted).map(({ image, what }) => [what, image] as const);
  return { byName: new Map(pairs("image").filter(([name]) => names.includes(name))), byContainer: new Map(pairs("container")) };
}
