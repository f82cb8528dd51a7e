// Folders that people name: made with those above them, or an error that says why not; never a call that does not return.
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../workspace/make-folder";
import { testFolder } from "../lab-yaml";

test("a folder is made with those above it, each with the mode, and stays as it is the second time", () => {
  const folder = testFolder();
  mkdirSync(join(folder, "here"), { mode: 0o755 });
  for (let times = 0; times < 2; times++) makeFolder(join(folder, "here/a/b"), 0o700);
  const modes = ["here", "here/a", "here/a/b"].map((path) => statSync(join(folder, path)).mode & 0o777);
  expect(modes).toEqual([0o755, 0o700, 0o700]);
});

test.each([
  ["/proc/none/deep", /ENOENT|EACCES|EROFS|EPERM/],
  ["file", /EEXIST/],
  ["file/below", /ENOTDIR/],
  ["dangling", /EEXIST/],
  ["dangling/below", /EEXIST|ENOENT/],
])("%s is refused", (path, reason) => {
  const folder = testFolder();
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
  expect(() => makeFolder(path.startsWith("/") ? path : join(folder, path))).toThrow(reason);
});
