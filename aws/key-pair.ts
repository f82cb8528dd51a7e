// The class's key pair in EC2, which a lost state file may have left behind.
import { DescribeKeyPairsCommand } from "@aws-sdk/client-ec2";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";

/** The public key of a key pair, without its comment; undefined where EC2 has none of that name. */
export async function keyPairInEc2(region: string, name: string): Promise<string | undefined> {
  const { KeyPairs } = await ask(t`Key pair ${name} in ${region}`, () =>
    ec2Client(region).send(new DescribeKeyPairsCommand({ Filters: [{ Name: "key-name", Values: [name] }], IncludePublicKey: true })),
  );
  const [pair] = KeyPairs ?? [];
  return pair && keyOf(pair.PublicKey ?? "");
}

/** `ssh-ed25519 AAAA…` of an OpenSSH public key. */
export function keyOf(publicKey: string): string {
  return publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
}
