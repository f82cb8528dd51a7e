// Hosts whose user data never ran: nobody can log in, no timer ends them. Their gates report them, and they are ended after asking.
import { endInstances } from "../../aws/ending";
import { classInstances, isAlive } from "../../aws/instances";
import type { AwsTarget } from "../../definition/class-definition";
import { counted } from "../../language/counted";
import { plain } from "../../definition/plain-text";
import { t } from "../../language/translate";
import type { HostFailures, Session } from "../session";

export async function endUselessHosts(
  { definition, reporter, signal }: Session,
  target: AwsTarget,
  { byHost }: HostFailures,
): Promise<void> {
  const names = [...byHost].filter(([, { code }]) => code === "user-data-never-ran").map(([name]) => name);
  if (names.length === 0) return;
  const which = counted(names, "host");
  reporter.note(
    names.length === 1
      ? t`Nothing on ${names.join(", ")} ends it: ${which} would cost until somebody notices. Look at target.aws.ami.`
      : t`Nothing on ${names.join(", ")} ends them: ${which} would cost until somebody notices. Look at target.aws.ami.`,
  );
  if (!(await reporter.ask(t`End ${which}?`))) return;
  const instances = (await classInstances(target.region, definition.name)).filter(
    (instance) => isAlive(instance) && names.includes(instance.host),
  );
  await reporter.run([
    {
      title: t`Ending ${which}`,
      work: (step) => endInstances(target.region, instances, { signal, step: (text) => step(plain(text)) }),
      summary: (failures) => (failures.length === 0 ? t`gone` : new Error(failures.join("; "))),
    },
  ]);
}
