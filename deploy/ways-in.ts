// Which students cannot log in to their host, as far as that can be known before anybody tries.
import pLimit from "p-limit";
import { getThrough, proxyAgent } from "../aws/proxy";
import type { ClassDefinition, Student } from "../definition/class-definition";
import { gitHubUsersAtOnce } from "../definition/limits";
import { hasGates, isThisMachine } from "../definition/targets";
import { t } from "../language/translate";
import { readSeats } from "../workspace/seats";
import type { Workspace } from "../workspace/workspace";

/** A student who cannot log in, and why. */
export interface ShutOut {
  readonly student: string;
  readonly reason: string;
}

export interface WaysIn {
  /** How many students log in by what; on this machine nobody has to. */
  readonly byKeyOfClass: number;
  readonly byPassword: number;
  readonly byOwnKey: number;
  readonly byGithub: number;
  readonly shutOut: readonly ShutOut[];
}

/** Milliseconds for one question to GitHub. */
const timeout = 5000;

/** GitHub is asked for the keys of students with a GitHub user; where it does not answer, they are taken to have some. */
export async function waysIn(definition: ClassDefinition, workspace: Workspace): Promise<WaysIn> {
  const { students, target } = definition;
  const none = { byKeyOfClass: 0, byPassword: 0, byOwnKey: 0, byGithub: 0, shutOut: [] };
  if (isThisMachine(target)) return none;
  const byPassword = definition.login === "password" ? students : [];
  const others = students.filter((student) => !byPassword.includes(student));
  const byOwnKey = others.filter(({ key }) => key !== undefined);
  const byGithub = others.filter(({ key, github }) => key === undefined && github !== undefined);
  const limit = pLimit(gitHubUsersAtOnce);
  const asked = await Promise.all(byGithub.map((student) => limit(() => withoutGithubKeys(student))));
  return {
    byKeyOfClass: others.length - byOwnKey.length - byGithub.length,
    ...{ byPassword: byPassword.length, byOwnKey: byOwnKey.length, byGithub: byGithub.length },
    shutOut: [...asked.flat(), ...withoutGate(definition, workspace)],
  };
}

async function withoutGithubKeys({ name, github = "" }: Student): Promise<ShutOut[]> {
  const keys = await githubKeys(github);
  if (keys === undefined || /^(ssh|ecdsa|sk)-/m.test(keys)) return [];
  return [{ student: name, reason: t`GitHub has no keys of ${github}; add their key to the roster, or remove github` }];
}

/** Undefined where GitHub does not answer. */
async function githubKeys(user: string): Promise<string | undefined> {
  const url = `https://github.com/${user}.keys`;
  try {
    const agent = proxyAgent(url);
    if (agent) return await getThrough(agent, url, timeout);
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    if (answer.status === 404) return "";
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Without a gate nothing is put on a host after its first boot. */
function withoutGate(definition: ClassDefinition, workspace: Workspace): ShutOut[] {
  const { target, login, students } = definition;
  if (hasGates(target)) return [];
  if (login === "password")
    return students.map(({ name }) => ({ student: name, reason: t`target.aws.wait is false: a password needs wait: true` }));
  const seats = readSeats(definition, workspace);
  return [...seats].map(([student, spare]) => ({
    student,
    reason: t`sits at ${spare}, and target.aws.wait is false: a key needs wait: true`,
  }));
}

/** For a person: one line on how many log in by what, and one for each who cannot. */
export function waysInLines({ byKeyOfClass, byPassword, byOwnKey, byGithub, shutOut }: WaysIn): string[] {
  const counts = [
    [byKeyOfClass, (students: number) => t`${students} by a key that the class made for each (npx lab handout)`],
    [byPassword, (students: number) => t`${students} by a password (npx lab cards)`],
    [byOwnKey, (students: number) => t`${students} by a key of their own`],
    [byGithub, (students: number) => t`${students} by their keys on GitHub`],
  ] as const;
  const shown = counts.filter(([count]) => count > 0).map(([count, how]) => how(count));
  if (shown.length === 0) return [];
  return [t`Students log in: ${shown.join(", ")}`, ...shutOut.map(({ student, reason }) => t`No way in for ${student}: ${reason}`)];
}
