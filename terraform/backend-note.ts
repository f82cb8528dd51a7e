// Terraform's note in a stack's folder of where its state was (.terraform/terraform.tfstate), which is not the state itself.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { readStack, type SynthesizedStack } from "./stack-json";

const local = z.object({ path: z.string() });
const s3 = z.object({ bucket: z.string(), key: z.string() });
const note = z.object({ backend: z.object({ type: z.string(), config: z.unknown() }) });

interface Place {
  readonly kind: "local" | "s3";
  /** What distinguishes two places of one kind. */
  readonly at: string;
  /** The class whose state it is. */
  readonly className: string;
}

/**
 * Removes the note when the folder was used for another class, as `cdktf.out` is by plain cdktf with another LAB_FILE: Terraform would
 * offer to copy that class's state into this one's. When the same class's state moves, to S3 or back, Terraform has to ask.
 */
export function forgetOtherClass(stack: SynthesizedStack): void {
  const path = join(stack.folder, ".terraform", "terraform.tfstate");
  if (!existsSync(path)) return;
  const before = readNote(path);
  const [now] = Object.entries(readStack(stack).terraform.backend).flatMap(([kind, config]) => placeOf(kind, config) ?? []);
  if (!now || (before && !isOther(before, now))) return;
  rmSync(path);
}

/** Two folders with classes of the same name have a state each; a state moves only between this machine and S3. */
function isOther(before: Place, now: Place): boolean {
  return before.className !== now.className || (before.kind === "local" && now.kind === "local" && before.at !== now.at);
}

function readNote(path: string): Place | undefined {
  try {
    const { backend } = note.parse(JSON.parse(readFileSync(path, "utf8")));
    return placeOf(backend.type, backend.config);
  } catch {
    return undefined;
  }
}

/** Names of state files come from stacks/class-stack.ts: `…/<class>/state/<stack>.tfstate`, and `…/<class>/<stack>.tfstate` in S3. */
function placeOf(kind: string, config: unknown): Place | undefined {
  if (kind === "local") {
    const { data } = local.safeParse(config);
    return data && { kind, at: data.path, className: basename(dirname(dirname(data.path))) };
  }
  const { data } = s3.safeParse(config);
  return data && { kind: "s3", at: `${data.bucket}/${data.key}`, className: basename(dirname(data.key)) };
}
