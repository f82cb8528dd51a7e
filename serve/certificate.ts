// The certificate of pages that are served to others: the instructor's own, or one made once per class, known by its fingerprint.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { InputError } from "../definition/errors";
import { t } from "../language/translate";
import type { Workspace } from "../workspace/workspace";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string;
  /** Whether browsers have no reason to trust it. */
  readonly isOwn: boolean;
}

/** Validity of our own certificates in days: browsers accept none that is valid for longer. */
const days = 397;

/** The class's own certificate for these names and addresses; an existing one as long as it is valid for them. */
export async function ownCertificate(workspace: Workspace, names: readonly string[]): Promise<Certificate> {
  const known = { key: workspace.read("serve-key.pem") ?? "", cert: workspace.read("serve-cert.pem") ?? "" };
  if (isGood(known.cert, names)) return { ...known, fingerprint: fingerprintOf(known.cert), isOwn: true };
  const { generate } = await import("selfsigned");
  const notAfterDate = new Date(Date.now() + days * 86_400_000);
  const { private: key, cert } = await generate([{ name: "commonName", value: `lab ${workspace.className}` }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notAfterDate,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: names.map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name })),
      },
    ],
  });
  workspace.write("serve-key.pem", key);
  workspace.write("serve-cert.pem", cert);
  return { key, cert, fingerprint: fingerprintOf(cert), isOwn: true };
}

/** @throws InputError for files that cannot be read or do not belong together. */
export function givenCertificate(certFile: string, keyFile: string): Certificate {
  const cert = readPem("--cert", certFile);
  const key = readPem("--key", keyFile);
  let belongs: boolean;
  try {
    belongs = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch (error) {
    throw new InputError(t`--cert ${certFile} --key ${keyFile}: cannot be used: ${(error as Error).message}`, t`Both must be PEM files`);
  }
  if (!belongs)
    throw new InputError(t`--key ${keyFile}: does not belong to ${certFile}`, t`Name the key that the certificate was made for`);
  return { cert, key, fingerprint: fingerprintOf(cert), isOwn: false };
}

function readPem(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(t`${option} ${file}: cannot be read: ${(error as Error).message}`, t`Name a PEM file`);
  }
}

function isGood(cert: string, names: readonly string[]): boolean {
  if (cert === "") return false;
  try {
    const parsed = new X509Certificate(cert);
    const inAWeek = Date.now() + 7 * 86_400_000;
    return (
      Date.parse(parsed.validTo) > inAWeek &&
      names.every((name) => (isIP(name) ? parsed.checkIP(name) : parsed.checkHost(name, { subject: "never" })) !== undefined)
    );
  } catch {
    return false;
  }
}

function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256;
}
