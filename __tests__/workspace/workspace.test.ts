// What is kept of a class: for its owner alone, made once, stable over runs.
import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sshConfig } from "../../workspace/ssh";
import { Workspace } from "../../workspace/workspace";
import { testFolder, testWorkspace } from "../lab-yaml";

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("the folder and what is in it are the owner's alone", () => {
  const workspace = testWorkspace();
  workspace.secret("mysql_root_password");
  expect(mode(workspace.folder)).toBe("700");
  expect(mode(workspace.stateFolder)).toBe("700");
  expect(mode(join(workspace.folder, "secrets.json"))).toBe("600");
});

test("a secret is made once, long and different for each name", () => {
  const root = testFolder();
  const first = new Workspace("c", root).secret("a");
  expect(first).toMatch(/^[\w-]{32}$/);
  expect(new Workspace("c", root).secret("a")).toBe(first);
  expect(new Workspace("c", root).secret("b")).not.toBe(first);
  expect(new Workspace("d", root).secret("a")).not.toBe(first);
});

test("a secret can be given by the environment", () => {
  process.env["LAB_SECRET_A"] = "given";
  expect(testWorkspace().secret("a")).toBe("given");
  delete process.env["LAB_SECRET_A"];
});

test("the ssh_config: a machine's own first, the class's for all, the user's last", () => {
  const config = sshConfig(
    [
      { address: "10.0.0.11", user: "ubuntu", port: 2222, identity: "/keys/my key", proxyJump: "me@gate:2200" },
      { address: "10.0.0.12", user: "ubuntu", port: 22 },
    ],
    { knownHosts: "/lab/100%/known_hosts", key: "/lab/id_ed25519", controlPath: "/tmp/lab-ssh-0/ab-%C", classKeyAlone: false },
  );
  expect(config).toBe(`Match originalhost 10.0.0.11 user ubuntu exec "test %p = 2222"
  IdentityFile "/keys/my key"
  IdentitiesOnly yes
  ProxyJump me@gate:2200
Host *
  UserKnownHostsFile "/lab/100%%/known_hosts"
  StrictHostKeyChecking accept-new
  HashKnownHosts no
  IdentityFile "/lab/id_ed25519"
  BatchMode yes
  ConnectTimeout 10
  ServerAliveInterval 5
  ServerAliveCountMax 3
  ControlMaster auto
  ControlPath /tmp/lab-ssh-0/ab-%C
  ControlPersist 60
  LogLevel ERROR
  RemoteCommand none
  RequestTTY auto
  ForwardAgent no
  ForwardX11 no
  ForwardX11Trusted no
  GSSAPIDelegateCredentials no
  ClearAllForwardings yes
  Tunnel no
  PermitLocalCommand no
  UpdateHostKeys no
  AddKeysToAgent no
  CheckHostIP no
  VisualHostKey no
  PubkeyAuthentication yes
  PreferredAuthentications gssapi-with-mic,hostbased,publickey
  SetEnv LAB=1
Include ~/.ssh/config
Host *
  SendEnv -*
`);
});

test("on EC2 the class's key is the only one that is tried, whatever ssh-agent holds", () => {
  const files = { knownHosts: "/k", key: "/lab/id_ed25519", controlPath: "/c" };
  expect(sshConfig([], { ...files, classKeyAlone: true })).toContain('  IdentityFile "/lab/id_ed25519"\n  IdentitiesOnly yes\n');
  expect(sshConfig([], { ...files, classKeyAlone: false })).not.toContain("IdentitiesOnly");
});

test("of the user's ssh configuration names, jump hosts and keys are taken, and nothing that a student could use or a program would wait for", () => {
  const folder = testFolder();
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const userConfig = write(
    "user",
    `Host gate
  HostName 10.9.9.9
Host *
  RemoteCommand tmux attach
  RequestTTY force
  LocalForward 8080 localhost:80
  RemoteForward 9090 localhost:22
  DynamicForward 1080
  ForwardAgent yes
  ForwardX11 yes
  ForwardX11Trusted yes
  GSSAPIDelegateCredentials yes
  SendEnv AWS_* GITHUB_TOKEN
  SetEnv TOKEN=secret
  PermitLocalCommand yes
  Tunnel yes
  AddKeysToAgent yes
  UpdateHostKeys yes
  VisualHostKey yes
  CheckHostIP yes
  PubkeyAuthentication no
  PreferredAuthentications password
  ProxyJump me@gate
  IdentityFile /mine
`,
  );
  const files = { knownHosts: "/k", key: "/lab/id_ed25519", controlPath: "/c", userConfig, classKeyAlone: false };
  const config = write("ssh_config", sshConfig([], files));
  const { stdout, status } = spawnSync("ssh", ["-G", "-F", config, "ubuntu@gate"], { encoding: "utf8" });
  expect(status).toBe(0);
  const settings = (name: string) =>
    stdout
      .split("\n")
      .filter((line) => line.startsWith(`${name} `))
      .map((line) => line.slice(name.length + 1));
  const names = ["forwardagent", "forwardx11", "forwardx11trusted", "gssapidelegatecredentials", "permitlocalcommand"];
  expect(names.map((name) => settings(name))).toEqual(names.map(() => ["no"]));
  expect(["tunnel", "addkeystoagent", "updatehostkeys", "visualhostkey"].map((name) => settings(name)[0])).not.toContain("yes");
  expect(settings("requesttty")).toEqual(["auto"]);
  expect(settings("clearallforwardings")).toEqual(["yes"]);
  for (const name of ["remotecommand", "localforward", "remoteforward", "dynamicforward", "sendenv"]) {
    expect({ name, value: settings(name).filter((value) => value !== "none") }).toEqual({ name, value: [] });
  }
  expect(settings("setenv")).toEqual(["LAB=1"]);
  expect(settings("preferredauthentications")).toEqual(["gssapi-with-mic,hostbased,publickey"]);
  expect([settings("hostname"), settings("proxyjump"), settings("identityfile")]).toEqual([
    ["10.9.9.9"],
    ["me@gate"],
    ["/lab/id_ed25519", "/mine"],
  ]);
});
