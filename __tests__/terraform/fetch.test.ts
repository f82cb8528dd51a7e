// Fetching Terraform: only the pinned release is taken, whoever signed what is served.
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { terraform as pins } from "../../definition/pins";
import { fetchTerraform } from "../../terraform/fetch";
import { testFolder } from "../lab-yaml";
import { program } from "../program";

/** A zip with one stored file: a local header, the data, a directory, its end. */
function zip(name: string, content: string): Buffer {
  const [file, data] = [Buffer.from(name), Buffer.from(content)];
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(data), 0);
  sizes.writeUInt32LE(data.length, 4);
  sizes.writeUInt32LE(data.length, 8);
  const lengths = Buffer.from([file.length, 0, 0, 0]);
  const local = Buffer.concat([Buffer.from("504b0304140000000000000000000000".slice(0, 28), "hex"), sizes, lengths, file, data]);
  const central = Buffer.concat([
    Buffer.from("504b01021400140000000000000000000000".slice(0, 32), "hex"),
    sizes,
    lengths,
    Buffer.alloc(14),
    file,
  ]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

function crc32(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe("a release that is served here", () => {
  const archive = zip("terraform", "#!/bin/sh\necho evil\n");
  const name = `terraform_${pins.version}_linux_amd64.zip`;
  const sums = `${createHash("sha256").update(archive).digest("hex")}  ${name}\n`;
  const signature = sign("sha256", Buffer.from(sums), generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
  let server: Server;
  let from: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const file = request.url?.split("/").at(-1) ?? "";
      const served = new Map<string, Buffer | string>([
        [name, archive],
        [`terraform_${pins.version}_SHA256SUMS`, sums],
        [`terraform_${pins.version}_SHA256SUMS.72D7468F.sig`, signature],
      ]).get(file);
      response.writeHead(served === undefined ? 404 : 200).end(served);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    from = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  });
  afterAll(() => server.close());

  test("with sums that fit it, signed with a key made on the spot, is refused, and nothing of it is left", async () => {
    const to = join(testFolder(), "bin", "terraform");
    await expect(fetchTerraform({ from, platform: "linux_amd64", to })).rejects.toThrow(
      `its SHA-256 is ${sums.slice(0, 64)}, not ${pins.sha256.get("linux_amd64") ?? ""}`,
    );
    expect(existsSync(to)).toBe(false);
    expect(readdirSync(dirname(to))).toEqual([]);
  });

  test("with the pinned checksum is unpacked, executable, alone in its folder", async () => {
    const to = join(testFolder(), "bin", "terraform");
    const pinned = pins.sha256.get("linux_amd64") ?? "";
    pins.sha256.set("linux_amd64", sums.slice(0, 64));
    try {
      expect(await fetchTerraform({ from, platform: "linux_amd64", to })).toBe(to);
    } finally {
      pins.sha256.set("linux_amd64", pinned);
    }
    expect(statSync(to).mode & 0o777).toBe(0o755);
    // by sh, which reads it: a process that another test forks may hold the file open for writing until it execs
    expect((await execa("sh", [to])).stdout).toBe("evil");
    expect(readdirSync(dirname(to))).toEqual(["terraform"]);
  });

  test("a server that cannot be reached is an error of the fetch, and ends no process afterwards", async () => {
    const [to, closed] = [join(testFolder(), "terraform"), "http://127.0.0.1:1"];
    // on a busy machine a file is opened long after the request
    const script = `import { pbkdf2 } from "node:crypto";
import { fetchTerraform } from "./terraform/fetch";
const busy = new Promise((resolve) => pbkdf2("a", "b", 100_000, 64, "sha512", resolve));
const error = await fetchTerraform(${JSON.stringify({ from: closed, platform: "linux_amd64", to })}).catch((error) => error);
await busy;
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(error.name);`;
    const { exitCode, stdout } = await execa(process.execPath, [program(script)], { env: { UV_THREADPOOL_SIZE: "1" }, reject: false });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "MachineError" });
  });

  test("that is not there, or for a platform without a pin", async () => {
    const to = join(testFolder(), "terraform");
    await expect(fetchTerraform({ from, platform: "linux_arm64", to })).rejects.toThrow("could not be fetched");
    await expect(fetchTerraform({ from, platform: "freebsd_amd64", to })).rejects.toThrow(
      "no pinned checksum of Terraform 1.11.4 for freebsd_amd64",
    );
  });
});

test("every platform that README names has a pin of its own", () => {
  expect([...pins.sha256.keys()].sort()).toEqual(["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"]);
  expect(new Set(pins.sha256.values()).size).toBe(4);
  for (const sum of pins.sha256.values()) expect(sum).toMatch(/^[0-9a-f]{64}$/);
});
