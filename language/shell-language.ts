// The language of the shell, for messages before lab.yaml is read and for a class whose lab.yaml names none.
import type { Language } from "./language";

/** Korean where LC_ALL, LC_MESSAGES or LANG, in the usual order of precedence, says so; else English. */
export function shellLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  return /^ko([._@-]|$)/.test(locale ?? "") ? "ko" : "en";
}
