// Which disks of a host are full, by what its df says.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fullDisksScript, readFullDisks } from "../../provisioning/full-disks";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

/** What is read of a host whose df prints these rows: for space and for inodes, by folder. */
function look(rows: Readonly<Record<"labs" | "tmp", readonly [space: string, inodes: string]>>) {
  const home = testFolder();
  mkdirSync(join(home, "labs"));
  const df = `#!/bin/sh
echo "Filesystem Blocks Used Available Capacity Mounted on"
case "$1 $2" in
"-Pm $HOME/labs") echo "${rows.labs[0]}" ;; "-Pi $HOME/labs") echo "${rows.labs[1]}" ;;
"-Pm "*) echo "${rows.tmp[0]}" ;; *) echo "${rows.tmp[1]}" ;;
esac
`;
  writeFileSync(join(home, "df"), df, { mode: 0o755 });
  const env = { HOME: home, PATH: `${home}:${process.env["PATH"] ?? ""}` };
  return readFullDisks(spawnSync("sh", ["-s"], { input: fullDisksScript, encoding: "utf8", env }).stdout);
}

const roomy = ["/dev/root 20000 9000 11000 45% /", "/dev/root 1000000 20000 980000 2% /"] as const;

test.each([
  ["has room", "/dev/labs 2000 900 1100 45% /labs", "/dev/labs 1000 10 990 1% /labs", []],
  ["is full", "/dev/labs 2000 2000 0 100% /labs", "/dev/labs 1000 10 990 1% /labs", [{ folder: "~/labs", free: 0 }]],
  ["is nearly full", "/dev/labs 20000 19960 40 100% /labs", "/dev/labs 1000 10 990 1% /labs", [{ folder: "~/labs", free: 40 }]],
  ["is small", "/dev/labs 60 10 50 17% /labs", "/dev/labs 1000 10 990 1% /labs", []],
  ["takes no more files", "/dev/labs 2000 900 1100 45% /labs", "/dev/labs 1000 1000 0 100% /labs", [{ folder: "~/labs", free: 1100 }]],
  ["counts no files", "/dev/labs 2000 900 1100 45% /labs", "/dev/labs 0 0 0 - /labs", []],
])("a disk that %s", (_, space, inodes, disks) => {
  expect(look({ labs: [space, inodes], tmp: roomy })).toEqual(disks);
});

test("one disk is named once, and a line that is not the script's is nothing", () => {
  const full = ["/dev/root 2000 2000 0 100% /", "/dev/root 1000 10 990 1% /"] as const;
  expect(look({ labs: full, tmp: full })).toEqual([{ folder: "~/labs", free: 0 }]);
  expect(readFullDisks("full \u001b[2J 0\nfull etc 0\nfull labs -1\nfull tmp 7")).toEqual([{ folder: "/tmp", free: 7 }]);
});

(hasShellcheck ? test : test.skip)("shellcheck finds nothing in it", () => {
  expect(shellcheck(fullDisksScript)).toBe("");
});
