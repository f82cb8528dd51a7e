// Translates messages to a person: English in the code, Korean from the catalogue where the class or the shell is Korean.
import { asCalled } from "./called";
import { korean } from "./korean";
import type { Language } from "./language";

let spoken: Language = "en";

/** Sets the language of all messages from here on: the shell's when a command starts, the class's once its lab.yaml is read. @default en */
export function speak(language: Language): void {
  spoken = language;
}

/**
 * A message in the current language: t`${name}: no host answers`.
 * The catalogue has it with its values numbered, as `{0}: no host answers`; what it does not have stays English.
 * Each `npx lab` in it becomes what the person has to type.
 * The text is translated when it is evaluated, so a module constant, or a schema's own message, is a function.
 */
export function t(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const key = messageKey(parts);
  return inSpokenLanguage(key, values) ?? filled(key, values);
}

/** The translation of a key; undefined where the language is English or the catalogue does not have the key. */
export function inSpokenLanguage(key: string, values: readonly (string | number)[]): string | undefined {
  const text = spoken === "ko" ? korean.get(key) : undefined;
  return text === undefined ? undefined : filled(text, values);
}

/** `{0}: no host answers` for t`${name}: no host answers`. */
export function messageKey(parts: readonly string[]): string {
  return parts.reduce((text, part, at) => (at === 0 ? part : `${text}{${at - 1}}${part}`), "");
}

function filled(text: string, values: readonly (string | number)[]): string {
  return asCalled(text.replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)])));
}
