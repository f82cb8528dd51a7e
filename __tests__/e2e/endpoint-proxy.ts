// Stands between a class and its EC2 endpoint: answers some requests with an error, as AWS words it, and lets machines boot one at a
// time, for the kit makes their image in one place.
import { createServer, request as forward, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Code of the error to answer with, undefined where the endpoint itself answers. */
export type Fault = (action: string) => { readonly code: string; readonly message: string } | undefined;

export class EndpointProxy {
  fault: Fault = () => undefined;
  /** What was asked so far, as IAM names it: `ec2:RunInstances`. */
  readonly asked = new Set<string>();
  /** Milliseconds that each machine takes longer to boot. */
  pause = 0;
  private boots: Promise<unknown> = Promise.resolve();
  private readonly server = createServer((request, response) => {
    const { method, headers, url } = request;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const action = actionOf(headers, body);
      this.asked.add(`${serviceOf(headers)}:${action.split(".").at(-1) ?? ""}`);
      const fault = this.fault(action);
      if (fault) {
        response.writeHead(fault.code === "RequestLimitExceeded" ? 503 : 400, { "content-type": "text/xml" });
        response.end(
          `<Response><Errors><Error><Code>${fault.code}</Code><Message>${fault.message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
        );
        return;
      }
      const pass = () =>
        new Promise<void>((resolve) => {
          response.once("close", resolve);
          // whoever asked may have gone while it waited
          if (response.destroyed) {
            resolve();
            return;
          }
          forward(new URL(url ?? "/", this.behind), { method, headers }, (answer) => {
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response);
          })
            .on("error", () => response.destroy())
            .end(body);
        });
      if (action === "RunInstances") this.boots = this.boots.then(() => sleep(this.pause)).then(pass);
      else void pass();
    });
  });

  private constructor(private readonly behind: string) {}

  /** Takes the place of the endpoint that this process was pointed at. */
  static async up(): Promise<EndpointProxy> {
    const proxy = new EndpointProxy(process.env["AWS_ENDPOINT_URL"] ?? "");
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    process.env["AWS_ENDPOINT_URL"] = `http://127.0.0.1:${(proxy.server.address() as AddressInfo).port}`;
    return proxy;
  }

  down(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function actionOf(headers: IncomingHttpHeaders, body: Buffer): string {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? target : (new URLSearchParams(body.toString()).get("Action") ?? "");
}

/** Of the signature: `AWS4-HMAC-SHA256 Credential=KEY/20261201/ap-northeast-2/ec2/aws4_request, …`. */
function serviceOf({ authorization = "" }: IncomingHttpHeaders): string {
  return /Credential=[^/]*\/\d+\/[^/]*\/([^/]+)\//.exec(authorization)?.[1] ?? "";
}
