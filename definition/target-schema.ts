// The key `target` of lab.yaml: where the labs run.
import { z } from "zod";
import { networkOf } from "./blocks";
import { byType, choice } from "./choice";
import { name, region, tcpPort } from "./fields";
import { strict } from "./findings";
import { linuxUser, parseLogin } from "./ssh-login";

const withoutHostBits = (block: string, context: z.RefinementCtx<string>): void => {
  const network = block === "me" ? undefined : networkOf(block);
  if (network === undefined) return;
  const [address = ""] = block.split("/");
  const alone = `${address}/${address.includes(":") ? 128 : 32}`;
  context.addIssue({
    code: "custom",
    message: `names an address inside a network; write ${network}, or ${alone} for that address alone`,
    input: block,
  });
};

const cidr = z
  .union([z.literal("me"), z.cidrv4(), z.cidrv6()], { error: "must be a CIDR block such as 203.0.113.0/24, or me" })
  .superRefine(withoutHostBits);

const loginForms = "must be user@address, such as ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222 or ubuntu@[2001:db8::1]:2222";

const login = z.string().transform((text, context) => {
  const { user, address, port = 22 } = parseLogin(text) ?? {};
  if (user !== undefined && address !== undefined) return { user, address, port };
  context.addIssue({ code: "custom", message: loginForms, input: text });
  return z.NEVER;
});

const address = z.string().transform((text, context) => {
  const { user, address, port } = parseLogin(text) ?? {};
  if (address !== undefined && user === undefined && port === undefined) return address;
  context.addIssue({ code: "custom", message: "must be a host name or an IP address; user and port are keys of their own", input: text });
  return z.NEVER;
});

const machine = byType({
  string: login,
  object: strict({
    address: address.describe("host name or IP address"),
    user: z.string().regex(linuxUser, { error: "must be a Linux user name, such as ubuntu" }).default("ubuntu").describe("who logs in"),
    port: tcpPort.default(22).describe("port of its SSH server"),
    identity: z
      .string()
      .regex(/^[^"\p{Cc}]+$/u, { error: "must be the path of a private key file, without quotes" })
      .optional()
      .describe("private key file, relative to lab.yaml; ~ is the home directory"),
    agent: z.boolean().optional().describe("show the host every key that ssh-agent holds"),
    proxyJump: z
      .string()
      .refine((text) => text.split(",").every(parseLogin), { error: "must be user@host:port, as ssh -J takes it" })
      .optional()
      .describe("hosts on the way, as ssh -J takes them"),
  }),
});

const aws = strict({
  region: region.describe("where the hosts are made"),
  access: z.array(cidr).min(1).describe("CIDR blocks that may reach the hosts; me is this machine's own address"),
  openToTheWorld: z.boolean().default(false).describe("allow 0.0.0.0/0 and ::/0 in access"),
  instanceType: z
    .string()
    .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, { error: "must be an EC2 instance type, such as t3.small" })
    .default("t3.small")
    .describe("EC2 instance type of each host"),
  spot: z.boolean().default(false).describe("cheaper hosts that AWS may take back at any time"),
  credits: z
    .enum(["unlimited", "standard"])
    .default("unlimited")
    .describe("of t types: unlimited may cost more than the hour's price, standard slows a host down to a fifth"),
  spares: z.int().min(0).max(50).default(0).describe("hosts beyond the students'"),
  wait: z
    .boolean()
    .default(true)
    .describe("a host counts as applied only when its Engine answers and its exercise files are there; with false it gets none"),
  ami: z
    .string()
    .regex(/^ami-[0-9a-f]{8,17}$/, { error: "must be an AMI id, such as ami-0123456789abcdef0" })
    .optional()
    .describe("image of the hosts; without it, Canonical's newest of Ubuntu 24.04"),
  diskGb: z.int().min(8).max(1000).default(20).describe("size of each host's disk in GB"),
  vpcCidr: z
    .cidrv4({ error: "must be an IPv4 CIDR block, such as 10.77.0.0/16" })
    .superRefine(withoutHostBits)
    .default("10.77.0.0/16")
    .describe("addresses of the class's own network"),
  owner: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u, {
      error: "must be letters, digits, spaces and _ . : / = + - @: AWS takes no others in a tag",
    })
    .optional()
    .describe("value of the owner tag"),
  backstop: z.boolean().default(false).describe("a schedule outside the hosts ends them too; the account must be allowed to make roles"),
  pages: z.boolean().default(false).describe("open port 443 to access, for lab serve --through a spare"),
});

const local = strict({
  bind: z
    .union([z.ipv4(), z.ipv6()], { error: "must be an IP address, such as 0.0.0.0" })
    .default("127.0.0.1")
    .describe("address that published ports listen on"),
});

const hosts = z.record(name, machine).refine((machines) => Object.keys(machines).length > 0, { error: "must name at least one machine" });

export const target = choice({ local, hosts, aws }).prefault("local");
