// The folder of the exercise files in the home of a host's user.
import { quote } from "./shell";

/** As a person types it, and as hints name it. */
export const labsPath = "~/labs";

/** The same within double quotes of a script. */
export const homeLabs = "$HOME/labs";

/**
 * The folder as a word of a script.
 * @param folder Another folder, as on this machine. @default that of a host
 */
export function labsWord(folder?: string): string {
  return folder === undefined ? `"${homeLabs}"` : quote(folder);
}
