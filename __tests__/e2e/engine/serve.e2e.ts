// The class in a browser: a student types a chapter in the page, the board sees it, looks in, and the server restarts meanwhile.
import { once } from "node:events";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { WebSocket } from "ws";
import { solution } from "../../../classroom/solve";
import { typeBlock } from "../../../classroom/typist";
import { loadClass } from "../../../definition/load";
import { targetOf } from "../../../deploy/targets";
import { scenarios } from "../../../stacks/scenarios";
import { Workspace } from "../../../workspace/workspace";
import { browserNeed, launch, ScreenTerminal, tmuxNeed } from "../browser";
import { LabCommand } from "../lab-command";
import { engine, provider, sh, suite, terraformBinary } from "../needs";
import { removeLeftovers } from "./leftovers";
import { again, atWork, checkNow, enter, picture, type Serving, startServing, stopServing, violations } from "../serving";

const className = "e2e-serve";
const port = 8790;

suite("a class in the browser, on this machine's Engine", [engine, terraformBinary, provider("docker"), browserNeed, tmuxNeed], () => {
  const lab = new LabCommand({ LAB_CI: "1" });
  let browser: Browser;
  let context: BrowserContext;
  let serving: Serving;
  let student: Page;
  let board: Page;
  /** What ends each thing that is up, in the order in which they came up. */
  const ends: (() => unknown)[] = [];
  /** Megabytes of the server. */
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(sh(`cat /proc/${serving.child.pid}/status`))?.[1]) / 1000;

  beforeAll(async () => {
    removeLeftovers();
    ends.push(removeLeftovers, () => lab.run("down", "--purge", "--yes"));
    lab.write(`name: ${className}\nlanguage: ko\nscenarios: [nginx]\n`);
    const up = await lab.run("up");
    expect({ code: up.code, stderr: up.code === 0 ? "" : up.stderr }).toEqual({ code: 0, stderr: "" });
    serving = await startServing(lab, port);
    ends.push(() => stopServing(serving));
    browser = await launch();
    ends.push(() => browser.close());
    context = await browser.newContext({ viewport: { width: 1360, height: 860 }, bypassCSP: true });
    context.setDefaultTimeout(120_000);
    [student, board] = [await context.newPage(), await context.newPage()];
    await enter(student, serving, "student-1");
    await enter(board, serving, "board");
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test("the student is in: guide, a shell in the exercise files, checks", async () => {
    const terminal = new ScreenTerminal(student);
    await terminal.until(/[$#]\s*$/);
    expect(await terminal.type("pwd")).toContain(`${className}/labs`);
    await student.frameLocator("#guide iframe").locator("h3, h4").first().waitFor();
    await student.locator("#checks-nginx").waitFor();
    expect(await student.locator(".links a").allTextContents()).not.toEqual([]);
  });

  test("a command of the guide goes into the terminal with a click and is not run; Korean is typed as it is", async () => {
    const terminal = new ScreenTerminal(student);
    const frame = student.frameLocator("#guide iframe");
    const button = frame.locator('.insert[aria-label*="docker ps --filter name=nginx"]');
    await button.first().click();
    // a long prompt leaves less than the line
    const screen = await terminal.until(/docker ps --filter\s+name=nginx/);
    expect(screen).not.toContain("CONTAINER ID");
    await student.keyboard.press("Enter");
    await terminal.until("CONTAINER ID");
    await terminal.until(/[$#]\s*$/);
    expect(await terminal.type("echo 안녕하세요 | rev")).toContain("요세하녕안");
  });

  test("a whole chapter typed in the page turns its checks green, on the page and on the board", async () => {
    const definition = loadClass(lab.file, scenarios);
    const workspace = new Workspace(className, lab.home);
    const [host] = await targetOf(definition, workspace).hosts();
    const [use] = definition.scenarios;
    if (!host || !use) throw new Error("no host or scenario");
    const terminal = new ScreenTerminal(student);
    await terminal.type("clear");
    for (const block of solution({ definition, workspace, host, use, signal: new AbortController().signal }))
      await typeBlock(terminal, host, block);
    await checkNow(student);
    await student.locator("#checks-nginx summary", { hasText: "3/3" }).waitFor();
    await board.locator("tbody td.done", { hasText: "3/3" }).waitFor();
  });

  test("the board looks in and types only after a yes; a message arrives", async () => {
    await board.locator(".name").first().click();
    await board.getByRole("button", { name: "터미널 보기 1" }).click();
    await student.locator("#looking", { hasText: "보고 있습니다" }).waitFor();
    const seen = new ScreenTerminal(board, "#detail .screen");
    await seen.until(/[$#]\s*$/);
    await seen.paste("echo not-yet");
    const typing = board.locator("#typing");
    await board.getByRole("button", { name: "입력 허락 요청" }).click();
    await typing.filter({ hasText: "요청했습니다" }).waitFor();
    await student.getByRole("button", { name: "거절" }).click();
    await typing.filter({ hasText: "거절했습니다" }).waitFor();
    await board.getByRole("button", { name: "입력 허락 요청" }).click();
    await student.getByRole("button", { name: "허용" }).click();
    await typing.filter({ hasText: "이제 입력할 수 있습니다" }).waitFor();
    expect(await board.evaluate("document.activeElement.matches('#detail .screen textarea')")).toBe(true);
    await student.locator("#looking", { hasText: "입력할 수 있습니다" }).waitFor();
    await seen.paste("echo from-the-board");
    expect(await new ScreenTerminal(student).until("from-the-board")).not.toContain("not-yet");
    await picture(board, "board-detail");
    await student.getByRole("button", { name: "입력 막기" }).click();
    await typing.filter({ hasText: "막았습니다" }).waitFor();
    await board.getByRole("button", { name: "닫기" }).last().click();
    await student.locator("#looking:empty").waitFor({ state: "attached" });
    await student.keyboard.press("Control+C");
    await board.locator("#message-all").click();
    await board.locator("#question textarea").fill("5분 쉽니다");
    await board.locator('#question button[value="yes"]').click();
    await student.locator("#messages", { hasText: "5분 쉽니다" }).waitFor();
  });

  test("a network that is cut for ten seconds and a restart of the server leave the screen as it was", async () => {
    const terminal = new ScreenTerminal(student);
    await terminal.type("echo before-the-$((40 + 2))");
    await context.setOffline(true);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await context.setOffline(false);
    await terminal.type("echo after-the-cut");
    expect(await stopServing(serving)).toBe(130);
    serving = await startServing(lab, port);
    await student.locator("#connection", { hasText: "연결됨" }).waitFor();
    const screen = await terminal.until("before-the-42");
    expect(screen).toContain("after-the-cut");
    expect(await terminal.type("echo and-$((6 * 7))-after-the-restart")).toContain("and-42-after-the-restart");
  });

  test("a student's endless output fills no memory and can be stopped from the page", async () => {
    const terminal = new ScreenTerminal(student);
    const before = memory();
    await terminal.paste("yes 0123456789012345678901234567890123456789");
    await student.keyboard.press("Enter");
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    expect(memory() - before).toBeLessThan(150);
    await student.keyboard.press("Control+C");
    await terminal.type("clear");
    expect(await terminal.type("echo still-$((40 + 2))")).toContain("still-42");
  });

  test("three megabytes pasted into a program that reads nothing leave the server and the other terminals at work", async () => {
    const terminal = new ScreenTerminal(student);
    await student.getByRole("button", { name: "새 터미널" }).click();
    await terminal.until(/[$#]\s*$/);
    await terminal.paste("stty raw; sleep 1000");
    await student.keyboard.press("Enter");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    for (let count = 0; count < 6; count += 1) await terminal.paste("x".repeat(500_000));
    await student.locator('[role="tab"]').first().click();
    await terminal.type("clear");
    expect(await terminal.type("echo still-$((40 + 2))")).toContain("still-42");
    sh(`tmux -L lab-${className}-student-1-2 kill-server`);
  });

  test("a page that says it has shown all and reads nothing is not sent without end", async () => {
    const cookies = await context.cookies(serving.url);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const socket = new WebSocket(`${serving.url.replace("http", "ws")}/lab/terminal/3?columns=80&rows=24`, {
      headers: { cookie, origin: serving.url },
    });
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "yes 0123456789012345678901234567890123456789\n" }));
    const before = memory();
    socket.pause();
    const timer = setInterval(() => socket.send(JSON.stringify({ shown: 100_000_000 })), 5);
    await new Promise((resolve) => setTimeout(resolve, 8000));
    expect(memory() - before).toBeLessThan(100);
    clearInterval(timer);
    socket.terminate();
  });

  test("no page has a violation of axe's rules, also on a phone and in the dark", async () => {
    const door = await context.newPage();
    await context.clearCookies();
    await again(door, async () => {
      await door.goto(`http://127.0.0.1:${port}/`);
    });
    expect(await violations(door)).toEqual([]);
    await enter(door, serving, "student-1");
    await door.locator("#checks-nginx").waitFor();
    expect(await violations(door)).toEqual([]);
    await door.emulateMedia({ colorScheme: "dark" });
    await door.setViewportSize({ width: 390, height: 760 });
    await again(door, async () => {
      await door.goto(`http://127.0.0.1:${port}/lab`);
      await atWork(door);
      await door.locator(".parts button", { hasText: "터미널" }).click();
    });
    await new ScreenTerminal(door).until(/[$#]\s*$/);
    expect(await door.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    await picture(door, "phone");
    expect(await violations(door)).toEqual([]);
    await enter(door, serving, "board");
    await door.locator("tbody tr").first().waitFor();
    expect(await violations(door)).toEqual([]);
    await door.close();
  });

  test("the lab's end is that of its pages' sessions on this machine", async () => {
    const sessions = () => sh(`find "\${TMUX_TMPDIR:-/tmp}/tmux-$(id -u)" -name 'lab-${className}-*' -type s`);
    expect(sessions()).toContain(`lab-${className}-student-1-1`);
    const down = await lab.run("down", "--yes");
    expect({ code: down.code, stderr: down.code === 0 ? "" : down.stderr }).toEqual({ code: 0, stderr: "" });
    expect(sessions()).toBe("");
  });
});
