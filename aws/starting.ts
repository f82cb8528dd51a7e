// Starts instances that somebody stopped.
import { StartInstancesCommand, waitUntilInstanceRunning, waitUntilInstanceStopped } from "@aws-sdk/client-ec2";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";
import type { ClassInstance } from "./instances";

/** Seconds that a start may take. */
const timeout = 300;

/** Starts instances and waits until they run. @throws FailedError or MachineError where EC2 does not start them. */
export async function startInstances(region: string, instances: readonly ClassInstance[], signal: AbortSignal): Promise<void> {
  const client = ec2Client(region);
  const InstanceIds = instances.map(({ id }) => id);
  const wait = { client, maxWaitTime: timeout, minDelay: 2, maxDelay: 10, abortSignal: signal };
  const stopping = instances.filter(({ state }) => state === "stopping").map(({ id }) => id);
  await ask(t`The start of ${instances.map(({ host }) => host).join(", ")}`, async () => {
    if (stopping.length > 0) await waitUntilInstanceStopped(wait, { InstanceIds: stopping });
    await client.send(new StartInstancesCommand({ InstanceIds }));
    await waitUntilInstanceRunning(wait, { InstanceIds });
  });
}
