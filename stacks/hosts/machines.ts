// Machines that exist: nothing is made, each gets Docker over SSH and passes the readiness gate.
import { Construct } from "constructs";
import { bracketed } from "../../definition/address";
import type { HostsTarget, Machine } from "../../definition/class-definition";
import type { Engine, Hosts } from "../engine";
import type { LabClass } from "../scenarios/scenario";
import { Gate, type GateFiles } from "./gate";
import { gateId } from "./host-ids";
import { classInstallScript, deliveryTrigger, keysScriptFile, studentLoginScript, triggerOf } from "./scripts";

export interface MachinesProps {
  readonly definition: LabClass;
  readonly target: HostsTarget;
  readonly gateFiles: GateFiles;
}

/** Seconds: the machine is up, or its owner has to look after it. */
const sshTimeout = 30;

export class Machines extends Construct implements Hosts {
  private readonly machines: HostsTarget["machines"];

  constructor(scope: Construct, id: string, { definition, target, gateFiles }: MachinesProps) {
    super(scope, id);
    this.machines = target.machines;
    const delivery = deliveryTrigger(definition);
    for (const student of definition.students) {
      const { name } = student;
      const { user, address, port } = this.machine(name);
      new Gate(this, gateId(name), {
        ...{ name, user, address, port, sshTimeout },
        hint: "check its address, port and identity in target.hosts",
        install: "always",
        triggers: { login: `${user}@${address}:${port}`, script: triggerOf(classInstallScript(definition, user)) },
        keys: { file: keysScriptFile(student), script: studentLoginScript(definition, student) },
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
    if (!machine) throw new Error(`target.hosts has no machine for ${student}`);
    return machine;
  }
}
