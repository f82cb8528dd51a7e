// The files of an exercise's folder `files`, as its students get them: every byte, and the permission bits.
import { join, relative } from "node:path";
import type { Finding } from "../../definition/errors";
import type { ExerciseFile } from "../../definition/scenario";
import { t } from "../../language/translate";
import { attempt, partAt, partEntries } from "../../provisioning/folder-parts";
import { refuserOf } from "./refuser";

/** The limits of one exercise: its files are sent to every host. */
export const maxFiles = 500;
export const maxMegabytes = 4;

/** The files in `files` of an exercise's folder with paths below `under`, and what is wrong with them. */
export function readFiles(folder: string, under: string, shownAs: string): { files: ExerciseFile[]; findings: Finding[] } {
  const files: ExerciseFile[] = [];
  const findings: Finding[] = [];
  const refuseIn = refuserOf(findings, shownAs);
  const own = join(folder, "files");
  const entries = attempt(() => partEntries(folder, "files", true), refuseIn("files")) ?? [];
  let room = maxMegabytes * 1_000_000;
  for (const entry of entries.sort(byPath)) {
    if (entry.isDirectory()) continue;
    const name = relative(own, join(entry.parentPath, entry.name));
    const refuse = refuseIn(join("files", name));
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(name)) {
      refuse(t`has a control character in its name; rename it`);
      continue;
    }
    const part = attempt(() => partAt(own, name), refuse);
    if (!part) continue;
    room -= part.size;
    if (room < 0 || files.length >= maxFiles) {
      refuse(t`is one too many: an exercise brings at most ${maxMegabytes} MB in ${maxFiles} files; what is larger belongs in an image`);
      break;
    }
    const bytes = attempt(() => part.read(), refuse);
    if (bytes) files.push(exerciseFile(join(under, name), bytes, part.mode));
  }
  return { files, findings };
}

/** A file with its bytes: as text where text keeps every byte. */
export function exerciseFile(path: string, bytes: Buffer, mode: number): ExerciseFile {
  const text = bytes.toString("utf8");
  const isText = text.endsWith("\n") && !/[\0\r]/.test(text) && Buffer.from(text).equals(bytes);
  return isText ? { path, content: text, mode } : { path, content: bytes.toString("base64"), encoding: "base64", mode };
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}
