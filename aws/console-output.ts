// The SSH host keys that a new instance shows on its console: known before the first contact, from EC2 itself.
import { GetConsoleOutputCommand } from "@aws-sdk/client-ec2";
import { t } from "../language/translate";
import { ec2Client } from "./clients";
import { ask } from "./errors";

/** Public host keys of an instance, each `ssh-ed25519 AAAA…`. Empty as long as its console does not show them. */
export async function hostKeysOnConsole(region: string, instanceId: string): Promise<string[]> {
  // the latest output, where the instance type supports it, rather than the copy that EC2 makes now and then
  const read = (Latest: boolean) =>
    ask(t`Console of ${instanceId}`, () => ec2Client(region).send(new GetConsoleOutputCommand({ InstanceId: instanceId, Latest })));
  const { Output = "" } = await read(true).catch(() => read(false));
  return hostKeysIn(Buffer.from(Output, "base64").toString("latin1"));
}

const block = /-----BEGIN SSH HOST KEY KEYS-----([\s\S]*?)-----END SSH HOST KEY KEYS-----/g;
/** A key, whatever systemd or the kernel put before it on its line. */
const key = /\b(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]{64,1000}={0,2})(?=\s|$)/g;
/** Keys of one host: sshd makes three. */
const maxKeys = 8;

/** The keys in the blocks that cloud-init and the class's user data print; a block without its end does not count. */
export function hostKeysIn(console: string): string[] {
  const keys = [...console.matchAll(block)].flatMap(([, text = ""]) => [...text.matchAll(key)].map(([, type, blob]) => `${type} ${blob}`));
  return [...new Set(keys)].slice(0, maxKeys);
}
