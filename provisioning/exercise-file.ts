// An exercise file within a script: as the input of a command, whatever its bytes are.
import type { ExerciseFile } from "../definition/scenario";
import { hereDocument } from "./shell";

/** A command that reads a file's bytes from its standard input. */
export function fileInput({ content, encoding }: ExerciseFile, command: string): string {
  if (encoding === undefined) return `${command} ${hereDocument(content)}`;
  const lines = content.replace(/.{76}(?=.)/g, "$&\n");
  return hereDocument(lines).replace(/^.*$/m, (first) => `base64 -d ${first} | ${command}`);
}

/** Permission bits as chmod takes them. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(3, "0");
}
