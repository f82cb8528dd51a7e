// The Korean of all messages, by their English: one file for each room that says them.
import { cli } from "./cli";
import { definition } from "./definition";
import { nouns } from "./nouns";

export const korean: ReadonlyMap<string, string> = new Map([nouns, definition, cli].flatMap((room) => Object.entries(room)));
