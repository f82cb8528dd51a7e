// `lab extend`: moves the end of a class's EC2 hosts.
import { classTime } from "../../definition/end";
import { FailedError, InputError } from "../../definition/errors";
import { duration } from "../../definition/fields";
import { hours as hoursOf } from "../../definition/load";
import { counted } from "../../language/counted";
import { t } from "../../language/translate";
import { awsTarget } from "../aws-target";
import { type CliContext, exitCode } from "../context";
import { result, table } from "../output";

/** Moves the end of running hosts, spares included. Returns 1 where one was not moved, or not everywhere. */
export async function extend(context: CliContext, by: string): Promise<number> {
  const { definition, output } = context;
  const target = awsTarget(context);
  if (!duration.safeParse(by).success) throw new InputError(t`${JSON.stringify(by)} must be hours and minutes, such as 2h, 30m or 1h30m`);
  const { extendHosts } = await import("../../deploy/aws/extend");
  const rows = await extendHosts(context, target, hoursOf(by));
  if (output === "json") result(JSON.stringify(rows, null, 2));
  else
    result(
      table(
        [t`host`, t`ends`],
        rows.map(({ host, ends, failure }) => [
          host,
          [ends ? classTime(ends, definition.end) : t`not moved`, ...(failure === undefined ? [] : [failure])].join(": "),
        ]),
      ),
    );
  const failed = rows.filter(({ failure }) => failure !== undefined).map(({ host }) => host);
  if (failed.length > 0)
    throw new FailedError(t`The end of ${counted(failed, "host")} was not moved everywhere`, t`npx lab status says what they are at`);
  return exitCode.ok;
}
