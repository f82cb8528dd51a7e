// The Korean of all messages, by their English: one file for each room that says them.
import { aws } from "./aws";
import { cli } from "./cli";
import { definition } from "./definition";
import { engine } from "./engine";
import { nouns } from "./nouns";
import { stacks } from "./stacks";

export const korean: ReadonlyMap<string, string> = new Map(
  [aws, cli, definition, engine, nouns, stacks].flatMap((room) => Object.entries(room)),
);
