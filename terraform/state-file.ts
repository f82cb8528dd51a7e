// A state file that Terraform cannot read, which it reports as a lock that somebody holds: the file, its backup, and what to do.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "./diagnostic";

interface Backend {
  readonly terraform?: { readonly backend?: { readonly local?: { readonly path?: string } } };
}

/** What a diagnostic means where it is about the state of the stack in `folder`; else the diagnostic as it is. */
export function explainState(diagnostic: Diagnostic, folder: string): Diagnostic {
  const text = `${diagnostic.summary} ${diagnostic.detail}`.replace(/\s+/g, " ");
  const isNewer = /uses format version \d+, which is not supported|created by Terraform v?[\d.]+, which is newer/.test(text);
  const isDamaged = /Unsupported state file format|tfstate: is a directory/.test(text);
  if (!isNewer && !isDamaged) return diagnostic;
  const path = statePath(folder);
  const state = path === undefined ? "the state in the backend" : `the state file ${path}`;
  if (isNewer) {
    const [, version] = /created by Terraform v?(\d[\d.]*\d)/.exec(text) ?? [];
    return {
      summary: `${state} was written by a newer Terraform${version === undefined ? "" : ` (${version})`}`,
      detail: "run that version: LAB_TERRAFORM names its path",
    };
  }
  const backup = path === undefined ? undefined : `${path}.backup`;
  return {
    summary: `${state} is damaged`,
    detail:
      backup !== undefined && existsSync(backup)
        ? `Terraform's backup of the state before is ${backup}; look at it, then put it in the place of the damaged one`
        : "there is no backup beside it; move it aside, then npx lab down takes away what stands",
  };
}

/** The local state file of a stack; undefined where its state is elsewhere. */
function statePath(folder: string): string | undefined {
  const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as Backend;
  const path = terraform?.backend?.local?.path;
  return path === undefined ? undefined : resolve(folder, path);
}
