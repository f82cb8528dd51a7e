// What a class still has in EC2, and which of it are hosts, by their tags alone.
import { standing } from "../../aws/standing";
import { tags } from "../../definition/pins";
import { type Answer, endpoint, type Question } from "./endpoint";

const namespace = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';

function instance(id: string, own: Readonly<Record<string, string>>): string {
  const set = Object.entries({ [tags.class]: "c", ...own }).map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`);
  return `<item><instanceId>${id}</instanceId><instanceState><name>running</name></instanceState><tagSet>${set.join("")}</tagSet></item>`;
}

const instances = [instance("i-1", { [tags.student]: "kim" }), instance("i-2", {})].join("");

function answer({ action }: Question): Answer {
  if (action === "DescribeInstances")
    return {
      body: `<DescribeInstancesResponse ${namespace}><reservationSet><item><instancesSet>${instances}</instancesSet></item></reservationSet></DescribeInstancesResponse>`,
    };
  if (action.startsWith("Describe")) return { body: `<${action}Response ${namespace}/>` };
  // the backstop, which this account may not list
  const refusal = { __type: "AccessDeniedException", message: "not authorized" };
  if (action === "ListRoles")
    return {
      status: 403,
      body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>",
    };
  return { status: 403, body: JSON.stringify(refusal) };
}

let close = () => Promise.resolve();
afterEach(() => close());

test("an instance is the host that its tags name, and none where they name none", async () => {
  ({ close } = await endpoint(answer));
  const common = { className: "c", region: "ap-northeast-2", kind: "instance" };
  expect(await standing("ap-northeast-2", "c")).toEqual([
    { ...common, id: "i-1", host: "kim", detail: "kim, running" },
    { ...common, id: "i-2", detail: "running" },
  ]);
});
