// The language of a class whose lab.yaml names none.
import type { Language } from "./scenario";

/** That of LC_ALL, LC_MESSAGES or LANG, in the order in which every program looks; Korean, the course's, where they name no language. */
export function shellLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  return locale === undefined || /^(ko|C|POSIX)([._@-]|$)/.test(locale) ? "ko" : "en";
}
