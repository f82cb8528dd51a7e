// An exercise of one's own on an EC2 host: its files are more than user data has room for, and a changed one reaches the host that runs.
import { classInstances } from "../../aws/instances";
import { awsVersion, startEndpoint, stopEndpoint } from "./ec2-class";
import { EndpointProxy } from "./endpoint-proxy";
import { LabCommand } from "./lab-command";
import { engine, kit, provider, suite } from "./needs";
import { ShopExercise } from "./shop-exercise";

suite("an exercise of one's own on EC2", [kit("ec2"), kit("host"), engine, provider("docker"), provider("aws", awsVersion)], () => {
  const lab = new LabCommand();
  let endpoint: EndpointProxy;
  const shop = new ShopExercise(lab.folder);
  const instances = async () => (await classInstances("ap-northeast-2", "e2e-exercise-ec2")).map(({ id, state }) => [id, state]);
  const up = async () => {
    const { code, stdout, stderr } = await lab.run("up", "--yes");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    return { address: /^shop +http:\/\/([\d.]+):8095 +up$/m.exec(stdout)?.[1] ?? stdout, stderr };
  };

  beforeAll(async () => {
    startEndpoint();
    endpoint = await EndpointProxy.up();
    lab.write(`name: e2e-exercise-ec2
target: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }
lifetime: 3h
docker: { pull: false }
students: [kim]
terraform: { providers: { aws: "${awsVersion}" } }
scenarios: [./exercises/shop]
`);
  });
  afterAll(() => {
    endpoint.down();
    stopEndpoint();
  });

  test("comes up, gets a changed file without another host, and is removed", async () => {
    const { address } = await up();
    expect(await shop.page(address)).toBe("first, a line, hidden, yes");
    const before = await instances();
    await lab.run("exec", "--", "echo mine > ~/labs/shop/page/line.txt");
    shop.write("files/title.txt", "second\n");
    shop.write("files/page/line.txt", "another line\n");
    const { stderr } = await up();
    expect(stderr).toContain("  kim: shop/page/line.txt\n");
    expect(await shop.page(address)).toBe("second, mine, hidden, yes");
    expect(await instances()).toEqual(before);
    expect((await lab.run("down", "--yes")).code).toBe(0);
  });
});
