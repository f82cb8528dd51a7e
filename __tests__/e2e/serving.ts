// Runs `lab serve` for a suite: started until its links are printed, stopped as a terminal that closes does.
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { studentWords } from "../../serve/words";
import type { LabCommand } from "./lab-command";
import { projectFolder } from "./needs";

export interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** By student, and `board`. */
  readonly links: ReadonlyMap<string, string>;
}

interface Printed {
  readonly url: string;
  readonly links: readonly { readonly who: string; readonly link: string }[];
}

export async function startServing(lab: LabCommand, port: number, ...words: string[]): Promise<Serving> {
  const child = lab.start("serve", "-o", "json", "--port", String(port), ...words);
  let [stdout, stderr] = ["", ""];
  child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
  const { url, links } = await new Promise<Printed>((resolve, reject) => {
    child.once("close", (code) => reject(new Error(`lab serve ended with ${code}:\n${stderr}`)));
    child.stdout?.on("data", (data: Buffer) => {
      stdout += data.toString();
      if (stdout.endsWith("}\n")) resolve(JSON.parse(stdout) as Printed);
    });
  });
  return { child, url, links: new Map(links.map(({ who, link }) => [who, link])) };
}

export async function stopServing({ child }: Serving): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  return ended;
}

/** Opens a card's link in a page and waits until the page that it leads to is at work. */
export async function enter(page: Page, { links }: Serving, who: string): Promise<void> {
  const [link = "", where] = [links.get(who), who === "board" ? "**/board" : "**/lab"];
  await again(page, async () => {
    await page.goto(link);
    await page.waitForURL(where, { timeout: 20_000 });
    await atWork(page);
  });
}

/** Waits until a page's script is at work: only that says how the connection is. The browser asks once for what the script imports. */
export async function atWork(page: Page): Promise<void> {
  await page.locator("#connection", { hasText: /\S/ }).waitFor({ timeout: 20_000 });
}

/** Has a student's page ask for the checks, again where the request was cut off. */
export async function checkNow(page: Page): Promise<void> {
  for (let tries = 1; ; tries++) {
    await page.locator("#check").click();
    await page.locator("#check:enabled").waitFor();
    const said = await page.locator("#checked").innerText();
    if (Object.values(studentWords).some(({ checked }) => said.startsWith(checked))) return;
    if (tries === 4) throw new Error(`The checks were not asked for: ${said}`);
  }
}

/**
 * Opens a page, with the steps that belong to it, up to four times: Chromium drops what it is loading when a network of the machine comes
 * or goes, as those of other suites' containers do. A person would open it again.
 */
export async function again(page: Page, open: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await open();
      return;
    } catch (error) {
      if (tries === 4) throw new Error(`${String(error)}\n${page.url()} shows:\n${await page.locator("body").innerText()}`);
      await page.goto("about:blank");
    }
  }
}

const pictures = process.env["LAB_E2E_PICTURES"];

/** Keeps a picture of a page where LAB_E2E_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** What axe-core finds wrong with a page. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: join(projectFolder, "node_modules/axe-core/axe.min.js") });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    // the guide is a page of its own, and xterm's rows are read through its live region
    const found = await axe.run({ exclude: [["iframe"], [".xterm"]] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  });
}
