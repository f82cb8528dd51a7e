// Which password a data folder was filled with: recorded, or read from the state of a database that runs.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findDatabases } from "../../deploy/databases";
import { synthesize } from "../../deploy/synthesize";
import type { LabClass } from "../../stacks/scenarios/scenario";
import { emptyRecord, readRecord } from "../../workspace/record";
import { testFolder, classOf } from "../lab-yaml";
import { thisMachine } from "../../engine/host";
import { Workspace } from "../../workspace/workspace";

const definition = classOf("name: c\nlanguage: en\nstudents: [kim]\nscenarios: [wordpress]\n");
let workspace: Workspace;
beforeEach(() => (workspace = new Workspace("c", join(testFolder(), ".lab"))));

const synth = (one: LabClass) => synthesize(one, workspace, workspace.outFolder);
const databases = () => Object.keys(readRecord(workspace).record.databases);

/** The state that plain cdktf leaves of a synthesized stack's database. */
async function deploy(change: (line: string) => string = (line) => line): Promise<void> {
  const [stack] = await synth(definition);
  const folder = stack?.folder ?? "";
  const { resource } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    resource: { docker_container: Record<string, { name: string; env: string[] }> };
  };
  const values = new Map(Object.entries(JSON.parse(readFileSync(join(folder, "lab.auto.tfvars.json"), "utf8")) as Record<string, string>));
  const value = (text: string) => text.replace(/\$\{var\.(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
  const resources = Object.entries(resource.docker_container).map(([name, { env, ...config }]) => ({
    ...{ mode: "managed", type: "docker_container", name },
    instances: [
      {
        attributes: {
          ...{ id: "1", name: config.name, env: env.map(value).map(change).sort() },
          volumes: [{ host_path: join(workspace.dataFolder, "wordpress_db") }],
        },
      },
    ],
  }));
  mkdirSync(workspace.stateFolder, { recursive: true });
  writeFileSync(join(workspace.stateFolder, "lab-kim.tfstate"), JSON.stringify({ version: 4, resources }));
}

test("a database that plain cdktf started is recorded before plain cdktf destroys it, so that its folder is this class's own", async () => {
  await deploy();
  expect(databases()).toEqual([]);
  await synth(definition);
  expect(databases()).toEqual([["kim", "this machine", join(workspace.dataFolder, "wordpress_db")].join("\n")]);
});

test("one that runs with another password is not, nor anything while the record is damaged", async () => {
  await deploy((line) => line.replace(/^MYSQL_PASSWORD=.*/, "MYSQL_PASSWORD=another"));
  await synth(definition);
  expect(databases()).toEqual([]);
  await deploy();
  writeFileSync(workspace.path("deployed.json"), "{");
  await synth(definition);
  expect(readFileSync(workspace.path("deployed.json"), "utf8")).toBe("{");
});

test("what a data folder needs is said with the names of its own database's passwords", async () => {
  const stack = { id: "lab-kim", folder: testFolder() };
  writeFileSync(join(stack.folder, "lab.auto.tfvars.json"), JSON.stringify({ shop_password: "a", shop_admin: "b" }));
  const config = {
    name: "shop_db",
    env: ["POSTGRES_PASSWORD=${var.shop_password}", "ADMIN=${var.shop_admin}", "AGAIN=${var.shop_password}"],
    volumes: [{ host_path: "/home/shop", container_path: "/var/lib/postgresql" }],
  };
  const run = () => Promise.resolve({ kind: "done", status: 0, stdout: "/home/shop\n", stderr: "" } as const);
  const find = () =>
    findDatabases(
      { ...thisMachine("kim", "127.0.0.1"), run },
      {
        changes: [{ address: "docker_container.shop", type: "docker_container", action: "create", construct: "shop/shop_db", config }],
        ...{ stack, scenarios: ["shop"], record: emptyRecord("c"), isKnown: false },
        lab: { student: "kim", target: { kind: "local", bind: "127.0.0.1" }, data: ["/home/shop"], images: [] },
      },
    );
  const [conflict] = (await find()).conflicts;
  expect(conflict?.fix.split("\n")[0]).toBe(
    "use it: set LAB_SECRET_SHOP_PASSWORD, LAB_SECRET_SHOP_ADMIN to what it was made with (this class's passwords are in secrets.json)",
  );
});
