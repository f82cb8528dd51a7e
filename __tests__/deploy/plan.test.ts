// The plan of a class as a value: what it says, what is noted on the way, and that nothing of the class is created.
import { existsSync, readdirSync } from "node:fs";
import { planClass } from "../../deploy/plan";
import { classOf, testFolder } from "../lab-yaml";
import { testSession } from "../session";

test("a class on hosts: its labs, who logs in how, and the stacks of one student in the folder that was given", async () => {
  const hosts = "{ kim: u@10.0.0.11, lee: u@10.0.0.12 }";
  const session = testSession(classOf(`name: c\nlanguage: en\ntarget: { hosts: ${hosts} }\nscenarios: [nginx]\n`));
  const folder = testFolder();
  const plan = await planClass(session, folder);
  expect(plan).toMatchObject({
    labs: { class: "c", target: "hosts", labs: ["kim", "lee"], each: [{ scenario: "nginx", containers: ["nginx", "nginx-8081"] }] },
    ...{ shutOut: [], leaving: [], stacks: [{ id: "hosts" }, { id: "lab-kim" }] },
  });
  expect([plan.hosts, plan.changes]).toEqual([undefined, undefined]);
  expect(session.reporter.notes).toEqual(["Students log in: 2 by a key that the class made for each (npx lab handout)"]);
  expect(existsSync(session.workspace.folder)).toBe(false);
  expect(readdirSync(folder)).not.toEqual([]);
});
