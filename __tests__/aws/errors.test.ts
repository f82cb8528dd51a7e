// What AWS refuses, in a person's words: the SDK's errors and those of Terraform's provider.
import { FailedError, MachineError } from "../../definition/errors";
import { ask, explain, explainTerraform } from "../../aws/errors";

function sdkError(name: string, message = "", more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: {}, ...more });
}

const words = (error: Error | undefined) =>
  error instanceof FailedError || error instanceof MachineError ? `${error.message} | ${error.next ?? ""}` : undefined;

describe("an error of the SDK", () => {
  test.each([
    [
      "CredentialsProviderError",
      "Could not load credentials from any providers",
      MachineError,
      "No AWS credentials were found | Set AWS_PROFILE",
    ],
    ["CredentialsProviderError", "The SSO session has expired", MachineError, "The AWS credentials have expired | Sign in again"],
    [
      "ExpiredToken",
      "The security token included in the request is expired",
      MachineError,
      "The AWS credentials have expired | Sign in again",
    ],
    ["AuthFailure", "AWS was not able to validate", MachineError, "AWS does not accept the credentials | `aws sts get-caller-identity`"],
    [
      "UnauthorizedOperation",
      "You are not authorized to perform: ec2:RunInstances",
      MachineError,
      "instances: not allowed (You are not authorized to perform: ec2:RunInstances) | Ask for the permission",
    ],
    [
      "InvalidParameterCombination",
      "The specified instance type is not eligible for Free Tier. For a list of Free Tier instance types, run 'describe-instance-types'",
      FailedError,
      "instances: the account is on AWS's free plan, which does not have this instance type | Choose one that it has",
    ],
    [
      "AuthFailure.ServiceLinkedRoleCreationNotPermitted",
      "The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.",
      MachineError,
      "may not make the role for it | Once, by an administrator: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com",
    ],
    ["RequestLimitExceeded", "Request limit exceeded.", FailedError, "instances: AWS is asked too often at the moment | Wait a minute"],
    ["TimeoutError", "socket hang up", FailedError, "instances: AWS cannot be reached (socket hang up) | Check the network"],
    ["SyntaxError", "Unexpected token '<'", FailedError, "instances: the answer cannot be read | Check the network"],
    ["SomethingNew", "was refused", FailedError, "instances: SomethingNew: was refused | "],
  ])("%s: %s", (name, message, kind, expected) => {
    const error = explain("instances", sdkError(name, message));
    expect(error).toBeInstanceOf(kind);
    expect(words(error)).toContain(expected);
  });

  test("of the network is known by its code", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
    expect(words(explain("instances", refused))).toContain("AWS cannot be reached (connect ECONNREFUSED 127.0.0.1:1)");
  });

  test("is one line of at most 200 characters", () => {
    const { message } = explain("it", sdkError("SomethingNew", `first\nsecond ${"x".repeat(500)}`));
    expect(message).toMatch(/^it: SomethingNew: first second x+…$/);
    expect(message.length).toBeLessThan(230);
  });

  test("a bug in this program stays what it is", async () => {
    const bug = new RangeError("a bug");
    await expect(ask("instances", () => Promise.reject(bug))).rejects.toBe(bug);
  });
});

describe("a diagnostic of Terraform", () => {
  const create = "creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 400, RequestID: 19Tq,";

  test.each([
    [
      `${create} api error InsufficientInstanceCapacity: We currently do not have sufficient capacity.`,
      "kim: EC2 has no instance of this type left in its zone",
    ],
    [
      `${create} api error VcpuLimitExceeded: You have requested more vCPU capacity than your limit.`,
      "kim: the account's quota is used up (You have requested more",
    ],
    [
      `${create} api error MaxSpotInstanceCountExceeded: Max spot instance count exceeded`,
      "kim: Max spot instance count exceeded | Set target.aws.spot to false",
    ],
    [`${create} api error RequestLimitExceeded: Request limit exceeded.`, "kim: AWS is asked too often"],
    ["importing EC2 Key Pair: api error InvalidKeyPair.Duplicate: The keypair already exists", "kim: a class of this name already exists"],
    ["Retrieving AWS account details: api error ExpiredToken: The security token is expired", "The AWS credentials have expired"],
    [
      "No valid credential sources found: Error: failed to refresh cached credentials, no EC2 IMDS role found",
      "No AWS credentials were found",
    ],
    [
      'operation error STS: GetCallerIdentity, StatusCode: 0, RequestID: , request send failed, Post "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
      "kim: AWS cannot be reached (dial tcp 127.0.0.1:1: connect: connection refused)",
    ],
  ])("%s", (diagnostic, expected) => {
    expect(words(explainTerraform(diagnostic, "kim"))).toContain(expected);
  });

  test("that is not from AWS is left unchanged", () => {
    expect(explainTerraform("local-exec provisioner error: exit status 1", "kim")).toBeUndefined();
    expect(explainTerraform("api error NeverHeardOf: what", "kim")).toBeUndefined();
  });
});

describe("an instance that EC2 ends as it starts", () => {
  test.each([
    "waiting for EC2 Instance (i-1) create: unexpected state 'shutting-down', wanted target 'running'. last error: Client.InternalError: Client error on launch",
    "waiting for EC2 Instance (i-1) create: unexpected state 'terminated', wanted target 'running'. last error: Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state",
  ])("%s", (diagnostic) => {
    expect(words(explainTerraform(diagnostic, "kim"))).toBe(
      "kim: EC2 ended the instance as it started, because it cannot use the key that the account encrypts volumes with | Enable that key (aws ec2 get-ebs-default-kms-key-id names it), or go back to AWS's own: aws ec2 reset-ebs-default-kms-key-id",
    );
  });
});
