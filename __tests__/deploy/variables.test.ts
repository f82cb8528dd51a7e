// Values of Terraform variables: beside cdk.tf.json, for its owner alone.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeVariables } from "../../deploy/variables";
import type { VariableSource } from "../../stacks/variables";
import { awsClass } from "../hosts/synth-hosts";
import { classOf, testFolder, testWorkspace } from "../lab-yaml";

const fetched = jest.spyOn(globalThis, "fetch");
afterEach(() => fetched.mockReset());

const stack = (sources: Record<string, VariableSource>) => ({ folder: testFolder(), sources: new Map(Object.entries(sources)) });
const fileOf = ({ folder }: { folder: string }) => join(folder, "lab.auto.tfvars.json");
const read = (of: { folder: string }) => JSON.parse(readFileSync(fileOf(of), "utf8")) as Record<string, unknown>;
const local = classOf("name: docker-101\nscenarios: [wordpress]\n");

test("each stack gets its own, in a file that nobody else reads", async () => {
  const workspace = testWorkspace();
  const secret = (student: string): VariableSource => ({ kind: "secret", name: "mysql_root_password", student });
  const [kim, lee] = [
    stack({ data_folder: { kind: "data_folder" }, mysql_root_password: secret("kim") }),
    stack({ mysql_root_password: secret("lee") }),
  ];
  await writeVariables([kim, lee], local, workspace);
  expect(read(kim)).toEqual({ data_folder: workspace.dataFolder, mysql_root_password: expect.stringMatching(/^[\w-]{32}$/) as string });
  expect(Object.keys(read(lee))).toEqual(["mysql_root_password"]);
  expect(read(lee)["mysql_root_password"]).not.toBe(read(kim)["mysql_root_password"]);
  expect((statSync(fileOf(kim)).mode & 0o777).toString(8)).toBe("600");
  const before = read(kim);
  await writeVariables([kim, lee], local, workspace);
  expect(read(kim)).toEqual(before);
});

test("the hosts' stack: the class's key, its ssh_config, its scripts", async () => {
  const workspace = testWorkspace();
  const hosts = stack({
    class_public_key: { kind: "class_public_key" },
    ssh_config: { kind: "ssh_config" },
    scripts_folder: { kind: "scripts_folder" },
  });
  await writeVariables([hosts], awsClass(), workspace);
  expect(read(hosts)).toEqual({
    class_public_key: expect.stringMatching(/^ssh-ed25519 \S+ lab docker-101$/) as string,
    ssh_config: join(workspace.folder, "ssh_config"),
    scripts_folder: join(workspace.folder, "scripts"),
  });
  expect(readFileSync(join(workspace.folder, "ssh_config"), "utf8")).toContain("IdentitiesOnly yes");
  expect(readFileSync(join(workspace.folder, "scripts/readiness.sh"), "utf8")).toMatch(/^#!/);
  expect(fetched).not.toHaveBeenCalled();
});

test("the address of the last deploy is kept for when it cannot be found out", async () => {
  const workspace = testWorkspace();
  const hosts = stack({ my_addresses: { kind: "my_addresses" } });
  fetched.mockResolvedValueOnce(new Response("198.51.100.7\n"));
  await writeVariables([hosts], awsClass("access: [me]"), workspace);
  expect(read(hosts)).toEqual({ my_addresses: ["198.51.100.7/32"] });
  fetched.mockRejectedValueOnce(new TypeError("fetch failed"));
  const again = stack({ my_addresses: { kind: "my_addresses" } });
  await writeVariables([again], awsClass("access: [me]"), workspace);
  expect(read(again)).toEqual({ my_addresses: ["198.51.100.7/32"] });
});
