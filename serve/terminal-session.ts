// One terminal of a student: a pty, whoever types in it, and whoever looks in. A slow browser slows its terminal down, so no buffer grows.
import { t } from "../language/translate";
import { behind, keptOutput, stalledSeconds, unseenOutput, viewersPerTerminal } from "./limits";
import { KeptOutput } from "./kept-output";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The part of a pty that a session uses; node-pty's has it. */
export interface Pty {
  write(data: string): void;
  resize(columns: number, rows: number): void;
  pause(): void;
  resume(): void;
  kill(signal?: string): void;
}

/** A browser's end of a connection. */
export interface Viewer {
  sendOutput(data: Buffer): void;
  /** Bytes that were sent to it and have not left this machine. */
  unsent(): number;
  /** Tells a guest that the terminal has this size from now on. */
  sendSize(size: Size): void;
  /** Tells it to reset: what follows is the screen from its start. */
  sendStart(): void;
  close(reason: string): void;
}

interface Attached {
  readonly viewer: Viewer;
  /** Whether it types, or only looks. */
  readonly role: "owner" | "guest";
  /** Bytes that were sent and have not been shown yet. */
  unread: number;
  /** Whether a guest fell behind: it gets the whole screen again once it has caught up. */
  lagging: boolean;
}

export class TerminalSession {
  private readonly kept = new KeptOutput(keptOutput);
  private readonly attached = new Map<Viewer, Attached>();
  private size: Size | undefined;
  private isPaused = false;
  private unseen = 0;
  private stalled: NodeJS.Timeout | undefined;

  constructor(private readonly pty: Pty) {}

  /** Output of the pty. */
  output(data: Buffer): void {
    this.kept.add(data);
    for (const each of this.attached.values()) {
      if (each.lagging) continue;
      each.viewer.sendOutput(data);
      each.unread += data.length;
      if (each.role === "guest" && lag(each) > behind.pause) each.lagging = true;
    }
    if (this.owners().length === 0) this.unseen += data.length;
    this.balance();
  }

  /** Shows the terminal in one more browser; one too many is refused. */
  attach(viewer: Viewer, role: "owner" | "guest"): void {
    if (this.attached.size >= viewersPerTerminal) {
      viewer.close(t`${viewersPerTerminal} pages already show this terminal`);
      return;
    }
    const screen = this.kept.read();
    this.attached.set(viewer, { viewer, role, unread: screen.length, lagging: false });
    if (role === "guest" && this.size) viewer.sendSize(this.size);
    viewer.sendStart();
    if (screen.length > 0) viewer.sendOutput(screen);
    if (role === "owner") this.unseen = 0;
    this.balance();
  }

  detach(viewer: Viewer): void {
    this.attached.delete(viewer);
    this.balance();
  }

  /** A browser has shown this many more bytes. */
  shown(viewer: Viewer, bytes: number): void {
    const each = this.attached.get(viewer);
    if (!each) return;
    each.unread = Math.max(0, each.unread - bytes);
    if (each.lagging && lag(each) === 0) {
      const screen = this.kept.read();
      each.lagging = false;
      each.unread = screen.length;
      viewer.sendStart();
      viewer.sendOutput(screen);
    }
    this.balance();
  }

  type(data: string): void {
    this.pty.write(data);
  }

  resize(size: Size): void {
    this.size = size;
    this.pty.resize(size.columns, size.rows);
    for (const { viewer, role } of this.attached.values()) if (role === "guest") viewer.sendSize(size);
  }

  hasOwner(): boolean {
    return this.owners().length > 0;
  }

  hasGuest(): boolean {
    return [...this.attached.values()].some(({ role }) => role === "guest");
  }

  /** Closes all connections and the pty; a session on the host goes on. */
  end(reason: string): void {
    clearTimeout(this.stalled);
    for (const { viewer } of this.attached.values()) viewer.close(reason);
    this.attached.clear();
    this.pty.kill("SIGHUP");
  }

  private owners(): Attached[] {
    return [...this.attached.values()].filter(({ role }) => role === "owner");
  }

  private balance(): void {
    const owners = this.owners();
    const maxLag = Math.max(0, ...owners.map(lag));
    const nobody = owners.length === 0 && this.unseen > unseenOutput;
    if (!this.isPaused && (maxLag > behind.pause || nobody)) this.pause();
    else if (this.isPaused && maxLag < behind.resume && !nobody) this.resume();
  }

  private pause(): void {
    this.isPaused = true;
    this.pty.pause();
    this.stalled = setTimeout(() => {
      for (const owner of this.owners())
        if (lag(owner) >= behind.resume) {
          this.attached.delete(owner.viewer);
          owner.viewer.close("too slow");
        }
      this.balance();
    }, stalledSeconds * 1000);
    this.stalled.unref();
  }

  private resume(): void {
    clearTimeout(this.stalled);
    this.isPaused = false;
    this.pty.resume();
  }
}

/** Bytes that a browser is behind: by its own account, but at least what is still queued here. */
function lag({ unread, viewer }: Attached): number {
  return Math.max(unread, viewer.unsent());
}
