// Machines that exist: nothing is made, each gets Docker over SSH and passes the readiness gate.
import { Construct } from "constructs";
import { bracketed } from "../../definition/address";
import type { Machine } from "../../definition/class-definition";
import type { Engine, Hosts } from "../engine";
import { Gate, type GateFiles } from "./gate";
import { gateId } from "../../definition/host-ids";
import type { HostSetupProps } from "./host-setup";
import { classInstallScript, deliveryTrigger, keysScriptFile, studentLoginScript, triggerOf } from "./scripts";

export interface MachinesProps extends Omit<HostSetupProps, "end"> {
  /** Where each student's machine is, by their name. */
  readonly machines: ReadonlyMap<string, Machine>;
  readonly gateFiles: GateFiles;
}

/** Seconds: the machine is up, or its owner has to look after it. */
const sshTimeout = 30;

export class Machines extends Construct implements Hosts {
  private readonly machines: ReadonlyMap<string, Machine>;

  /** @throws Error where a student has no machine. */
  constructor(scope: Construct, id: string, { machines, gateFiles, ...setup }: MachinesProps) {
    super(scope, id);
    this.machines = machines;
    const delivery = deliveryTrigger(setup);
    const login = { className: setup.className, madeHost: false };
    for (const student of setup.students) {
      const { name } = student;
      const { user, address, port } = this.machine(name);
      new Gate(this, gateId(name), {
        ...{ name, user, address, port, sshTimeout },
        hint: "check its address, port, user and identity in target.hosts",
        install: "always",
        triggers: { login: `${user}@${address}:${port}`, script: triggerOf(classInstallScript(setup, user)) },
        keys: { file: keysScriptFile(student), script: studentLoginScript(login, student) },
        files: gateFiles,
        delivery,
      });
    }
  }

  engine(student: string): Engine {
    const { user, address, port } = this.machine(student);
    return { host: `ssh://${user}@${bracketed(address)}:${port}` };
  }

  private machine(student: string): Machine {
    const machine = this.machines.get(student);
    if (!machine) throw new Error(`machines has none for ${student}`);
    return machine;
  }
}
