// What `target` refuses before anything is made: machines that cannot be reached, networks that cannot be, access that is too much.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadClass } from "../../definition/load";
import { scenarios } from "../../stacks/scenarios";
import { classOf, labYaml } from "../lab-yaml";
import { ec2Class, refusal } from "../refusal";

const hosts = (machines: string) => `name: c\ntarget: { hosts: { ${machines} } }\nscenarios: [nginx]\n`;
const machine = (written: string) => {
  const { target } = classOf(hosts(`kim: ${written}`));
  return target.kind === "hosts" ? target.machines.get("kim") : undefined;
};

describe("a machine", () => {
  test.each([
    ["ubuntu@10.0.0.11:2222", { user: "ubuntu", address: "10.0.0.11", port: 2222 }],
    ["'ubuntu@[2001:db8::1]'", { user: "ubuntu", address: "2001:db8::1", port: 22 }],
    ["'ubuntu@[2001:db8::1]:2222'", { user: "ubuntu", address: "2001:db8::1", port: 2222 }],
    ["'ubuntu@2001:db8::1'", { user: "ubuntu", address: "2001:db8::1", port: 22 }],
    ["kim.lee@lab-1.example.com", { user: "kim.lee", address: "lab-1.example.com", port: 22 }],
    ["{ address: '[2001:db8::1]' }", { user: "ubuntu", address: "2001:db8::1", port: 22 }],
  ])("may be written %s", (written, expected) => expect(machine(written)).toEqual(expected));

  test.each([
    "ubuntu@10.0.0.11:0",
    "ubuntu@10.0.0.11:70000",
    "ubuntu@10.0.0.11:ssh",
    "ubuntu@10.0.0.999",
    "ubuntu@10.0.0",
    "ubuntu@[2001:db8::1",
    "ubuntu@fe80::1%eth0",
    "ubuntu@-h",
    "ubuntu@a@b",
    "Ubuntu@10.0.0.11",
    "1kim@10.0.0.11",
    "-x@10.0.0.11",
    `${"k".repeat(33)}@10.0.0.11`,
    "10.0.0.11",
  ])("is not %s", (written) => expect(refusal(hosts(`kim: '${written}'`))).toMatch(/: target\.hosts\.kim: "[^"]+" must be user@address/));

  test.each([
    ["ubuntu@10.0.0.999", 'its address "10.0.0.999" is not an IPv4 address, which is four numbers from 0 to 255'],
    ["ubuntu@[2001:db8::g]", 'its address "2001:db8::g" is not an IPv6 address'],
    ["ubuntu@kim_.-h", 'its address "kim_.-h" is not a host name: letters, digits, dashes and dots'],
    ["ubuntu@10.0.0.11:70000", "its port 70000 is not 1 to 65535"],
    ["Kim@10.0.0.11", 'its user "Kim" is not a Linux user name, such as ubuntu'],
  ])("has its wrong part named: %s", (written, part) =>
    expect(refusal(hosts(`kim: '${written}'`))).toBe(
      `lab.yaml:2: target.hosts.kim: "${written}" must be user@address, such as ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222 or ubuntu@[2001:db8::1]:2222; ${part}`,
    ),
  );

  test.each([
    ["address: 'h:2222'", 'address: "h:2222" must be a host name or an IP address; user and port are keys of their own'],
    ["address: h, user: 2fast", 'user: "2fast" must be a Linux user name, such as ubuntu'],
    [
      "address: 10.0.0.256",
      'address: "10.0.0.256" must be a host name or an IP address; user and port are keys of their own; its address "10.0.0.256" is not an IPv4 address, which is four numbers from 0 to 255',
    ],
    [
      "address: h, proxyJump: 'one,gate:99999'",
      'proxyJump: "one,gate:99999" must be user@host:port, as ssh -J takes it; its port 99999 is not 1 to 65535',
    ],
    [
      "address: h, proxyJump: 'a b'",
      'proxyJump: "a b" must be user@host:port, as ssh -J takes it; its address "a b" is not a host name: letters, digits, dashes and dots',
    ],
    ["address: h, identity: 'a\"b'", 'identity: "a\\"b" must be the path of a private key file, without quotes'],
  ])("with %s is refused", (keys, message) => expect(refusal(hosts(`kim: { ${keys} }`))).toBe(`lab.yaml:2: target.hosts.kim.${message}`));

  test.each([
    ["ubuntu@10.0.0.11", "admin@10.0.0.11:22", "10.0.0.11:22"],
    ["ubuntu@Host", "ubuntu@host", "host:22"],
    ["'u@[2001:db8::1]'", "'u@[2001:DB8:0::1]'", "2001:DB8:0::1:22"],
  ])("is one student's: %s and %s", (kim, lee, value) =>
    expect(refusal(hosts(`kim: ${kim}, lee: ${lee}`))).toBe(
      `lab.yaml:2: target.hosts.lee: "${value}" is also the machine of kim; every student needs an Engine of their own`,
    ),
  );

  test("has an address that two jump hosts may both know", () => {
    const { students } = classOf(hosts("kim: { address: h, proxyJump: a }, lee: { address: h, proxyJump: b }, park: u@h:2222"));
    expect(students).toHaveLength(3);
  });
});

describe("an identity", () => {
  const withKey = hosts("kim: { address: h, identity: keys/class }");

  test("is found beside lab.yaml, wherever the command runs", () => {
    const file = labYaml(withKey);
    mkdirSync(join(dirname(file), "keys"));
    writeFileSync(join(dirname(file), "keys/class"), "key");
    const { target } = loadClass(file, scenarios);
    expect(target).toMatchObject({
      machines: new Map([["kim", { address: "h", user: "ubuntu", port: 22, identity: join(dirname(file), "keys/class") }]]),
    });
  });

  test("that is not there, or is a folder, is refused", () => {
    const file = labYaml(withKey);
    const message = /^lab\.yaml:2: target\.hosts\.kim\.identity: ".*" is not a file; name an existing private key/;
    expect(() => loadClass(file, scenarios)).toThrow(message);
    mkdirSync(join(dirname(file), "keys/class"), { recursive: true });
    expect(() => loadClass(file, scenarios)).toThrow(message);
    expect(refusal(hosts("kim: { address: h, identity: ~/no/such/key }"))).toContain("/no/such/key");
  });
});

describe("access", () => {
  const access = (blocks: string, keys = "") => ec2Class(keys).replace("[203.0.113.0/24]", `[${blocks}]`);
  const next = "name your classroom's addresses (me is your own), or set openToTheWorld: true";

  test.each([
    ["0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/2", "target.aws.access covers the whole internet in total"],
    ["me, 0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/1", 'target.aws.access[3]: "128.0.0.0/1" is 50 % of the internet'],
    ["0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2", "target.aws.access covers 75 % of the internet in total"],
    ["'2000::/4', '3000::/5', '3800::/5'", 'target.aws.access[0]: "2000::/4" is 50 % of the internet'],
    ["'2000::/5', '2800::/5', '3000::/5', '3800::/5'", "target.aws.access covers the whole internet in total"],
    ["'2000::/3'", 'target.aws.access[0]: "2000::/3" is the whole internet'],
  ])("of %s is too much", (blocks, message) => expect(refusal(access(blocks))).toBe(`lab.yaml:5: ${message}; ${next}`));

  test("of two halves is too much twice", () => {
    expect(refusal(access("0.0.0.0/1, 128.0.0.0/1")).split("\n")).toEqual(
      ["0.0.0.0/1", "128.0.0.0/1"].map((block, at) => `lab.yaml:5: target.aws.access[${at}]: "${block}" is 50 % of the internet; ${next}`),
    );
  });

  test("of the whole internet is a choice", () => {
    expect(classOf(access("0.0.0.0/0, '::/0'", "    openToTheWorld: true")).target).toMatchObject({ access: ["0.0.0.0/0", "::/0"] });
    expect(classOf(access("64.0.0.0/2, '2001:db8::/32'")).target).toMatchObject({ openToTheWorld: false });
  });

  test.each([
    ["203.0.113.7/24", "203.0.113.0/24", "203.0.113.7/32"],
    ["2001:db8::7/64", "2001:db8::/64", "2001:db8::7/128"],
  ])("with the host bits of %s is refused with what was meant", (block, network, alone) =>
    expect(refusal(access(`'${block}'`))).toBe(
      `lab.yaml:5: target.aws.access[0]: "${block}" names an address inside a network; write ${network}, or ${alone} for that address alone`,
    ),
  );

  test("of more blocks than a security group takes rules", () => {
    const blocks = Array.from({ length: 16 }, (_, at) => `203.0.113.${at}/32`).join(", ");
    expect(refusal(access(blocks))).toMatch(
      /^lab\.yaml:5: target\.aws\.access has 16 blocks, which with 4 ranges of ports make 64 rules, and EC2/,
    );
  });
});

describe("a VPC", () => {
  test.each([
    ["192.168.16.0/20", "", "overlaps 192.168.0.0/16, which Docker gives to its networks; use one such as 10.77.0.0/16"],
    ["10.77.0.1/16", "", "names an address inside a network; write 10.77.0.0/16, or 10.77.0.1/32 for that address alone"],
    ["8.8.0.0/16", "", "is not of private addresses (10.0.0.0/8, 100.64.0.0/10); use one such as 10.77.0.0/16"],
    ["10.77.3.0/24", "students: 300", "is too small for 300 hosts (4 subnets of 59); use a larger block, such as 10.77.0.0/22"],
  ])("of %s is refused %s", (block, rest, message) =>
    expect(refusal(ec2Class(`    vpcCidr: ${block}`, rest))).toBe(`lab.yaml:6: target.aws.vpcCidr: "${block}" ${message}`),
  );

  test("of a /24 has room for a class of thirty", () =>
    expect(classOf(ec2Class("    vpcCidr: 100.64.0.0/24", "students: 30")).students).toHaveLength(30));
});

describe("the rest of target.aws", () => {
  test.each([
    [
      "a region that does not exist",
      ec2Class().replace("ap-northeast-2", "ap-northeast-22"),
      'lab.yaml:4: target.aws.region: "ap-northeast-22" must be a region of AWS; did you mean ap-northeast-2?',
    ],
    [
      "no region at all",
      ec2Class().replace("ap-northeast-2", "Seoul"),
      'lab.yaml:4: target.aws.region: "Seoul" must be a region of AWS, such as ap-northeast-2',
    ],
    [
      "a student named as a spare",
      ec2Class("    spares: 2", "students: [kim, spare-2]"),
      'lab.yaml:8: students[1]: "spare-2" is the name of a spare host (spares: 2); give the student another',
    ],
    [
      "a disk that is too small",
      ec2Class("    diskGb: 8").replace("[nginx]", "[nginx, wordpress]"),
      "lab.yaml:6: target.aws.diskGb: 8 is too small: the images of the scenarios (nginx, wordpress) need at least 9; a GB costs about ten cents a month",
    ],
    [
      "an owner that AWS refuses",
      ec2Class("    owner: 'R&D'"),
      'lab.yaml:6: target.aws.owner: "R&D" must be letters, digits, spaces and _ . : / = + - @: AWS takes no others in a tag',
    ],
  ])("%s", (_, text, message) => expect(refusal(text)).toBe(message));

  test("a name like a spare's is free where there is no such spare", () => {
    expect(classOf(ec2Class("    spares: 1", "students: [spare-2]")).students).toEqual([{ name: "spare-2" }]);
  });
});
