// What is reported of exercise files that are newer in the class than their students' versions.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadClass } from "../../definition/load";
import { KeptFiles } from "../../deploy/kept-files";
import { synthesize } from "../../deploy/synthesize";
import { knownScenarios } from "../../stacks/exercises/known-scenarios";
import { Workspace } from "../../workspace/workspace";
import { classFolder, guide } from "../exercises/folder";

test("of what deliveries print, the files that stay are named by host, with the way to put them back", () => {
  const kept = new KeptFiles();
  expect(kept.note).toBeUndefined();
  for (const line of [
    "lee: bringing files-redis",
    "lee: kept: redis/app.py",
    "kim: kept: queue/a b",
    "lee: kept: redis/x",
    "lee: | lab: kept: no",
  ])
    kept.read(line);
  expect(kept.note).toBe(`These exercise files are newer in the class, and stay as their students changed them:
  kim: queue/a b
  lee: redis/app.py, redis/x
  npx lab reset kim queue puts them back`);
});

test("on this machine they are reported once, when they changed in the class", async () => {
  const file = classFolder({
    "lab.yaml": "name: c\nscenarios: [./shop]\n",
    "shop/guide.en.md": guide,
    "shop/files/theirs": "1\n",
    "shop/files/other": "1\n",
  });
  const workspace = new Workspace("c", join(dirname(file), ".lab"), file);
  const notes: string[] = [];
  const prepare = async () => {
    const definition = loadClass(file, await knownScenarios(file));
    await synthesize(definition, workspace, workspace.outFolder, { onKept: (note) => notes.push(note) });
  };
  await prepare();
  writeFileSync(join(workspace.exerciseFolder, "shop/theirs"), "mine\n");
  await prepare();
  expect(notes).toEqual([]);
  for (const name of ["theirs", "other"]) writeFileSync(join(dirname(file), "shop/files", name), "2\n");
  await prepare();
  await prepare();
  expect(notes).toEqual([expect.stringContaining("  student-1: shop/theirs\n  npx lab reset student-1 shop puts them back")]);
});
