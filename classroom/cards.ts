// What one student is handed on a card: how to log in, the addresses, when the host ends.
import type { ClassDefinition, Student } from "../definition/class-definition";
import { isoAt, ownOffset } from "../definition/moment";
import { plainLine } from "../definition/plain-text";
import { failureOf, type Host, succeeded } from "../engine/host";
import { urlOf } from "../engine/status";
import { t } from "../language/translate";
import { momentIn, showEndScript } from "../provisioning/end-of-life";
import type { LabClass } from "../stacks/scenarios/scenario";
import { knownCodes } from "../workspace/codes";
import type { Workspace } from "../workspace/workspace";
import type { Card } from "./cards-page";
import { loginLine, wayIn } from "./way-in";

/** A card, and why something is missing from it. */
export interface CardReport {
  readonly card: Card;
  /** @default nothing is missing */
  readonly problem?: string;
}

export interface CardContext {
  readonly definition: LabClass;
  readonly workspace: Workspace;
}

/** A student's card. Where the class has an end, the host is asked for its own: `lab extend` may have moved it. */
export async function cardOf(context: CardContext, student: Student, host: Host, signal?: AbortSignal): Promise<CardReport> {
  const { definition, workspace } = context;
  const codes = knownCodes(workspace);
  const code = codes?.students.get(student.name);
  const way = wayIn(context, student, host);
  const end = definition.end ? await endOf(host, signal) : {};
  return {
    card: {
      student: student.name,
      label: plainLine(student.label ?? student.name),
      ...(way && { login: loginLine(way) }),
      ...(way?.password !== undefined && { password: way.password }),
      // only where others than this machine reach the pages
      ...(codes?.url !== undefined && code !== undefined && { page: { url: codes.url, code } }),
      scenarios: definition.scenarios.map(({ spec, options, state }) => ({
        scenario: spec.name,
        state,
        addresses: spec
          .endpoints(options)
          .map((endpoint) => ({ what: endpoint.title?.[definition.language] ?? endpoint.name, url: urlOf(host.address, endpoint) })),
      })),
      ...(end.ends && { ends: isoAt(end.ends, offsetFor(definition, end.ends)) }),
    },
    ...(end.problem !== undefined && { problem: end.problem }),
  };
}

interface HostEnd {
  /** @default the host does not say it */
  readonly ends?: Date;
  /** Why the card has no end. @default the host says it */
  readonly problem?: string;
}

async function endOf(host: Host, signal?: AbortSignal): Promise<HostEnd> {
  const answer = await host.run(showEndScript(), { timeout: 20, ...(signal && { signal }) });
  const ends = succeeded(answer) ? momentIn(answer.stdout) : undefined;
  if (ends) return { ends };
  const why = succeeded(answer) ? t`its answer is not a time` : failureOf(answer);
  return { problem: t`the host does not say when it ends (${why}), and the card leaves it out; npx lab logs ${host.student}` };
}

function offsetFor({ end }: ClassDefinition, moment: Date): number {
  return end && "offset" in end ? end.offset : ownOffset(moment);
}
