// Docker Hub's limit, counted before a class meets it.
import { hubPulls, hubWarning } from "../../definition/hub-pulls";
import { classOf } from "../lab-yaml";

const machines = (count: number) =>
  `{ hosts: { ${Array.from({ length: count }, (_, at) => `s${at + 1}: ubuntu@10.0.1.${at + 1}`).join(", ")} } }`;
const pulls = (target: string, more = "") =>
  hubPulls(classOf(`name: c\ntarget: ${target}\n${more}scenarios: [nginx, wordpress, load-balancer]\n`));

test("thirty machines behind one address exceed the limit, and the warning has the next step", () => {
  const thirty = pulls(machines(30));
  expect(thirty).toMatchObject({ machines: 30, pulls: 150 });
  expect(hubWarning(thirty)).toMatch(
    /^Docker Hub allows 100 pulls in 6 hours from one address, and 30 machines that pull 5 images each make 150: .*docker\.mirror/,
  );
});

test("a small class, one with a mirror, this machine and EC2 do not", () => {
  expect(hubWarning(pulls(machines(10)))).toBeUndefined();
  expect(pulls(machines(30), "docker: { mirror: https://mirror.example }\n")).toBeUndefined();
  expect(hubWarning(pulls("local"))).toBeUndefined();
  const aws = "{ aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }";
  expect(pulls(aws, "students: 30\nlifetime: 4h\n")).toMatchObject({ machines: 1, pulls: 5 });
});

test("images of another registry do not count", () => {
  const other = classOf(
    "name: c\nscenarios: [nginx: { image: 'ghcr.io/x/nginx:1' }, processes: { image: 'docker.io/library/ubuntu:24.04' }]\n",
  );
  expect(hubPulls(other)?.images).toEqual(["docker.io/library/ubuntu:24.04", "almalinux:9"]);
});
