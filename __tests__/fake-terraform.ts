// A Terraform whose resources are the folders of a fake world: it plans and applies containers, networks and gates, and keeps a state.

export const terraformScript = `#!/usr/bin/env node
const fs = require("fs"), path = require("path"), crypto = require("crypto");
const world = process.env.FAKE_WORLD;
const words = process.argv.slice(2);
const command = words[0];
if (command === "version") { console.log("Terraform v1.11.4"); process.exit(0); }
const stack = path.basename(process.cwd());
fs.appendFileSync(path.join(world, "terraform-calls"), [stack, ...words].join(" ") + "\\n");
const fault = (name, address) => {
  const file = path.join(world, "terraform-" + name);
  if (fs.existsSync(file)) new Function("stack", "address", "say", "process", fs.readFileSync(file, "utf8"))(stack, address, say, process);
};
const say = (event) => fs.writeSync(1, JSON.stringify(event) + "\\n");
const fail = (address, summary, detail = "") => {
  say({ type: "diagnostic", diagnostic: { severity: "error", summary, detail, ...(address && { address }) } });
  failed = true;
};
let failed = false;
const json = JSON.parse(fs.readFileSync("cdk.tf.json", "utf8"));
const stateFile = path.resolve(json.terraform.backend.local.path);
const readState = () => (fs.existsSync(stateFile) ? JSON.parse(fs.readFileSync(stateFile, "utf8")).resources : []);
const writeState = (resources) => {
  fs.mkdirSync(path.dirname(stateFile), { recursive: true });
  fs.writeFileSync(stateFile, JSON.stringify({ version: 4, terraform_version: "1.11.4", resources }));
};
const provider = (json.provider && json.provider.docker && json.provider.docker[0]) || {};
const address = /^ssh:\\/\\/[^@]+@(.*):\\d+$/.exec(provider.host || "");
const engine = address ? path.join(world, "hosts", address[1]) : path.join(world, "local");
const folderOf = (type, name) => path.join(engine, type === "docker_network" ? "networks" : "containers", name);
const isOnEngine = (type) => type === "docker_container" || type === "docker_network";
const imageFile = (name) => path.join(engine, "images", name, "id");
const isBuilt = ({ type, config }) => type === "docker_image" && Boolean(config.build);
const wanted = new Map();
for (const [type, all] of Object.entries(json.resource || {}))
  for (const [id, config] of Object.entries(all)) wanted.set(type + "." + id, { type, id, config });
const idOf = (folder) => { try { return fs.readFileSync(path.join(folder, "id"), "utf8"); } catch { return undefined; } };

if (command === "init") { fault("init"); fs.mkdirSync(".terraform", { recursive: true }); process.exit(0); }
if (command === "plan") {
  fault("plan");
  const out = words.find((word) => word.startsWith("-out=")).slice(5);
  const targets = words.filter((word) => word.startsWith("-target=")).map((word) => word.slice(8));
  const replaced = words.filter((word) => word.startsWith("-replace=")).map((word) => word.slice(9));
  const isMeant = (address) => targets.length === 0 || targets.includes(address);
  // a refresh takes what has an image's name now for the image
  const refreshed = readState().flatMap((r) => {
    const own = r.instances[0].attributes;
    if (r.type !== "docker_image" || !own.build) return [r];
    return fs.existsSync(imageFile(own.name)) ? [{ ...r, instances: [{ attributes: { ...own, image_id: fs.readFileSync(imageFile(own.name), "utf8") } }] }] : [];
  });
  const known = refreshed.filter((r) => !isOnEngine(r.type) || (fs.existsSync(folderOf(r.type, r.instances[0].attributes.name)) && idOf(folderOf(r.type, r.instances[0].attributes.name)) === r.instances[0].attributes.id));
  writeState(known);
  const have = new Set(known.map((r) => r.type + "." + r.name));
  const changes = [];
  for (const [address, { type }] of wanted) {
    if (!isMeant(address)) continue;
    if (!have.has(address)) changes.push({ address, type, action: "create" });
    else if (replaced.includes(address)) changes.push({ address, type, action: "replace" });
  }
  for (const address of have) if (!wanted.has(address) && isMeant(address)) changes.push({ address, type: address.split(".")[0], action: "delete" });
  for (const { address, type, action } of changes)
    say({ type: "planned_change", change: { resource: { addr: address, resource_type: type }, action } });
  fs.writeFileSync(out, JSON.stringify(changes));
  process.exit(0);
}
if (command === "apply") {
  const changes = JSON.parse(fs.readFileSync(words.at(-1), "utf8"));
  fault("apply");
  let state = readState();
  for (const { address, type, action } of changes) {
    say({ type: "apply_start", hook: { resource: { addr: address }, action: action === "replace" ? "create" : action } });
    const before = failed;
    failed = false;
    fault("resource", address);
    if (failed) continue;
    failed = before;
    const [, name] = address.split(".");
    if (action === "delete" || action === "replace") {
      const old = state.find((r) => r.type + "." + r.name === address);
      if (old && old.instances[0].attributes.build) fs.rmSync(path.dirname(imageFile(old.instances[0].attributes.name)), { recursive: true, force: true });
      if (old && isOnEngine(type)) fs.rmSync(folderOf(type, old.instances[0].attributes.name), { recursive: true, force: true });
      state = state.filter((r) => r.type + "." + r.name !== address);
    }
    if (action !== "delete") {
      const { config } = wanted.get(address);
      const id = crypto.randomBytes(32).toString("hex");
      if (isOnEngine(type)) {
        const folder = folderOf(type, config.name);
        if (fs.existsSync(folder)) { fail(address, "Conflict. The container name " + config.name + " is already in use"); writeState(state); continue; }
        const labels = Object.fromEntries((config.labels || []).map(({ label, value }) => [label, value]));
        const ports = (config.ports || []).map(({ external }) => external);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "id"), id);
        fs.writeFileSync(path.join(folder, "state"), "running");
        const built = /^\\$\\{docker_image\\.([^.]+)\\.image_id\\}$/.exec(config.image || "");
        const image = built && state.find((r) => r.type === "docker_image" && r.name === built[1]);
        fs.writeFileSync(path.join(folder, "image"), String((image && image.instances[0].attributes.image_id) || config.image || ""));
        fs.writeFileSync(path.join(folder, "ports"), ports.map((port) => port + "\\n").join(""));
        fs.writeFileSync(path.join(folder, "labels"), Object.entries(labels).map(([k, v]) => k + "=" + v + "\\n").join(""));
        const published = Object.fromEntries(ports.map((port) => [port + "/tcp", [{ HostPort: String(port) }]]));
        fs.writeFileSync(path.join(folder, "json"), JSON.stringify(type === "docker_network" ? { network: config.name, labels } : { id, name: "/" + config.name, state: { Status: "STATE" }, labels, ports: published, networks: {} }));
      }
      const image_id = "sha256:" + id;
      if (isBuilt({ type, config })) {
        fs.mkdirSync(path.dirname(imageFile(config.name)), { recursive: true });
        fs.writeFileSync(imageFile(config.name), image_id);
      }
      state = [...state, { mode: "managed", type, name, instances: [{ attributes: { ...config, id, ...(type === "docker_image" && { image_id }), volumes: (config.volumes || []), triggers_replace: { value: config.triggers_replace } } }] }];
    }
    writeState(state);
  }
  process.exit(failed ? 1 : 0);
}
if (command === "state") {
  if (words[1] === "list") for (const r of readState()) console.log(r.type + "." + r.name);
  else if (words[1] === "pull") console.log(JSON.stringify({ version: 4, resources: readState().map((r) => ({ mode: "managed", ...r })) }));
  else writeState([]);
  process.exit(0);
}
console.error("fake terraform: " + words.join(" "));
process.exit(64);
`;
