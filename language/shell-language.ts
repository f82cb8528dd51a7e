// The language of the shell, for what is said before lab.yaml is read and for a class whose lab.yaml names none.
import type { Language } from "./language";

/** Korean where LC_ALL, LC_MESSAGES or LANG, in the order in which every program looks, says so; else English. */
export function shellLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  return /^ko([._@-]|$)/.test(locale ?? "") ? "ko" : "en";
}
