// Chromium without a window, for suites that use the pages as a person does.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Need } from "./needs";

const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

export const browserNeed: Need = () => (found === undefined ? "no Chromium (package chromium)" : undefined);

/** What lets a terminal of this machine outlive the server. */
export const tmuxNeed: Need = () => (spawnSync("tmux", ["-V"]).status === 0 ? undefined : "no tmux");

/** A headless Chromium; a container's root has no sandbox. */
export function launch(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ timeout: 120_000, executablePath: found ?? "chromium", args });
}

/** A terminal of the page, in which commands are pasted as a person pastes them. */
export class ScreenTerminal {
  constructor(
    private readonly page: Page,
    private readonly selector = ".screens .screen:not([hidden])",
  ) {}

  /** The lines that are on the screen. */
  async screen(): Promise<string> {
    const rows = await this.page.locator(`${this.selector} .xterm-rows > div`).allTextContents();
    return rows
      .map((row) => row.replaceAll("\u00a0", " ").trimEnd())
      .join("\n")
      .trimEnd();
  }

  async paste(text: string): Promise<void> {
    // as text: the types of a browser are not this project's
    await this.page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", ${JSON.stringify(text)});
      document.querySelector(${JSON.stringify(`${this.selector} textarea`)})
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }`);
  }

  /** Pastes commands, presses Enter, and waits for the next prompt. Returns the screen. */
  async type(commands: string, seconds = 120): Promise<string> {
    const before = await this.screen();
    await this.paste(commands);
    await this.page.locator(`${this.selector} textarea`).press("Enter");
    let last = before;
    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
      await sleep(400);
      const now = await this.screen();
      if (now === last && now !== before && /[$#]$/.test(now.split("\n").at(-1)?.trimEnd() ?? "")) return now;
      last = now;
    }
    throw new Error(`No prompt within ${seconds} s:\n${last}`);
  }

  async until(text: string | RegExp, seconds = 60): Promise<string> {
    let screen = "";
    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
      await sleep(200);
      screen = await this.screen();
      if (typeof text === "string" ? screen.includes(text) : text.test(screen)) return screen;
    }
    throw new Error(`${String(text)} did not come within ${seconds} s:\n${screen}`);
  }
}
