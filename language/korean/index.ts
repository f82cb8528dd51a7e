// The Korean of all messages, by their English: one file for each room that has them.
import { aws } from "./aws";
import { classroom } from "./classroom";
import { cli } from "./cli";
import { definition } from "./definition";
import { deploy } from "./deploy";
import { engine } from "./engine";
import { nouns } from "./nouns";
import { provisioning } from "./provisioning";
import { serve } from "./serve";
import { stacks } from "./stacks";
import { terraform } from "./terraform";
import { workspace } from "./workspace";

export const korean: ReadonlyMap<string, string> = new Map(
  [aws, classroom, cli, definition, deploy, engine, nouns, provisioning, serve, stacks, terraform, workspace].flatMap((room) =>
    Object.entries(room),
  ),
);
