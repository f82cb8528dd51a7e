// The image that new hosts of a class would boot.
import { DescribeImagesCommand } from "@aws-sdk/client-ec2";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { AwsTarget } from "../definition/class-definition";
import { FailedError } from "../definition/errors";
import { ubuntuAmiParameter } from "../definition/ubuntu-ami";
import { t } from "../language/translate";
import { clientSettings, ec2Client } from "./clients";
import { ask } from "./errors";

export interface Image {
  readonly id: string;
  readonly name: string;
  /** `x86_64` or `arm64`. */
  readonly architecture: string;
  /** Size of its root volume in GB, the minimum for a host's. */
  readonly rootGb: number;
  /** When it was created, as EC2 writes it. */
  readonly created: string;
}

/** Canonical's current image for the instance type, or the one lab.yaml names. @throws FailedError where EC2 does not know it. */
export async function classImage({ region, instanceType, ami }: AwsTarget): Promise<Image> {
  const id = ami ?? (await canonicalImage(region, instanceType));
  const what = t`AMI ${id} in ${region}`;
  const { Images } = await ask(what, () => ec2Client(region).send(new DescribeImagesCommand({ ImageIds: [id] })));
  const image = Images?.[0];
  if (!image) throw new FailedError(t`${what}: does not exist`, t`Check target.aws.ami and its region`);
  const root = image.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === image.RootDeviceName) ?? image.BlockDeviceMappings?.[0];
  return {
    id,
    name: image.Name ?? "",
    architecture: image.Architecture ?? "",
    rootGb: root?.Ebs?.VolumeSize ?? 0,
    created: image.CreationDate ?? "",
  };
}

async function canonicalImage(region: string, instanceType: string): Promise<string> {
  const name = ubuntuAmiParameter(instanceType);
  const { Parameter } = await ask(t`Ubuntu's AMI for ${instanceType} in ${region}`, () =>
    new SSMClient(clientSettings(region)).send(new GetParameterCommand({ Name: name })),
  );
  if (Parameter?.Value === undefined)
    throw new FailedError(t`${name} has no value in ${region}`, t`Name an image of your own in target.aws.ami`);
  return Parameter.Value;
}
