// The script that finds the data folders of a host that hold something.
import { quote } from "./shell";

/** POSIX sh that prints each of these folders that is not empty. One that the user may not read counts: it belongs to a database. */
export function filledFoldersScript(folders: readonly string[]): string {
  return folders
    .map(
      (folder) => `[ ! -d ${quote(folder)} ] || [ -z "$(ls -A ${quote(folder)} 2>/dev/null || echo unreadable)" ] || echo ${quote(folder)}`,
    )
    .join("\n");
}
