// The Korean of all messages, by their English: one file for each room that says them.
import { aws } from "./aws";
import { classroom } from "./classroom";
import { cli } from "./cli";
import { definition } from "./definition";
import { engine } from "./engine";
import { nouns } from "./nouns";
import { provisioning } from "./provisioning";
import { serve } from "./serve";
import { stacks } from "./stacks";

export const korean: ReadonlyMap<string, string> = new Map(
  [aws, classroom, cli, definition, engine, nouns, provisioning, serve, stacks].flatMap((room) => Object.entries(room)),
);
