// Lines of Terraform's machine-readable output (its -json UI, format 1).

export type Action = "create" | "update" | "delete" | "replace" | "read" | "noop" | "import";

export interface Event {
  readonly type?: string;
  readonly "@message"?: string;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string; readonly address?: string };
  readonly change?: { readonly resource: { readonly addr: string; readonly resource_type: string }; readonly action: Action };
  readonly hook?: { readonly resource?: { readonly addr: string }; readonly action?: string };
}

/** @param cut Whether the line is only the beginning of one that was too long. */
export function parseEvent(line: string, cut = false): Event | undefined {
  if (!line.startsWith("{")) return undefined;
  if (cut) return cutEvent(line);
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

/** Of an error that was too long, its first words. */
function cutEvent(line: string): Event | undefined {
  const [, message] = /^\{"@level":"error","@message":"((?:[^"\\]|\\.){1,500})/.exec(line) ?? [];
  if (message === undefined) return undefined;
  return { type: "diagnostic", diagnostic: { severity: "error", summary: message.replace(/^Error: /, "").replace(/\\./g, " ") } };
}

const verbs = new Map([
  ["create", "making"],
  ["delete", "removing"],
  ["update", "changing"],
  ["read", "reading"],
  ["replace", "replacing"],
]);

/** What goes on, for a person. */
export function verb(action = ""): string {
  return verbs.get(action) ?? action;
}
