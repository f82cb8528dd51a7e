// The instructor's HTTP proxy (HTTPS_PROXY, NO_PROXY) for requests from Node itself. Terraform and its providers read the same variables.
import { get } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** Undefined where an address is reached without a proxy. */
export function proxyAgent(url: string): HttpsProxyAgent<string> | undefined {
  const proxy = getProxyForUrl(url);
  return proxy === "" ? undefined : new HttpsProxyAgent(proxy);
}

/**
 * The text at an https address, asked through an agent.
 * @param timeout Milliseconds.
 */
export function getThrough(agent: HttpsProxyAgent<string>, url: string, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, signal: AbortSignal.timeout(timeout) }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", () => resolve(text));
      answer.on("error", reject);
    });
    request.on("error", reject);
  });
}
