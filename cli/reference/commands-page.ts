// docs/commands.md: every verb of the lab command with its options, from the program itself.
import type { Command, Option } from "commander";

const cell = (text: string) => text.replaceAll("|", "\\|");

/** The option's variable, where its description does not name it already. */
function variableOf({ envVar, description }: Option): string {
  return envVar ?? /\(env: (\w+)\)/.exec(description)?.[1] ?? "";
}

function row(option: Option): string {
  const description = option.description.replace(/ \(env: \w+\)/, "");
  const allowed = option.argChoices ? `: ${option.argChoices.map((choice) => `\`${choice}\``).join(", ")}` : "";
  const standard = option.defaultValue === undefined ? "" : `\`${String(option.defaultValue)}\``;
  return `| \`${option.flags}\` | ${cell(description)}${allowed} | ${standard} | \`${variableOf(option)}\` |`;
}

function optionTable(options: readonly Option[]): string {
  return ["| option | | default | variable |", "|---|---|---|---|", ...options.map(row)].join("\n");
}

/** The page as Markdown. */
export function commandsPage(program: Command): string {
  const { commands } = program;
  const flagsOf = (command: Command) => new Set(command.options.map(({ flags }) => flags));
  const isCommon = ({ flags }: Option) => commands.every((command) => flagsOf(command).has(flags));
  const common = commands[0]?.options.filter(isCommon) ?? [];
  const sections = commands.map((command) => {
    // such as the formats of `lab check`, which has more than the others
    const own = command.options.filter((option) => {
      const shared = common.find(({ flags }) => flags === option.flags);
      return shared === undefined || String(shared.argChoices) !== String(option.argChoices);
    });
    const usage = ["lab", command.name(), ...command.registeredArguments.map(argumentText)].join(" ");
    return [`## ${usage}`, "", `${command.description()}.`, ...(own.length === 0 ? [] : ["", optionTable(own)])].join("\n");
  });
  return `# Commands

Every verb of \`npx lab\`. \`npm run docs\` writes this page from the program; \`npx lab VERB --help\` prints the same.

Every verb takes these options. Each can be given as an environment variable, and an option takes precedence over its variable.

${optionTable(common)}

${sections.join("\n\n")}
`;
}

function argumentText(argument: Command["registeredArguments"][number]): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
