// The guides and the cards in a browser, as a student has them: desktop, phone, dark, print, keyboard, clipboard, and axe on all of it.
// LAB_E2E_PICTURES=FOLDER keeps a picture of each.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Card, cardsPage } from "../../classroom/cards-page";
import { guidePage } from "../../classroom/guide";
import type { Language } from "../../language/language";
import { sshHost } from "../../engine/host";
import type { GraphContainer } from "../../engine/lab-graph";
import { scenarios } from "../../stacks/scenarios";
import { classOf, testWorkspace } from "../lab-yaml";
import { browserNeed, launch } from "./browser";
import { suite } from "./needs";

const lab: readonly GraphContainer[] = [
  { name: "nginx", running: true, networks: ["bridge"], ports: ["80 → 80"], volumes: [] },
  { name: "mode-container", running: false, networks: ["container mode-bridge"], ports: [], volumes: [] },
  { name: "wordpressdb_hostvolume", running: true, networks: ["wordpress"], ports: [], volumes: ["/home/wordpress_db"] },
  { name: "wordpress_hostvolume", running: true, networks: ["wordpress"], ports: ["8082 → 80"], volumes: ["4b1d2c3e5f6a"] },
];

function guideIn(language: Language, state: "ready" | "running"): string {
  const uses = scenarios.map(({ name }) => `${name}: { state: ${state} }`).join(", ");
  const definition = classOf(`name: c\nlanguage: ${language}\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\nscenarios: [${uses}]\n`);
  const host = sshHost("kim", { address: "192.0.2.7", user: "ubuntu", port: 22 }, "ssh_config");
  return guidePage({ definition, workspace: testWorkspace("c") }, { name: "kim" }, host, { lab });
}

const card = (student: string): Card => ({
  student,
  label: student,
  login: `ssh -i ~/${student}.pem ubuntu@ec2-203-0-113-10.ap-northeast-2.compute.amazonaws.com`,
  scenarios: scenarios.map(({ name }) => ({
    scenario: name,
    state: "running",
    addresses: [{ what: name, url: `http://203.0.113.10:8080/${name}` }],
  })),
  ends: "2026-12-01T18:00:00+09:00",
});

/** Width of A4 between margins of 10 mm, in CSS pixels. */
const a4 = 718;

interface Look {
  readonly look: string;
  readonly language: Language;
  readonly state: "ready" | "running";
  readonly options: BrowserContextOptions;
  readonly print?: boolean;
}

/** Each look once with either language and either state. */
const looks: readonly Look[] = [
  { look: "desktop", language: "ko", state: "ready", options: { viewport: { width: 1280, height: 900 } } },
  { look: "phone", language: "en", state: "ready", options: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  { look: "dark", language: "en", state: "running", options: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" } },
  { look: "print", language: "ko", state: "running", options: { viewport: { width: a4, height: 1000 }, colorScheme: "dark" }, print: true },
];

suite("the pages in a browser", [browserNeed], () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-e2e-pages-"));
  const file = (name: string, html: string): string => {
    writeFileSync(join(folder, `${name}.html`), html);
    return pathToFileURL(join(folder, `${name}.html`)).href;
  };
  let chrome: Browser;

  beforeAll(async () => {
    chrome = await launch();
  });
  afterAll(() => chrome.close());

  const opened = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await chrome.newContext(options);
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const picture = async (page: Page, name: string) => {
    const kept = process.env["LAB_E2E_PICTURES"];
    if (kept !== undefined) await page.screenshot({ path: join(kept, `${name}.png`), fullPage: true });
  };
  const printed = async (page: Page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  };

  test.each(looks)("$look: nothing is cut off, and axe finds nothing", async ({ look, language, state, options, print = false }) => {
    const page = await opened(file(look, guideIn(language, state)), options);
    if (print) await printed(page);
    await picture(page, look);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(await cutOff(page, print ? "pre" : ".typed pre, .read")).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  test("print shows the answers and no buttons", async () => {
    const page = await opened(file("printed", guideIn("en", "ready")));
    await printed(page);
    const answers = page.locator("details > :not(summary)");
    expect(await answers.count()).toBeGreaterThanOrEqual(scenarios.length);
    expect(await answers.filter({ visible: true }).count()).toBe(await answers.count());
    expect(await page.locator("button:visible, input:visible, .top:visible").count()).toBe(0);
  });

  test("a button copies its command and says so, also without the browser's clipboard", async () => {
    const page = await opened(file("copied", guideIn("en", "ready")), { permissions: ["clipboard-read", "clipboard-write"] });
    const button = page.getByRole("button", { name: "Copy: docker exec -it nginx bash" });
    const copies = async () => {
      // what it says is gone after a second and a half
      await page.evaluate(`{
        const status = document.querySelector("[role=status]");
        globalThis.heard = [];
        new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
      }`);
      await button.click();
      await page.waitForFunction("heard.includes('Copied')");
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe("docker exec -it nginx bash");
    };
    await copies();
    await page.evaluate("navigator.clipboard.writeText('')");
    // as on a page that is read over plain http
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByRole("status").filter({ hasText: /^$/ }).waitFor({ state: "attached" });
    await copies();
  });

  test("lines that are selected by hand are the commands alone", async () => {
    const page = await opened(file("selected", guideIn("en", "ready")));
    await page.evaluate(
      "getSelection().selectAllChildren([...document.querySelectorAll('.typed pre')].find((each) => each.textContent.includes('--no-stream')))",
    );
    expect(await page.evaluate("getSelection().toString().trimEnd()")).toBe(
      "docker run -dit --name daemon-stats ubuntu:24.04 bash\ndocker stats --no-stream daemon-stats",
    );
  });

  test("a step's box remembers itself, and the keyboard reaches what is wider than the page", async () => {
    const page = await opened(file("kept", guideIn("ko", "ready")), { viewport: { width: 390, height: 844 } });
    const box = page.locator("#nginx-2 input");
    await box.check();
    // Chromium hands what is stored from process to process: one reload in a hundred, at once after it, still reads what was there before
    let kept = false;
    for (const end = Date.now() + 20_000; !kept && Date.now() < end;) {
      await page.reload();
      kept = await box.isChecked();
    }
    expect(kept).toBe(true);
    expect(await page.locator("#nginx-3 input").isChecked()).toBe(false);
    const wide = page.locator("#networks-3 ~ .shown pre").first();
    await wide.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction("document.activeElement.matches('.shown pre') && document.activeElement.scrollLeft > 0");
  });

  test("cards: nothing cut off, and axe finds nothing", async () => {
    const html = await cardsPage({ className: "docker-101", language: "ko", cards: ["kim", "lee", "park", "choi"].map(card) });
    const page = await opened(file("cards", html), { viewport: { width: a4, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    await picture(page, "cards");
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });

  test("sixteen cards are two pages of A4, also with long names, every scenario and a password", async () => {
    const short = { ...card("kim"), label: "김하늘" };
    const long = { ...card("lee"), label: "가나다라마바사아자차카타파하 ".repeat(14), password: "k7mf-3qzt-9xwp-h2rd" };
    const cards = Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? long : short));
    const page = await opened(file("pages", await cardsPage({ className: "docker-101", language: "ko", cards })));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(2);
  });
});

/** First lines of blocks that are wider than what is seen of them. */
function cutOff(page: Page, selector: string): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.innerText.split("\\n")[0])`,
  );
}

/** What axe finds, a line for each element. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary?: string }[] }[]>(
    "axe.run().then(({ violations }) => violations)",
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 120)}: ${failureSummary}`));
}
