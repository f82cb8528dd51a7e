// Target hosts as it is recorded: each lab with its machine.
import { z } from "zod";
import { gateAddress } from "../../definition/host-ids";
import { t } from "../../language/translate";
import { attributesOf } from "../state-resources";
import type { RecordedKind, RecordedMachine } from "./recorded-kind";

const schema = z.object({ kind: z.literal("hosts") });

const gateAttributes = z.object({ triggers_replace: z.object({ value: z.object({ login: z.string() }) }) });

function addressOf({ user, address, port }: RecordedMachine): string {
  return `${user}@${address}${port === 22 ? "" : `:${port}`}`;
}

export const hosts: RecordedKind<z.output<typeof schema>> = {
  schema,
  place: (_, machine) => (machine ? addressOf(machine) : "a machine that is not recorded"),
  name: (_, machine) => (machine ? addressOf(machine) : t`a machine that is not recorded`),
  recover: (student, { resources = [] }) => {
    const gates = resources.filter(({ address }) => address === gateAddress(student));
    const [gate] = attributesOf(gates, "terraform_data", gateAttributes);
    const [, user, address, port] = /^([^@]+)@(.+):(\d+)$/.exec(gate?.triggers_replace.value.login ?? "") ?? [];
    if (user === undefined || address === undefined) return undefined;
    return { target: { kind: "hosts" }, machine: { user, address, port: Number(port) } };
  },
};
