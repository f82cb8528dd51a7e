// What a lab.yaml means, and how a wrong one is reported: file, line, key, value, what is allowed.
import { hours } from "../../definition/load";
import { classOf } from "../lab-yaml";
import { ec2Class as aws, refusal } from "../refusal";

test("mistakes are in the order of the file's lines, whatever the schema's order is", () => {
  const said = refusal("name: C 1\nscenarios:\n  - nginx: { port: 0 }\n  - ngnix\nlifetime: 4x\nbogus: 1\n");
  expect(said.split("\n").map((line) => line.split(" ", 2).join(" "))).toEqual([
    "lab.yaml:1: name:",
    "lab.yaml:3: scenarios[0].nginx.port:",
    "lab.yaml:4: scenarios[1]:",
    "lab.yaml:5: lifetime:",
    "lab.yaml:6: bogus",
  ]);
});

describe("a good file", () => {
  test("the smallest one has a default for everything", () => {
    const definition = classOf("name: docker-101\nscenarios: [nginx, wordpress, load-balancer]\n");
    expect({ ...definition, scenarios: definition.scenarios.map(({ spec, state, options }) => [spec.name, state, options]) }).toEqual({
      name: "docker-101",
      target: { kind: "local", bind: "127.0.0.1" },
      language: "en",
      login: "key",
      docker: { install: "documented", pull: true },
      students: [{ name: "student-1" }],
      providers: { docker: "3.6.2", aws: "6.25.0" },
      warnings: [],
      scenarios: [
        ["nginx", "running", { image: "nginx:1.30", port: 80, secondPort: 8081 }],
        ["wordpress", "running", { image: "wordpress:7-apache", databaseImage: "mysql:8.4", port: 8082 }],
        ["load-balancer", "running", { web: 2, port: 8080, image: "haproxy:3.2" }],
      ],
    });
  });

  test("the design's class of thirty", () => {
    const definition = classOf(`
name: docker-101
target:
  aws:
    region: ap-northeast-2
    access: [203.0.113.0/24]
    instanceType: t3.small
    spot: false
ends: 2026-12-01T18:00:00+09:00
language: ko
docker: { install: documented }
students: 30
scenarios:
  - nginx
  - load-balancer: { web: 4 }
  - wordpress: { state: ready }
`);
    expect(definition.students).toHaveLength(30);
    expect(definition.students[29]).toEqual({ name: "student-30" });
    expect(definition.end).toEqual({ ends: new Date("2026-12-01T09:00:00Z"), offset: 540 });
    expect(definition.target).toMatchObject({ kind: "aws", spares: 0, wait: true, diskGb: 20, vpcCidr: "10.77.0.0/16" });
    expect(definition.scenarios.map(({ state }) => state)).toEqual(["running", "running", "ready"]);
  });

  test("hosts are the students, and a machine can be written short or long", () => {
    const { target, students } = classOf(
      "name: c\ntarget: { hosts: { kim: ubuntu@10.0.0.11, lee: { address: 10.0.0.12, port: 2222, proxyJump: me@gate } } }\nscenarios: [nginx]\n",
    );
    expect(students).toEqual([{ name: "kim" }, { name: "lee" }]);
    expect(target).toEqual({
      kind: "hosts",
      machines: new Map([
        ["kim", { user: "ubuntu", address: "10.0.0.11", port: 22 }],
        ["lee", { user: "ubuntu", address: "10.0.0.12", port: 2222, proxyJump: "me@gate" }],
      ]),
    });
  });

  test.each([
    ["4h", 4],
    ["90m", 1.5],
    ["1h30m", 1.5],
  ])("a lifetime of %s", (text, expected) => expect(hours(text)).toBe(expected));
});

describe("a mistake is named with its line, key, value and what is allowed", () => {
  const basic = (scenarios: string) => `name: docker-101\nscenarios:\n${scenarios}`;

  test.each([
    [
      "unknown key",
      "name: c\nscenario: [nginx]\n",
      "lab.yaml:1: scenarios is missing; it must be a list\nlab.yaml:2: scenario is not a key here; did you mean scenarios?",
    ],
    ["unknown scenario", basic("  - nginx\n  - wordpres\n"), 'lab.yaml:4: scenarios[1]: "wordpres" is not known; did you mean wordpress?'],
    [
      "unknown scenario with options",
      basic("  - load_balancer: { web: 3 }\n"),
      'lab.yaml:3: scenarios[0]: "load_balancer" is not known; did you mean load-balancer?',
    ],
    [
      "unknown option",
      basic("  - load-balancer: { webs: 3 }\n"),
      "lab.yaml:3: scenarios[0].load-balancer.webs is not a key here; did you mean web?",
    ],
    ["wrong type", basic("  - load-balancer: { web: many }\n"), 'lab.yaml:3: scenarios[0].load-balancer.web: "many" must be a number'],
    ["not whole", basic("  - load-balancer: { web: 1.5 }\n"), "lab.yaml:3: scenarios[0].load-balancer.web: 1.5 must be a whole number"],
    [
      "N too large",
      basic("  - nginx\n  - load-balancer:\n      web: 99\n"),
      "lab.yaml:5: scenarios[1].load-balancer.web: 99 must be at most 50",
    ],
    ["N too small", basic("  - load-balancer: { web: 0 }\n"), "lab.yaml:3: scenarios[0].load-balancer.web: 0 must be at least 1"],
    ["port outside", basic("  - nginx: { port: 70000 }\n"), "lab.yaml:3: scenarios[0].nginx.port: 70000 must be at most 65535"],
    ["port zero", basic("  - nginx: { port: 0 }\n"), "lab.yaml:3: scenarios[0].nginx.port: 0 must be at least 1"],
    ["state", basic("  - nginx: { state: stopped }\n"), 'lab.yaml:3: scenarios[0].nginx.state: "stopped" must be one of running, ready'],
    [
      "image",
      basic("  - nginx: { image: 'nginx latest' }\n"),
      'lab.yaml:3: scenarios[0].nginx.image: "nginx latest" must be an image reference, such as nginx:1.30',
    ],
    [
      "two on one port",
      basic("  - nginx\n  - load-balancer: { port: 8081 }\n"),
      "lab.yaml:4: scenarios[1].load-balancer.port: 8081 is also the host port of nginx.secondPort; give one of them another port",
    ],
    [
      "one scenario with one port twice",
      basic("  - nginx: { port: 8081 }\n"),
      "lab.yaml:3: scenarios[0].nginx.secondPort: 8081 is also the host port of nginx.port; give one of them another port",
    ],
    [
      "a scenario twice",
      basic("  - wordpress: { state: ready }\n  - wordpress: { state: ready }\n"),
      'lab.yaml:4: scenarios[1]: "wordpress" appears twice (entry 1 is the first); remove one',
    ],
    [
      "a scenario twice that would take the same ports and names",
      basic("  - nginx\n  - nginx\n"),
      'lab.yaml:4: scenarios[1]: "nginx" appears twice (entry 1 is the first); remove one',
    ],
    ["no scenarios", "name: c\nscenarios: []\n", "lab.yaml:2: scenarios must have at least 1 entry"],
    [
      "empty name",
      "name: ''\nscenarios: [nginx]\n",
      'lab.yaml:1: name: "" must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit',
    ],
    [
      "a name that Docker would refuse",
      "name: Docker 101\nscenarios: [nginx]\n",
      'lab.yaml:1: name: "Docker 101" must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit',
    ],
    [
      "too many on local",
      "name: c\nstudents: 2\nscenarios: [nginx]\n",
      "lab.yaml:2: students: 2 must be 1 for target local, which is one Engine for one student; use target hosts or aws for a class",
    ],
    [
      "a student twice",
      aws("", "students: [kim, lee, kim]\n"),
      'lab.yaml:8: students[2]: "kim" appears twice (student 1 is the first); every student needs a name of their own',
    ],
    [
      "a student's name",
      aws("", 'students: [kim, "lee; reboot"]\n'),
      'lab.yaml:8: students[1]: "lee; reboot" must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit',
    ],
    ["students of a wrong type", aws("", "students: true\n"), "lab.yaml:8: students: true must be a whole number, or text, or a list"],
    [
      "an unknown target",
      "name: c\ntarget: azure\nscenarios: [nginx]\n",
      'lab.yaml:2: target: "azure" is not known; there are local, hosts, aws',
    ],
    [
      "no access",
      "name: c\ntarget: { aws: { region: ap-northeast-2 } }\nscenarios: [nginx]\n",
      "lab.yaml:2: target.aws.access is missing; it must be a list",
    ],
    [
      "the whole internet",
      aws("").replace("203.0.113.0/24", "0.0.0.0/0"),
      'lab.yaml:5: target.aws.access[0]: "0.0.0.0/0" is the whole internet; name your classroom\'s addresses (me is your own), or set openToTheWorld: true',
    ],
    [
      "the whole IPv6 internet",
      aws("").replace("203.0.113.0/24", '"::/0"'),
      'lab.yaml:5: target.aws.access[0]: "::/0" is the whole internet; name your classroom\'s addresses (me is your own), or set openToTheWorld: true',
    ],
    [
      "Docker's own pools",
      aws("    vpcCidr: 172.20.0.0/16"),
      'lab.yaml:6: target.aws.vpcCidr: "172.20.0.0/16" overlaps 172.16.0.0/12, which Docker gives to its networks; use one such as 10.77.0.0/16',
    ],
    [
      "documented on arm64",
      aws("    instanceType: t4g.small"),
      'lab.yaml:6: target.aws.instanceType: "t4g.small" is arm64, and docker.install documented is amd64 only; use install: current, or a type such as t3.small',
    ],
    [
      "a moment without offset",
      aws("", "ends: 2026-12-01T18:00:00\n"),
      'lab.yaml:8: ends: "2026-12-01T18:00:00" must be a moment with its offset, such as 2026-12-01T18:00:00+09:00',
    ],
    [
      "two ends",
      aws("", "ends: 2026-12-01T18:00:00+09:00\nlifetime: 4h\n"),
      'lab.yaml:9: lifetime: "4h" is given beside ends; a class has one end, so remove one of them',
    ],
    [
      "an end for this machine",
      "name: c\nlifetime: 4h\nscenarios: [nginx]\n",
      "lab.yaml:2: lifetime is for target aws only: machines that the class did not create are never switched off; remove it",
    ],
    [
      "a machine's address",
      "name: c\ntarget: { hosts: { kim: '-oProxyCommand=x' } }\nscenarios: [nginx]\n",
      'lab.yaml:2: target.hosts.kim: "-oProxyCommand=x" must be user@address, such as ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222 or ubuntu@[2001:db8::1]:2222; its address "-oProxyCommand=x" is not a host name: letters, digits, dashes and dots',
    ],
    [
      "a student without a machine",
      "name: c\ntarget: { hosts: { kim: ubuntu@h } }\nstudents: [kim, lee]\nscenarios: [nginx]\n",
      'lab.yaml:3: students: "lee" has no machine in target.hosts; add one or remove the student',
    ],
    [
      "a version",
      "name: c\nscenarios: [nginx]\nterraform: { providers: { docker: latest } }\n",
      'lab.yaml:3: terraform.providers.docker: "latest" must be a version such as 3.6.2',
    ],
    ["not YAML", "name: [unclosed\n", expect.stringMatching(/^lab\.yaml:\d+: is not YAML: /)],
    ["a key twice", "name: a\nname: b\nscenarios: [nginx]\n", expect.stringMatching(/^lab\.yaml:2: is not YAML: Map keys must be unique/)],
    ["not a mapping", "- nginx\n", "lab.yaml:1: the file must be a mapping"],
    ["an empty file", "", "lab.yaml:1: name is missing; it must be text\nlab.yaml:1: scenarios is missing; it must be a list"],
  ])("%s", (_, text, expected) => {
    const message = refusal(text);
    if (typeof expected === "string") expect(message).toBe(expected);
    else expect(message).toEqual(expected);
  });

  test.each([
    ["an alias inside its own anchor", "x-a: &a [*a]\n", "lab.yaml:4: *a is inside the part that it stands for, which would never end"],
    ["a merge of itself", "x-a: &a { <<: *a }\n", "lab.yaml:4: *a is inside the part that it stands for, which would never end"],
    ["an alias without an anchor", "x-a: *nobody\n", "lab.yaml:4: *nobody has no anchor &nobody before it"],
    ["a key that would be lost", "x-a: { __proto__: 1 }\n", "lab.yaml:4: has the key __proto__, which no file can use"],
    ["a << of something else", "x-a: { <<: 3 }\n", "lab.yaml: has a << that merges no mapping"],
    [
      "lists in lists without end",
      `x-a: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
      "lab.yaml: is nested too deeply; at most 100 levels are allowed",
    ],
    [
      "a hundred and one lists",
      `x-a: ${"[".repeat(101)}${"]".repeat(101)}\n`,
      "lab.yaml: is nested too deeply; at most 100 levels are allowed",
    ],
  ])("%s", (_, text, message) => {
    expect(refusal(`name: c\n\nscenarios: [nginx]\n${text}`)).toBe(message);
  });

  test("aliases that unfold without end", () => {
    const bomb = [
      "a: &a [x, x, x, x, x, x, x, x, x]",
      ..."bcdefgh".split("").map((key, at) => `${key}: &${key} [${Array(9).fill(`*${"abcdefg"[at]}`).join(", ")}]`),
    ].join("\n");
    expect(refusal(bomb)).toMatch(/uses aliases \(\*name\) that unfold into too much; at most 1000 are allowed$/);
  });

  test("five megabytes", () => {
    expect(refusal(`name: c\n${"# x\n".repeat(1_300_000)}`)).toMatch(/has 5200008 bytes; at most 1000000 are allowed$/);
  });

  test("no such file", () => {
    expect(() => classOf("name: c\nscenarios: [nginx]\nstudents: gone.csv\n")).toThrow(/gone\.csv: no such file$/);
  });
});
