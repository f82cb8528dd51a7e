// Korean messages about lab.yaml and the roster.
export const definition: Record<string, string> = {};
