// The class's ssh_config: whose keys are tried, and in which order.
import { sshConfig } from "../../workspace/ssh";

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
Include ~/.ssh/config
`);
});

test("on EC2 the class's key is the only one that is tried, whatever ssh-agent holds", () => {
  const files = { knownHosts: "/k", key: "/lab/id_ed25519", controlPath: "/c" };
  expect(sshConfig([], { ...files, classKeyAlone: true })).toContain('  IdentityFile "/lab/id_ed25519"\n  IdentitiesOnly yes\n');
  expect(sshConfig([], { ...files, classKeyAlone: false })).not.toContain("IdentitiesOnly");
});
