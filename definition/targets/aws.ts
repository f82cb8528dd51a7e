// Target aws: EC2 hosts that the class creates.
import { z } from "zod";
import { t } from "../../language/translate";
import { blockFault, networkOf } from "../blocks";
import { formed, region } from "../fields";
import { strict, withFault } from "../findings";
import { ec2HostType } from "../names";
import { withoutUndefined } from "../without-undefined";
import { awsDefaults } from "./aws-defaults";
import { awsRules } from "./aws-rules";
import { sparesOf } from "./spares";
import { type TargetKind, usualKind } from "./target-kind";

const withoutHostBits = (block: string, context: z.RefinementCtx<string>): void => {
  const network = block === "me" ? undefined : networkOf(block);
  if (network === undefined) return;
  const [address = ""] = block.split("/");
  const alone = `${address}/${address.includes(":") ? 128 : 32}`;
  context.addIssue({
    code: "custom",
    message: t`names an address inside a network; write ${network}, or ${alone} for that address alone`,
    input: block,
  });
};

const cidr = z
  .union([z.literal("me"), z.cidrv4(), z.cidrv6()], {
    error: ({ input }) => {
      const forms = t`must be a CIDR block such as 203.0.113.0/24, or me`;
      return withFault(forms, typeof input === "string" ? blockFault(input) : undefined);
    },
  })
  .superRefine(withoutHostBits);

const schema = strict({
  region: region.describe("where the hosts are made"),
  access: z.array(cidr).min(1).describe("CIDR blocks that may reach the hosts; me is this machine's own address"),
  openToTheWorld: z.boolean().default(false).describe("allow 0.0.0.0/0 and ::/0 in access"),
  instanceType: formed(/^[a-z0-9-]+\.[a-z0-9-]+$/, () => t`must be an EC2 instance type, such as t3.small`)
    .default(awsDefaults.instanceType)
    .describe("EC2 instance type of each host"),
  spot: z.boolean().default(awsDefaults.spot).describe("cheaper hosts that AWS may take back at any time"),
  credits: z
    .enum(["unlimited", "standard"])
    .default(awsDefaults.credits)
    .describe("of t types: unlimited may cost more than the hour's price, standard slows a host down to a fifth"),
  spares: z.int().min(0).max(50).default(awsDefaults.spares).describe("hosts beyond the students'"),
  wait: z
    .boolean()
    .default(awsDefaults.wait)
    .describe("a host counts as applied only when its Engine answers and its exercise files are there; with false it gets none"),
  ami: formed(/^ami-[0-9a-f]{8,17}$/, () => t`must be an AMI id, such as ami-0123456789abcdef0`)
    .optional()
    .describe("image of the hosts; without it, Canonical's newest of Ubuntu 24.04"),
  diskGb: z.int().min(8).max(1000).default(awsDefaults.diskGb).describe("size of each host's disk in GB"),
  vpcCidr: z
    .cidrv4({ error: () => t`must be an IPv4 CIDR block, such as 10.77.0.0/16` })
    .superRefine(withoutHostBits)
    .default(awsDefaults.vpcCidr)
    .describe("addresses of the class's own network"),
  owner: formed(
    /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u,
    () => t`must be letters, digits, spaces and _ . : / = + - @: AWS takes no others in a tag`,
  )
    .min(1)
    .max(100)
    .optional()
    .describe("value of the owner tag; without it, there is no such tag"),
  backstop: z
    .boolean()
    .default(awsDefaults.backstop)
    .describe("a schedule outside the hosts ends them too; the account must be allowed to make roles"),
  pages: z.boolean().default(awsDefaults.pages).describe("open port 443 to access, for lab serve --through a spare"),
});

export const aws: TargetKind<"aws", typeof schema> = {
  ...usualKind,
  schema,
  define: (given) => ({ kind: "aws", ...withoutUndefined(given) }),
  rules: awsRules,
  makesHosts: true,
  hostType: ec2HostType,
  spares: ({ spares }) => sparesOf(spares),
  region: (target) => target.region,
  passwordsFrom: ({ access }) => access,
  hasGates: ({ wait }) => wait,
};
