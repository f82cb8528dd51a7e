// How verbs without an Engine handle a folder's scenario: its ports, its guide, its page on the card.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { lab } from "../run-lab";
import { classFolder } from "./folder";

const folder = dirname(
  classFolder({
    "lab.yaml": `name: c\nlanguage: en\nstudents: [kim]\ntarget: { hosts: { kim: ubuntu@10.0.0.1 } }\nscenarios: [${resolve("examples/exercises/queue")}: { variables: { PORT: 8123 } }]\n`,
  }),
);
const well = async (...words: string[]) => {
  const { status, stdout, stderr } = await lab(words, {}, folder);
  expect({ words, status, stderr: status === 0 ? "" : stderr }).toEqual({ words, status: 0, stderr: "" });
  return stdout;
};

test("lab validate, plan, guide and cards know it as they know a built-in one", async () => {
  expect(await well("validate")).toContain("1 lab of queue, at most 256 MB of memory each");
  // whatever this machine lacks for the rest of a plan
  expect((await lab(["plan"], {}, folder)).stdout).toContain(
    "  queue: queue-queue-1, queue-worker-1, queue-page-1 on 8123\n  At most 256 MB of memory\n",
  );
  const guide = await well("guide", "kim");
  expect(guide).toContain(":8123");
  expect(guide).toContain("# A queue, a worker and a page");
  expect(guide).not.toContain("{{PORT}}");
  await well("cards");
  expect(readFileSync(join(folder, "cards.html"), "utf8")).toContain("10.0.0.1:8123");
});
