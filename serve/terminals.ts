// The terminals of a class: opened when a browser asks for one, kept while it is away.
import type { Host } from "../engine/host";
import { t } from "../language/translate";
import { terminalsPerStudent } from "./limits";
import { type OpenPty, openPty } from "./pty";
import { terminalCommand } from "./terminal-command";
import { type Size, TerminalSession } from "./terminal-session";

export type OpenPtyFor = (host: Host, tab: number, size: Size) => Promise<OpenPty>;

export interface TerminalsProps {
  /** @throws Error where the student has no host. */
  readonly hostOf: (student: string) => Promise<Host>;
  readonly open: OpenPtyFor;
  /** Called when a student's terminals change: opened, ended, or somebody came or went. */
  readonly onChange: (student: string) => void;
}

export class Terminals {
  private readonly sessions = new Map<string, TerminalSession>();
  private readonly opening = new Map<string, Promise<TerminalSession>>();

  constructor(private readonly props: TerminalsProps) {}

  /** The student's terminal of that number, opened if necessary. @throws Error where it cannot be opened. */
  async open(student: string, tab: number, size: Size): Promise<TerminalSession> {
    if (!Number.isInteger(tab) || tab < 1 || tab > terminalsPerStudent) throw new Error(t`there are ${terminalsPerStudent} terminals`);
    const key = `${student} ${tab}`;
    const known = this.sessions.get(key);
    if (known) return known;
    const opening = this.opening.get(key) ?? this.start(key, student, tab, size).finally(() => this.opening.delete(key));
    this.opening.set(key, opening);
    return opening;
  }

  /** An open terminal; undefined where it is not open. */
  find(student: string, tab: number): TerminalSession | undefined {
    return this.sessions.get(`${student} ${tab}`);
  }

  /** Numbers of the student's open terminals, and whether a browser of theirs is at one. */
  of(student: string): { readonly tabs: readonly number[]; readonly connected: boolean } {
    const own = [...this.sessions].filter(([key]) => key.startsWith(`${student} `));
    return { tabs: own.map(([key]) => Number(key.split(" ")[1])).sort(), connected: own.some(([, session]) => session.hasOwner()) };
  }

  changed(student: string): void {
    this.props.onChange(student);
  }

  /** Closes a student's terminals. Sessions on the host go on. */
  endOf(student: string, reason: string): void {
    for (const tab of this.of(student).tabs) {
      this.find(student, tab)?.end(reason);
      this.sessions.delete(`${student} ${tab}`);
    }
  }

  end(reason: string): void {
    for (const session of this.sessions.values()) session.end(reason);
    this.sessions.clear();
  }

  private async start(key: string, student: string, tab: number, size: Size): Promise<TerminalSession> {
    const pty = await this.props.open(await this.props.hostOf(student), tab, size);
    const session = new TerminalSession(pty);
    this.sessions.set(key, session);
    pty.onData((data) => session.output(data));
    pty.onExit(() => {
      if (this.sessions.get(key) === session) this.sessions.delete(key);
      session.end("ended");
      this.props.onChange(student);
    });
    this.props.onChange(student);
    return session;
  }
}

/** Opens a real pty on a student's host. */
export function ptyOpener(className: string): OpenPtyFor {
  return (host, tab, size) => openPty(terminalCommand(host, className, tab), size);
}
