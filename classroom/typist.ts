// Types a guide's commands on a host, with the values that a student finds out on the way.
import { FailedError } from "../definition/errors";
import { failureOf, type Host, succeeded } from "../engine/host";
import type { Terminal } from "../engine/terminal";
import { t } from "../language/translate";
import type { CommandBlock } from "../stacks/scenarios/guide-text";

/** A block's commands as they are typed: each placeholder in capitals is replaced by what its command prints on the host. */
async function commandsOf(host: Host, { lines, blanks }: CommandBlock): Promise<string[]> {
  const commands = lines.map(({ text }) => text);
  for (const [word, command] of Object.entries(blanks)) {
    const answer = await host.run(command);
    if (!succeeded(answer)) throw new FailedError(t`${host.student}: the value of ${word} was not found: ${failureOf(answer)}`);
    commands.forEach((text, at) => (commands[at] = text.replaceAll(new RegExp(`\\b${word}\\b`, "g"), () => answer.stdout.trim())));
  }
  return commands;
}

/**
 * Types a block and returns all that the terminal showed. Commands for different prompts are typed line by line.
 * @throws Error when a prompt does not come back.
 */
export async function typeBlock(terminal: Pick<Terminal, "type">, host: Host, block: CommandBlock): Promise<string> {
  const commands = await commandsOf(host, block);
  if (block.kind === "sh") return terminal.type(commands.join("\n"));
  let output = "";
  for (const command of commands) output += await terminal.type(command);
  return output;
}
