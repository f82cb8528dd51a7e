// What became of a lab that was to be removed.
import type { Thing } from "../provisioning/removal";
import type { Failure } from "./session";

/** What became of one lab. */
export interface Removal {
  readonly student: string;
  /** Of its machine. @default it has none of its own */
  readonly address?: string;
  readonly removed: readonly Thing[];
  /** Students' own containers that were taken off a network of the lab. */
  readonly freed: readonly Thing[];
  readonly left: readonly Thing[];
  /** Images that have a name of the lab's and are not what was built for it: they stay. */
  readonly kept: readonly Thing[];
  /** Data folders that are still on the host; of a lab that still stands, all that may be there. */
  readonly data: readonly string[];
  /** Why the lab, or its data where that was to go, still stands. @default it is gone */
  readonly failure?: Failure;
  /** Whether its Engine could not be asked what is there. @default it was */
  readonly unseen?: true;
  /** Whether it was interrupted before its Engine had answered. @default it was not */
  readonly interrupted?: true;
  /** Whether the person had it forgotten although nobody saw that it is gone. @default it was not */
  readonly forgotten?: true;
  /** Whether its machine was never ready, so that nothing was made there. @default something may have been */
  readonly neverReady?: true;
}

/** `container nginx` */
export function thingInWords({ kind, name }: Thing): string {
  return `${kind} ${name}`;
}
