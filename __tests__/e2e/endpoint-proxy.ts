// Stands between a class and its EC2 endpoint: answers some requests in its place, with an error as AWS words it or with a host's console,
// changes others, and lets machines boot one at a time, because the kit builds their image in one place.
import { createServer, type IncomingMessage, request as forward, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { aloneWithHostUp } from "./host-up";

/** Code of the error to answer with, undefined where the endpoint itself answers. */
export type Fault = (action: string) => { readonly code: string; readonly message: string } | undefined;

interface Asked {
  /** `RunInstances`; empty for an API without such a word. */
  readonly action: string;
  readonly parameters: URLSearchParams;
}

export class EndpointProxy {
  fault: Fault = () => undefined;
  /** The body of an answer in the endpoint's place, undefined where it answers itself. */
  reply: (asked: Asked) => string | undefined = () => undefined;
  /** Other parameters than were asked with, undefined where they are passed on as they are. */
  change: (asked: Asked) => URLSearchParams | undefined = () => undefined;
  /** What was asked so far, as IAM names it: `ec2:RunInstances`. */
  readonly asked = new Set<string>();
  /** Milliseconds that each machine takes longer to boot. */
  pause = 0;
  private boots: Promise<unknown> = Promise.resolve();
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.answer(request, Buffer.concat(chunks), response));
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

  private answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const parameters = new URLSearchParams(body.toString());
    const action = actionOf(request, parameters);
    const asked = { action, parameters };
    this.asked.add(`${serviceOf(request)}:${action || restActionOf(request)}`);
    const fault = this.fault(action);
    const reply = fault ? errorBody(fault) : this.reply(asked);
    if (reply !== undefined) {
      const refused = fault?.code === "RequestLimitExceeded" ? 503 : 400;
      response.writeHead(fault ? refused : 200, { "content-type": "text/xml" });
      response.end(reply);
      return;
    }
    const changed = this.change(asked);
    const pass = () => this.pass(request, changed ? Buffer.from(changed.toString()) : body, response);
    if (action === "RunInstances") this.boots = this.boots.then(() => sleep(this.pause)).then(() => aloneWithHostUp(pass));
    else void pass();
  }

  private pass({ method, headers, url }: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      response.once("close", resolve);
      // the client may have gone while it waited
      if (response.destroyed) {
        resolve();
        return;
      }
      const own = headers["content-length"] === undefined ? headers : { ...headers, "content-length": body.length };
      forward(new URL(url ?? "/", this.behind), { method, headers: own }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      })
        .on("error", () => response.destroy())
        .end(body);
    });
  }
}

function errorBody({ code, message }: { readonly code: string; readonly message: string }): string {
  return `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`;
}

function actionOf({ headers }: IncomingMessage, parameters: URLSearchParams): string {
  const target = headers["x-amz-target"];
  return (typeof target === "string" ? target : (parameters.get("Action") ?? "")).split(".").at(-1) ?? "";
}

/** Of EventBridge Scheduler's API: `PUT /schedules/kim` is UpdateSchedule. */
function restActionOf({ method = "", url = "" }: IncomingMessage): string {
  const [, collection = "", name] = new URL(url, "http://any").pathname.split("/");
  const thing = new Map([
    ["schedules", "Schedule"],
    ["schedule-groups", "ScheduleGroup"],
  ]).get(collection);
  if (collection === "tags") return new Map([["GET", "ListTagsForResource"]]).get(method) ?? "TagResource";
  if (thing === undefined) return "";
  if (method === "GET") return name === undefined ? `List${thing}s` : `Get${thing}`;
  return `${
    new Map([
      ["POST", "Create"],
      ["PUT", "Update"],
    ]).get(method) ?? "Delete"
  }${thing}`;
}

/** Of the signature: `AWS4-HMAC-SHA256 Credential=KEY/20261201/ap-northeast-2/ec2/aws4_request, …`. */
function serviceOf({ headers: { authorization = "" } }: IncomingMessage): string {
  return /Credential=[^/]*\/\d+\/[^/]*\/([^/]+)\//.exec(authorization)?.[1] ?? "";
}
