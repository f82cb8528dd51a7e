// A class while it is served: what its routes share.
import type { WebSocket } from "@fastify/websocket";
import type { ClassCheck } from "../definition/scenario";
import type { Language } from "../language/language";
import type { Host } from "../engine/host";
import type { GraphContainer } from "../engine/lab-graph";
import { hostOfStudent } from "../engine/student-host";
import { labsFolder } from "../classroom/labs-folder";
import { classChecks } from "../stacks/scenarios/class-checks";
import type { LabClass } from "../stacks/scenarios/scenario";
import type { Workspace } from "../workspace/workspace";
import { byCard, Claims } from "../workspace/claims";
import type { ClassCodes } from "../workspace/codes";
import { marksOf, type StudentMarks, stuckSince } from "./board-state";
import { Channels } from "./channels";
import { Door } from "./door";
import { heartbeat } from "./limits";
import { Lookers } from "./lookers";
import { Rounds } from "./rounds";
import { type OpenPtyFor, ptyOpener, Terminals } from "./terminals";

/** What an instructor can do from the board. Each returns its outcome in one line. */
export interface BoardActions {
  solve(student: string, scenario: string): Promise<string>;
  reset(student: string, scenario: string): Promise<string>;
}

export interface ServedClassProps {
  readonly definition: LabClass;
  readonly workspace: Workspace;
  readonly codes: ClassCodes;
  /** Code of those who come without a card. @default nobody does */
  readonly claim?: string;
  /** Fetches the class's current hosts. */
  readonly hosts: () => Promise<readonly Host[]>;
  /** What of the student's lab is on a host, for the drawing in their guide. */
  readonly graph: (host: Host) => Promise<readonly GraphContainer[]>;
  readonly actions: BoardActions;
  readonly signal: AbortSignal;
  /** How a terminal is opened. @default a pty on the student's host */
  readonly open?: OpenPtyFor;
}

/** A row of the board. */
export interface BoardRow extends StudentMarks {
  readonly student: string;
  readonly label: string;
  /** Whether a page of theirs is open. */
  readonly connected: boolean;
  readonly terminals: readonly number[];
  /** When the host ends by itself, ISO 8601. @default it does not, or that is not known */
  readonly ends?: string;
  /** ISO 8601. @default all exercises are done */
  readonly stuckSince?: string;
  /** ISO 8601. @default the seat was not claimed */
  readonly claimedSince?: string;
}

/** Milliseconds for which the list of hosts is cached. */
const hostsAge = 15_000;

export const boardChannel = "board";
export const studentChannel = (student: string) => `student ${student}`;

export class ServedClass {
  readonly checks: readonly ClassCheck[];
  readonly language: Language;
  readonly students: readonly string[];
  readonly claims: Claims;
  readonly door: Door;
  readonly rounds: Rounds;
  readonly terminals: Terminals;
  readonly channels = new Channels();
  readonly lookers: Lookers;
  private readonly began = new Date().toISOString();
  /** The most recently fetched hosts. */
  private seen: readonly Host[] = [];
  private known: { readonly at: number; readonly hosts: Promise<readonly Host[]> } | undefined;

  constructor(readonly props: ServedClassProps) {
    const { definition, workspace, codes, claim, signal, open = ptyOpener(definition.name) } = props;
    this.checks = classChecks(definition.scenarios, labsFolder(definition, workspace));
    this.language = definition.language;
    this.students = definition.students.map(({ name }) => name);
    this.claims = new Claims(workspace);
    this.door = new Door({ codes, students: this.students, claims: this.claims, ...(claim !== undefined && { claim }) });
    this.rounds = new Rounds({ workspace, students: this.students, checks: this.checks, hosts: () => this.hosts(), signal });
    this.lookers = new Lookers((student, tab, looking) =>
      this.channels.send(studentChannel(student), { type: "looking", tab, ...looking }),
    );
    this.terminals = new Terminals({
      hostOf: (student) => this.hostOf(student),
      open,
      onChange: (student) => this.changed(student),
    });
    this.rounds.onAnswer((student) => {
      this.changed(student);
      this.channels.send(studentChannel(student), { type: "checks", ...this.marks(student) });
    });
  }

  hosts(): Promise<readonly Host[]> {
    if (!this.known || Date.now() - this.known.at > hostsAge) {
      const hosts = this.props.hosts();
      this.known = { at: Date.now(), hosts };
      void hosts.then(
        (seen) => (this.seen = seen),
        // a failure is not cached
        () => (this.known = undefined),
      );
    }
    return this.known.hosts;
  }

  /** @throws FailedError where the student has none. */
  async hostOf(student: string): Promise<Host> {
    return hostOfStudent(await this.hosts(), student);
  }

  /** How a student is shown: the roster's label, else the name. */
  labelOf(student: string): string {
    return this.props.definition.students.find(({ name }) => name === student)?.label ?? student;
  }

  marks(student: string): StudentMarks {
    const { checks, language, rounds } = this;
    return marksOf({ student, checks, language, round: rounds.latest.get(student), progress: rounds.progress });
  }

  row(student: string): BoardRow {
    const stuck = stuckSince({ student, checks: this.checks, progress: this.rounds.progress }, this.began);
    const claim = this.claims.of(student);
    const { ends } = this.seen.find((host) => host.student === student) ?? {};
    return {
      student,
      label: this.labelOf(student),
      connected: this.channels.count(studentChannel(student)) > 0,
      terminals: this.terminals.of(student).tabs,
      ...this.marks(student),
      ...(ends && { ends: ends.toISOString() }),
      ...(stuck !== undefined && { stuckSince: stuck }),
      ...(claim && claim.id !== byCard && { claimedSince: claim.since }),
    };
  }

  /** Updates a student's row on all boards. */
  changed(student: string): void {
    if (this.channels.count(boardChannel) > 0) this.channels.send(boardChannel, { type: "row", row: this.row(student) });
  }
}

/** Pings a connection; one that does not respond is closed. */
export function keepAlive(socket: WebSocket): void {
  let alive = true;
  socket.on("pong", () => (alive = true));
  const timer = setInterval(() => {
    if (alive) socket.ping();
    else socket.terminate();
    alive = false;
  }, heartbeat * 1000);
  socket.on("close", () => clearInterval(timer));
}
