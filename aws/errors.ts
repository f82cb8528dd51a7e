// What AWS or the way to it refused, as one sentence and the next step.
import { FailedError, MachineError } from "../definition/errors";

interface Refusal {
  readonly codes: readonly string[];
  readonly error: (what: string, message: string) => Error;
}

const signIn = "Sign in again (`aws sso login`, or new keys in the environment), then run the command again; it goes on where it stopped";

const refusals: readonly Refusal[] = [
  {
    codes: ["CredentialsProviderError"],
    error: () =>
      new MachineError(
        "No AWS credentials were found",
        "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`",
      ),
  },
  {
    codes: ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"],
    error: () => new MachineError("The AWS credentials have expired", signIn),
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
        "AWS does not accept the credentials",
        "`aws sts get-caller-identity` asks the same; check the keys, the profile and this machine's clock",
      ),
  },
  {
    codes: ["OptInRequired", "PendingVerification"],
    error: (what, message) =>
      new MachineError(
        `${what}: the account cannot use this yet (${message})`,
        "Enable the region or finish the account's set-up in the AWS console",
      ),
  },
  {
    codes: ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"],
    error: (what, message) =>
      new MachineError(`${what}: not allowed (${message})`, "Ask for the permission it names, or use another profile (AWS_PROFILE)"),
  },
  {
    codes: ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown"],
    error: (what) =>
      new FailedError(
        `${what}: AWS is asked too often at the moment`,
        "Wait a minute, then run the command again; it goes on where it stopped",
      ),
  },
  {
    codes: ["ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "TimeoutError"],
    error: (what, message) =>
      new FailedError(`${what}: AWS cannot be reached (${message})`, "Check the network, the region's name and AWS_ENDPOINT_URL"),
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

/** An error of the SDK in a person's words; what is not the SDK's stays as it is. */
export function explain(what: string, error: unknown): Error {
  if (!(error instanceof Error)) return new FailedError(`${what}: ${String(error)}`);
  const { name, code, Code } = error as { name: string; code?: unknown; Code?: unknown };
  const message = oneLine(error.message);
  // a profile's sign-in that ran out is told apart from a missing one by its words alone
  const given = name === "CredentialsProviderError" && /expired/i.test(message) ? ["ExpiredToken"] : [name, code, Code];
  const refusal = refusals.find(({ codes }) => codes.some((known) => given.includes(known)));
  if (refusal) return refusal.error(what, message || error.name);
  // an endpoint that is not AWS's, such as a proxy's page
  if (name === "SyntaxError") return new FailedError(`${what}: the answer cannot be read`, "Check the network and AWS_ENDPOINT_URL");
  return "$metadata" in error ? new FailedError(`${what}: ${error.name}: ${message}`) : error;
}

function oneLine(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
