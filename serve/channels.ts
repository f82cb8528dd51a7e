// The open connections of pages, and the messages that are pushed to them.
import type { WebSocket } from "@fastify/websocket";
import { behind } from "./limits";

/** Connections under a name: a student's pages, or the boards. */
export class Channels {
  private readonly sockets = new Map<string, Set<WebSocket>>();

  /** Adds a connection until it closes. */
  add(name: string, socket: WebSocket): void {
    const own = this.sockets.get(name) ?? new Set();
    this.sockets.set(name, own.add(socket));
    socket.on("close", () => {
      own.delete(socket);
      if (own.size === 0 && this.sockets.get(name) === own) this.sockets.delete(name);
    });
  }

  /** Sends to all under a name. One that does not read is disconnected: it reconnects and asks again. */
  send(name: string, message: object): void {
    const text = JSON.stringify(message);
    for (const socket of this.sockets.get(name) ?? []) {
      if (socket.bufferedAmount > behind.pause) socket.terminate();
      else socket.send(text);
    }
  }

  /** Ends the connections of a name. */
  close(name: string): void {
    for (const socket of this.sockets.get(name) ?? []) socket.close(1000, "over");
  }

  count(name: string): number {
    return this.sockets.get(name)?.size ?? 0;
  }
}
