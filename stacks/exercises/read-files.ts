// The files of an exercise's folder `files`, as its students get them: every byte, and the permission bits.
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Finding } from "../../definition/errors";
import type { ExerciseFile } from "../../definition/scenario";

/** What one exercise may bring: it travels to every host. */
export const maxFiles = 500;
export const maxMegabytes = 4;

/** The files of a folder with paths below `under`, and what is wrong with it. One that is not there has none. */
export function readFiles(folder: string, under: string, shownAs: string): { files: ExerciseFile[]; findings: Finding[] } {
  const files: ExerciseFile[] = [];
  const findings: Finding[] = [];
  if (!existsSync(folder)) return { files, findings };
  const root = realpathSync(folder);
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort(byPath)) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    const refuse = (message: string) => findings.push({ path: [], message, file: join(shownAs, name), line: 1 });
    if (entry.isDirectory()) continue;
    if (entry.isSymbolicLink()) {
      const target = existsSync(path) ? realpathSync(path) : undefined;
      if (target === undefined) refuse("is a link to nothing; take it out");
      else if (!resolve(target).startsWith(root + sep)) refuse("is a link that leads out of files/; put the file itself there");
      else if (!statSync(path).isFile()) refuse("is a link to a folder; put the files themselves there");
      if (target === undefined || !target.startsWith(root + sep) || !statSync(path).isFile()) continue;
    } else if (!entry.isFile()) {
      refuse("is neither a file nor a folder; take it out");
      continue;
    }
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(name)) {
      refuse("has a control character in its name; rename it");
      continue;
    }
    bytes += statSync(path).size;
    if (bytes > maxMegabytes * 1_000_000 || files.length >= maxFiles) {
      refuse(`is one too many: an exercise brings at most ${maxMegabytes} MB in ${maxFiles} files; what is larger belongs in an image`);
      break;
    }
    files.push(exerciseFile(join(under, name), readFileSync(path), statSync(path).mode & 0o777));
  }
  return { files, findings };
}

/** A file with its bytes: as text where that arrives as it is. */
export function exerciseFile(path: string, bytes: Buffer, mode: number): ExerciseFile {
  const text = bytes.toString("utf8");
  const isText = text.endsWith("\n") && !/[\0\r]/.test(text) && Buffer.from(text).equals(bytes);
  return isText ? { path, content: text, mode } : { path, content: bytes.toString("base64"), encoding: "base64", mode };
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}
