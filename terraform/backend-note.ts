// What a stack's folder remembers of where its state was (.terraform/terraform.tfstate): a note of Terraform's, not the state itself.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { readStack, type SynthesizedStack } from "./stack-json";

const local = z.object({ path: z.string() });
const s3 = z.object({ bucket: z.string(), key: z.string() });
const note = z.object({ backend: z.object({ type: z.string(), config: z.unknown() }) });

interface Place {
  readonly kind: "local" | "s3";
  /** What tells two places of one kind apart. */
  readonly at: string;
  /** The class whose state it is. */
  readonly className: string;
}

/**
 * Forgets the note where the folder was used for another class, as `cdktf.out` is by plain cdktf with another LAB_FILE: Terraform would
 * offer to copy that class's state into this one's. Where the same class's state moves, to S3 or back, Terraform has to be asked.
 */
export function forgetOtherClass(stack: SynthesizedStack): void {
  const path = join(stack.folder, ".terraform", "terraform.tfstate");
  if (!existsSync(path)) return;
  const before = readNote(path);
  const [now] = Object.entries(readStack(stack).terraform?.backend ?? {}).flatMap(([kind, config]) => placeOf(kind, config) ?? []);
  if (!now || (before && !isOther(before, now))) return;
  rmSync(path);
}

/** Of two folders with classes of one name each has its own state; one state that moves does so between this machine and S3. */
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

/** Names of state files are made in stacks/configure-stack.ts: `…/<class>/state/<stack>.tfstate`, and `…/<class>/<stack>.tfstate` in S3. */
function placeOf(kind: string, config: unknown): Place | undefined {
  if (kind === "local") {
    const { data } = local.safeParse(config);
    return data && { kind, at: data.path, className: basename(dirname(dirname(data.path))) };
  }
  const { data } = s3.safeParse(config);
  return data && { kind: "s3", at: `${data.bucket}/${data.key}`, className: basename(dirname(data.key)) };
}
