// The EC2 hosts of a class as a table, with the sum of what they cost.
import type { End } from "../definition/class-definition";
import { classTime } from "../definition/end";
import { plainLine } from "../definition/plain-text";
import type { HostState, Spending } from "../deploy/targets/host-state";
import { t } from "../language/translate";
import { table } from "./output";

const minute = 60_000;

export function hostTable(hosts: readonly HostState[], cost: Spending, end: End | undefined, now = new Date()): string {
  const rows = hosts.map(({ host, seat, instance, state, launched, ends, usd }) => [
    seat === undefined ? host : `${host} (${seat})`,
    instance ?? "-",
    state === "none" ? t`none` : state,
    launched && (state === "running" || state === "pending") ? age(now.getTime() - launched.getTime()) : "-",
    endCell(ends, instance, end),
    usd === undefined ? "-" : dollars(usd),
  ]);
  const sum = cost.usd === undefined ? t`not known` : t`${dollars(cost.usd)} so far`;
  const rate = cost.perHour === undefined ? [] : [t`${dollars(cost.perHour)} an hour from now on`];
  const without = t`without traffic, CPU credits and tax`;
  const source = cost.source === "" ? [] : [t`by ${cost.source}`];
  return [
    table(
      [t`host`, t`instance`, t`state`, t`age`, t`ends`, t`price`],
      rows.map((row) => row.map((cell) => plainLine(cell))),
    ),
    t`The class: ${[sum, ...rate, without, ...source].join(", ")}.`,
  ].join("\n");
}

function dollars(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}

function endCell(ends: Date | undefined, instance: string | undefined, end: End | undefined): string {
  if (ends) return classTime(ends, end);
  return instance === undefined ? "-" : t`never`;
}

/** `3 h 05 min`. */
function age(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / minute));
  return minutes < 60 ? t`${minutes} min` : t`${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
