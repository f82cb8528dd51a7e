// Collects the exercise files that changed in a class and were left as their students had changed them, and reports them.
import { asCalled } from "../language/called";
import { t } from "../language/translate";
import { word } from "../provisioning/shell";
import { readKeptFile } from "../stacks/hosts/gate-lines";

/** Such files by host, read from what deliveries print. */
export class KeptFiles {
  private readonly byHost = new Map<string, string[]>();

  /** @param text One line, fit for a terminal. */
  read(text: string): void {
    const kept = readKeptFile(text);
    if (kept) this.add(kept.host, [kept.path]);
  }

  add(host: string, paths: readonly string[]): void {
    if (paths.length > 0) this.byHost.set(host, [...(this.byHost.get(host) ?? []), ...paths]);
  }

  /** What to say of them; undefined where there are none. */
  get note(): string | undefined {
    const hosts = [...this.byHost].sort(([a], [b]) => (a < b ? -1 : 1));
    const [host, [path]] = hosts[0] ?? [undefined, []];
    if (host === undefined || path === undefined) return undefined;
    const reset = asCalled(`npx lab reset ${host} ${word(path.split("/")[0] ?? "")}`);
    const lines = hosts.map(([name, paths]) => `  ${name}: ${paths.join(", ")}`);
    return t`These exercise files are newer in the class, and stay as their students changed them:\n${lines.join("\n")}\n  ${reset} puts them back`;
  }
}
