// The class's ssh_config, and what ssh itself makes of it beside a user's own.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sshConfig } from "../../workspace/ssh";
import { testFolder } from "../lab-yaml";

test("the ssh_config: a machine's own first, the class's for all, the user's last", () => {
  const config = sshConfig(
    [
      { address: "10.0.0.11", user: "ubuntu", port: 2222, identity: "/keys/my key", proxyJump: "me@gate:2200" },
      { address: "10.0.0.12", user: "ubuntu", port: 22 },
    ],
    { knownHosts: "/lab/100%/known_hosts", key: "/lab/id_ed25519", controlPath: "/tmp/lab-ssh-0/ab-%C", makesHosts: false },
  );
  expect(config).toBe(`Match originalhost 10.0.0.11 user ubuntu exec "test %p = 2222"
  IdentityFile "/keys/my key"
  ProxyJump me@gate:2200
Match originalhost gate
  IdentitiesOnly no
Host *
  UserKnownHostsFile "/lab/100%%/known_hosts"
  StrictHostKeyChecking accept-new
  HashKnownHosts no
  IdentityFile "/lab/id_ed25519"
  IdentitiesOnly yes
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
  const files = { knownHosts: "/k", key: "/lab/id_ed25519", controlPath: "/c", userConfig, makesHosts: false };
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
