// What AWS refused, or why it could not be reached, as one sentence with the next step: from the SDK's errors and from Terraform's AWS provider.
import { FailedError, MachineError } from "../definition/errors";
import { t } from "../language/translate";

interface Refusal {
  readonly codes: readonly string[];
  /** Its words, where it has no code of its own. @default only the codes count */
  readonly words?: RegExp;
  readonly error: (what: string | undefined, message: string) => Error;
}

/** @param what Whom it is about. By default the reader knows. */
function about(what: string | undefined, message: string): string {
  return what === undefined ? message : `${what}: ${message}`;
}

const throttling = ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown"];
const notAllowed = ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"];

const refusals: readonly Refusal[] = [
  {
    codes: [],
    words: /not eligible for Free Tier/i,
    error: (what) =>
      new FailedError(
        about(what, t`the account is on AWS's free plan, which does not have this instance type`),
        t`Choose one that it has (aws ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true), or upgrade the account's plan`,
      ),
  },
  {
    codes: [],
    words: /InvalidKMSKey|Client error on launch/i,
    error: (what) =>
      new FailedError(
        about(what, t`EC2 ended the instance as it started, because it cannot use the key that the account encrypts volumes with`),
        t`Enable that key (aws ec2 get-ebs-default-kms-key-id names it), or go back to AWS's own: aws ec2 reset-ebs-default-kms-key-id`,
      ),
  },
  {
    codes: ["CredentialsProviderError"],
    error: () =>
      new MachineError(
        t`No AWS credentials were found`,
        t`Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run \`aws configure\``,
      ),
  },
  {
    codes: ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"],
    error: () =>
      new MachineError(
        t`The AWS credentials have expired`,
        t`Sign in again (\`aws sso login\`, or new keys in the environment), then run the command again; it goes on where it stopped`,
      ),
  },
  {
    codes: [
      "AuthFailure",
      "InvalidClientTokenId",
      "UnrecognizedClientException",
      "SignatureDoesNotMatch",
      "InvalidAccessKeyId",
      "IncompleteSignature",
    ],
    error: () =>
      new MachineError(
        t`AWS does not accept the credentials`,
        t`\`aws sts get-caller-identity\` asks the same; check the keys, the profile and this machine's clock`,
      ),
  },
  {
    codes: ["OptInRequired", "PendingVerification"],
    error: (what, message) =>
      new MachineError(
        about(what, t`the account cannot use this yet (${message})`),
        t`Enable the region or finish the account's set-up in the AWS console`,
      ),
  },
  {
    codes: notAllowed,
    error: (what, message) =>
      new MachineError(
        about(what, t`not allowed (${message})`),
        t`Ask for the permission it names (docs/iam.md has all of them), or use another profile (AWS_PROFILE)`,
      ),
  },
  {
    codes: throttling,
    error: (what) =>
      new FailedError(
        about(what, t`AWS is asked too often at the moment`),
        t`Wait a minute, then run the command again; it goes on where it stopped`,
      ),
  },
  {
    codes: ["InsufficientInstanceCapacity", "InsufficientHostCapacity"],
    error: (what) =>
      new FailedError(
        about(what, t`EC2 has no instance of this type left in its zone`),
        t`Try again in a few minutes, or give the student a spare (\`npx lab seat NAME --spare\`), or set another target.aws.instanceType`,
      ),
  },
  {
    codes: ["MaxSpotInstanceCountExceeded", "SpotMaxPriceTooLow"],
    error: (what, message) =>
      new FailedError(about(what, message), t`Set target.aws.spot to false for the hosts that are still to be made`),
  },
  {
    codes: ["VcpuLimitExceeded", "InstanceLimitExceeded"],
    error: (what, message) =>
      new FailedError(
        about(what, t`the account's quota is used up (${message})`),
        t`Ask for more in Service Quotas (ec2), or take a smaller type`,
      ),
  },
  {
    codes: ["AuthFailure.ServiceLinkedRoleCreationNotPermitted"],
    error: (what) =>
      new MachineError(
        about(what, t`the account has never had a spot instance, and these credentials may not make the role for it`),
        t`Once, by an administrator: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com; or set target.aws.spot: false`,
      ),
  },
  {
    codes: ["InvalidKeyPair.Duplicate"],
    error: (what) =>
      new FailedError(
        about(what, t`a class of this name already exists in this account and region`),
        t`Give this class another name; \`npx lab orphans\` lists what exists of the other`,
      ),
  },
  {
    codes: ["ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "TimeoutError"],
    error: (what, message) =>
      new FailedError(about(what, t`AWS cannot be reached (${message})`), t`Check the network, the region's name and AWS_ENDPOINT_URL`),
  },
];

/** Asks AWS. A refusal becomes a MachineError or FailedError that begins with `what`, such as `AMI of ap-northeast-2`. */
export async function ask<Answer>(what: string, question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw explain(what, error);
  }
}

/** An error of the SDK in plain words; any other error stays as it is. */
export function explain(what: string, error: unknown): Error {
  if (!(error instanceof Error)) return new FailedError(`${what}: ${String(error)}`);
  const { name, code, Code } = error as Error & { code: unknown; Code: unknown };
  const message = oneLine(error.message);
  // an expired sign-in of a profile differs from a missing one only in its words
  const given = name === "CredentialsProviderError" && /expired/i.test(message) ? ["ExpiredToken"] : [name, code, Code];
  const known = refusal(given, message);
  if (known) return known.error(what, message || name);
  // an endpoint that is not AWS's, such as a proxy's page
  if (name === "SyntaxError") return new FailedError(t`${what}: the answer cannot be read`, t`Check the network and AWS_ENDPOINT_URL`);
  return "$metadata" in error ? new FailedError(`${what}: ${name}: ${message}`) : error;
}

/** Whether an error of the SDK says that the credentials may not do this. */
export function isNotAllowed(error: unknown): boolean {
  const { name, code, Code } = error as { name: unknown; code: unknown; Code: unknown };
  return notAllowed.some((known) => [name, code, Code].includes(known));
}

/**
 * A diagnostic of Terraform's AWS provider in the same words, undefined where it says something else.
 * @param what What it is about, such as `The hosts`. By default the message does not name it.
 */
export function explainTerraform(diagnostic: string, what?: string): Error | undefined {
  const text = oneLine(diagnostic, Number.POSITIVE_INFINITY);
  const [, code = "", message = ""] = /api error ([\w.]+): (.*?)(?: with (?:aws|provider)[\w._-]*.*)?$/.exec(text) ?? [];
  const worded = refusals.find(({ words }) => words?.test(text));
  if (worded) return worded.error(what, "");
  if (code !== "") return refusal([code])?.error(what, oneLine(message));
  if (/no valid credential sources|failed to refresh cached credentials|failed to get shared config profile/i.test(text)) {
    return refusal([/expired/i.test(text) ? "ExpiredToken" : "CredentialsProviderError"])?.error(what, "");
  }
  const [, network] = /request send failed, (?:\w+ "[^"]*": )?([^,]*)/.exec(text) ?? [];
  return network === undefined ? undefined : refusal(["ECONNREFUSED"])?.error(what, oneLine(network));
}

/** Whether a diagnostic of Terraform's AWS provider says only that AWS was asked too often. */
export function isThrottled(diagnostic: string): boolean {
  const [, code = ""] = /api error ([\w.]+):/.exec(oneLine(diagnostic, Number.POSITIVE_INFINITY)) ?? [];
  return throttling.includes(code);
}

function refusal(codes: readonly unknown[], text = ""): Refusal | undefined {
  return refusals.find(({ codes: known, words }) => (words?.test(text) ?? false) || known.some((code) => codes.includes(code)));
}

function oneLine(message: string, maxLength = 200): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
