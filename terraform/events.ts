// Lines of Terraform's machine-readable output (its -json UI, format 1).

export type Action = "create" | "update" | "delete" | "replace" | "read" | "noop" | "import";

export interface Event {
  /** @default Terraform did not say what the line is */
  readonly type?: string;
  /** @default the line has none */
  readonly "@message"?: string;
  /** @default the line is about something else */
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    /** @default the summary says it all */
    readonly detail?: string;
    /** @default it is about no resource */
    readonly address?: string;
  };
  /** A step of a plan. @default the line is about something else */
  readonly change?: { readonly resource: { readonly addr: string; readonly resource_type: string }; readonly action: Action };
  /** A step of an apply. @default the line is about something else */
  readonly hook?: {
    /** @default it is about no resource */
    readonly resource?: { readonly addr: string; readonly resource_type: string };
    /** @default the step has none */
    readonly action?: Action;
    /** Since it began. @default it begins now */
    readonly elapsed_seconds?: number;
  };
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

/** The first words of an error that was too long. */
function cutEvent(line: string): Event | undefined {
  const [, message] = /^\{"@level":"error","@message":"((?:[^"\\]|\\.){1,500})/.exec(line) ?? [];
  if (message === undefined) return undefined;
  return { type: "diagnostic", diagnostic: { severity: "error", summary: message.replace(/^Error: /, "").replace(/\\./g, " ") } };
}
