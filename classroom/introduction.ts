// The chapter that is read before the first scenario's.
import { join } from "node:path";
import type { Language } from "../language/language";
import { readProjectText } from "../provisioning/project-text";

export function readIntroduction(language: Language): string {
  return readProjectText(join(import.meta.dirname, `introduction.${language}.md`));
}
