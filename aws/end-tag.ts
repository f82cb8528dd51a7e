// The tag that says when a host ends, for whoever looks at it in AWS.
import { CreateTagsCommand } from "@aws-sdk/client-ec2";
import { tags } from "../definition/pins";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";

/** Tags an instance with its end. @throws FailedError or MachineError where EC2 refuses. */
export async function tagEnd(region: string, instanceId: string, ends: Date): Promise<void> {
  const Tags = [{ Key: tags.ends, Value: ends.toISOString() }];
  await ask(t`The tag of ${instanceId}`, () => ec2Client(region).send(new CreateTagsCommand({ Resources: [instanceId], Tags })));
}
