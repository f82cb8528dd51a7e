// Archives of hostile hosts: nothing is written outside the folder, nothing but plain files, and no more than a limit.
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { unpack } from "../../engine/unpack";
import { testFolder } from "../lab-yaml";

type Entry = Partial<Header> & { readonly name: string; readonly text?: string };

async function archive(entries: readonly Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { text = "", ...header } of entries) tar.entry(header, text);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}

/** A folder with nothing in it, and nothing beside it. */
function emptyFolder(): string {
  const folder = join(testFolder(), "kim");
  mkdirSync(folder);
  return folder;
}

const beside = (folder: string) => readdirSync(join(folder, ".."));
const inside = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

test("plain files arrive as they were, readable by their owner alone", async () => {
  const folder = emptyFolder();
  const content = await unpack(
    await archive([
      { name: "./", type: "directory" },
      { name: "./labs/답.txt", text: "42\n" },
      { name: "history/bash_history.txt", text: "docker ps\n", mode: 0o777 },
    ]),
    folder,
  );
  expect(content).toEqual({ files: 2, bytes: 13, refused: 0 });
  expect(readFileSync(join(folder, "labs/답.txt"), "utf8")).toBe("42\n");
  expect((statSync(join(folder, "history/bash_history.txt")).mode & 0o777).toString(8)).toBe("600");
});

test.each<[string, Entry]>([
  ["a path with ..", { name: "labs/../../out", text: "x" }],
  ["an absolute path", { name: "/tmp/lab-unpack-out", text: "x" }],
  ["a path of Windows", { name: "C:\\out", text: "x" }],
  ["a name with an escape sequence", { name: "labs/\u001b[2J", text: "x" }],
  ["a name that turns the direction of writing", { name: "labs/\u202etxt.exe", text: "x" }],
  ["a path deeper than any", { name: `${"a/".repeat(40)}x`, text: "x" }],
  ["a symbolic link", { name: "link", type: "symlink", linkname: "/etc/passwd" }],
  ["a hard link", { name: "link", type: "link", linkname: "../../x" }],
  ["a device", { name: "null", type: "character-device", devmajor: 1, devminor: 3 }],
  ["a block device", { name: "sda", type: "block-device" }],
  ["a pipe", { name: "pipe", type: "fifo" }],
])("%s is not written", async (_, entry) => {
  const folder = emptyFolder();
  const content = await unpack(await archive([entry, { name: "labs/own", text: "own" }]), folder);
  expect(content).toEqual({ files: 1, bytes: 3, refused: 1 });
  expect(inside(folder)).toEqual(["labs", "labs/own"]);
  expect(beside(folder)).toEqual(["kim"]);
  expect(existsSync("/tmp/lab-unpack-out")).toBe(false);
});

test("a link that comes before a file of its name leads nowhere, and a file is not written twice", async () => {
  const folder = emptyFolder();
  const entries: Entry[] = [
    { name: "labs", type: "symlink", linkname: "/tmp" },
    { name: "labs/lab-unpack-out", text: "x" },
    { name: "labs/lab-unpack-out", text: "y" },
    { name: "labs", text: "a file in place of a folder" },
  ];
  expect(await unpack(await archive(entries), folder)).toEqual({ files: 1, bytes: 1, refused: 3 });
  expect(lstatSync(join(folder, "labs")).isDirectory()).toBe(true);
  expect(readFileSync(join(folder, "labs/lab-unpack-out"), "utf8")).toBe("x");
});

test("a million files stop at the limit, and what was read until then stays", async () => {
  const folder = emptyFolder();
  const many = await archive(Array.from({ length: 3000 }, (_, at) => ({ name: `labs/${at}`, text: "" })));
  const content = await unpack(many, folder, { entries: 1000, bytes: 64_000_000 });
  expect(content).toEqual({ files: 1000, bytes: 0, refused: 0, stopped: "has more than 1000 entries" });
});

test("a file that unpacks to more than the limit is not kept in memory", async () => {
  const folder = emptyFolder();
  const bomb = await archive([
    { name: "labs/small", text: "small" },
    { name: "labs/zeros", text: "\0".repeat(20_000_000) },
  ]);
  expect(bomb.length).toBeLessThan(100_000);
  const content = await unpack(bomb, folder, { entries: 1000, bytes: 2_000_000 });
  expect(content).toEqual({ files: 1, bytes: 5, refused: 0, stopped: "unpacks to more than 2 MB" });
  expect(inside(folder)).toEqual(["labs", "labs/small"]);
});

test("what is not an archive, or half of one, is an error and never hangs", async () => {
  expect(await unpack(Buffer.from("hello"), emptyFolder())).toMatchObject({ files: 0, stopped: expect.any(String) as string });
  const whole = await archive([
    { name: "labs/a", text: "a".repeat(5000) },
    { name: "labs/b", text: "b" },
  ]);
  expect(await unpack(whole.subarray(0, whole.length / 2), emptyFolder())).toMatchObject({ stopped: expect.any(String) as string });
  expect(await unpack(Buffer.alloc(0), emptyFolder())).toMatchObject({ files: 0 });
});
