// Values that would pass and fail later: in Terraform, on a host, or in a student's browser.
import { z } from "zod";
import type { ScenarioSpec } from "../../definition/scenario";
import { labFileSchema, student } from "../../definition/schema";
import { nginx as nginxScenario } from "../../stacks/scenarios/nginx";
import { classOf } from "../lab-yaml";
import { ec2Class, refusal } from "../refusal";

describe("an end and a budget", () => {
  test.each(["0m", "0h", "0h0m", "00h"])("a lifetime of %s is refused", (lifetime) =>
    expect(refusal(ec2Class("", `lifetime: ${lifetime}\n`))).toBe(
      `lab.yaml:8: lifetime: "${lifetime}" must be more than 0 minutes, such as 4h`,
    ),
  );

  test.each([
    ["lifetime: 4", "must be hours and minutes, such as 4h, 90m or 1h30m"],
    ["budget: 50", "must be an amount in US dollars, such as 50 USD"],
    ["name: 101", "must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit"],
  ])("%s, a number, is told its form", (line, form) =>
    expect(refusal(ec2Class("", `${line}\n`).replace(/^name: .*\n(?=[^]*^name: 101$)/m, ""))).toContain(`${line} ${form}`),
  );

  test("a budget needs an end", () => {
    expect(refusal(ec2Class("", "budget: 50 USD\n"))).toBe(
      "lab.yaml:8: budget needs an end, without which nobody knows what the class will cost; add ends or lifetime",
    );
    expect(classOf(ec2Class("", "budget: 50 USD\nlifetime: 4h\n")).budgetUsd).toBe(50);
  });

  test("a budget is for hosts that cost", () => {
    expect(refusal("name: c\nbudget: 50 USD\nscenarios: [nginx]\n")).toBe(
      "lab.yaml:2: budget is for target aws only: target local costs nothing; remove it",
    );
  });
});

describe("a scenario", () => {
  const nginx = (options: string) => `name: c\nscenarios: [nginx: { ${options} }]\n`;

  test.each([22, 5060, 6000, 6667, 10080])("has no port %i, which browsers refuse", (port) =>
    expect(refusal(nginx(`port: ${port}`))).toBe(
      `lab.yaml:2: scenarios[0].nginx.port: ${port} is a port that browsers refuse to open; use another, such as 8080`,
    ),
  );

  test.each(["nginx", "nginx:1.29", "registry.example:5000/team/web_app:v1", "ghcr.io/a/b--c@sha256:" + "a".repeat(64)])(
    "has the image %s",
    (image) => expect(classOf(nginx(`image: '${image}'`)).scenarios[0]?.options).toMatchObject({ image }),
  );

  test.each(["Nginx", "team/Web", "nginx:", "nginx:1:2", "a//b", "nginx:-1", "-nginx", "a___b"])("has no image %s", (image) =>
    expect(refusal(nginx(`image: '${image}'`))).toContain("must be an image reference, such as nginx:1.30"),
  );

  test("has no option named state, which every scenario has", () => {
    const spec: ScenarioSpec = { ...nginxScenario, name: "mine", options: z.strictObject({ state: z.string().default("") }) };
    expect(() => labFileSchema([spec])).toThrow("scenario mine: its option state is a key that every scenario has; rename it");
  });
});

describe("a mirror", () => {
  const mirror = (url: string) => `name: c\ndocker:\n  mirror: '${url}'\nscenarios: [nginx]\n`;

  test("with a password is refused, and the password is not printed", () => {
    const message = refusal(mirror("https://kim:hunter2@mirror.example"));
    expect(message).toBe(
      'lab.yaml:3: docker.mirror: "https://…@mirror.example" holds a user or password, which every student could read on their host; use a mirror without one',
    );
    expect(refusal(mirror("ftp://kim:hunter2@mirror.example"))).not.toContain("hunter2");
  });

  test("that Docker's daemon would not start with is refused", () => {
    for (const end of ["?a=b", "#x"])
      expect(refusal(mirror(`https://mirror.example/${end}`))).toContain("must end with its path: Docker takes no ? or # in a mirror");
  });

  test("of http is taken with a warning", () => {
    expect(classOf(mirror("http://10.0.0.5:5000")).warnings).toEqual([
      'lab.yaml:3: docker.mirror: "http://10.0.0.5:5000" is http: anybody between a host and the mirror can change the images; use https if the mirror has it',
    ]);
    expect(classOf(mirror("https://mirror.example")).warnings).toEqual([]);
  });
});

describe("a student", () => {
  const of = (fields: object) => student.safeParse({ name: "kim", ...fields });

  test("has a key without control characters", () => {
    expect(of({ key: "ssh-ed25519 AAAA kim's laptop 김" }).success).toBe(true);
    for (const comment of ["a\u0000b", "a\nb", "a\u001b[31m", "a\u0085b"])
      expect(of({ key: `ssh-ed25519 AAAA ${comment}` }).success).toBe(false);
  });

  test("has a label of one line, whose letters stay where they are", () => {
    expect(of({ label: "김철수 👩‍💻 O'Neill" }).success).toBe(true);
    for (const label of ["a\u0000b", "a\nb", "a\u2028b", "a\u202eb", "a\u2066b"]) expect(of({ label }).success).toBe(false);
  });

  test("is one of at most 300, also where machines are the students", () => {
    const machines = Array.from({ length: 301 }, (_, at) => `    k${at}: ubuntu@host-${at}`).join("\n");
    expect(refusal(`name: c\ntarget:\n  hosts:\n${machines}\nscenarios: [nginx]\n`)).toBe(
      "lab.yaml:1: students: 301 must be at most 300 in one class",
    );
  });
});

test("the keys below docker and terraform are suggested too", () => {
  expect(refusal("name: c\ndocker: { instal: none }\nscenarios: [nginx]\n")).toBe(
    "lab.yaml:2: docker.instal is not a key here; did you mean install?",
  );
});

test("the state's bucket and region are names that AWS has", () => {
  expect(refusal("name: c\nstate: { s3: { bucket: My_Bucket, key: k, region: nowhere } }\nscenarios: [nginx]\n")).toBe(
    'lab.yaml:2: state.s3.bucket: "My_Bucket" must be the name of an S3 bucket, such as my-class-state\n' +
      'lab.yaml:2: state.s3.region: "nowhere" must be a region of AWS, such as ap-northeast-2',
  );
});

describe("YAML", () => {
  test("keys that begin with x- are the author's own, and << merges them in", () => {
    const { scenarios, target } = classOf(`x-typed: &typed { state: ready }
x-machine: &machine { user: admin, port: 2222 }
name: c
target: { hosts: { kim: { <<: *machine, address: a }, lee: { <<: *machine, address: b, port: 22 } } }
scenarios: [nginx: { <<: *typed, port: 8000 }, volumes: *typed]
`);
    expect(scenarios.map(({ state }) => state)).toEqual(["ready", "ready"]);
    expect(target).toMatchObject({
      machines: new Map([
        ["kim", { address: "a", user: "admin", port: 2222 }],
        ["lee", { address: "b", user: "admin", port: 22 }],
      ]),
    });
  });

  test("a class of 300 may have an anchor in every machine", () => {
    const machines = Array.from({ length: 300 }, (_, at) => `    k${at}: { <<: *m, address: host-${at} }`).join("\n");
    expect(classOf(`x-m: &m { user: admin }\nname: c\ntarget:\n  hosts:\n${machines}\nscenarios: [nginx]\n`).students).toHaveLength(300);
  });

  test("what a merged mapping has wrong is on the line where it was written", () => {
    expect(refusal("x-a: &a { web: 99 }\nname: c\nscenarios:\n  - load-balancer: { <<: *a }\n")).toBe(
      "lab.yaml:1: scenarios[0].load-balancer.web: 99 must be at most 50",
    );
  });

  test("x- is for the whole file alone", () => {
    expect(refusal("name: c\nscenarios: [nginx: { x-port: 80 }]\n")).toContain("scenarios[0].nginx.x-port is not a key here");
  });
});
