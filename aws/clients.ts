// The SDK's clients, with the settings that every request uses. AWS_ENDPOINT_URL, AWS_PROFILE and the like are the SDK's own.
import { EC2Client } from "@aws-sdk/client-ec2";
import { proxyAgent } from "./proxy";

// which Node versions future SDKs will require concerns this project's developers, not whoever starts a class
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Five tries with growing pauses get past throttling; an endpoint that does not answer is given up after seconds. */
export function clientSettings(region: string) {
  const httpsAgent = proxyAgent(process.env["AWS_ENDPOINT_URL"] ?? `https://ec2.${region}.amazonaws.com`);
  const limits = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };
  return { region, maxAttempts: 5, requestHandler: { ...limits, ...(httpsAgent && { httpsAgent }) } };
}

export function ec2Client(region: string): EC2Client {
  return new EC2Client(clientSettings(region));
}

/** Collects the pages of a listing. */
export async function all<Page, Item>(pages: AsyncIterable<Page>, items: (page: Page) => readonly Item[] | undefined): Promise<Item[]> {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(items(page) ?? []));
  return found;
}
