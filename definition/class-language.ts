// The language of a class's messages, known before the rest of its lab.yaml is.
import type { Language } from "../language/language";
import { shellLanguage } from "../language/shell-language";
import { speak } from "../language/translate";
import { looseLanguage } from "./yaml-file";

/** Sets the language to the one on the `language:` line of a file that may be invalid otherwise; without one, to the shell's. */
export function speakAsWritten(file: string): void {
  speak(looseLanguage(file) ?? shellLanguage(process.env));
}

/** Sets the language, from here on, to lab.yaml's, even where the rest of the file is wrong; without one, to the shell's. */
export function speakAsIn(value: unknown): Language {
  const given = value !== null && typeof value === "object" && "language" in value ? value.language : undefined;
  const language = given === "ko" || given === "en" ? given : shellLanguage(process.env);
  speak(language);
  return language;
}
