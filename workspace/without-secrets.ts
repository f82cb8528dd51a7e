// Takes secrets out of a text that is shown to others: those that are known, and what looks like one.

const removed = "(removed)";

/** Patterns of secrets; the first group stays. */
const shapes: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /((?:password|passwd|secret|token|api[-_]?key|access[-_]?key|credential|authorization)\w*["']?\s*[:=]\s*["']?)(?:(?:basic|bearer) )?[^\s"',}\]]+/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
];

/** Shorter ones are words of their own, which would be taken out everywhere. */
const minLength = 6;

/** @param known Secrets of the class and of this machine, as they are written. */
export function withoutSecrets(text: string, known: readonly string[]): string {
  const longest = [...new Set(known)].filter(({ length }) => length >= minLength).sort((a, b) => b.length - a.length);
  const withoutKnown = longest.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
  return shapes.reduce((rest, shape) => rest.replace(shape, (_, kept: string) => kept + removed), withoutKnown);
}
