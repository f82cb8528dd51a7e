// Names in AWS that are made of a class's name.

/** Name of a class's key pair and security group. A second class of the same name in an account and region is refused by EC2. */
export function awsName(className: string): string {
  return `docker-class-lab-${className}`;
}
