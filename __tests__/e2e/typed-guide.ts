// Types a guide's blocks at a terminal of a host, as a student pastes them, and expects of each what the guide shows.
import { setTimeout as sleep } from "node:timers/promises";
import { guideFacts } from "../../classroom/guide-facts";
import { type CommandBlock, commandBlocks, exerciseBlocks, fillGuide, readGuide } from "../../stacks/scenarios/guide-text";
import { typeBlock } from "../../classroom/typist";
import type { Host } from "../../engine/host";
import { Terminal } from "../../engine/terminal";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { missingLine } from "../missing-line";
import type { ClassHosts } from "./class-host";

/** The blocks of a scenario's guide: those of its exercise, and those of its clean-up. */
export function blocksOf(
  definition: LabClass,
  { workspace }: ClassHosts,
  { student, address }: Host,
  name: string,
): { exercise: CommandBlock[]; cleanUp: CommandBlock[] } {
  const use = definition.scenarios.find(({ spec }) => spec.name === name);
  if (!use) throw new Error(`the class has no ${name}`);
  // both languages have the same blocks, which a unit test compares
  const guide = fillGuide(readGuide(use.spec, "en"), guideFacts({ definition, workspace }, { student, address, use }));
  const exercise = exerciseBlocks(guide);
  return { exercise, cleanUp: commandBlocks(guide).slice(exercise.length) };
}

/** Seconds that a person looks at the screen before typing on. */
const pause = { afterContainer: 1.1, else: 0.2 };

/** Types blocks in one login. */
export async function typeBlocks(host: Host, blocks: readonly CommandBlock[]): Promise<void> {
  const terminal = await Terminal.open(host);
  try {
    for (const block of blocks) {
      const commands = block.lines.map(({ text }) => text);
      const output = await typeBlock(terminal, host, block);
      const missing = block.expected === undefined ? undefined : missingLine(block.expected, output);
      expect({ commands, missing, output: missing === undefined ? "" : output }).toEqual({ commands, missing: undefined, output: "" });
      await sleep(1000 * (block.kind === "console" ? pause.afterContainer : pause.else));
    }
  } finally {
    terminal.close();
  }
}
