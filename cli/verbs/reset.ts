// `lab reset`: puts one student's lab, or one scenario of it, back to its start.
import { reset, type ResetOptions } from "../../deploy/reset";
import { awaitTerraform } from "../../deploy/running-terraform";
import { t } from "../../language/translate";
import { withLock } from "../../workspace/lock";
import { type CliContext, exitCode } from "../context";
import { result, say } from "../output";
import { writeStatus } from "./status";
import { bringUp, isUp, prepare, type Prepared } from "./up";

export async function resetVerb(context: CliContext, options: ResetOptions): Promise<number> {
  return withLock(context.workspace, "reset", async () => {
    await awaitTerraform(context);
    let prepared: Prepared | undefined;
    const report = await reset(context, options, {
      prepare: async () => {
        prepared = await prepare(context);
      },
      deploy: async (student, scenarios) => {
        const { stacks, terraform } = prepared ?? (await prepare(context));
        // what its Engine said before the reset is outdated
        const deployed = await bringUp(
          { ...context, chosen: { ...context.definition, students: [student] } },
          { stacks, terraform },
          { scenarios },
        );
        if (context.output === "table") writeStatus(context, deployed.labs);
        return isUp(deployed);
      },
    });
    if (context.output === "json")
      result(JSON.stringify({ student: options.student, scenario: options.scenario ?? null, ...report }, null, 2));
    switch (report.kind) {
      case "declined":
        say(t`Nothing was changed`);
        return exitCode.failed;
      case "not deployed":
        say(t`${options.student}: what was there is removed, and not all of it is up again; npx lab up goes on from here`);
        return exitCode.failed;
      case "incomplete":
        say(t`${options.student}: still there:\n${report.left.map((thing) => `  ${thing}`).join("\n")}`);
        return exitCode.failed;
      case "reset":
        if (report.keptData.length > 0)
          say(t`The database in ${report.keptData.join(", ")} is kept, and with it the password it was made with; --purge removes it.`);
        if (context.output === "table")
          result(
            options.scenario === undefined
              ? t`${options.student}: the lab is at its start again`
              : t`${options.student}: ${options.scenario} is at its start again`,
          );
        return exitCode.ok;
    }
  });
}
