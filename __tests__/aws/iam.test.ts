// docs/iam.md against what the lab command asks of AWS; Terraform's calls are compared end to end.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { allowedActions } from "./policy";

/** Commands of the SDK by the package that they are imported from. */
function askedActions(): string[] {
  const services = new Map([
    ["client-ec2", "ec2"],
    ["client-iam", "iam"],
    ["client-scheduler", "scheduler"],
    ["client-pricing", "pricing"],
    ["client-service-quotas", "servicequotas"],
    ["client-ssm", "ssm"],
    ["client-sts", "sts"],
  ]);
  const folder = resolve(__dirname, "../../aws");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const actions = files.flatMap((file) => {
    const imports = readFileSync(join(folder, file), "utf8").matchAll(/import \{([^}]*)\} from "@aws-sdk\/([\w-]+)"/g);
    return [...imports].flatMap(([, names = "", name = ""]) => {
      const service = services.get(name);
      if (service === undefined) throw new Error(`${file} imports ${name}, which this test does not know`);
      const commands = names.matchAll(/\b(?:([A-Z]\w+)Command|paginate([A-Z]\w+))\b(?!\w)/g);
      return [...commands].map(([, command, pages]) => `${service}:${command ?? pages ?? ""}`);
    });
  });
  return [...new Set(actions)].sort();
}

test("the policy allows every question that the lab command asks", () => {
  const asked = askedActions();
  expect(asked).toContain("ec2:DescribeSpotPriceHistory");
  expect(asked.length).toBeGreaterThan(15);
  const allowed = allowedActions();
  expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
});

test("the policy names each action once, and none by a wildcard", () => {
  const allowed = allowedActions();
  expect(new Set(allowed).size).toBe(allowed.length);
  expect(allowed.filter((action) => !/^[a-z0-9]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
});
