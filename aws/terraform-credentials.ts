// Credentials for Terraform: the SDK finds some that Terraform's AWS provider cannot find, such as those of `aws login`.
import { ec2Client } from "./clients";

/**
 * The credentials that the SDK uses, as the variables that Terraform reads, where they take precedence over AWS_PROFILE.
 * Empty where there are none: the first request to AWS reports that.
 */
export async function terraformCredentials(region: string): Promise<Record<string, string>> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await ec2Client(region).config.credentials();
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
    };
  } catch {
    return {};
  }
}
