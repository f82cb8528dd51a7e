// Target hosts: machines that exist, reached over SSH; one per student.
import { homedir } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { t } from "../../language/translate";
import { byType } from "../choice";
import type { Machine } from "../class-definition";
import { formed, name, tcpPort } from "../fields";
import { strict, withFault } from "../findings";
import { ubuntuUser } from "../pins";
import { linuxUser, loginFault, parseLogin } from "../ssh-login";
import { withoutUndefined } from "../without-undefined";
import { existingRules } from "./existing-rules";
import { machineRules } from "./machine-rules";
import { type TargetKind, usualKind } from "./target-kind";

const loginForms = () => t`must be user@address, such as ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222 or ubuntu@[2001:db8::1]:2222`;

const login = z.string().transform((text, context) => {
  const { user, address, port = 22 } = parseLogin(text) ?? {};
  if (user !== undefined && address !== undefined) return { user, address, port };
  context.addIssue({ code: "custom", message: withFault(loginForms(), loginFault(text)), input: text });
  return z.NEVER;
});

const address = z.string().transform((text, context) => {
  const { user, address, port } = parseLogin(text) ?? {};
  if (address !== undefined && user === undefined && port === undefined) return address;
  context.addIssue({
    code: "custom",
    message: withFault(t`must be a host name or an IP address; user and port are keys of their own`, loginFault(text)),
    input: text,
  });
  return z.NEVER;
});

const machine = byType({
  string: login,
  object: strict({
    address: address.describe("host name or IP address"),
    user: formed(linuxUser, () => t`must be a Linux user name, such as ubuntu`)
      .default(ubuntuUser)
      .describe("who logs in"),
    port: tcpPort.default(22).describe("port of its SSH server"),
    identity: formed(/^[^"\p{Cc}]+$/u, () => t`must be the path of a private key file, without quotes`)
      .optional()
      .describe(
        "private key file, relative to lab.yaml; ~ is the home directory; without it, the class's own key and those of ~/.ssh/config",
      ),
    agent: z.boolean().optional().describe("show the host every key that ssh-agent holds; without it, only keys that are named"),
    proxyJump: z
      .string()
      .superRefine((text, context) => {
        const wrong = text.split(",").find((jump) => !parseLogin(jump));
        if (wrong === undefined) return;
        context.addIssue({
          code: "custom",
          message: withFault(t`must be user@host:port, as ssh -J takes it`, loginFault(wrong)),
          input: text,
        });
      })
      .optional()
      .describe("hosts on the way, as ssh -J takes them; without it, none"),
  }),
});

const schema = z
  .record(name, machine)
  .refine((machines) => Object.keys(machines).length > 0, { error: () => t`must name at least one machine` });

export const hosts: TargetKind<"hosts", typeof schema> = {
  ...usualKind,
  schema,
  define: (given, folder) => ({
    kind: "hosts",
    machines: new Map(Object.entries(given).map(([student, machine]) => [student, defineMachine(machine, folder)])),
  }),
  rules: (definition, target) => [...existingRules(definition), ...machineRules(target, definition.students)],
  students: ({ machines }) => [...machines.keys()].map((student) => ({ name: student })),
  machines: ({ machines }) => machines,
  // a classroom or an office, as a rule
  sharingAnAddress: (students) => students,
};

function defineMachine(given: z.output<typeof machine>, folder: string): Machine {
  const defined: Machine = withoutUndefined(given);
  if (defined.identity === undefined) return defined;
  return { ...defined, identity: resolve(folder, defined.identity.replace(/^~(?=\/)/, homedir())) };
}
