// Runs the lab command in the test's own process, which saves the start of a process for each command line.
import { join } from "node:path";
import { runLab } from "../cli/lab-command";
import { testFolder } from "./lab-yaml";

export interface LabRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `lab WORDS` in a folder, with the test's environment and what is added to it, as if it were installed there. */
export async function lab(
  words: string[],
  environment: Record<string, string> = {},
  cwd = testFolder(),
  { npx = "npx" } = {},
): Promise<LabRun> {
  const before = { environment: process.env, cwd: process.cwd() };
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    jest.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  const inherited = { ...process.env };
  delete inherited["FORCE_COLOR"];
  process.env = { ...inherited, NO_COLOR: "1", LAB_HOME: join(cwd, ".lab"), ...environment };
  process.chdir(cwd);
  try {
    return { status: await runLab(words, new AbortController().signal, npx), ...written };
  } finally {
    process.chdir(before.cwd);
    process.env = before.environment;
    for (const spy of spies) spy.mockRestore();
  }
}
