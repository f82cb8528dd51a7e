// A small app that knows its clients only by what the proxy in front of it says.
const http = require("http");
const os = require("os");

const server = http.createServer((request, response) => {
  const client = request.headers["x-forwarded-for"] || "unknown";
  response.writeHead(200, { "Content-Type": "text/plain" });
  response.end(`app ${os.hostname()}\npath ${request.url}\nclient ${client}\nproxy ${request.socket.remoteAddress}\n`);
});
server.listen(3000);

// PID 1 of a container gets no default signal handling: without this, docker stop would wait 10 seconds
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
