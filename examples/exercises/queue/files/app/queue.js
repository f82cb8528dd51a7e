// A client of Redis in a few lines: one command, one answer.
const { connect } = require("node:net");

/** Sends a command and resolves to its answer: text, a number, null, or the last text of a list. */
exports.ask = (...words) =>
  new Promise((resolve, reject) => {
    const socket = connect(6379, process.env.QUEUE_HOST);
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("error", reject);
    socket.on("data", (data) => {
      answer += data;
      const lines = answer.split("\r\n");
      if (lines.length < 2) return;
      const [first] = lines;
      const wanted = first[0] === "*" && first !== "*-1" ? 2 * Number(first.slice(1)) + 2 : first[0] === "$" && first !== "$-1" ? 3 : 2;
      if (lines.length < wanted) return;
      socket.end();
      if (first[0] === "-") reject(new Error(first));
      else if (first[0] === ":") resolve(Number(first.slice(1)));
      else if (first === "$-1" || first === "*-1") resolve(null);
      else resolve(wanted === 2 ? first.slice(1) : lines[wanted - 2]);
    });
    socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`);
  });
