// The kinds of things that a class has in AWS, in words. In a file apart from how they are found, so that printing them does not load the SDK.
import { t } from "../language/translate";

/** A kind in the words of a message or a table; in JSON it stays what it is. */
export function kindInWords(kind: string): string {
  switch (kind) {
    case "instance":
      return t`instance`;
    case "address":
      return t`address`;
    case "interface":
      return t`interface`;
    case "volume":
      return t`volume`;
    case "key pair":
      return t`key pair`;
    case "route table":
      return t`route table`;
    case "subnet":
      return t`subnet`;
    case "security group":
      return t`security group`;
    case "internet gateway":
      return t`internet gateway`;
    case "schedules":
      return t`schedules`;
    case "role":
      return t`role`;
    default:
      return kind;
  }
}
