// The image of a class's hosts: Canonical's Ubuntu for the processor of the instance type.
import { software } from "./pins";
import { isArm } from "./targets/aws-rules";

/** The SSM parameter that Canonical keeps at its current image: public, in every region. */
export function ubuntuAmiParameter(instanceType: string): string {
  const architecture = isArm(instanceType) ? "arm64" : "amd64";
  return `/aws/service/canonical/ubuntu/server/${software.ubuntu.release}/stable/current/${architecture}/hvm/ebs-gp3/ami-id`;
}
