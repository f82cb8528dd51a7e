// `npm run picture`: runs `lab up` of the smallest class on a terminal, and draws its last screen as docs/lab-up.svg.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import stringWidth from "string-width";
import { folder } from "./measure";

const [columns, rows] = [112, 40];
const look = { width: 8.4, height: 19, margin: 18, size: 14 };
const colours: ReadonlyMap<string, string> = new Map([
  ["31", "#ff7b72"],
  ["32", "#7ee787"],
  ["33", "#e3b341"],
  ["36", "#79c0ff"],
  ["90", "#8b949e"],
]);

interface Cell {
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
}

/** The screen of a terminal after all that was written to it: text, line ends, colours, and the moves that a live list makes. */
function screenOf(written: string): Cell[][] {
  const lines: Cell[][] = [[]];
  let [row, column, colour, bold] = [0, 0, "", false];
  // eslint-disable-next-line no-control-regex -- a terminal's own language
  for (const [token, parameters = "", command] of written.matchAll(/\u001b\[([?0-9;]*)([A-Za-z])|[^]/gu)) {
    lines[row] ??= [];
    if (token === "\r") column = 0;
    else if (token === "\n") row++;
    else if (command === "A") row = Math.max(0, row - Number(parameters || 1));
    else if (command === "G") column = Number(parameters || 1) - 1;
    else if (command === "K") lines[row] = parameters === "2" ? [] : (lines[row]?.slice(0, column) ?? []);
    else if (command === "J") lines.length = row + 1;
    else if (command === "m") {
      for (const code of parameters.split(";")) {
        if (code === "0" || code === "" || code === "39") colour = "";
        if (code === "0" || code === "" || code === "22") bold = false;
        if (code === "1") bold = true;
        colour = colours.get(code) ?? colour;
      }
    } else if (command === undefined && token >= " ") {
      const line = lines[row] ?? [];
      while (line.length < column) line.push({ text: " ", colour: "", bold: false });
      line[column] = { text: token, colour, bold };
      column += 1;
    }
  }
  return lines;
}

const escape = (text: string) => text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);

function svg(lines: readonly (readonly Cell[])[]): string {
  const { width, height, margin, size } = look;
  const [w, h] = [columns * width + 2 * margin, lines.length * height + 2 * margin];
  const texts = lines.map((line, at) => {
    let column = 0;
    const spans = line.map(({ text, colour, bold }) => {
      const x = margin + column * width;
      column += stringWidth(text);
      if (text === " ") return "";
      return `<tspan x="${x.toFixed(1)}"${colour === "" ? "" : ` fill="${colour}"`}${bold ? ' font-weight="bold"' : ""}>${escape(text)}</tspan>`;
    });
    return `<text y="${margin + at * height + size}">${spans.join("")}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w.toFixed(0)} ${h}" role="img" aria-label="npx lab up on a terminal" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="${size}" fill="#e6edf3">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${texts.join("\n")}
</svg>
`;
}

const file = join(folder, "lab.yaml");
writeFileSync(file, "name: docker-101\nlanguage: en\nscenarios: [nginx, wordpress, load-balancer]\n");
const environment = { ...process.env, LAB_FILE: file, LAB_HOME: join(folder, "home"), TERM: "xterm-256color" };
const lab = resolve("cli/lab.mjs");
const command = `stty rows ${rows} cols ${columns}; node ${lab} up --yes`;
const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8", env: environment });
spawnSync("node", [lab, "down", "--purge", "--yes"], { env: environment, stdio: "inherit" });
if (status !== 0) throw new Error(`lab up ended with ${String(status)}:\n${stdout}`);
const prompt: Cell[] = Array.from("$ npx lab up", (text) => ({ text, colour: "", bold: true }));
// the picture does not show where the run has its files
const lines = screenOf(stdout.replaceAll(`${folder}/home`, ".lab").replaceAll(folder, "my-class"));
writeFileSync(join("docs", "lab-up.svg"), svg([prompt, ...lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1)]));
