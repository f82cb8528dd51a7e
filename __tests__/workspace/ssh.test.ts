// What ssh itself makes of the class's configuration beside a user's own.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sshConfig } from "../../workspace/ssh";
import { testFolder } from "../lab-yaml";

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
