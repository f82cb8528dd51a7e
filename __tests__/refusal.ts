// The error about a lab.yaml that has to be refused.
import { InputError } from "../definition/errors";
import { classOf, type OtherFiles } from "./lab-yaml";

/** The message, without the folder. */
export function refusal(text: string, others: OtherFiles = {}): string {
  try {
    classOf(text, others);
  } catch (error) {
    if (error instanceof InputError) return error.message.replace(/^.*\/lab\.yaml/gm, "lab.yaml");
    throw error;
  }
  throw new Error("the file was taken");
}

/** A class on EC2, with further keys of target.aws from line 6 and further lines of the file. */
export function ec2Class(keys = "", rest = ""): string {
  return `name: c\ntarget:\n  aws:\n    region: ap-northeast-2\n    access: [203.0.113.0/24]\n${keys}\nscenarios: [nginx]\n${rest}`;
}
