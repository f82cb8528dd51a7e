// The rounds of checks that the board and the students' pages show: each host is asked once, however many are watching.
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { ClassCheck } from "../definition/scenario";
import type { Text } from "../language/language";
import { hostsAtOnce } from "../definition/limits";
import { answersOf, askHost, type Round, unasked } from "../engine/check-round";
import type { Host } from "../engine/host";
import { type Progress, type ProgressAnswer, readProgress, recordProgress } from "../workspace/progress";
import type { Workspace } from "../workspace/workspace";
import { round as limits } from "./limits";

export interface RoundsProps {
  readonly workspace: Workspace;
  readonly students: readonly string[];
  readonly checks: readonly ClassCheck[];
  readonly hosts: () => Promise<readonly Host[]>;
  readonly signal: AbortSignal;
}

/** Milliseconds for which answers are collected before they are recorded. */
const gatherMs = 100;

const noHost: Text = { ko: "실행 중인 호스트가 아직 없습니다", en: "has no running host yet" };

export class Rounds {
  /** What each student's host last said. */
  readonly latest = new Map<string, Round>();
  progress: Progress;
  /** When each host last answered, in milliseconds. */
  private readonly answered = new Map<string, number>();
  private readonly asking = new Map<string, Promise<Round>>();
  private readonly listeners = new Set<(student: string) => void>();
  private readonly limit = pLimit(hostsAtOnce);
  private readonly unrecorded: ProgressAnswer[] = [];
  private recording: Promise<void> | undefined;
  private lookers = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly props: RoundsProps) {
    this.progress = readProgress(props.workspace);
    props.signal.addEventListener("abort", () => clearInterval(this.timer), { once: true });
  }

  /** Calls `listener` with each student whose answer came. Returns a function that removes it. */
  onAnswer(listener: (student: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks all hosts again and again until the returned function is called. */
  look(): () => void {
    this.lookers += 1;
    if (this.lookers === 1) {
      this.askAll();
      this.timer = setInterval(() => this.askAll(), limits.interval * 1000);
    }
    let looks = true;
    return () => {
      if (!looks) return;
      looks = false;
      this.lookers -= 1;
      if (this.lookers === 0) clearInterval(this.timer);
    };
  }

  /** The latest round of each host, if it is younger than the interval; others are asked now. */
  recent(): Promise<Round[]> {
    return Promise.all(this.props.students.map((student) => this.recentOf(student)));
  }

  /** Asks all hosts that are not being asked already. A host that hangs keeps nobody else waiting. */
  askAll(): void {
    for (const student of this.props.students) void this.ask(student);
  }

  /** Asks one host now, unless it is being asked already. */
  ask(student: string): Promise<Round> {
    const under = this.asking.get(student);
    if (under) return under;
    const asked = this.limit(() => this.askNow(student)).finally(() => this.asking.delete(student));
    this.asking.set(student, asked);
    return asked;
  }

  private recentOf(student: string): Promise<Round> {
    const latest = this.latest.get(student);
    const age = Date.now() - (this.answered.get(student) ?? 0);
    return latest && age < limits.interval * 1000 ? Promise.resolve(latest) : this.ask(student);
  }

  private async roundOf(student: string): Promise<Round> {
    const { checks, hosts, signal } = this.props;
    try {
      const host = (await hosts()).find((each) => each.student === student);
      return host ? await askHost(host, checks, { timeout: limits.timeout, signal }) : unasked(student, checks, noHost);
    } catch (error) {
      // the list of hosts could not be fetched, such as from EC2
      const why = error instanceof Error ? error.message : String(error);
      return unasked(student, checks, { ko: why, en: why });
    }
  }

  private async askNow(student: string): Promise<Round> {
    const { signal, workspace } = this.props;
    const round = await this.roundOf(student);
    if (signal.aborted) return round;
    this.latest.set(student, round);
    this.answered.set(student, Date.now());
    this.unrecorded.push(...answersOf(round));
    // the file is written once for all who answer at about the same time
    this.recording ??= sleep(gatherMs).then(() => {
      this.recording = undefined;
      this.progress = recordProgress(workspace, this.unrecorded.splice(0));
    });
    await this.recording;
    for (const listener of this.listeners) listener(student);
    return round;
  }
}
