// The class in a browser on real hosts: https, seats that are claimed, a chapter typed over SSH, a host that hangs.
import { execFileSync } from "node:child_process";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { solution } from "../../classroom/solve";
import { typeBlock } from "../../classroom/typist";
import { browserNeed, launch, ScreenTerminal } from "./browser";
import { type ClassHosts, printed, upHosts } from "./class-host";
import { LabCommand } from "./lab-command";
import { engine, kit, suite } from "./needs";
import { again, atWork, checkNow, enter, picture, type Serving, startServing, stopServing, violations } from "./serving";

const className = "e2e-serve-hosts";
const chapters = `[${["nginx", "processes", "networks"].map((name) => `{ ${name}: { state: ready } }`).join(", ")}]`;

suite("a class in the browser, on hosts", [engine, kit("host/up"), browserNeed], () => {
  let hosts: ClassHosts;
  let lab: LabCommand;
  let serving: Serving;
  let browser: Browser;
  const pages = new Map<string, Page>();
  let board: Page;
  /** What ends each thing that is up, in the order in which they came up. */
  const ends: (() => unknown)[] = [];
  const context = async (): Promise<BrowserContext> => {
    const opened = await browser.newContext({ ignoreHTTPSErrors: true, bypassCSP: true });
    opened.setDefaultTimeout(120_000);
    return opened;
  };

  beforeAll(async () => {
    hosts = await upHosts(className, ["kim", "lee"], chapters);
    ends.push(() => hosts.down());
    lab = new LabCommand({ LAB_HOME: hosts.workspace.root });
    const addresses = hosts.hosts.map(({ student, address }) => `${student}: "ubuntu@${address}"`);
    lab.write(`name: ${className}\nlanguage: en\ntarget: { hosts: { ${addresses.join(", ")} } }\nscenarios: ${chapters}\n`);
    serving = await startServing(lab, 8791, "--listen", "0.0.0.0", "--claim", "docker-4718");
    ends.push(() => stopServing(serving));
    browser = await launch();
    ends.push(() => browser.close());
    board = await (await context()).newPage();
    await enter(board, serving, "board");
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test("two who come without a card at once get a seat each, over https", async () => {
    expect(serving.url).toMatch(/^https:/);
    const doors = await Promise.all([1, 2].map(async () => (await context()).newPage()));
    await Promise.all(
      doors.map((door) =>
        again(door, async () => {
          await door.goto(serving.url);
          await door.locator("#claim input").fill("docker 4718");
          await door.locator("#claim button").first().click();
          await door.locator(".seats button", { hasText: "kim" }).waitFor({ timeout: 20_000 });
        }),
      ),
    );
    await Promise.all(doors.map((door) => door.locator(".seats button", { hasText: "kim" }).click()));
    const outcomes = await Promise.all(
      doors.map((door) =>
        Promise.race([
          door.waitForURL("**/lab").then(() => "in"),
          door
            .locator("#said", { hasText: "taken" })
            .waitFor()
            .then(() => "taken"),
        ]),
      ),
    );
    expect([...outcomes].sort()).toEqual(["in", "taken"]);
    const [kim, other] = [doors[outcomes.indexOf("in")], doors[outcomes.indexOf("taken")]];
    await other?.locator(".seats button", { hasText: "lee" }).click();
    await other?.waitForURL("**/lab");
    if (!kim || !other) throw new Error("nobody got a seat");
    pages.set("kim", kim).set("lee", other);
    for (const page of pages.values())
      await again(page, async () => {
        await page.goto(`${serving.url}/lab`);
        await atWork(page);
      });
  });

  test("each terminal is on the student's own host", async () => {
    for (const [student, page] of pages) {
      const address = hosts.hosts.find((host) => host.student === student)?.address ?? "";
      const terminal = new ScreenTerminal(page);
      await terminal.until(/\$\s*$/, 60);
      expect(await terminal.type("hostname -I; whoami")).toMatch(new RegExp(`${address.replaceAll(".", "\\.")}\\b[\\s\\S]*ubuntu`));
    }
  });

  test("a chapter typed in the page over SSH turns green there and on the board", async () => {
    const { definition, workspace } = hosts;
    const [page, host, [use]] = [pages.get("kim"), hosts.hosts.find(({ student }) => student === "kim"), definition.scenarios];
    if (!page || !host || !use) throw new Error("no page, host or scenario");
    const terminal = new ScreenTerminal(page);
    for (const block of solution({ definition, workspace, host, use, signal: new AbortController().signal }))
      await typeBlock(terminal, host, block);
    await checkNow(page);
    await page.locator("#checks-nginx summary", { hasText: "3/3" }).waitFor();
    await board.locator("tbody tr", { hasText: "kim" }).locator("td.done", { hasText: "3/3" }).waitFor();
    await page.locator("#checks-nginx summary").click();
    await page.frameLocator("#guide iframe").locator("h2", { hasText: "nginx containers" }).scrollIntoViewIfNeeded();
    await picture(page, "serve-student");
    await board.locator(".name", { hasText: "kim" }).click();
    await board.locator("#detail summary", { hasText: "nginx" }).click();
    await board.locator("#detail .answers", { hasText: /port: \d+/ }).waitFor();
    await picture(board, "serve-board-detail");
    await board.getByRole("button", { name: "Close" }).last().click();
    expect(await violations(page)).toEqual([]);
  });

  test("a host that hangs is shown as not answering, and blanks nobody else's row", async () => {
    const container = `${className}-lee`;
    execFileSync("docker", ["pause", container]);
    try {
      await board.locator("tbody tr.silent", { hasText: "lee" }).waitFor({ timeout: 90_000 });
      await board.locator("tbody tr", { hasText: "kim" }).locator("td.done", { hasText: "3/3" }).waitFor();
      await board.locator("#lost", { hasText: "lee" }).waitFor();
      await picture(board, "serve-board");
    } finally {
      execFileSync("docker", ["unpause", container]);
    }
    await board.locator("tbody tr:not(.silent)", { hasText: "lee" }).waitFor({ timeout: 90_000 });
  });

  test("a second server of the class is refused, with the first one's process and address", async () => {
    const second = await lab.run("serve", "--port", "8792");
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`is already being served: by process ${serving.child.pid} on `);
    expect(second.stderr).toContain(serving.url);
  });

  test("a student who is removed from a claimed seat is at the door again", async () => {
    await board.locator(".name", { hasText: "lee" }).click();
    await board.getByRole("button", { name: "Free the seat" }).click();
    await board.locator('#question button[value="yes"]').click();
    await pages.get("lee")?.waitForURL((url) => url.pathname === "/");
  });

  test("through a host that everybody reaches, a student is in at its port 443", async () => {
    await stopServing(serving);
    const relay = hosts.hosts.find(({ student }) => student === "lee")?.address ?? "";
    serving = await startServing(lab, 8791, "--through", "lee");
    expect(serving.url).toBe(`https://${relay}`);
    const page = await (await context()).newPage();
    await enter(page, serving, "kim");
    const terminal = new ScreenTerminal(page);
    await terminal.until(/\$\s*$/, 60);
    expect(await terminal.type("echo through-$((6 * 7))")).toContain("through-42");
    await checkNow(page);
    await page.locator("#checks-nginx summary", { hasText: "3/3" }).waitFor();
    const [lee] = hosts.hosts.filter(({ student }) => student === "lee");
    const units = "systemctl list-units --all --no-legend 'lab-pages.*'";
    expect(lee && (await printed(lee, units))).toContain(".socket");
    await stopServing(serving);
    const gone = `for try in $(seq 60); do [ -n "$(${units})" ] || break; sleep 1; done; ${units}`;
    expect(lee && (await printed(lee, gone, 120))).toBe("");
  });
});
