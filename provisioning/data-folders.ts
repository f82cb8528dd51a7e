// The script that asks which data folders of a host hold something.
import { quote } from "./shell";

/** POSIX sh that prints each of these folders that is not empty. One that its user may not look into belongs to a database. */
export function filledFoldersScript(folders: readonly string[]): string {
  return folders
    .map(
      (folder) => `[ ! -d ${quote(folder)} ] || [ -z "$(ls -A ${quote(folder)} 2>/dev/null || echo unreadable)" ] || echo ${quote(folder)}`,
    )
    .join("\n");
}
