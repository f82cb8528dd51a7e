// The account's vCPU quota, and credentials that may not ask for it.
import { vcpuQuota } from "../../aws/quota";
import { type Answer, endpoint } from "./endpoint";

let close = () => Promise.resolve();
const answering = async (quota: Answer) => {
  const none = '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet/></DescribeInstancesResponse>';
  ({ close } = await endpoint(({ action }) => (action === "DescribeInstances" ? { body: none } : quota)));
};
afterEach(() => close());

test("is the limit and what runs", async () => {
  await answering({ body: JSON.stringify({ Quota: { Value: 32 } }) });
  expect(await vcpuQuota("ap-northeast-2", "t3.small", false)).toEqual({ code: "L-1216C47A", limit: 32, running: 0 });
});

test("that these credentials cannot read is unknown, and stops nothing", async () => {
  const message = "not authorized to perform: servicequotas:GetServiceQuota";
  await answering({ status: 400, body: JSON.stringify({ __type: "AccessDeniedException", message }) });
  expect(await vcpuQuota("ap-northeast-2", "t3.small", false)).toEqual({ code: "L-1216C47A", running: 0 });
});

test("that fails for another reason is an error", async () => {
  await answering({ status: 400, body: JSON.stringify({ __type: "ExpiredTokenException", message: "expired" }) });
  await expect(vcpuQuota("ap-northeast-2", "t3.small", false)).rejects.toThrow("The AWS credentials have expired");
});
