// The schema of lab.yaml. The JSON Schema for editors is generated from it (`npm run schema`).
import { z } from "zod";
import { byType, choice } from "./choice";
import { strict } from "./findings";
import { terraform } from "./pins";
import type { ScenarioSpec } from "./scenario";

export const port = z.int().min(1).max(65535);

/** An image reference as `docker pull` takes it. */
export const imageReference = z
  .string()
  .regex(/^[a-z0-9]+([._/:-][a-zA-Z0-9._-]+)*(@sha256:[0-9a-f]{64})?$/, { error: "must be an image reference, such as nginx:1.30" });

/** Names of classes and students: what Docker, Terraform, EC2 tags and host names all take. */
export const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, {
  error: "must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit",
});

const cidr = z.union([z.literal("me"), z.cidrv4(), z.cidrv6()], { error: "must be a CIDR block such as 203.0.113.0/24, or me" });

/** `4h`, `90m`, `1h30m`. */
export const duration = z
  .string()
  .regex(/^(?=\d)(\d{1,4}h)?(\d{1,4}m)?$/, { error: "must be hours and minutes, such as 4h, 90m or 1h30m" });

const version = z.string().regex(/^\d+\.\d+\.\d+$/, { error: "must be a version such as 3.6.2" });

const sshAddress = z.string().regex(/^[A-Za-z0-9._-]+@[A-Za-z0-9:][A-Za-z0-9.:-]*$/, { error: "must be user@address" });
const host = z.string().regex(/^[A-Za-z0-9:][A-Za-z0-9.:-]*$/, { error: "must be a host name or an IP address" });
const userName = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, { error: "must be a Linux user name, such as ubuntu" });

const machine = byType({
  string: sshAddress,
  object: strict({
    address: host,
    user: userName.default("ubuntu"),
    port: port.default(22),
    identity: z.string().min(1).optional().describe("private key file; ~ is the home directory"),
    agent: z.boolean().optional().describe("show the host every key that ssh-agent holds"),
    proxyJump: z
      .string()
      .regex(/^[A-Za-z0-9@.:,[\]_-]+$/, { error: "must be user@host:port, as ssh -J takes it" })
      .refine((text) => !text.startsWith("-"), { error: "must be user@host:port, as ssh -J takes it" })
      .optional(),
  }),
});

const aws = strict({
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "must be an AWS region, such as ap-northeast-2" }),
  access: z.array(cidr).min(1).describe("CIDR blocks that may reach the hosts; me is this machine's own address"),
  openToTheWorld: z.boolean().default(false).describe("allow 0.0.0.0/0 and ::/0 in access"),
  instanceType: z
    .string()
    .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, { error: "must be an EC2 instance type, such as t3.small" })
    .default("t3.small"),
  spot: z.boolean().default(false),
  spares: z.int().min(0).max(50).default(0).describe("hosts beyond the students'"),
  wait: z.boolean().default(true).describe("a host counts as applied only when its Engine answers"),
  ami: z
    .string()
    .regex(/^ami-[0-9a-f]{8,17}$/, { error: "must be an AMI id, such as ami-0123456789abcdef0" })
    .optional(),
  diskGb: z.int().min(8).max(1000).default(20),
  vpcCidr: z.cidrv4({ error: "must be an IPv4 CIDR block, such as 10.77.0.0/16" }).default("10.77.0.0/16"),
  owner: z.string().min(1).max(100).optional().describe("value of the owner tag"),
  backstop: z.boolean().default(false).describe("a schedule outside the hosts ends them too; the account must be allowed to make roles"),
});

const local = strict({
  bind: z
    .union([z.ipv4(), z.ipv6()], { error: "must be an IP address, such as 0.0.0.0" })
    .default("127.0.0.1")
    .describe("address that published ports listen on"),
});

const hosts = z.record(name, machine).refine((machines) => Object.keys(machines).length > 0, { error: "must name at least one machine" });

const publicKey = z
  .string()
  .max(8192)
  .regex(/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+( [^\r\n]*)?$/, {
    error: "must be an OpenSSH public key on one line, such as ssh-ed25519 AAAA…",
  });
const githubUser = z.string().regex(/^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$/, { error: "must be a GitHub user name" });

/** A student in a list or a roster's row. */
export const student = strict({
  name,
  label: z.string().min(1).max(200).optional().describe("how cards and guides address them"),
  key: publicKey.optional(),
  github: githubUser.optional(),
});

const count = z.int().min(1).max(300);
const rosterFile = z.string().regex(/\.csv$/, { error: "must be a count, a list, or a .csv file" });
const studentList = z
  .array(byType({ string: name, object: student }))
  .min(1)
  .max(300);

const proxyUrl = z
  .url({ protocol: /^http$/, error: "must be an http address, such as http://proxy.example:3128" })
  // what is in lab.yaml is seen by everybody who is given it
  .refine((url) => !/^http:\/\/[^/]*@/.test(url), { error: "must have no user and password" });
const proxyException = z
  .string()
  .regex(/^[A-Za-z0-9.*:/_-]+$/, { error: "must be a host, a domain or a block of addresses, such as .example.com or 10.0.0.0/8" });

const state = z.enum(["running", "ready"]).default("running");

/** The whole file. Rules that span several keys are in rules.ts. */
export function labFileSchema(specs: readonly ScenarioSpec[]) {
  const scenarios = Object.fromEntries(specs.map((spec) => [spec.name, (spec.options as z.ZodObject).safeExtend({ state })]));
  return strict({
    name: name.describe("name of the class"),
    target: choice({ local, hosts, aws }).prefault("local"),
    ends: z.iso.datetime({ offset: true, error: "must be a moment with its offset, such as 2026-12-01T18:00:00+09:00" }).optional(),
    lifetime: duration.optional().describe("hours from a host's first boot, such as 4h"),
    language: z.enum(["ko", "en"]).default("ko"),
    docker: z
      .strictObject({
        install: z.enum(["documented", "current", "none"]).default("documented"),
        mirror: z
          .url({ protocol: /^https?$/, error: "must be an http or https address" })
          .optional()
          .describe("registry mirror of the hosts' Engines"),
        proxy: byType({ string: proxyUrl, object: strict({ url: proxyUrl, except: z.array(proxyException).default([]) }) })
          .optional()
          .describe("HTTP proxy of the hosts, for apt, the Engine and whoever logs in"),
        pull: z.boolean().default(true).describe("pull the scenarios' images while a host is provisioned"),
      })
      .prefault({}),
    students: byType({ number: count, string: rosterFile, array: studentList })
      .optional()
      .describe("a count, a list, or a roster (.csv with the columns name, label, key, github)"),
    scenarios: z.array(choice(scenarios)).min(1),
    terraform: z
      .strictObject({
        providers: strict({ docker: version.default(terraform.providers.docker), aws: version.default(terraform.providers.aws) }).prefault(
          {},
        ),
      })
      .prefault({}),
    state: z
      .strictObject({ s3: strict({ bucket: z.string().min(3), key: z.string().min(1), region: z.string().min(1) }) })
      .optional()
      .describe("where Terraform's state is kept for a team; without it, in .lab on this machine"),
    budget: z
      .string()
      .regex(/^\d+(\.\d{1,2})? USD$/, { error: "must be an amount in US dollars, such as 50 USD" })
      .optional(),
  });
}

export type LabFile = z.output<ReturnType<typeof labFileSchema>>;
