// The instructor's proxy is used for what Node fetches, but not where NO_PROXY says so.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { callerIdentity } from "../../aws/identity";
import { myAddress } from "../../aws/my-address";
import { proxyAgent } from "../../aws/proxy";

const before = { ...process.env };
const asked: string[] = [];
let proxy: Server;

beforeAll(async () => {
  proxy = createServer();
  // it forwards nothing: that it was asked is enough
  proxy.on("connect", ({ url }, socket) => {
    asked.push(url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  asked.length = 0;
  process.env = {
    ...before,
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
  for (const name of ["NO_PROXY", "no_proxy", "https_proxy", "AWS_ENDPOINT_URL", "LAB_MY_ADDRESS"])
    Reflect.deleteProperty(process.env, name);
});
afterAll(() => {
  process.env = before;
  proxy.close();
});

test("for the caller's own address", async () => {
  await expect(myAddress(undefined)).rejects.toThrow("checkip.amazonaws.com");
  expect(asked).toEqual(["checkip.amazonaws.com:443"]);
});

test("for AWS", async () => {
  await expect(callerIdentity("ap-northeast-2")).rejects.toThrow();
  expect(asked[0]).toBe("sts.ap-northeast-2.amazonaws.com:443");
});

test("not where NO_PROXY names the address, nor for an endpoint on this machine", () => {
  process.env["NO_PROXY"] = ".amazonaws.com,127.0.0.1";
  expect(proxyAgent("https://ec2.ap-northeast-2.amazonaws.com")).toBeUndefined();
  expect(proxyAgent("http://127.0.0.1:5000")).toBeUndefined();
  expect(proxyAgent("https://example.com")).toBeDefined();
});
