// A terminal that is closed while a command works: the command finishes what it began and exits by itself.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { testFolder } from "../lab-yaml";
import { program } from "../program";

// util-linux' script gives a command a terminal; without it the terminal is gone
const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

const command = (folder: string) => `
  import { writeFileSync } from "node:fs";
  import { endWithoutTerminal } from "./cli/closed-terminal";
  import { endWithReader } from "./cli/output";
  const working = setInterval(() => process.stderr.write("working\\n"), 50);
  endWithReader(() => setTimeout(() => {
    writeFileSync("${folder}/finished", "");
    process.exitCode = 130;
    clearInterval(working);
  }, 300));
  endWithoutTerminal();
  writeFileSync("${folder}/began", "");`;

(hasTerminal ? test : test.skip)(
  "the work is finished, and the command ends with its own exit code",
  async () => {
    const folder = testFolder();
    const has = async (name: string) => {
      for (let tries = 0; tries < 200 && !existsSync(join(folder, name)); tries++) await sleep(50);
      return existsSync(join(folder, name));
    };
    // the shell is the terminal's own process and hears of its end; the command notices when it writes
    const shell = `trap '' HUP; node ${program(command(folder))}; echo $? > ${folder}/status`;
    const env = { ...process.env, SHELL: "/bin/sh" };
    const terminal = spawn("script", ["-qc", shell, "/dev/null"], { env, stdio: ["pipe", "ignore", "ignore"] });
    expect(await has("began")).toBe(true);
    terminal.kill("SIGKILL");
    expect(await has("finished")).toBe(true);
    expect(await has("status")).toBe(true);
    await sleep(100);
    expect(readFileSync(join(folder, "status"), "utf8")).toBe("130\n");
  },
  30_000,
);
