// A class on EC2 as it is synthesized: every rule of safety, what a change touches, then the whole as a snapshot and a tree.
import { DefaultTokenResolver, StringConcat, TerraformResource, Tokenization } from "cdktf";
import { tags } from "../../definition/pins";
import { Host } from "../../stacks/hosts/host";
import { hostSetup } from "../../stacks/hosts/host-setup";
import { gateScripts } from "../../stacks/hosts/scripts";
import { Synthesized } from "../synth";
import { awsClass, difference, hostsStack, synthHosts } from "./synth-hosts";

const basic = synthHosts(awsClass("owner: teacher, spares: 1", ["students: [kim, lee]", "lifetime: 4h"]));

const instances = ({ json }: Synthesized) => json.resource["aws_instance"] ?? {};
const everyInstance = (stack: Synthesized) => Object.values(instances(stack));
const only = (stack: Synthesized, type: string) => Object.values(stack.json.resource[type] ?? {})[0] ?? {};

interface Rule {
  readonly from_port: number;
  readonly to_port: number;
  readonly protocol: string;
  readonly cidr_blocks: unknown;
  readonly ipv6_cidr_blocks: unknown;
}
const ingress = (stack: Synthesized) => only(stack, "aws_security_group")["ingress"] as Rule[];

describe("every instance", () => {
  test("is one per student and spare, by name", () => {
    expect(Object.keys(instances(basic))).toEqual(["host-kim", "host-lee", "host-spare-1"]);
    expect(Host.addressOf("kim")).toBe("aws_instance.host-kim");
  });

  test("answers metadata to a token and one hop only, and has no role", () => {
    for (const instance of everyInstance(basic)) {
      expect(instance["metadata_options"]).toEqual({ http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 });
      expect(instance).not.toHaveProperty("iam_instance_profile");
    }
  });

  test("has an encrypted root volume that goes with it", () => {
    for (const instance of everyInstance(basic)) {
      expect(instance["root_block_device"]).toEqual({ volume_type: "gp3", volume_size: 20, encrypted: true, delete_on_termination: true });
    }
  });

  test("ends for good when it powers itself off", () => {
    for (const instance of everyInstance(basic)) expect(instance["instance_initiated_shutdown_behavior"]).toBe("terminate");
  });

  test("has credits from its first boot on, unless lab.yaml saves them, and no paid monitoring", () => {
    for (const instance of everyInstance(basic))
      expect(instance).toMatchObject({ credit_specification: { cpu_credits: "unlimited" }, monitoring: false });
    for (const instance of everyInstance(synthHosts(awsClass("credits: standard"))))
      expect(instance).toMatchObject({ credit_specification: { cpu_credits: "standard" } });
    for (const instance of everyInstance(synthHosts(awsClass("instanceType: m5.large"))))
      expect(instance).not.toHaveProperty("credit_specification");
  });

  test("boots when the internet is reachable", () => {
    for (const instance of everyInstance(basic)) {
      expect(instance["depends_on"]).toEqual([
        expect.stringMatching(/^aws_route\./),
        expect.stringMatching(/^aws_route_table_association\./),
      ]);
    }
  });

  test("is on demand, or a one-time spot instance that is terminated", () => {
    for (const instance of everyInstance(basic)) expect(instance).not.toHaveProperty("instance_market_options");
    for (const instance of everyInstance(synthHosts(awsClass("spot: true")))) {
      expect(instance["instance_market_options"]).toEqual({
        market_type: "spot",
        spot_options: { spot_instance_type: "one-time", instance_interruption_behavior: "terminate" },
      });
    }
  });

  test("boots Canonical's image for its processor, or the class's own", () => {
    const parameter = (stack: Synthesized) => {
      const data = stack.json["data"] as Record<string, Record<string, { name: string }>>;
      return Object.values(data["aws_ssm_parameter"] ?? {}).map(({ name }) => name);
    };
    const path = "/aws/service/canonical/ubuntu/server/24.04/stable/current";
    expect(parameter(basic)).toEqual([`${path}/amd64/hvm/ebs-gp3/ami-id`]);
    expect(instances(basic)["host-kim"]?.["ami"]).toMatch(/\.insecure_value\}$/);
    const arm = synthHosts(awsClass("instanceType: t4g.small", ["students: [kim]", "docker: { install: current }"]));
    expect(parameter(arm)).toEqual([`${path}/arm64/hvm/ebs-gp3/ami-id`]);
    const own = synthHosts(awsClass("ami: ami-0123456789abcdef0"));
    expect(parameter(own)).toEqual([]);
    expect(instances(own)["host-kim"]?.["ami"]).toBe("ami-0123456789abcdef0");
  });
});

describe("tags", () => {
  const taggable = Object.entries(basic.json.resource).filter(
    ([type]) => !["aws_route", "aws_route_table_association", "terraform_data"].includes(type),
  );

  test("are on everything that takes them, volumes too", () => {
    expect(taggable.map(([type]) => type).sort()).toEqual([
      "aws_default_security_group",
      "aws_instance",
      "aws_internet_gateway",
      "aws_key_pair",
      "aws_route_table",
      "aws_security_group",
      "aws_subnet",
      "aws_vpc",
    ]);
    const expected = {
      [tags.class]: "docker-101",
      [tags.managedBy]: "docker-class-lab",
      [tags.owner]: "teacher",
      [tags.ends]: "4 hours after first boot",
    };
    for (const [, resources] of taggable) {
      for (const resource of Object.values(resources)) expect(resource["tags"]).toMatchObject(expected);
    }
    for (const instance of everyInstance(basic)) expect(instance["volume_tags"]).toEqual(instance["tags"]);
  });

  test("have an owner that AWS takes", () => {
    expect(() => synthHosts(awsClass('owner: "R&D <lab>"'))).toThrow(
      'target.aws.owner: "R&D <lab>" must be letters, digits, spaces and _ . : / = + - @: AWS takes no others in a tag',
    );
  });

  test("know of a person no more than the roster's id", () => {
    const stack = synthHosts(
      awsClass("", ["students: [{ name: kim, label: 김철수, key: ssh-ed25519 AAAAC3Nz kim@home, github: octokim }]"]),
    );
    const text = JSON.stringify(
      Object.values(stack.json.resource).flatMap((resources) => Object.values(resources).map(({ tags }) => tags)),
    );
    for (const personal of ["김철수", "AAAAC3Nz", "octokim"]) expect(text).not.toContain(personal);
    expect(instances(stack)["host-kim"]?.["tags"]).toMatchObject({ Name: "kim", [tags.student]: "kim" });
  });
});

describe("the security group", () => {
  test("opens SSH, the scenarios' and the course's ports, to access alone", () => {
    expect(ingress(basic).map(({ from_port, to_port }) => [from_port, to_port])).toEqual([
      [22, 22],
      [80, 80],
      [8080, 8090],
      [32768, 60999],
    ]);
    for (const rule of ingress(basic)) {
      expect(rule).toMatchObject({ protocol: "tcp", cidr_blocks: ["203.0.113.0/24"], ipv6_cidr_blocks: [] });
    }
  });

  test("asks for the caller's own address when the class is deployed", () => {
    const mine = synthHosts(awsClass("access: [me, 203.0.113.0/24, 2001:db8::/32]"));
    for (const rule of ingress(mine)) {
      expect(rule.cidr_blocks).toBe('${concat(["203.0.113.0/24"], var.my_addresses)}');
      expect(rule.ipv6_cidr_blocks).toEqual(["2001:db8::/32"]);
    }
    expect(mine.json["variable"]).toMatchObject({ my_addresses: { type: "list(string)" } });
    expect(basic.json["variable"]).not.toHaveProperty("my_addresses");
  });

  test("is the only one: the VPC's default one lets nothing in or out", () => {
    const group = only(basic, "aws_default_security_group");
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  test("refuses more rules than EC2 takes", () => {
    const blocks = Array.from({ length: 16 }, (_, at) => `203.0.113.${at}/32`).join(", ");
    expect(() => synthHosts(awsClass(`access: [${blocks}]`))).toThrow(
      "target.aws.access has 16 blocks, which with 4 ranges of ports make 64 rules, and EC2 allows 60; join them into at most 15 larger blocks",
    );
  });
});

describe("the network", () => {
  test("has four subnets, each a quarter of the VPC, in zones that offer the type", () => {
    const subnets = Object.values(basic.json.resource["aws_subnet"] ?? {});
    expect(subnets.map(({ cidr_block }) => cidr_block)).toEqual(
      [0, 1, 2, 3].map((at) => expect.stringMatching(new RegExp(`^\\$\\{cidrsubnet\\(.*\\.cidr_block, 2, ${at}\\)\\}$`)) as unknown),
    );
    for (const subnet of subnets) {
      expect(subnet["lifecycle"]).toMatchObject({
        ignore_changes: ["availability_zone"],
        precondition: [{ error_message: expect.stringContaining("target.aws.instanceType is t3.small, which no zone of") as unknown }],
      });
      expect(subnet).not.toHaveProperty("map_public_ip_on_launch");
    }
  });

  test("holds 1, 30 and 300 students, and says when a block is too small", () => {
    for (const count of [1, 30, 300]) {
      // the JSON of 300 takes a second, and has no more than their constructs
      const resources = hostsStack(awsClass("", [`students: ${count}`]))
        .node.findAll()
        .filter((construct) => construct instanceof TerraformResource);
      const ofType = (type: string) => resources.filter(({ terraformResourceType }) => terraformResourceType === type);
      expect([ofType("aws_instance").length, ofType("aws_subnet").length]).toEqual([count, 4]);
    }
    expect(() => synthHosts(awsClass("vpcCidr: 10.77.0.0/24", ["students: 300"]))).toThrow(
      'target.aws.vpcCidr: "10.77.0.0/24" is too small for 300 hosts (4 subnets of 59); use a larger block, such as 10.77.0.0/22',
    );
  });
});

describe("a root volume too small for the scenarios' images", () => {
  test("is refused with the size it needs", () => {
    expect(() => synthHosts(awsClass("diskGb: 8"))).toThrow(
      "target.aws.diskGb: 8 is too small: the images of the scenarios (nginx, wordpress, load-balancer) need at least 12",
    );
  });
});

describe("a change of lab.yaml", () => {
  const two = synthHosts(awsClass());

  test("that adds a student in the middle of the roster touches that student alone", () => {
    expect(difference(two, synthHosts(awsClass("", ["students: [kim, choi, lee]"])))).toEqual([
      "aws_instance.host-choi",
      "terraform_data.files-choi",
      "terraform_data.gate-choi",
    ]);
  });

  test("that removes a student touches that student alone", () => {
    expect(difference(two, synthHosts(awsClass("", ["students: [lee]"])))).toEqual([
      "aws_instance.host-kim",
      "terraform_data.files-kim",
      "terraform_data.gate-kim",
    ]);
  });

  test("of an exercise file or a check reaches running hosts, and changes nothing else", () => {
    const inLanguage = (language: string) => synthHosts(awsClass("", ["students: [kim, lee]", `language: ${language}`]));
    expect(difference(inLanguage("en"), inLanguage("ko"))).toEqual(["terraform_data.files-kim", "terraform_data.files-lee"]);
  });

  test("of Docker, scenarios, type, image, spot or disk changes only what a running instance ignores", () => {
    const ignored = instances(two)["host-kim"]?.["lifecycle"] as { ignore_changes: string[] };
    for (const [aws, lines] of [
      ["", ["students: [kim, lee]", "docker: { install: current, mirror: https://mirror.example }"]],
      ["", ["students: [kim, lee]", "lifetime: 2h"]],
      ["instanceType: m5.large", undefined],
      ["ami: ami-0123456789abcdef0", undefined],
      ["spot: true, diskGb: 40", undefined],
    ] as const) {
      const changed = synthHosts(awsClass(aws, lines));
      for (const address of difference(two, changed).filter((each) => each.startsWith("aws_instance."))) {
        const name = address.slice("aws_instance.".length);
        const [before, after] = [instances(two)[name] ?? {}, instances(changed)[name] ?? {}];
        const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
        const differing = [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
        expect(differing.filter((key) => !ignored.ignore_changes.includes(key) && !["tags", "volume_tags"].includes(key))).toEqual([]);
      }
      expect(difference(two, changed).filter((each) => each.startsWith("terraform_data."))).toEqual([]);
    }
  });

  test("of the VPC's block leaves the running network alone", () => {
    const changed = difference(two, synthHosts(awsClass("vpcCidr: 10.88.0.0/16")));
    expect(changed).toEqual([expect.stringMatching(/^aws_vpc\./)]);
    expect(only(two, "aws_vpc")["lifecycle"]).toEqual({ ignore_changes: ["cidr_block"] });
  });

  test("and of nobody's roster order", () => {
    expect(difference(two, synthHosts(awsClass("", ["students: [lee, kim]"])))).toEqual([]);
  });
});

describe("a seat at a spare", () => {
  const definition = awsClass("spares: 1");
  test("removes the student's own host, and their lab moves to the spare", () => {
    const stack = hostsStack(definition, new Map([["kim", "spare-1"]]));
    const { host, sshOptions } = stack.engine("kim");
    expect(Object.keys(instances(new Synthesized(stack)))).toEqual(["host-lee", "host-spare-1"]);
    expect(Tokenization.resolve({ host, sshOptions }, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) })).toEqual({
      host: "ssh://ubuntu@${aws_instance.host-spare-1.public_ip}:22",
      sshOptions: ["-o", "HostKeyAlias=${aws_instance.host-spare-1.id}"],
    });
  });
});

describe("the readiness gate", () => {
  const gates = (stack: Synthesized) =>
    Object.fromEntries(Object.entries(stack.json.resource["terraform_data"] ?? {}).filter(([name]) => name.startsWith("gate-")));

  test("is one per host, recreated with its instance alone", () => {
    expect(Object.keys(gates(basic))).toEqual(["gate-kim", "gate-lee", "gate-spare-1"]);
    expect(gates(basic)["gate-kim"]?.["triggers_replace"]).toEqual({
      instance: "${aws_instance.host-kim.id}",
      keys: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("puts a student's own keys on the host they sit at, also on a spare", () => {
    const definition = awsClass("spares: 1", ["students: [{ name: kim, key: ssh-ed25519 AAAA kim@home }, lee]"]);
    const keysOf = (stack: Synthesized) =>
      Object.fromEntries(
        Object.entries(gates(stack)).map(([name, gate]) => {
          const [provisioner] = gate["provisioner"] as { "local-exec": { environment: Record<string, string> } }[];
          return [name, provisioner?.["local-exec"].environment["LAB_KEYS_SCRIPT"]];
        }),
      );
    const [script, leesScript, nobody] = ["keys-kim.sh", "keys-lee.sh", "no-keys.sh"].map((file) => `\${var.scripts_folder}/${file}`);
    expect(keysOf(synthHosts(definition))).toEqual({ "gate-kim": script, "gate-lee": leesScript, "gate-spare-1": nobody });
    expect(keysOf(synthHosts(definition, new Map([["kim", "spare-1"]])))).toEqual({ "gate-lee": leesScript, "gate-spare-1": script });
    expect(gateScripts(hostSetup(definition))["keys-kim.sh"]).toContain("add 'ssh-ed25519 AAAA kim@home'");
  });

  test("is left out by wait: false, and the files with it", () => {
    expect(synthHosts(awsClass("wait: false")).json.resource).not.toHaveProperty("terraform_data");
  });
});

test("an end that is past stops a plan once, before any host is made", () => {
  const keyOf = (stack: Synthesized) => only(stack, "aws_key_pair")["lifecycle"];
  expect(keyOf(synthHosts(awsClass("", ["students: [kim, lee]", "ends: 2020-12-01T18:00:00+09:00"])))).toEqual({
    precondition: [
      {
        condition: "${timecmp(plantimestamp(), local.ends) < 0}",
        error_message: "ends is 2020-12-01T09:00:00.000Z, which is past: the hosts would end as they start; set a later moment in lab.yaml",
      },
    ],
  });
  expect(keyOf(basic)).toBeUndefined();
});

describe("the provider", () => {
  test("tries a refused request a bounded number of times", () => {
    expect(basic.json["provider"]).toEqual({ aws: [{ region: "ap-northeast-2", max_retries: 7 }] });
  });

  test("is the only one of the stack, at the version of lab.yaml", () => {
    const stack = synthHosts(awsClass("", ["students: [kim]", 'terraform: { providers: { aws: "5.100.0" } }']));
    expect(stack.json["terraform"]).toMatchObject({ required_providers: { aws: { source: "aws", version: "5.100.0" } } });
    expect(Object.keys((stack.json["terraform"] as { required_providers: object }).required_providers)).toEqual(["aws"]);
  });
});

test("no secret, key or path of this machine is in the JSON", () => {
  const stack = synthHosts(awsClass("access: [me]"));
  expect(stack.json["variable"]).toEqual({
    my_addresses: { type: "list(string)" },
    class_public_key: { type: "string" },
    ssh_config: { type: "string" },
    scripts_folder: { type: "string" },
  });
  expect(stack.text).not.toMatch(/PRIVATE KEY|ssh-ed25519|password/i);
  expect(stack.text).not.toContain(process.cwd());
});

describe("a class of two", () => {
  test("as a whole", () => {
    const stack = synthHosts(awsClass());
    for (const instance of everyInstance(stack)) instance["user_data_base64"] = "(user data)";
    for (const { triggers_replace: triggers } of Object.values(stack.json.resource["terraform_data"] ?? {}))
      for (const key of ["keys", "files"]) if (key in (triggers as object)) (triggers as Record<string, string>)[key] = `(${key})`;
    expect(JSON.parse(JSON.stringify(stack.json, (key, value: unknown) => (key === "//" ? undefined : value)))).toMatchSnapshot();
  });

  test("as a tree of constructs", () => {
    const { stack } = synthHosts(awsClass());
    const tree = stack.node.findAll().map(({ node }) => `${"  ".repeat(node.scopes.length - 2)}${node.id}`);
    expect(tree.join("\n")).toMatchSnapshot();
  });
});
