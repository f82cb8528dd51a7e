// Scripts and styles of the pages: a fixed list of files, from this room and from xterm's packages.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { toolFolder } from "../workspace/workspace";

const require = createRequire(join(toolFolder, "package.json"));
const packaged = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
const own = (file: string) => join(toolFolder, "serve/browser", file);

/** By URL path. Nothing else is read from the disk. */
const files = new Map<string, () => string>([
  ["/assets/pages.css", () => own("pages.css")],
  ["/assets/door.js", () => own("door.js")],
  ["/assets/checks.js", () => own("checks.js")],
  ["/assets/connection.js", () => own("connection.js")],
  ["/assets/terminal.js", () => own("terminal.js")],
  ["/assets/student.js", () => own("student.js")],
  ["/assets/board.js", () => own("board.js")],
  ["/assets/xterm.mjs", () => packaged("@xterm/xterm", "lib/xterm.mjs")],
  ["/assets/xterm.css", () => packaged("@xterm/xterm", "css/xterm.css")],
  ["/assets/addon-fit.mjs", () => packaged("@xterm/addon-fit", "lib/addon-fit.mjs")],
]);

export function assetRoutes(app: FastifyInstance): void {
  for (const [address, path] of files) {
    const type = address.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    let content: Buffer | undefined;
    app.get(address, (_, reply) => {
      content ??= readFileSync(path());
      return reply.type(type).header("cache-control", "no-cache").send(content);
    });
  }
}
