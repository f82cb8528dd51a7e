// What a class is once its lab.yaml has been read: every default filled in, every name checked.
import type { ProviderName } from "./pins";
import type { ScenarioSpec, ScenarioUse } from "./scenario";

/** The Docker Engine of this machine. */
interface Local {
  /** Address that published ports listen on. @default 127.0.0.1 */
  readonly bind: string;
}

/** One machine that exists, reached over SSH. */
export interface Machine {
  readonly address: string;
  readonly user: string;
  /** @default 22 */
  readonly port: number;
  /** Absolute path of a private key file. @default the class's own key, and those that ~/.ssh/config names */
  readonly identity?: string;
  /** Whether the host is shown every key that ssh-agent holds. @default false */
  readonly agent?: boolean;
  /** `user@host:port` of a jump host, as ssh's ProxyJump takes it. @default the host is reached directly */
  readonly proxyJump?: string;
}

/** Machines that exist, by student. */
interface Machines {
  readonly machines: ReadonlyMap<string, Machine>;
}

/** EC2 hosts that the class creates. */
interface Aws {
  readonly region: string;
  /** CIDR blocks that may reach the hosts; `me` is the caller's own address, looked up when the class is deployed. */
  readonly access: readonly string[];
  readonly openToTheWorld: boolean;
  readonly instanceType: string;
  readonly spot: boolean;
  /** For types with CPU credits: `unlimited` is billed beyond the baseline, `standard` is slowed down to it, from the first boot on. */
  readonly credits: "unlimited" | "standard";
  /** Extra hosts, each of which can replace a student's host that failed. */
  readonly spares: number;
  /** Whether a host counts as applied only when its Engine answers. */
  readonly wait: boolean;
  /** @default Canonical's current Ubuntu */
  readonly ami?: string;
  /** Root volume in GB. */
  readonly diskGb: number;
  readonly vpcCidr: string;
  /** Value of the owner tag. @default there is no such tag */
  readonly owner?: string;
  /** Whether EC2 ends the hosts too, by a schedule outside them, where their own timer did not. */
  readonly backstop: boolean;
  /** Whether `access` may reach the port through which a host of the class serves pages. */
  readonly pages: boolean;
}

/** The options of a target, by the name of its kind. The compiler names every registry that lacks a kind. */
interface TargetOptions {
  readonly local: Local;
  readonly hosts: Machines;
  readonly aws: Aws;
}

export type TargetName = keyof TargetOptions;
export type TargetOf<Name extends TargetName> = { [Each in Name]: TargetOptions[Each] & { readonly kind: Each } }[Name];
export type Target = TargetOf<TargetName>;
export type LocalTarget = TargetOf<"local">;
export type HostsTarget = TargetOf<"hosts">;
export type AwsTarget = TargetOf<"aws">;

/** Somebody who has a lab. */
export interface Student {
  /** Id in stacks, tags and file names: lower-case letters, digits and dashes. */
  readonly name: string;
  /** How cards and guides address them; any text. @default their name */
  readonly label?: string;
  /** OpenSSH public key. @default the roster has none */
  readonly key?: string;
  /** GitHub user whose public keys are imported. @default none are */
  readonly github?: string;
  /** How they log in by password, where the class says so and one was made: not part of lab.yaml. @default only by a key */
  readonly passwordLogin?: PasswordLogin;
}

export interface PasswordLogin {
  readonly password: string;
  /** CIDR blocks from which it is accepted. */
  readonly from: readonly string[];
}

/** When the hosts end themselves. */
export type End =
  | {
      readonly ends: Date;
      /** Minutes that lab.yaml's clock is ahead of UTC. */
      readonly offset: number;
    }
  | { readonly lifetimeHours: number };

/** How Docker gets onto a host. */
export interface DockerInstall {
  readonly install: "documented" | "current" | "none";
  /** Registry mirror for the class's Engines, such as `https://mirror.example`. @default Docker Hub itself */
  readonly mirror?: string;
  /** HTTP proxy of the hosts. @default they reach the internet by themselves */
  readonly proxy?: { readonly url: string; readonly except: readonly string[] };
  /** Whether a host pulls the scenarios' images while it is provisioned. */
  readonly pull: boolean;
}

/** One `lab.yaml`, read and checked. `Spec`: what is known of its scenarios. */
export interface ClassDefinition<Spec extends ScenarioSpec = ScenarioSpec> {
  readonly name: string;
  readonly target: Target;
  /** @default the hosts run until `lab down` */
  readonly end?: End;
  readonly language: "ko" | "en";
  /** How students without a key in the roster log in: with a key that the class makes for each, or with a password. */
  readonly login: "key" | "password";
  readonly docker: DockerInstall;
  /** In the roster's order; never empty. */
  readonly students: readonly Student[];
  /** In the file's order; never empty. */
  readonly scenarios: readonly ScenarioUse<Spec>[];
  /** Versions of Terraform's providers. */
  readonly providers: Readonly<Record<ProviderName, string>>;
  /** The bucket in S3 that Terraform's state is kept in. @default it is kept in the class's folder */
  readonly state?: { readonly bucket: string; readonly key: string; readonly region: string };
  /** US dollars for the whole class. @default no limit */
  readonly budgetUsd?: number;
  /** What the instructor should know before the class is brought up, a line each: file, line, key, value. */
  readonly warnings: readonly string[];
}
