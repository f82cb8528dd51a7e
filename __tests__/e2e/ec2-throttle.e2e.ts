// Three hundred hosts against the bucket that EC2 has for RunInstances: 5 requests, refilled at 2 a second.
import { standing } from "../../aws/standing";
import { awsProviderIsThere, startEndpoint, stopEndpoint } from "./ec2-class";
import { kit, long, provider, suite } from "./needs";
import { region, SilentClass } from "./silent-class";

const hosts = 300;
/** Seconds that the bucket alone takes. */
const bucket = (hosts - 5) / 2;

suite("a class of three hundred", [long, kit("ec2"), awsProviderIsThere, provider("docker")], () => {
  const lab = new SilentClass("e2e-throttle");

  beforeAll(() => {
    startEndpoint("--no-hosts", "--throttle", "--quota 1000");
    lab.write(String(hosts));
  });
  afterAll(stopEndpoint);

  test("one lab up makes every host, in at most 1.3 times what the bucket alone takes", async () => {
    const { stderr } = await lab.act("up", "--yes");
    const launched = (await lab.alive()).map((instance) => instance.launched.getTime()).sort((a, b) => a - b);
    const seconds = ((launched.at(-1) ?? 0) - (launched[0] ?? 0)) / 1000;
    console.info(`${launched.length} hosts in ${seconds.toFixed(0)} s, ${(seconds / bucket).toFixed(2)} times the bucket's ${bucket} s`);
    expect(launched).toHaveLength(hosts);
    expect(stderr).not.toContain("RequestLimitExceeded");
    expect(seconds / bucket).toBeLessThan(1.3);
  }, 1_200_000);

  test("and lab down ends all of them", async () => {
    const down = await lab.act("down", "--yes");
    expect({ code: down.code, said: down.code === 0 ? "" : down.stderr }).toEqual({ code: 0, said: "" });
    expect(await standing(region, lab.name)).toEqual([]);
  }, 1_200_000);
});
