// Whose account the credentials are for.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { t } from "../language/translate";
import { clientSettings } from "./clients";
import { ask } from "./errors";

export interface Identity {
  readonly account: string;
  /** Such as `arn:aws:iam::111122223333:user/kim`. */
  readonly arn: string;
}

/** @throws MachineError where there are no credentials, or none that AWS accepts. */
export async function callerIdentity(region: string): Promise<Identity> {
  const { Account, Arn } = await ask(t`AWS account`, () => new STSClient(clientSettings(region)).send(new GetCallerIdentityCommand({})));
  return { account: Account ?? "", arn: Arn ?? "" };
}
