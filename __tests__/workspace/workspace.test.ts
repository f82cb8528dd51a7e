// What is kept of a class: for its owner alone, made once, stable over runs.
import { statSync } from "node:fs";
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
    { knownHosts: "/lab/100%/known_hosts", key: "/lab/id_ed25519", controlPath: "/tmp/lab-ssh-0/ab-%C", onEc2: false },
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
