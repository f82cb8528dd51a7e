// `lab down`: takes a class away, or some students' labs; also one whose lab.yaml is missing, changed or broken.
import type { ClassDefinition } from "../../definition/class-definition";
import { FailedError, InputError, MachineError } from "../../definition/errors";
import { hostsAtOnce } from "../../definition/limits";
import { suggestion } from "../../definition/findings";
import { classTerraform } from "../../deploy/class-terraform";
import { type AwsRemoval, endHosts, spent } from "../../deploy/down-aws";
import { type Removal, removeLabs } from "../../deploy/down";
import { forgetRemoteState } from "../../deploy/remote-state";
import { synthesize } from "../../deploy/synthesize";
import { noTerraform, type TerraformBinary } from "../../terraform/binary";
import { withLock } from "../../workspace/lock";
import type { DeployedLab } from "../../workspace/record";
import { exitCode, type GlobalOptions } from "../context";
import { type KnownClass, knownClass, knownLabs } from "../known-class";
import { confirm, paint, result, say, table } from "../output";
import { terminalReporter } from "../reporter";
import { standingTable } from "../standing-table";

export interface DownOptions extends GlobalOptions {
  readonly purge?: boolean;
}

export async function down(options: DownOptions, signal: AbortSignal): Promise<number> {
  const known = knownClass(options.file);
  if (known.problem) say(`${known.problem.message}\nGoing by what was deployed of class ${known.name}.`);
  if (known.damaged) say(`The record of what was deployed (${known.workspace.folder}/deployed.json) is damaged; going by lab.yaml alone.`);
  const labs = select(knownLabs(known), options.on);
  const regions = regionsOf(known, labs, options.on);
  if (labs.length === 0 && regions.length === 0) {
    if (known.problem) throw known.problem;
    result(
      options.output === "json"
        ? JSON.stringify({ class: known.name, removals: [], regions: [] })
        : `Nothing of class ${known.name} was deployed.`,
    );
    return exitCode.ok;
  }
  if (!(await agree(known, labs, options))) return exitCode.failed;
  return withLock(known.workspace, "down", () => takeAway(known, labs, regions, options, signal));
}

function select(labs: readonly DeployedLab[], on: readonly string[] | undefined): DeployedLab[] {
  if (on === undefined) return [...labs];
  const names = [...new Set(labs.map(({ student }) => student))];
  for (const name of on) {
    if (!names.includes(name)) throw new InputError(`--on ${JSON.stringify(name)}: has no lab in this class${suggestion(name, names)}`);
  }
  return labs.filter(({ student }) => on.includes(student));
}

/** Regions whose hosts go: with --on, hosts stay as they are and only the labs on them go. */
function regionsOf({ record, definition }: KnownClass, labs: readonly DeployedLab[], on: readonly string[] | undefined): string[] {
  if (on !== undefined) return [...new Set(labs.flatMap(({ target }) => (target.kind === "aws" ? [target.region] : [])))];
  const own = definition?.target.kind === "aws" ? [definition.target.region] : [];
  return [...new Set([...record.regions, ...own, ...labs.flatMap(({ target }) => (target.kind === "aws" ? [target.region] : []))])];
}

async function agree(
  { name, definition }: KnownClass,
  labs: readonly DeployedLab[],
  { purge = false, yes = false, on }: DownOptions,
): Promise<boolean> {
  const local = labs.every(({ target }) => target.kind === "local");
  if (local && !purge && definition) return true;
  const what = labs.length === 1 ? `the lab of ${labs[0]?.student ?? ""}` : `${labs.length} labs`;
  const hosts = labs.filter(({ target }) => target.kind === "aws").length;
  const ending = hosts > 0 && on === undefined ? ` and end their EC2 hosts, with all that is on them` : "";
  return confirm(`Take away ${what} of class ${name}${ending}${purge ? ", with the data of its databases" : ""}?`, { yes });
}

async function takeAway(
  known: KnownClass,
  labs: readonly DeployedLab[],
  regions: readonly string[],
  { purge = false, yes = false, output, on }: DownOptions,
  signal: AbortSignal,
): Promise<number> {
  const { name: className, workspace, definition } = known;
  const reporter = terminalReporter({ yes });
  const onMachines = labs.filter(({ target }) => target.kind !== "aws");
  const forgetRemote = definition?.state && ((stackIds: readonly string[]) => forgetInS3(known, stackIds, signal));
  const removals = await removeLabs(
    onMachines,
    { className, workspace, signal, reporter, purge, ...(forgetRemote && { forgetRemote }) },
    hostsAtOnce,
  );
  const ended: AwsRemoval[] = [];
  for (const region of on === undefined ? regions : []) {
    const { target } = definition ?? {};
    ended.push(
      await endHosts({
        ...{ className, workspace, signal, reporter, region },
        labs: labs.filter(({ target }) => target.kind === "aws" && target.region === region),
        ...(definition && target?.kind === "aws" && target.region === region && { definition: { whole: definition, target } }),
        terraform: await terraformOrThrow(definition, region),
      }),
    );
  }
  return report(known, removals, ended, { purge, output });
}

async function terraformOrThrow(definition: ClassDefinition | undefined, region?: string): Promise<TerraformBinary> {
  const terraform = await classTerraform(definition, region);
  if (!terraform) throw noTerraform();
  return terraform;
}

async function forgetInS3({ definition, workspace }: KnownClass, stackIds: readonly string[], signal: AbortSignal): Promise<void> {
  if (!definition) throw new MachineError("the state in S3 cannot be changed without lab.yaml", "Mend lab.yaml, then npx lab down again");
  await forgetRemoteState(
    await synthesize(definition, workspace, workspace.outFolder),
    stackIds,
    await terraformOrThrow(definition),
    signal,
  );
}

async function report(
  known: KnownClass,
  removals: readonly Removal[],
  ended: readonly AwsRemoval[],
  { purge, output }: { purge: boolean; output: "table" | "json" },
): Promise<number> {
  const { name, definition, workspace } = known;
  const standing = removals.filter(({ failure }) => failure !== undefined);
  const resources = ended.flatMap((region) => region.standing);
  const failures = ended.flatMap((region) => region.failures);
  const cost =
    definition?.target.kind === "aws" && ended.length > 0
      ? await spent({ whole: definition, target: definition.target }, workspace)
      : undefined;
  if (output === "json") result(JSON.stringify({ class: name, removals, regions: ended, ...(cost !== undefined && { cost }) }, null, 2));
  for (const { student, freed } of removals) {
    if (freed.length > 0)
      say(`${student}: taken off the lab's network, otherwise untouched: ${freed.map((one) => one.replace("container ", "")).join(", ")}`);
  }
  const data = [...new Set(removals.flatMap((removal) => removal.data))];
  if (!purge && data.length > 0 && standing.length === 0)
    say(`Data of containers is kept in ${data.join(", ")}; npx lab down --purge removes it.`);
  for (const { message } of failures) say(message);
  if (standing.length === 0 && resources.length === 0 && failures.length === 0) {
    if (output === "table") result(paint("green", `Class ${name} is down.${cost === undefined ? "" : ` ${cost}`}`));
    return exitCode.ok;
  }
  if (output === "table" && standing.length > 0)
    result(
      table(
        ["student", "still stands", "what to do"],
        standing.map(({ student, failure }) => [student, failure?.message ?? "", failure?.next ?? ""]),
      ),
    );
  if (output === "table" && resources.length > 0) result(standingTable(resources));
  throw new FailedError(
    [
      ...(standing.length > 0 ? [`${standing.length} of ${removals.length} labs still stand`] : []),
      ...(resources.length > 0 ? [`${resources.length} things of class ${name} still stand in AWS`] : []),
      ...(failures.length > 0 ? ["not all of it could be ended"] : []),
    ].join("; "),
    "Their state is kept: npx lab down again",
  );
}
