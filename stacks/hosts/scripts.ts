// What runs on the hosts of a class, from provisioning/: the install script, and the user data that carries it to a new instance.
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Machine, Student } from "../../definition/class-definition";
import { ubuntuUser } from "../../definition/pins";
import { encodeUserData, userData } from "../../provisioning/cloud-init";
import { deliveredScript, deliveryBegin, deliveryEnd, type DeliveryPart, filesPart, labCheckPart } from "../../provisioning/exercise-files";
import { type InstallProps, installScript } from "../../provisioning/install-docker";
import { labCheckScript } from "../../provisioning/lab-check";
import { readProjectText } from "../../provisioning/project-text";
import { readinessScript } from "../../provisioning/readiness";
import { noPasswordLines, passwordLoginLines } from "../../provisioning/password-login";
import { studentKeysScript } from "../../provisioning/student-keys";
import { exerciseFiles } from "../scenarios/exercise-files";
import { classChecks } from "../scenarios/class-checks";
import type { HostSetupProps } from "./host-setup";

export const readinessScriptFile = "readiness.sh";
/** What a gate runs on the instructor's machine; it sends the others to the host. */
export const gateScriptFile = "gate.sh";
/** What runs there after the gate, and sends the host what is in `deliveryFolder`. */
export const deliverScriptFile = "deliver.sh";
export const deliveryFolder = "delivery";
/** What both of them source. */
const overSshFile = "over-ssh.sh";

export function installScriptFile(user: string): string {
  return `install-${user}.sh`;
}

/** @param student Who sits at the host. By default nobody does. */
export function keysScriptFile(student?: Student): string {
  return student ? `keys-${student.name}.sh` : "no-keys.sh";
}

/**
 * What lets a student log in to the host they sit at, and nobody who sat there before. Of a host that the class made its sshd is the
 * class's too: there, who has a password may use it, and nobody else may use any.
 */
export function studentLoginScript(
  { className, madeHost }: { readonly className: string; readonly madeHost: boolean },
  student?: Student,
): string {
  const keys = studentKeysScript({ className, ...keysOf(student) });
  if (!madeHost) return keys;
  const { passwordLogin } = student ?? {};
  const password = passwordLogin ? passwordLoginLines(ubuntuUser, passwordLogin) : noPasswordLines(ubuntuUser);
  return `status=0\n(\n${keys}) || status=1\n${password}\nexit "$status"\n`;
}

function keysOf({ key, github }: Partial<Student> = {}) {
  return { ...(key !== undefined && { key }), ...(github !== undefined && { github }) };
}

export interface GateScriptsProps extends HostSetupProps {
  /** Machines that exist, by student. @default the hosts are made by the class, as by `Ec2Hosts` */
  readonly machines?: ReadonlyMap<string, Pick<Machine, "user">>;
}

/** What the readiness gates of a class run, by path in their folder. */
export function gateScripts({ machines, ...setup }: GateScriptsProps): Record<string, string> {
  const users = new Set(setup.students.map(({ name }) => machines?.get(name)?.user ?? ubuntuUser));
  const login = { className: setup.className, madeHost: machines === undefined };
  return {
    ...Object.fromEntries(
      [gateScriptFile, deliverScriptFile, overSshFile].map((file) => [file, readProjectText(join(import.meta.dirname, file))]),
    ),
    ...Object.fromEntries(Object.entries(deliveryFiles(setup)).map(([file, text]) => [`${deliveryFolder}/${file}`, text])),
    [readinessScriptFile]: readinessScript(),
    ...Object.fromEntries([...users].map((user) => [installScriptFile(user), classInstallScript(setup, user)])),
    ...Object.fromEntries([undefined, ...setup.students].map((student) => [keysScriptFile(student), studentLoginScript(login, student)])),
  };
}

type Delivery = Pick<HostSetupProps, "scenarios" | "language">;
type Install = Pick<HostSetupProps, "docker" | "scenarios" | "end">;

/** What every host of a class gets besides Docker. */
export function deliveryParts({ scenarios, language = "en" }: Delivery): DeliveryPart[] {
  return [
    ...scenarios.map((use) => filesPart(use.spec.name, exerciseFiles([use]))),
    labCheckPart(labCheckScript(classChecks(scenarios), language)),
  ];
}

/** A value that changes with any of them. */
export function deliveryTrigger(delivery: Delivery): string {
  return triggerOf(
    deliveryParts(delivery)
      .map(({ line }) => line)
      .join("\n"),
  );
}

/** By file name; `list` has the line of each part. */
function deliveryFiles(delivery: Delivery): Record<string, string> {
  const parts = deliveryParts(delivery);
  return {
    list: parts.map(({ line }) => `${line}\n`).join(""),
    "ask.sh": deliveredScript,
    "begin.sh": deliveryBegin,
    "end.sh": deliveryEnd,
    ...Object.fromEntries(parts.map(({ name, text }) => [`${name}.sh`, text])),
  };
}

/** The script that brings Docker, compose and the tools to a host; changes nothing where they are. */
export function classInstallScript(install: Install, user: string): string {
  return installScript(installProps(install, user));
}

function installProps({ docker = { install: "documented", pull: true }, scenarios, end }: Install, user: string): InstallProps {
  const images = new Set(scenarios.flatMap(({ spec, options }) => spec.uses(options).images));
  return {
    install: docker.install,
    user,
    ...(docker.pull && { pullImages: [...images] }),
    ...(docker.proxy !== undefined && { proxy: docker.proxy }),
    ...(docker.mirror !== undefined && { registryMirror: docker.mirror }),
    ...(end && { end }),
  };
}

/** The user data of a new instance: the install script carried by cloud-config, with the student's own keys. */
export function classUserDataText(setup: HostSetupProps, student: Student | undefined): string {
  // a password is none of it: everybody on the host can read it, and who may describe instances
  const studentKeys = student && studentKeysScript({ className: setup.className, ...keysOf(student) });
  return userData({ ...installProps(setup, ubuntuUser), ...(studentKeys !== undefined && { studentKeys }) });
}

/** The same, gzip and base64. @throws InputError when it is more than EC2 takes. */
export function classUserData(setup: HostSetupProps, student: Student | undefined): string {
  return encodeUserData(classUserDataText(setup, student));
}

/** A value that changes with a text, for triggers of a gate: the state does not need the text itself. */
export function triggerOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
