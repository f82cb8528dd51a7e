// Which ports a class's hosts open.
import type { AwsTarget } from "../../definition/class-definition";
import { labPorts } from "../../definition/open-ports";
import { classOf } from "../lab-yaml";

const ranges = (scenarios: string) =>
  labPorts(classOf(`name: c\nscenarios: ${scenarios}\n`).scenarios, { pages: false }).map(
    ({ first, last, what }) => `${first}-${last} ${what}`,
  );

test("those of SSH and of the course are always open", () => {
  expect(ranges("[image-layers]")).toEqual(["22-22 SSH", "8081-8090 exercises", "32768-60999 published ports without a number"]);
});

test("a scenario's ports are open also when its student types the commands", () => {
  expect(ranges("[nginx: { state: ready, port: 9000 }]")).toContain("9000-9000 nginx");
});

test("ranges that touch or overlap are one, and say what each was for", () => {
  expect(ranges("[load-balancer, nginx: { port: 8091 }]")).toContain("8080-8091 load-balancer, exercises, nginx");
});

test("that of pages which come through a spare is open on EC2 where lab.yaml says so", () => {
  const aws = (options: string) =>
    classOf(
      `name: c\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24]${options} } }\nstudents: 1\nscenarios: [image-layers]\n`,
    );
  const ports = (options: string) => {
    const { scenarios, target } = aws(options);
    return labPorts(scenarios, target as AwsTarget);
  };
  expect(ports(", spares: 1, pages: true")).toContainEqual({ first: 443, last: 443, protocol: "tcp", what: "pages of lab serve" });
  expect(ports(", spares: 1").map(({ first }) => first)).not.toContain(443);
  expect(() => aws(", pages: true")).toThrow("target.aws.pages: true is for lab serve --through a spare, and there is none");
});

test("a port inside a range adds no rule", () => {
  expect(ranges("[load-balancer: { port: 40000 }]")).toHaveLength(3);
});
