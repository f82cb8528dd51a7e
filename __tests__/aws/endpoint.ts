// An AWS endpoint of a test's own, for the answers that no stand-in has: the price list, refusals.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Question {
  /** `AWSPriceListService.GetProducts`, or the Action of EC2's query protocol. */
  readonly action: string;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** Starts an endpoint and points the SDK at it; `close` ends both. */
export async function endpoint(answer: (question: Question) => Answer): Promise<{ close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => void respond(request, response, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  return {
    close: async () => {
      process.env = before;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: (question: Question) => Answer): Promise<void> {
  let body = "";
  for await (const piece of request) body += String(piece);
  const target = request.headers["x-amz-target"];
  const action = typeof target === "string" ? target : (new URLSearchParams(body).get("Action") ?? "");
  const { status = 200, body: text } = answer({ action, body });
  response.writeHead(status, { "content-type": text.startsWith("<") ? "text/xml" : "application/x-amz-json-1.1" });
  response.end(text);
}

/** An answer of the price list with one product at a price. */
export function priceList(usd: string | undefined): Answer {
  const product = { terms: { OnDemand: { "A.B": { priceDimensions: { "A.B.C": { unit: "Hrs", pricePerUnit: { USD: usd } } } } } } };
  return { body: JSON.stringify({ FormatVersion: "aws_v1", PriceList: usd === undefined ? [] : [JSON.stringify(product)] }) };
}

/** An answer of EC2 with spot prices. */
export function spotPrices(...amounts: string[]): Answer {
  const items = amounts.map((amount, at) => `<item><availabilityZone>zone-${at}</availabilityZone><spotPrice>${amount}</spotPrice></item>`);
  return {
    body: `<DescribeSpotPriceHistoryResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><spotPriceHistorySet>${items.join("")}</spotPriceHistorySet></DescribeSpotPriceHistoryResponse>`,
  };
}
