// Names derived from a class's or a student's: ids of stacks, secrets, and what the class is called in AWS.

/** The stack of a class's hosts. */
export const hostsStackId = "hosts";

const labPrefix = "lab-";

/** The stack of a student's lab. */
export function labStackId(student: string): string {
  return `${labPrefix}${student}`;
}

/** The student whose lab a stack is, undefined for any other stack. */
export function studentOfStack(stackId: string): string | undefined {
  return stackId.startsWith(labPrefix) ? stackId.slice(labPrefix.length) : undefined;
}

/** Terraform's type of a host in EC2. */
export const ec2HostType = "aws_instance";

/** Name of the secret that is a student's password to log in with. */
export const loginSecret = "login_password";

/** Name of a class's key pair and security group. A second class of the same name in an account and region is refused by EC2. */
export function awsName(className: string): string {
  return `docker-class-lab-${className}`;
}

/** Path of the IAM roles that classes make, which sets them apart from all others of the account. */
export const rolePath = "/docker-class-lab/";

/** Name of the role that ends a class's hosts in a region: at most 64 characters, as IAM takes it. IAM's names are those of the whole account. */
export function backstopRoleName(className: string, region: string): string {
  return `${awsName(className)}-${region}`;
}
