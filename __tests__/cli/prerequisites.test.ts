// What this machine lacks, each with its fix.
import { existsSync, statfsSync, statSync } from "node:fs";
import { diskPrerequisite, providerPrerequisite } from "../../cli/prerequisites";
import { testFolder } from "../lab-yaml";

jest.mock("node:fs", () => {
  const real = jest.requireActual<typeof import("node:fs")>("node:fs");
  return { ...real, statfsSync: jest.fn(real.statfsSync), statSync: jest.fn(real.statSync), existsSync: jest.fn(real.existsSync) };
});

describe("a disk with too little space", () => {
  const folder = testFolder();
  const isFull = (own: { readonly docker: number }) => {
    jest.mocked(existsSync).mockImplementation((path) => path === folder || path === "/var/lib/docker");
    jest.mocked(statfsSync).mockReturnValue({ bavail: 0, bsize: 4096 } as ReturnType<typeof statfsSync>);
    jest.mocked(statSync).mockImplementation((path) => ({ dev: path === folder ? 1 : own.docker }) as ReturnType<typeof statSync>);
    return diskPrerequisite(folder);
  };
  afterEach(() => jest.resetAllMocks());

  test("is named by the folder that is on it", () => {
    expect(isFull({ docker: 2 })).toEqual({
      name: "Disk",
      state: "missing",
      found: `0 GB free on the disk of ${folder}`,
      fix: `Free some there (df -h ${folder}): 4 GB are needed the first time`,
    });
  });

  test("that is Docker's too: what Docker holds there", () => {
    expect(isFull({ docker: 1 }).fix).toBe("Free some: 4 GB are needed the first time (docker system df shows what Docker holds)");
  });
});

test("a provider that cannot be installed", () => {
  expect(providerPrerequisite({ name: "hashicorp/aws v5.100.0", reason: "no space left on device" })).toEqual({
    name: "Provider hashicorp/aws v5.100.0",
    state: "missing",
    found: "no space left on device",
    fix: expect.stringContaining("docs/mirror.md") as string,
  });
});
