// Text that becomes part of a shell script or of a Terraform template: the one place that quotes and escapes.
import { InputError } from "../definition/errors";
import { t } from "../language/translate";

/**
 * A text as one word of POSIX sh, whatever it holds.
 * @throws InputError for a NUL character, which no shell word can have.
 */
export function quote(text: string): string {
  if (text.includes("\0")) throw new InputError(t`${JSON.stringify(text)} has a NUL character, which no shell can take`);
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same, for a command that a person reads: without quotes where a shell takes it as it is. */
export function word(text: string): string {
  return /^[A-Za-z0-9_./:@%+,=-]+$/.test(text) ? text : quote(text);
}

/** A script as one command, for a login shell of any kind or behind words such as `timeout 10`. */
export function shellCommand(script: string): string {
  return `sh -c ${quote(script)}`;
}

/** A text that Terraform's templates leave as it is: `${` and `%{` are written `$${` and `%%{`. */
export function terraformEscape(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}

/** A here-document with the text, ended by a word that no line of the text is. */
export function hereDocument(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  let end = "LAB_FILE";
  while (lines.includes(end)) end += "_";
  return [`<<'${end}'`, ...lines, end].join("\n");
}

/** A script as its parts, separated by empty lines. */
export class Script {
  private readonly parts: string[] = [];

  add(...parts: readonly string[]): this {
    this.parts.push(...parts.map((part) => part.trim()));
    return this;
  }

  render(): string {
    return `${this.parts.join("\n\n")}\n`;
  }
}
