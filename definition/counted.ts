// Things with names, counted for a question or a line: few are named, many are a number.

/** Names that fit into a question. */
const maxNames = 10;

/** `1 host`, `3 hosts`. `things` where the plural is not with an s. */
export function amount(count: number, thing: string, things = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : things}`;
}

/** `1 host (kim)`, `3 hosts (kim, lee, park)`; more than ten are `30 hosts`. `things` where the plural is not with an s. */
export function counted(names: readonly string[], thing: string, things = `${thing}s`): string {
  const count = amount(names.length, thing, things);
  return names.length === 0 || names.length > maxNames ? count : `${count} (${names.join(", ")})`;
}
