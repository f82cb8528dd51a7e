// The first contact with a new EC2 host: its keys are read from its console and pinned before any ssh, while Terraform makes hosts.
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { AwsTarget } from "../../definition/class-definition";
import { consolesAtOnce } from "../../definition/limits";
import { isPinned, pinHostKeys } from "../../workspace/known-hosts";
import type { Workspace } from "../../workspace/workspace";

/** Seconds between two looks at the consoles: a boot takes 20 to 60. */
const pause = 5;

/**
 * Pins the keys of hosts as their consoles show them, until the signal. A question that AWS refuses is asked again.
 * @param pauseSeconds Between two looks at the consoles.
 */
export async function pinNewHosts(
  className: string,
  target: AwsTarget,
  workspace: Workspace,
  signal: AbortSignal,
  pauseSeconds = pause,
): Promise<void> {
  const { classInstances } = await import("../../aws/instances");
  const { hostKeysOnConsole } = await import("../../aws/console-output");
  const limit = pLimit(consolesAtOnce);
  while (!signal.aborted) {
    const instances = await classInstances(target.region, className).catch(() => []);
    const unknown = instances.filter(({ id, state }) => state === "running" && !isPinned(workspace, id));
    await Promise.all(
      unknown.map(({ id }) =>
        limit(async () => {
          const keys = signal.aborted ? [] : await hostKeysOnConsole(target.region, id).catch(() => []);
          if (keys.length > 0) pinHostKeys(workspace, id, keys);
        }),
      ),
    );
    await sleep(pauseSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}
