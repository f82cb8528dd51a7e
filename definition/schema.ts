// The schema of lab.yaml. The JSON Schema for editors is generated from it (`npm run schema`).
import { z } from "zod";
import { t } from "../language/translate";
import { byType, choice } from "./choice";
import { duration, formed, name, region } from "./fields";
import { strict } from "./findings";
import { terraform } from "./pins";
import { entryOf, type ScenarioSpec } from "./scenario";
import { targetSchema } from "./targets";

/** The largest number of students of a class. */
export const maxStudents = 300;

const version = formed(/^\d+\.\d+\.\d+$/, () => t`must be a version such as 3.6.2`);

const publicKey = formed(
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+( \P{Cc}*)?$/u,
  () => t`must be an OpenSSH public key on one line, such as ssh-ed25519 AAAA…`,
).max(8192);
const githubUser = formed(/^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$/, () => t`must be a GitHub user name`);

/** A student in a list or a roster's row. */
export const student = strict({
  name: name.describe("lower-case letters, digits and dashes; their stack, host and container labels have it"),
  label: formed(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u, () => t`must be one line of text without control characters`)
    .min(1)
    .max(200)
    .optional()
    .describe("how cards and guides address them; without it, by their name"),
  key: publicKey.optional().describe("OpenSSH public key that may log in to their host; without it, as login says"),
  github: githubUser.optional().describe("GitHub user whose public keys may log in to their host; without it, as login says"),
});

const count = z.int().min(1).max(maxStudents);
const rosterFile = formed(/\.(csv|tsv|txt)$/i, () => t`must be a count, a list, or a roster: a file that ends in .csv, .tsv or .txt`);
const studentList = z
  .array(byType({ string: name, object: student }))
  .min(1)
  .max(maxStudents);

const mirror = z.url({ protocol: /^https?$/, error: () => t`must be an http or https address` }).superRefine((text, context) => {
  if (!URL.canParse(text)) return;
  const { username, password, search, hash } = new URL(text);
  const refuse = (message: string) => context.addIssue({ code: "custom", message, input: text });
  if (username !== "" || password !== "")
    refuse(t`holds a user or password, which every student could read on their host; use a mirror without one`);
  if (search !== "" || hash !== "") refuse(t`must end with its path: Docker takes no ? or # in a mirror`);
});

const bucket = formed(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, () => t`must be the name of an S3 bucket, such as my-class-state`);

const proxyUrl = z
  .url({ protocol: /^http$/, error: () => t`must be an http address, such as http://proxy.example:3128` })
  // everybody who is given lab.yaml can read it
  .refine((url) => !/^http:\/\/[^/]*@/.test(url), { error: () => t`must have no user and password` });
const proxyException = formed(
  /^[A-Za-z0-9.*:/_-]+$/,
  () => t`must be a host, a domain or a block of addresses, such as .example.com or 10.0.0.0/8`,
);

/** The options of an exercise folder. */
export const folderOptions = {
  variables: z
    .record(
      formed(/^[A-Za-z_][A-Za-z0-9_]*$/, () => t`must be letters, digits and _, a letter first, such as PORT`),
      byType({ string: z.string(), number: z.number(), boolean: z.boolean() }).transform(String),
    )
    .default({})
    .describe("values of ${NAME} in its compose.yaml, its checks and its guide; without it, those that they have themselves"),
  compatibility: z.boolean().default(false).describe("names as docker-compose 1 has them: redis_cache_1 in place of redis-cache-1"),
};

const state = z
  .enum(["running", "ready"])
  .default("running")
  .describe("running: declared and up; ready: images and files are there, and the student types the commands");

/** JSON Schemas of a folder as a scenario, for editors: its path, alone or with its options. */
const folderEntries = () => [
  { type: "string", pattern: "/", description: "a folder beside lab.yaml, such as ./exercises/redis" },
  {
    type: "object",
    patternProperties: {
      "/": z.toJSONSchema(strict({ ...folderOptions, state }).nullable(), { io: "input" }),
    },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  },
];

/** A scenario's own options, and the `state` that every scenario has. */
function withState(spec: ScenarioSpec): z.ZodObject {
  const options = spec.options as z.ZodObject;
  if (Object.hasOwn(options.shape, "state"))
    throw new Error(`scenario ${spec.name}: its option state is a key that every scenario has; rename it`);
  return options.safeExtend({ state });
}

/**
 * The whole file. Rules that span several keys are in rules.ts.
 * @throws Error for a scenario with an option named state.
 */
export function labFileSchema(specs: readonly ScenarioSpec[]) {
  const scenarios = Object.fromEntries(specs.map((spec) => [entryOf(spec), withState(spec)]));
  return strict({
    name: name.describe("name of the class"),
    target: targetSchema,
    ends: z.iso
      .datetime({ offset: true, error: () => t`must be a moment with its offset, such as 2026-12-01T18:00:00+09:00` })
      .optional()
      .describe("moment when EC2 hosts end themselves, with its offset, such as 2026-12-01T18:00:00+09:00; without it, as lifetime says"),
    lifetime: duration
      .optional()
      .describe("hours from a host's first boot, such as 4h; without it, as ends says, and without both EC2 hosts run until lab down"),
    language: z
      .enum(["ko", "en"])
      .optional()
      .describe("of messages, guides, cards, pages and checks; without it, Korean where LANG says so, else English"),
    login: z
      .enum(["key", "password"])
      .default("key")
      .describe("how students log in to EC2 hosts: by a key of their own (lab handout), or by a password on their card"),
    docker: strict({
      install: z
        .enum(["documented", "current", "none"])
        .default("documented")
        .describe("how hosts get Docker: the course's own script, Docker's current instructions, or not at all"),
      mirror: mirror.optional().describe("registry mirror of the hosts' Engines; without it, Docker Hub itself"),
      proxy: byType({
        string: proxyUrl,
        object: strict({
          url: proxyUrl.describe("address of the proxy"),
          except: z.array(proxyException).default([]).describe("hosts, domains and blocks that are reached directly; without it, none"),
        }),
      })
        .optional()
        .describe("HTTP proxy of the hosts, for apt, the Engine and whoever logs in; without it, they reach the internet directly"),
      pull: z.boolean().default(true).describe("pull the scenarios' images while a host is provisioned"),
    }).prefault({}),
    students: byType({ number: count, string: rosterFile, array: studentList })
      .optional()
      .describe(
        "a count, a list, or a roster (.csv with the columns name, label, key, github, or 아이디, 이름, 키, 깃허브; others are not used); without it, one for each machine of target hosts, else one",
      ),
    scenarios: z
      .array(choice(scenarios, folderEntries))
      .min(1)
      .describe(
        "what each student's lab has, by name or as a folder such as `./exercises/redis`, or with options: `- load-balancer: { web: 4 }`",
      ),
    terraform: strict({
      providers: strict({
        docker: version.default(terraform.providers.docker).describe("version of kreuzwerker/docker"),
        aws: version.default(terraform.providers.aws).describe("version of hashicorp/aws"),
      }).prefault({}),
    }).prefault({}),
    state: strict({
      s3: strict({
        bucket: bucket.describe("name of the bucket"),
        key: z.string().min(1).describe("folder in the bucket; each stack has a file in it"),
        region: region.describe("the bucket's region"),
      }),
    })
      .optional()
      .describe("where Terraform's state is kept for a team; without it, in .lab on this machine"),
    budget: formed(/^\d+(\.\d{1,2})? USD$/, () => t`must be an amount in US dollars, such as 50 USD`)
      .optional()
      .describe("lab up stops before the class costs more, such as 50 USD; without it, there is no limit"),
  });
}

export type LabFile = z.output<ReturnType<typeof labFileSchema>>;
