// node:http and node:net for tests whose Engines are fake, whatever runs on this machine.
import { EventEmitter } from "node:events";

/** node:http in which what is published answers. */
export function answeringHttp() {
  return {
    ...jest.requireActual<typeof import("node:http")>("node:http"),
    get: () => {
      const request = Object.assign(new EventEmitter(), { destroy: () => undefined });
      setImmediate(() => request.emit("response", { statusCode: 200 }));
      return request;
    },
  };
}

/** node:net in which nothing listens but the fake Engines' containers. */
export function silentNet() {
  return {
    ...jest.requireActual<typeof import("node:net")>("node:net"),
    connect: () => {
      const socket = Object.assign(new EventEmitter(), { destroy: () => undefined });
      setImmediate(() => socket.emit("error", new Error("ECONNREFUSED")));
      return socket;
    },
  };
}
