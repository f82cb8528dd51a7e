// The script that asks an Engine for the ids of images by name.
import { engineGuard } from "./engine-guard";
import { quote } from "./shell";

/** POSIX sh. Exit status 0: the Engine was asked. */
export function namedImagesScript(names: readonly string[]): string {
  return `${engineGuard}
for name in ${names.map(quote).join(" ")}; do
  id=$(docker image inspect -f '{{.Id}}' "$name" 2>/dev/null) || continue
  echo "$id $name"
done
`;
}

/** Ids by the names that were asked for; other lines are ignored. */
export function readNamedImages(stdout: string, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    stdout.split("\n").flatMap((line) => {
      const [, id, name] = /^(sha256:[0-9a-f]{64}) (\S{1,300})$/.exec(line) ?? [];
      return id === undefined || name === undefined || !names.includes(name) ? [] : [[name, id] as const];
    }),
  );
}
