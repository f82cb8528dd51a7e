// Looks for dead links to files and headings in every Markdown file that git tracks (part of `npm run lint`).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { encoding: "utf8" })
  .split("\n")
  .filter(Boolean);
const anchors = (text) =>
  new Set(
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
const dead = files.filter(existsSync).flatMap((file) =>
  [
    ...readFileSync(file, "utf8")
      .replace(/^```[^]*?^```$/gm, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].flatMap(([, link]) => {
    if (/^[a-z]+:/.test(link) || link.includes("{{")) return [];
    const [path, anchor] = link.split("#");
    const target = path === "" ? file : join(dirname(file), path);
    if (!existsSync(target)) return [`${file}: ${link}: no such file`];
    if (anchor && target.endsWith(".md") && !anchors(readFileSync(target, "utf8")).has(anchor))
      return [`${file}: ${link}: no such heading`];
    return [];
  }),
);
for (const line of dead) console.error(line);
process.exitCode = dead.length === 0 ? 0 : 1;
