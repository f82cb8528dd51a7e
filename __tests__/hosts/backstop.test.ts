// The backstop of a class's end, and the addresses by which a lost state is restored.
import { hostOfEnd } from "../../definition/host-ids";
import { endPolicy } from "../../stacks/hosts/backstop";
import { classPaths } from "../../stacks/hosts/paths";
import { subnetCount } from "../../definition/subnets";
import { classOf } from "../lab-yaml";
import { awsClass, synthHosts } from "./synth-hosts";

const withBackstop = (...lines: string[]) => awsClass("backstop: true, spares: 1", ["students: [kim, lee]", ...lines]);

test("the role may end instances with the tag of this class, and nothing else", () => {
  expect(endPolicy("docker-101", "ap-northeast-2")).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "ec2:TerminateInstances",
        Resource: "arn:aws:ec2:ap-northeast-2:*:instance/*",
        Condition: { StringEquals: { "aws:ResourceTag/docker-class-lab:class": "docker-101" } },
      },
    ],
  });
  expect(JSON.stringify(endPolicy("docker-101", "cn-north-1"))).toContain("arn:aws-cn:ec2:cn-north-1");
});

test("each host has a schedule of its own, a quarter of an hour after its end, which ends that instance", () => {
  const schedules = synthHosts(withBackstop("ends: 2026-12-01T18:00:00+09:00")).resources("aws_scheduler_schedule");
  expect(Object.keys(schedules)).toEqual(["ec2/backstop/end-kim", "ec2/backstop/end-lee", "ec2/backstop/end-spare-1"]);
  expect(schedules["ec2/backstop/end-kim"]).toMatchObject({
    name: "kim",
    schedule_expression: "at(2026-12-01T09:15:00)",
    schedule_expression_timezone: "UTC",
    target: {
      arn: "arn:aws:scheduler:::aws-sdk:ec2:terminateInstances",
      input: '${jsonencode({"InstanceIds" = [aws_instance.host-kim.id]})}',
    },
    lifecycle: { ignore_changes: ["schedule_expression"], replace_triggered_by: ["aws_instance.host-kim.id"] },
  });
});

test("a lifetime is counted from the moment the host is made", () => {
  const schedules = synthHosts(withBackstop("lifetime: 90m")).resources("aws_scheduler_schedule");
  expect(schedules["ec2/backstop/end-kim"]?.["schedule_expression"]).toBe(
    `at(\${formatdate("YYYY-MM-DD'T'hh:mm:ss", timeadd(timestamp(), "115m"))})`,
  );
});

test("the role can be taken by the scheduler for this class's schedules alone", () => {
  const [role] = Object.values(synthHosts(withBackstop("lifetime: 4h")).resources("aws_iam_role"));
  expect(role).toMatchObject({ name: "docker-class-lab-docker-101-ap-northeast-2", path: "/docker-class-lab/" });
  expect(role?.["assume_role_policy"]).toMatch(/scheduler\.amazonaws\.com.*aws:SourceArn/s);
});

test("it is off by default, and needs an end", () => {
  const without = synthHosts(awsClass("", ["students: [kim]", "lifetime: 4h"]));
  expect(without.text).not.toMatch(/aws_scheduler|aws_iam/);
  expect(() => classOf("name: a\ntarget: { aws: { region: ap-northeast-2, access: [me], backstop: true } }\nscenarios: [nginx]\n")).toThrow(
    "target.aws.backstop: true is a second line of defence for an end; set ends or lifetime too, or remove it",
  );
});

test("every address by which a lost state is restored is that of a construct", () => {
  const { stack } = synthHosts(withBackstop("lifetime: 4h"));
  const constructs = new Set(stack.node.findAll().map(({ node }) => node.path.split("/").slice(1).join("/")));
  const { subnet, association, schedule, ...others } = classPaths;
  const subnets = Array.from({ length: subnetCount }, (_, at) => [subnet(at), association(at)]).flat();
  for (const path of [...Object.values(others), ...subnets, schedule("kim")]) expect([path, constructs.has(path)]).toEqual([path, true]);
});

test("a schedule belongs to its host, in a plan of some hosts too, whatever a student is called", () => {
  const definition = awsClass("backstop: true", ["students: [group, role]", "lifetime: 4h"]);
  const schedules = Object.keys(synthHosts(definition).resources("aws_scheduler_schedule"));
  expect(schedules.map(hostOfEnd)).toEqual(["group", "role"]);
  expect(["ec2/backstop/group", "ec2/host-kim/instance"].map(hostOfEnd)).toEqual([undefined, undefined]);
});
