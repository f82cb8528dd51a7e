// Checks a stack's state file before Terraform reads it, which would take an empty one for no state and create everything a second time.
import { existsSync, readFileSync, statSync } from "node:fs";
import { t } from "../language/translate";
import { readState } from "../workspace/state-resources";
import type { Diagnostic } from "./diagnostic";
import { type SynthesizedStack, stateFileOf } from "./stack-json";

/** Version of the state's format; Terraform 0.12 to 1.15 and OpenTofu write 4. */
const format = 4;

/** What is wrong with the state file; undefined for one that Terraform accepts, or where there is none. */
export function stateProblem(stack: SynthesizedStack): Diagnostic | undefined {
  const path = stateFileOf(stack);
  if (path === undefined || !existsSync(path)) return undefined;
  const state = read(path);
  if (state === undefined) return { summary: t`The state file ${path} is damaged`, detail: "", next: nextOf(path) };
  if (state.version <= format) return undefined;
  return {
    summary:
      state.terraform_version === undefined
        ? t`The state file ${path} was written in format ${state.version}, which is newer than this Terraform reads`
        : t`The state file ${path} was written by Terraform ${state.terraform_version} in format ${state.version}, which is newer than this Terraform reads`,
    detail: "",
    next: t`Use the Terraform that wrote it (LAB_TERRAFORM names one). ${nextOf(path)}`,
  };
}

function nextOf(path: string): string {
  const backup = `${path}.backup`;
  const gone = t`the next npx lab up clears what it finds of the lab on the Engine`;
  if ((read(backup)?.version ?? format + 1) <= format)
    return t`Terraform's copy from before its last change is whole (${statSync(backup).mtime.toISOString()}): cp '${backup}' '${path}', then the command again`;
  return t`There is no whole copy (${backup}). Put one of your own back, or move the file away: ${gone}`;
}

function read(path: string): ReturnType<typeof readState> {
  try {
    return readState(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
