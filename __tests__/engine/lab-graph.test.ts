// What lab graph draws of an Engine's answer, and of an answer that no Engine gives.
import { FailedError } from "../../definition/errors";
import type { Host } from "../../engine/host";
import { labGraph } from "../../engine/lab-graph";

function answering(stdout: string): Host {
  return { student: "kim", address: "192.0.2.1", run: () => Promise.resolve({ kind: "done", status: 0, stdout, stderr: "" }) };
}

const web = {
  ...{ id: "1".repeat(64), name: "/web", running: true, mode: "practice", networks: { practice: {} } },
  ...{ ports: null, published: { "80/tcp": [{ HostPort: "8081" }] }, mounts: [{ Type: "bind", Source: "/home/site" }] },
};

test("containers with their networks, ports and folders", async () => {
  const sidecar = { ...web, id: "2".repeat(64), name: "/sidecar", mode: `container:${web.id}`, networks: null, published: {}, mounts: [] };
  expect(await labGraph(answering([sidecar, web].map((line) => JSON.stringify(line)).join("\n")))).toEqual([
    { name: "sidecar", running: true, networks: ["container web"], ports: [], volumes: [] },
    { name: "web", running: true, networks: ["practice"], ports: ["8081 → 80"], volumes: ["/home/site"] },
  ]);
});

test.each(["{", "all is well", '{"id":1}', JSON.stringify({ ...web, networks: "x".repeat(300_000) })])(
  "what no Engine answers is reported with the next step: %.20s",
  async (nonsense) => {
    const error: unknown = await labGraph(answering(nonsense)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FailedError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^kim: its docker command does not answer like a Docker Engine: /) as unknown,
      next: expect.stringMatching(/^Look at it: /) as unknown,
    });
  },
);
