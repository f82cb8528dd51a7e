// The cards of a class as one HTML file to print: A4, eight to a page, black on white, nothing fetched, no script.
import { formatOffset, offsetOf } from "../definition/moment";
import type { ScenarioState } from "../definition/scenario";
import type { Language } from "../language/language";
import { escapeHtml } from "./guide-html";

/** What one student is handed. Texts are not escaped. */
export interface Card {
  /** The name that `lab reset` and the other verbs take. */
  readonly student: string;
  readonly label: string;
  /** Command to type. @default the lab is on this machine */
  readonly login?: string;
  /** The password it asks for. @default the student has a key */
  readonly password?: string;
  /** Their page of `lab serve`, which the QR code opens. @default the class has none, and the QR code opens the first address */
  readonly page?: { readonly url: string; readonly code: string };
  /** In the class's order. */
  readonly scenarios: readonly CardScenario[];
  /** When the host ends, ISO 8601. @default it does not, or did not say */
  readonly ends?: string;
}

export interface CardScenario {
  readonly scenario: string;
  /** `ready`: the addresses answer once the student has typed the commands. */
  readonly state: ScenarioState;
  readonly addresses: readonly { readonly what: string; readonly url: string }[];
}

export interface CardsPageProps {
  readonly className: string;
  readonly language: Language;
  readonly cards: readonly Card[];
}

const words = {
  ko: {
    title: "실습 카드",
    login: "접속",
    here: "이 컴퓨터",
    password: "비밀번호",
    page: "브라우저",
    code: "코드",
    ends: "호스트 종료",
    name: "이름",
    ready: "직접 띄움",
    typed: "직접 실습",
  },
  en: {
    title: "Lab cards",
    login: "Log in",
    here: "this machine",
    password: "Password",
    page: "In a browser",
    code: "code",
    ends: "Host ends",
    name: "Name",
    ready: "you start it",
    typed: "you type it",
  },
} as const;

// 4 rows of 68 mm and their gaps are 275 of the 277 mm between an A4 page's margins: a card has that height whatever is in it
const style = `
@page { size: A4; margin: 10mm; }
* { box-sizing: border-box; }
body { width: 190mm; margin: 0 auto; font: 9pt/1.3 system-ui, sans-serif; color: #000; background: #fff; }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
main { display: grid; grid-template-columns: 94.5mm 94.5mm; grid-auto-rows: 68mm; gap: 1mm; }
.card { padding: 2.5mm 3.5mm; border: 1px dashed #000; overflow: hidden; overflow-wrap: anywhere; break-inside: avoid; }
svg { float: right; width: 22mm; margin: -1mm -2mm 0 1mm; }
h2 { margin: 0; font-size: 13pt; line-height: 1.2; word-break: keep-all; max-height: 2.4em; overflow: hidden; }
p { margin: 0; }
code { font: 8pt/1.3 ui-monospace, monospace; }
.login { clear: right; margin: 1mm 0; }
.login code { display: block; font-size: 8.5pt; }
table { border-collapse: collapse; width: 100%; }
th { font-weight: normal; text-align: left; vertical-align: top; padding: 0 2mm 0 0; white-space: nowrap; font-size: 8pt; }
td { padding: 0; vertical-align: top; }
.many { font-size: 6.5pt; }
.many th, .many code { font-size: 6.5pt; line-height: 1.2; }
`;

/** Rows of addresses that fit on a card; more are set smaller. */
const usualRows = 8;

export async function cardsPage({ className, language, cards }: CardsPageProps): Promise<string> {
  const title = `${words[language].title} · ${className}`;
  const shown = await Promise.all(cards.map((card) => cardSection(card, className, language)));
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${shown.join("\n")}
</main>
</body>
</html>
`;
}

async function cardSection(card: Card, className: string, language: Language): Promise<string> {
  const { student, label, login, password, page, scenarios, ends } = card;
  const text = words[language];
  const [first] = scenarios.flatMap(({ addresses }) => addresses);
  // what follows the # is not sent to any server
  const link = page ? `${page.url}/#${student}.${page.code}` : first?.url;
  return `<section class="card">
${link === undefined ? "" : await qrCode(link, page?.url ?? link)}<h2>${escapeHtml(label)}</h2>
<p>${escapeHtml(className)} · ${text.name} <code>${escapeHtml(student)}</code></p>
${ends === undefined ? "" : `<p>${text.ends} <time datetime="${escapeHtml(ends)}">${escapeHtml(moment(ends, language))}</time></p>\n`}<p class="login"><b>${text.login}</b>${login === undefined ? ` ${text.here}` : typed(login)}${password === undefined ? "" : `${text.password} <code>${escapeHtml(password)}</code>`}${page ? `${password === undefined ? "" : "<br>"}<b>${text.page}</b> <code>${escapeHtml(page.url)}</code>${text.code} <code>${escapeHtml(page.code)}</code>` : ""}</p>
${scenarioTable(scenarios, text)}</section>`;
}

function scenarioTable(scenarios: readonly CardScenario[], { ready, typed: typedByHand }: (typeof words)[Language]): string {
  const rows = scenarios.flatMap(({ scenario, state, addresses }) => {
    if (addresses.length === 0) return state === "ready" ? [{ what: scenario, where: typedByHand }] : [];
    return addresses.map(({ what, url }) => ({
      what: what === scenario || addresses.length === 1 ? scenario : what,
      where: `<code>${escapeHtml(url)}</code>${state === "ready" ? ` (${ready})` : ""}`,
    }));
  });
  if (rows.length === 0) return "";
  const lines = rows.map(({ what, where }) => `<tr><th>${escapeHtml(what)}</th><td>${where}</td></tr>`);
  return `<table${rows.length > usualRows ? ' class="many"' : ""}>\n${lines.join("\n")}\n</table>\n`;
}

function typed(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** In the moment's own offset, which is shown. */
function moment(iso: string, language: Language): string {
  const offset = offsetOf(iso);
  const text = new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  }).format(Date.parse(iso) + offset * 60_000);
  return `${text} ${formatOffset(offset)}`;
}

/** `label`: what it opens, for those who cannot see it. */
async function qrCode(text: string, label: string): Promise<string> {
  // it takes a while to load; only cards should wait for it
  const { toString } = await import("qrcode");
  const drawn = await toString(text, { type: "svg" });
  return drawn.replace("<svg", `<svg role="img" aria-label="${escapeHtml(label)}"`);
}
