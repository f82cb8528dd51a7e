// A page that shows the state of the queue; a POST adds a job.
const { createServer } = require("node:http");
const { ask } = require("./queue");

createServer(async (request, response) => {
  try {
    if (request.method === "POST") {
      const id = await ask("INCR", "added");
      await ask("LPUSH", "jobs", String(id));
    }
    const [waiting, done, workers] = [await ask("LLEN", "jobs"), await ask("GET", "done"), await ask("SCARD", "workers")];
    response.end(`${process.env.TITLE}: waiting ${waiting}, done ${done ?? 0}, workers ${workers}\n`);
  } catch (error) {
    response.writeHead(503).end(`no queue: ${error.message}\n`);
  }
}).listen(8000);

process.on("SIGTERM", () => process.exit());
