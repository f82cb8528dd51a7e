// The language of a class's messages, known before the rest of its lab.yaml is.
import type { Language } from "../language/language";
import { shellLanguage } from "../language/shell-language";
import { speak } from "../language/translate";
import { looseLanguage } from "./yaml-file";

/** Speaks what a line of its own says in a file that need not be valid otherwise; else the shell's. */
export function speakAsWritten(file: string): void {
  speak(looseLanguage(file) ?? shellLanguage(process.env));
}

/** Speaks, from here on, the language that lab.yaml says, also where the rest of it is wrong; else the shell's. */
export function speakAsIn(value: unknown): Language {
  const given = value !== null && typeof value === "object" && "language" in value ? value.language : undefined;
  const language = given === "ko" || given === "en" ? given : shellLanguage(process.env);
  speak(language);
  return language;
}
