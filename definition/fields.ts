// Schemas of values that several keys or scenarios of lab.yaml share: names, ports, images, durations, regions.
import { z } from "zod";
import { t } from "../language/translate";
import { meant } from "./findings";
import { regions } from "./regions";
import { browsersRefuse } from "./web-ports";

/** Text of a form, which is the answer to any other value too: `budget: 50` is a number, and lacks its `USD`. */
export function formed(pattern: RegExp, error: () => string) {
  return z.string({ error: ({ input }) => (input === undefined ? undefined : error()) }).regex(pattern, { error });
}

export const tcpPort = z.int().min(1).max(65535);

/** A host port under which a student opens a page. */
export const port = tcpPort.refine((number) => !browsersRefuse(number), {
  error: () => t`is a port that browsers refuse to open; use another, such as 8080`,
});

const imageName = "[a-z0-9]+(?:(?:[.]|__?|-+)[a-z0-9]+)*";
const registry = "[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?";

/** An image reference as `docker pull` takes it. */
export const imageReference = formed(
  new RegExp(`^(?:${registry}/)?${imageName}(?:/${imageName})*(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`),
  () => t`must be an image reference, such as nginx:1.30`,
).max(300);

/** Names of classes and students: what Docker, Terraform, EC2 tags and host names all take. */
export const name = formed(
  /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/,
  () => t`must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit`,
);

/** `4h`, `90m`, `1h30m`. */
export const duration = formed(/^(?=\d)(\d{1,4}h)?(\d{1,4}m)?$/, () => t`must be hours and minutes, such as 4h, 90m or 1h30m`).regex(
  /[1-9]/,
  { error: () => t`must be more than 0 minutes, such as 4h` },
);

export const region = z.enum(regions, {
  error: ({ input }) => {
    const near = typeof input === "string" ? meant(input, regions) : "";
    return near === "" ? t`must be a region of AWS, such as ap-northeast-2` : t`must be a region of AWS${near}`;
  },
});
