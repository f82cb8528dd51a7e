// What the exact-string tests render, and the committed texts they compare it with.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InstallProps } from "../../provisioning/install-docker";
import { pathOf } from "../path-of";

const folder = join(__dirname, "expected");

/** Every part that a script can have is in one of them. */
export const rendered: Readonly<Record<"documented" | "current" | "none", InstallProps>> = {
  documented: {
    install: "documented",
    user: "ubuntu",
    pullImages: ["nginx:1.30", "mysql:8.4"],
    registryMirror: "https://mirror.example.com",
    end: { ends: new Date("2026-12-01T18:00:00+09:00") },
  },
  current: {
    install: "current",
    user: "kim",
    proxy: { url: "http://proxy.example:3128", except: [".example"] },
    end: { lifetimeHours: 4 },
  },
  none: { install: "none", user: "ubuntu", pullImages: ["nginx:1.30"] },
};

/** The committed text. `UPDATE=1 npx jest __tests__/provisioning` writes it again: read the difference before it is committed. */
export function expected(name: string, actual: string): string {
  const path = join(folder, name);
  if (process.env["UPDATE"] !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, actual);
  }
  return readFileSync(path, "utf8");
}

/** Whether a program is there; one line says what is left out where it is not. */
export function has(program: string, leftOut: string): boolean {
  const found = pathOf(program) !== undefined;
  if (!found) process.stderr.write(`no ${program} on the PATH: ${leftOut}\n`);
  return found;
}

/** A test that is skipped where its program is missing. */
export const testIf = (there: boolean) => (there ? test : test.skip);
