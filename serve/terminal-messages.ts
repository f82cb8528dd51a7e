// What a page and the server say to each other about a terminal.
import type { WebSocket } from "@fastify/websocket";
import { z } from "zod";
import type { Viewer } from "./terminal-session";

export const size = z.object({ columns: z.coerce.number().int().min(2).max(500), rows: z.coerce.number().int().min(1).max(300) });

/** What a browser sends about its terminal. */
export const fromTerminal = z.union([
  z.strictObject({ type: z.string().max(50_000) }),
  z.strictObject({ shown: z.number().int().min(0) }),
  z.strictObject({ resize: size }),
  z.strictObject({ ask: z.literal(true) }),
]);

/** A message from a browser; undefined for anything else. */
export function read<Message>(schema: z.ZodType<Message>, data: Buffer): Message | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(data.toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Output goes as binary messages, everything else as text. */
export function viewerOf(socket: WebSocket): Viewer {
  return {
    sendOutput: (data) => socket.send(data, { binary: true }),
    unsent: () => socket.bufferedAmount,
    sendSize: (size) => socket.send(JSON.stringify({ type: "size", ...size })),
    sendStart: () => socket.send(JSON.stringify({ type: "start" })),
    close: (reason) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: "end", reason }));
      // the close reason itself may have at most 123 bytes
      socket.close(1000, "over");
    },
  };
}
