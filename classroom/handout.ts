// What one student is given before the class: key, ssh_config, how to log in, their guide, their card; as a folder and as a zip.
import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import type { Student } from "../definition/class-definition";
import type { Host } from "../engine/host";
import { t } from "../language/translate";
import { cardOf } from "./cards";
import { cardsPage } from "./cards-page";
import { type GuideContext, guidePage } from "./guide";
import { handoutSsh, jumpHostLines } from "./handout-ssh";
import { loginPage } from "./login-page";
import { handoutCommand, type WayIn, wayIn } from "./way-in";

export interface Handout {
  readonly student: string;
  readonly label: string;
  /** The command that works in the folder that it unpacks to. @default the lab is on this machine */
  readonly login?: string;
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** Lines that the jump hosts need, by jump host. */
  readonly jumpHosts: ReadonlyMap<string, string>;
  /** What the instructor should know, a sentence each. */
  readonly problems: readonly string[];
}

/** The hand-out of a student whose host runs. */
export async function handoutOf(context: GuideContext, student: Student, host: Host, signal?: AbortSignal): Promise<Handout> {
  const { definition, workspace } = context;
  const { name: className, language } = definition;
  const { card, problem } = await cardOf(context, student, host, signal);
  const { label } = card;
  const files = new Map([
    ["guide.html", guidePage(context, student, host)],
    ["card.html", await cardsPage({ className, language, cards: [card] })],
  ]);
  const problems = problem === undefined ? [] : [problem];
  const way = wayIn(context, student, host);
  if (!way) return { student: student.name, label, files, jumpHosts: new Map(), problems };
  const { config, knownHosts } = handoutSsh(workspace, way);
  const folder = handoutFolder(className, student.name);
  files.set("how-to-log-in.html", loginPage({ language, label, className, folder, way })).set("ssh_config", config);
  if (knownHosts !== "") files.set("known_hosts", knownHosts);
  if (way.pair && way.keyFile !== undefined) files.set(way.keyFile, readFileSync(way.pair.file, "utf8"));
  const publicKey = student.key ?? way.pair?.publicKey;
  return {
    ...{ student: student.name, label, login: handoutCommand, files },
    jumpHosts: publicKey === undefined ? new Map<string, string>() : jumpHostLines(way, publicKey),
    problems: [...problems, ...wayProblems(way, publicKey)],
  };
}

function wayProblems({ jumps }: WayIn, publicKey: string | undefined): string[] {
  const nameless = jumps.filter(({ user }) => user === undefined);
  return [
    ...nameless.map(
      ({ address }) =>
        t`the jump host ${address} has no user in lab.yaml, and ssh takes that of the student's computer; write user@${address}`,
    ),
    ...(jumps.length > 0 && publicKey === undefined ? [t`their key is not known here: see yourself that it opens the jump host`] : []),
  ];
}

/** Name of the folder that a hand-out unpacks to. */
export function handoutFolder(className: string, student: string): string {
  return `${className}-${student}`;
}

/** Unix in a zip's "version made by", and the mode of a file that only its owner can read. */
const [unix, ownerAlone] = [3, 0o100600 << 16];

/** The files below a folder of that name; unpacked on macOS and Linux, only their owner can read them. */
export function zipOf(folder: string, files: ReadonlyMap<string, string>, now = new Date()): Uint8Array {
  return zipSync(
    Object.fromEntries(
      [...files].map(([name, text]) => [`${folder}/${name}`, [strToU8(text), { os: unix, attrs: ownerAlone, mtime: now }]] as const),
    ),
  );
}
