// docs/lab-yaml.md: every key of lab.yaml, from its JSON Schema.

/** The part of a JSON Schema that is read. */
interface Schema {
  /** @default another key says it, or it is text */
  readonly type?: string;
  /** @default none */
  readonly description?: string;
  /** @default it has none */
  readonly default?: unknown;
  /** @default its values are not listed */
  readonly enum?: readonly unknown[];
  /** @default it is not one value alone */
  readonly const?: unknown;
  /** @default it has none */
  readonly format?: string;
  /** @default any whole number */
  readonly minimum?: number;
  /** @default any whole number */
  readonly maximum?: number;
  /** @default it is no choice */
  readonly anyOf?: readonly Schema[];
  /** @default any values */
  readonly items?: Schema;
  /** @default it has none */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** @default none */
  readonly required?: readonly string[];
  /** @default it takes no names of the author's own */
  readonly additionalProperties?: boolean | Schema;
  /** @default it takes no names by a pattern */
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

export interface KeyRow {
  /** Such as `target.aws.region`; `NAME` stands for a name of the author's own, `[]` for the entries of a list. */
  readonly key: string;
  readonly value: string;
  readonly isRequired: boolean;
  /** @default it has none */
  readonly default?: unknown;
  readonly description: string;
}

/** More values than this are described instead of listed. */
const maxListed = 12;

const formats: ReadonlyMap<string, string> = new Map([
  ["ipv4", "an IPv4 address"],
  ["ipv6", "an IPv6 address"],
  ["cidrv4", "an IPv4 block"],
  ["cidrv6", "an IPv6 block"],
  ["date-time", "a moment"],
  ["uri", "an address"],
]);

const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function valueOf(schema: Schema): string {
  const { type, format, minimum, maximum, items } = schema;
  if (schema.anyOf) {
    const written = schema.anyOf.filter((one) => one.type !== "null").map(valueOf);
    return [...new Set(written)].join(" or ");
  }
  if (schema.const !== undefined) return `\`${written(schema.const)}\``;
  if (schema.enum)
    return schema.enum.length > maxListed
      ? `one of ${schema.enum.length} names`
      : schema.enum.map((one) => `\`${written(one)}\``).join(", ");
  if (format !== undefined) return formats.get(format) ?? format;
  switch (type) {
    case "integer":
    case "number":
      return minimum === undefined || maximum === undefined ? "a whole number" : `${minimum} to ${maximum}`;
    case "boolean":
      return "`true` or `false`";
    case "array":
      return `a list of ${items ? valueOf(items) : "values"}`;
    case "object":
      return "a mapping";
    default:
      return "text";
  }
}

/** The rows of a key and of what is below it. */
function rowsOf(key: string, schema: Schema, isRequired: boolean): KeyRow[] {
  return [
    { key, value: valueOf(schema), isRequired, default: schema.default, description: schema.description ?? "" },
    ...below(key, schema),
  ];
}

function below(key: string, schema: Schema): KeyRow[] {
  const { anyOf = [], items, properties = {}, required = [], additionalProperties, patternProperties = {} } = schema;
  return [
    ...anyOf.flatMap((one) => below(key, one)),
    ...(items ? below(`${key}[]`, items) : []),
    ...(typeof additionalProperties === "object" ? below(`${key}.NAME`, additionalProperties) : []),
    // a path is the only name with a pattern that has keys of its own
    ...Object.values(patternProperties).flatMap((one) => below(`${key}.FOLDER`, one)),
    ...Object.entries(properties).flatMap(([name, one]) => {
      // the one key of a choice, such as `aws` of `target`: what is chosen is in the row above
      const isChoice = Object.keys(properties).length === 1 && one.anyOf !== undefined && one.description === undefined;
      return isChoice ? below(`${key}.${name}`, one) : rowsOf(`${key}.${name}`, one, required.includes(name) && one.default === undefined);
    }),
  ];
}

/** Every key of the schema, in its order. */
export function keyRows(schema: object): KeyRow[] {
  const { properties = {}, required = [] } = schema as Schema;
  return Object.entries(properties).flatMap(([name, one]) => rowsOf(name, one, required.includes(name) && one.default === undefined));
}

function line({ key, value, isRequired, default: standard, description }: KeyRow): string {
  const isShown = standard !== undefined && typeof standard !== "object";
  const cells = [
    `\`${key}\``,
    value,
    isShown ? `\`${written(standard)}\`` : "",
    [...(isRequired ? ["**required**"] : []), ...(description === "" ? [] : [description])].join("; "),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The page as Markdown. */
export function keysPage(schema: object): string {
  const groups = new Map<string, KeyRow[]>();
  for (const row of keyRows(schema)) {
    const [top = ""] = row.key.split(/[.[]/);
    groups.set(top, [...(groups.get(top) ?? []), row]);
  }
  const tables = [...groups].map(
    ([top, rows]) => `## ${top}\n\n| key | value | default | |\n|---|---|---|---|\n${rows.map(line).join("\n")}`,
  );
  return `# lab.yaml

Every key. \`npm run docs\` writes this page from the schema that \`lab\` checks the file with, and editors complete by. \`NAME\` stands for a name of your own, \`[]\` for each entry of a list.
Keys at the top that begin with \`x-\` are yours: a place for anchors, which \`<<\` merges into a machine or a scenario's options.

${tables.join("\n\n")}
`;
}
