// Sessions of students' pages, on this machine's own tmux: they end with the lab, and other sessions stay.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { endSessionsScript, sessionName, sessionScript } from "../../provisioning/browser-session";
import { testFolder } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

(hasShellcheck ? test : test.skip)("shellcheck has nothing to say", () => {
  expect(shellcheck(sessionScript(sessionName("c", "kim", 1), "/c/o'brien"))).toBe("");
  expect(shellcheck(endSessionsScript("c", "kim"))).toBe("");
});

(hasTmux ? test : test.skip)("a lab's sessions end with it, but for the one that ends them and those of other students", () => {
  const folder = testFolder();
  mkdirSync(join(folder, "home"));
  const env = { ...process.env, TMUX_TMPDIR: folder, HOME: join(folder, "home"), TMUX: "" };
  const names = [sessionName("c", "kim", 1), sessionName("c", "kim", 2), sessionName("c", "kim-1", 1), sessionName("c", "lee", 1)];
  const tmux = (name: string, ...words: string[]) => spawnSync("tmux", ["-L", name, ...words], { env }).status;
  const run = (given: Record<string, string> = {}) =>
    spawnSync("sh", ["-s"], { input: endSessionsScript("c", "kim"), env: { ...env, ...given }, encoding: "utf8" });
  const alive = () => names.filter((name) => tmux(name, "has-session") === 0);
  try {
    for (const name of names) expect(tmux(name, "new-session", "-d", "sleep", "600")).toBe(0);
    expect(run({ LAB_TERMINAL: names[0] ?? "" })).toMatchObject({ stderr: "", status: 0 });
    expect(alive()).toEqual([names[0], names[2], names[3]]);
    expect(run()).toMatchObject({ stderr: "", status: 0 });
    expect(alive()).toEqual([names[2], names[3]]);
  } finally {
    for (const name of names) tmux(name, "kill-server");
  }
});
