// A student whose host was not made, or does not run: every verb that needs it says so in the same words, with the same exit code.
import { join } from "node:path";
import type { CliContext } from "../../../cli/context";
import { cards } from "../../../cli/verbs/cards";
import { graph } from "../../../cli/verbs/graph";
import { guide } from "../../../cli/verbs/guide";
import { handout } from "../../../cli/verbs/handout";
import { logs } from "../../../cli/verbs/logs";
import { resetVerb } from "../../../cli/verbs/reset";
import { solveVerb } from "../../../cli/verbs/solve";
import { ssh } from "../../../cli/verbs/ssh";
import type * as targets from "../../../deploy/targets";
import { classOf, testFolder } from "../../lab-yaml";
import { testSession } from "../../session";
import { listen } from "../../terminal";

jest.mock("../../../deploy/targets", () => {
  const actual = jest.requireActual<typeof targets>("../../../deploy/targets");
  const targetOf: typeof targets.targetOf = (...words) => ({ ...actual.targetOf(...words), hosts: () => Promise.resolve([]) });
  return { ...actual, targetOf };
});

const context = (): CliContext => {
  const definition = classOf("name: c\nlanguage: en\ntarget: { hosts: { kim: ubuntu@192.0.2.7 } }\nscenarios: [nginx]\n");
  return { ...testSession(definition), file: "lab.yaml", output: "table", yes: true };
};

afterEach(() => jest.restoreAllMocks());

test.each<[string, (context: CliContext) => Promise<number>]>([
  ["graph", (own) => graph(own, { student: "kim" })],
  ["guide", (own) => guide(own, { student: "kim" })],
  ["logs", (own) => logs(own, "kim")],
  ["reset", (own) => resetVerb(own, { student: "kim" })],
  ["solve", (own) => solveVerb(own, "kim", "nginx")],
  ["ssh", (own) => ssh(own, "kim")],
])("lab %s of that student", async (_, verb) => {
  await expect(verb(context())).rejects.toMatchObject({
    ...{ name: "FailedError", message: "kim: has no running host yet", next: "npx lab up makes one" },
  });
});

test.each<[string, (context: CliContext) => Promise<number>]>([
  ["cards", (own) => cards(own, { html: join(testFolder(), "cards.html") })],
  ["guide --all", (own) => guide(own, { all: testFolder() })],
  ["handout", (own) => handout(own, testFolder())],
])("lab %s of the whole class", async (_, verb) => {
  const written = listen();
  expect(await verb(context())).toBe(1);
  expect(written.stderr).toContain("kim: has no running host yet; npx lab up makes one\n");
});
