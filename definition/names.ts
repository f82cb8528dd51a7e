// Names that are made of a class's or a student's: ids of stacks, and what the class is called in AWS.

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

/** Name of a class's key pair and security group. A second class of the same name in an account and region is refused by EC2. */
export function awsName(className: string): string {
  return `docker-class-lab-${className}`;
}
