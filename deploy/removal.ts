// What became of a lab that was to be taken away.
import type { Failure } from "./session";

/** What became of one lab. */
export interface Removal {
  readonly student: string;
  readonly removed: readonly string[];
  /** Students' own containers that were taken off a network of the lab. */
  readonly freed: readonly string[];
  readonly left: readonly string[];
  /** Data folders that are still on the host. */
  readonly data: readonly string[];
  /** Why the lab, or its data where that was to go, still stands. */
  readonly failure?: Failure;
  /** Whether its Engine could not be asked what is there. @default it was */
  readonly unseen?: true;
  /** Whether the person had it forgotten though nobody has seen it gone. @default it was not */
  readonly forgotten?: true;
}
