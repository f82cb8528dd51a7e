// Who sits at which spare, by the tags of EC2 hosts.
import type { ClassInstance } from "../../aws/instances";
import type { Seats } from "../../definition/seats";

export function seatsOf(instances: readonly Pick<ClassInstance, "host" | "seat">[]): Seats {
  return new Map(instances.flatMap(({ host, seat }) => (seat === undefined ? [] : [[seat, host] as const])));
}
