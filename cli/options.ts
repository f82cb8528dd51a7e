// Options of the verbs. Each can be given as an environment variable.
import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";

/** What follows a flag, read as a whole number of seconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number of seconds, from 1.");
  return value;
}

/** What follows a flag, read as a port. */
export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new InvalidArgumentError("It must be a port, from 1 to 65535.");
  return value;
}

/** Words separated by commas. */
export const list = (text: string) => text.split(",").filter(Boolean);

export const scenarioOption = (): Option => new Option("-s, --scenario <name>", "only this scenario").env("LAB_SCENARIO");

/**
 * A flag without a value. Its variable may say yes or no: commander itself takes any text, even `0`, for yes.
 * @throws InputError where the variable says neither.
 */
export function flag(flags: string, description: string, variable: string): Option {
  const option = new Option(flags, `${description} (env: ${variable})`);
  const value = process.env[variable]?.trim().toLowerCase();
  if (value === undefined) return option;
  if (["1", "true", "yes", "on"].includes(value)) return option.default(true, "from the environment");
  if (["", "0", "false", "no", "off"].includes(value)) return option;
  throw new InputError(
    t`${variable} is ${JSON.stringify(process.env[variable])}: must be 1 or 0 (true or false)`,
    t`Unset it, or set it to 1`,
  );
}

/** The options that every verb has. */
export function withGlobals(command: Command, formats: readonly string[] = ["table", "json"]): Command {
  return command
    .addOption(new Option("-f, --file <file>", "the class (default: lab.yaml here)").env("LAB_FILE"))
    .addOption(new Option("-o, --output <format>", "how the result is written").choices(formats).default("table").env("LAB_OUTPUT"))
    .addOption(flag("-y, --yes", "answer yes to every question", "LAB_YES"))
    .addOption(new Option("--on <students>", "only these students, separated by commas").argParser(list).env("LAB_ON"));
}
