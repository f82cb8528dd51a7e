// Unpacks an archive that a student's host sent. It is treated as hostile: only plain files, only below one folder, up to a limit.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { plain, plainLine } from "../definition/plain-text";
import { t } from "../language/translate";
import { makeFolder } from "../workspace/make-folder";

export interface UnpackLimits {
  /** Entries of any kind. */
  readonly entries: number;
  /** Uncompressed size in bytes. */
  readonly bytes: number;
}

/** What one student's archive may hold. */
export const unpackLimits: UnpackLimits = { entries: 5000, bytes: 64_000_000 };

export interface Unpacked {
  readonly files: number;
  readonly bytes: number;
  /** Entries that were not written: links, devices, paths that lead elsewhere. */
  readonly refused: number;
  /** Why it was not read to the end. @default it was */
  readonly stopped?: string;
}

/** Bytes and parts of a path in an archive. */
const [maxPath, maxDepth] = [400, 20];

/** Unpacks a tar.gz into a folder that is empty. Never throws for what is in the archive. */
export async function unpack(archive: Uint8Array, folder: string, limits: UnpackLimits = unpackLimits): Promise<Unpacked> {
  const count = { files: 0, bytes: 0, refused: 0, entries: 0 };
  const tar = extract();
  const read = async () => {
    for await (const entry of tar) {
      count.entries++;
      if (count.entries > limits.entries) throw new Error(t`has more than ${limits.entries} entries`);
      const path = pathOf(entry.header);
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) if (path !== undefined) chunks.push(chunk);
      if (path === undefined) {
        if (entry.header.type !== "directory") count.refused++;
      } else if (write(join(folder, path), chunks)) {
        count.files++;
        count.bytes += chunks.reduce((sum, { length }) => sum + length, 0);
      } else count.refused++;
    }
  };
  try {
    await Promise.all([pipeline(Readable.from([archive]), createGunzip(), atMost(limits.bytes), tar), read()]);
    return withoutEntries(count);
  } catch (error) {
    tar.destroy();
    return { ...withoutEntries(count), stopped: plainLine((error as Error).message) };
  }
}

function withoutEntries({ files, bytes, refused }: Unpacked): Unpacked {
  return { files, bytes, refused };
}

/** A stream that fails at a limit, however much an archive would unpack to. */
function atMost(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limit) done(new Error(t`unpacks to more than ${Math.round(limit / 1e6)} MB`));
      else done(null, chunk);
    },
  });
}

/** Where a plain file goes below the folder; undefined for everything else, and for a path that leads out of it or that a person cannot read. */
function pathOf({ name, type }: Header): string | undefined {
  if (type !== "file" && type !== "contiguous-file") return undefined;
  const parts = name.split("/").filter((part) => part !== ".");
  const isSound = (part: string) => part !== "" && part !== ".." && part === plain(part) && !/[\\:\n\t]/.test(part) && part.length <= 200;
  if (name.length > maxPath || parts.length === 0 || parts.length > maxDepth || !parts.every(isSound)) return undefined;
  return join(...parts);
}

/** Never overwrites: no link is ever made, so a path cannot lead elsewhere. */
function write(path: string, chunks: readonly Buffer[]): boolean {
  try {
    makeFolder(dirname(path), 0o700);
    writeFileSync(path, Buffer.concat(chunks), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT" || code === "EROFS" || code === "EACCES") throw error;
    return false;
  }
}
