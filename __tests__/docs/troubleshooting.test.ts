// Every error text that docs/troubleshooting.md explains is one that the code can print, or one of Terraform's that it knows.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nextStep } from "../../terraform/next-step";

const rooms = ["aws", "cli", "definition", "deploy", "engine", "provisioning", "stacks", "terraform", "workspace"];

/** The sources with every `${…}` as `…`, on one line each. */
const sources = rooms
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((name) => join(room, name)))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => {
    let text = readFileSync(name, "utf8");
    // from the inside out: a value may hold a template of its own
    for (let before = ""; before !== text;) [before, text] = [text, text.replace(/\$\{[^{}]*\}/g, "…")];
    return text;
  });

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const headings = [...readFileSync("docs/troubleshooting.md", "utf8").matchAll(/^### `(.*)`$/gm)].map(([, text = ""]) => text);

test.each(headings)("%s", (text) => {
  // what is between the parts that differ stands in one text of the code, in this order
  const pattern = new RegExp(text.replace(/^…|…$/g, "").trim().split("…").map(escape).join("[^\\n]*?"));
  const known = nextStep({ summary: text, detail: "" });
  expect(known !== undefined || sources.some((source) => pattern.test(source))).toBe(true);
});

test("there are texts in it", () => expect(headings.length).toBeGreaterThan(20));
