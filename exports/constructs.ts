// docker-class-lab/constructs: classes, hosts and labs for your own CDKTF app.
export type { ClassDefinition, DockerInstall, End, Machine, Student } from "../definition/class-definition";
export { loadClass } from "../definition/load";
export type { ScenarioUse } from "../definition/scenario";
export type { Seats } from "../definition/seats";
export type { Engine, Hosts } from "../stacks/engine";
export { Ec2Hosts, type Ec2HostsProps } from "../stacks/hosts/ec2-hosts";
export type { GateFiles } from "../stacks/hosts/gate";
export { hostSetup, type HostSetupProps } from "../stacks/hosts/host-setup";
export { gateScripts, type GateScriptsProps } from "../stacks/hosts/scripts";
export { Machines, type MachinesProps } from "../stacks/hosts/machines";
export { knownScenarios } from "../stacks/exercises/known-scenarios";
export { scenarios } from "../stacks/scenarios";
export type { LabClass, Scenario } from "../stacks/scenarios/scenario";
export { StudentLab, type StudentLabProps } from "../stacks/student-lab";
