// Which hosts nothing would end: those that their gates name so by a code, in whatever words.
import { endUselessHosts } from "../../../deploy/aws/useless-hosts";
import type { Failure } from "../../../deploy/session";
import { awsClass } from "../../hosts/synth-hosts";
import { testSession } from "../../session";

const definition = awsClass();
const { target } = definition;

async function questionsOf(failures: Readonly<Record<string, Failure>>): Promise<readonly string[]> {
  if (target.kind !== "aws") throw new Error("not a class on EC2");
  const session = testSession(definition, { answer: false });
  await endUselessHosts(session, target, { byHost: new Map(Object.entries(failures)), others: [] });
  return session.reporter.questions;
}

test("a host whose user data never ran is ended after asking", async () => {
  expect(
    await questionsOf({ mute: { message: "in any words", code: "user-data-never-ran" }, slow: { message: "x", code: "no-ssh" } }),
  ).toEqual(["End 1 host (mute)?"]);
});

test("a host that failed for another reason is not asked about, whatever its message says", async () => {
  expect(await questionsOf({ kim: { message: "the user data never ran", code: "installation-failed" } })).toEqual([]);
});
