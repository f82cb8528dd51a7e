// Instructors who look into a student's terminal: read only, visible to the student, and typing only with their consent.

/** The state of one terminal: how many are looking, whether one of them asks to type, and whether one may. */
export interface Looking {
  readonly count: number;
  readonly asks: boolean;
  readonly types: boolean;
}

/** An instructor who is looking. */
export class Looker {
  asks = false;
  mayType = false;

  /** `onAnswer` is called with what the student said to a question of this one, and when they change their mind. */
  constructor(readonly onAnswer: (mayType: boolean) => void) {}
}

export class Lookers {
  private readonly byTerminal = new Map<string, Set<Looker>>();

  /** `onChange` is called with what a student should see about one of their terminals. */
  constructor(private readonly onChange: (student: string, tab: number, looking: Looking) => void) {}

  add(student: string, tab: number, onAnswer: Looker["onAnswer"]): Looker {
    const looker = new Looker(onAnswer);
    const key = `${student} ${tab}`;
    this.byTerminal.set(key, (this.byTerminal.get(key) ?? new Set()).add(looker));
    this.changed(student, tab);
    return looker;
  }

  remove(student: string, tab: number, looker: Looker): void {
    this.byTerminal.get(`${student} ${tab}`)?.delete(looker);
    this.changed(student, tab);
  }

  ask(student: string, tab: number, looker: Looker): void {
    looker.asks = true;
    this.changed(student, tab);
  }

  /** The student's answer, or their change of mind. */
  answer(student: string, tab: number, yes: boolean): void {
    for (const looker of this.byTerminal.get(`${student} ${tab}`) ?? []) {
      if (!looker.asks && !looker.mayType) continue;
      looker.mayType = yes;
      looker.asks = false;
      looker.onAnswer(yes);
    }
    this.changed(student, tab);
  }

  of(student: string, tab: number): Looking {
    const all = [...(this.byTerminal.get(`${student} ${tab}`) ?? [])];
    return { count: all.length, asks: all.some(({ asks }) => asks), types: all.some(({ mayType }) => mayType) };
  }

  private changed(student: string, tab: number): void {
    this.onChange(student, tab, this.of(student, tab));
  }
}
