// Target local as it is recorded: where this machine's Engine listens.
import { z } from "zod";
import { t } from "../../language/translate";
import type { RecordedKind } from "./recorded-kind";

const schema = z.object({
  kind: z.literal("local"),
  bind: z.string(),
  /** Where it listens; absent where only Terraform's state is known, which does not say. */
  engine: z.string().optional(),
});

/** Where the Engine of a Linux machine listens by default. */
export const usualEngine = "unix:///var/run/docker.sock";

export const local: RecordedKind<z.output<typeof schema>> = {
  schema,
  place: ({ engine = usualEngine }) => (engine === usualEngine ? "this machine" : `the Engine at ${engine}`),
  name: ({ engine = usualEngine }) => (engine === usualEngine ? t`this machine` : t`the Engine at ${engine}`),
  recover: (_, { exists }) => (exists ? undefined : { target: { kind: "local", bind: "127.0.0.1" } }),
};
