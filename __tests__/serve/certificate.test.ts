// Certificates: one per class, kept while it is good for the names; files of the instructor's own.
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { givenCertificate, ownCertificate } from "../../serve/certificate";
import { testWorkspace } from "../lab-yaml";

test("a class has one, for the names and addresses it is reached by, until there is another", async () => {
  const workspace = testWorkspace();
  const first = await ownCertificate(workspace, ["laptop", "192.0.2.7"]);
  expect(first.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  const parsed = new X509Certificate(first.cert);
  expect([parsed.checkIP("192.0.2.7"), parsed.checkHost("laptop", { subject: "never" }), parsed.ca]).toEqual([
    "192.0.2.7",
    "laptop",
    false,
  ]);
  expect((Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)) / 86_400_000).toBeLessThanOrEqual(398);
  expect((await ownCertificate(workspace, ["192.0.2.7"])).fingerprint).toBe(first.fingerprint);
  expect((await ownCertificate(workspace, ["192.0.2.8"])).fingerprint).not.toBe(first.fingerprint);
});

test("files of the instructor's own are read, and must belong together", async () => {
  const workspace = testWorkspace();
  const { fingerprint } = await ownCertificate(workspace, ["a"]);
  const [cert, key] = [join(workspace.folder, "serve-cert.pem"), join(workspace.folder, "serve-key.pem")];
  expect(givenCertificate(cert, key)).toMatchObject({ fingerprint, isOwn: false });
  expect(() => givenCertificate(key, cert)).toThrow(/cannot be used/);
  expect(() => givenCertificate("/nowhere.pem", key)).toThrow("--cert /nowhere.pem: cannot be read");
  const other = testWorkspace();
  await ownCertificate(other, ["b"]);
  expect(() => givenCertificate(cert, join(other.folder, "serve-key.pem"))).toThrow("does not belong to");
});
