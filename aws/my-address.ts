// The caller's own public address, which `me` in target.aws.access stands for.
import { isIP, isIPv6 } from "node:net";
import { InputError, MachineError } from "../definition/errors";
import { t } from "../language/translate";

/** Amazon's own service that returns the caller's address; IPv4 only. */
const service = "https://checkip.amazonaws.com";
const variable = "LAB_MY_ADDRESS";
/** Milliseconds. */
const timeout = 10_000;

/**
 * A CIDR block of one address: that of LAB_MY_ADDRESS, else the one that checkip.amazonaws.com sees, else `before`: the address of the last deploy, so that
 * a class can be destroyed where the service is out of reach.
 * @throws MachineError where there is none of these.
 */
export async function myAddress(before: string | undefined): Promise<string> {
  const given = process.env[variable];
  if (given !== undefined && given !== "") {
    if (isIP(given)) return block(given);
    throw new InputError(
      t`${variable} is ${JSON.stringify(given)}: must be an IP address`,
      t`Set it to your public address, or unset it to have ${service} asked`,
    );
  }
  const next = t`Set ${variable} to your public address, or write the classroom's blocks into target.aws.access instead of me`;
  let text: string;
  try {
    text = (await ask()).trim();
  } catch (error) {
    if (before !== undefined) return before;
    const { cause, message } = error as Error;
    throw new MachineError(t`${service} could not be asked for your address (${cause instanceof Error ? cause.message : message})`, next);
  }
  if (!isIP(text)) throw new MachineError(t`${service} did not answer with an address`, next);
  return block(text);
}

function block(address: string): string {
  return `${address}/${isIPv6(address) ? 128 : 32}`;
}

async function ask(): Promise<string> {
  const { getThrough, proxyAgent } = await import("./proxy");
  const agent = proxyAgent(service);
  if (agent) return getThrough(agent, service, timeout);
  const answer = await fetch(service, { signal: AbortSignal.timeout(timeout) });
  return answer.text();
}
