// Takes one job after the other from the queue, and says who did it.
const { hostname } = require("node:os");
const { ask } = require("./queue");

const work = async () => {
  for (;;) {
    const job = await ask("BRPOP", "jobs", "5");
    if (job === null) continue;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await ask("INCR", "done");
    await ask("SADD", "workers", hostname());
    console.log(`job ${job} done by ${hostname()}`);
  }
};

process.on("SIGTERM", () => process.exit());
work();
