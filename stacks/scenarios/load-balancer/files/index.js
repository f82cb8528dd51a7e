// Says which container answered.
const http = require("http");
const os = require("os");

const server = http.createServer((request, response) => {
  response.writeHead(200, { "Content-Type": "text/html" });
  response.end(`<h1>I'm ${os.hostname()}</h1>\n`);
});
server.listen(8080);

// PID 1 of a container gets no default signal handling: without this, docker stop would wait 10 seconds
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
