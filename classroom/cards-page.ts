// The cards of a class as one HTML file to print: A4, black on white, nothing fetched, no script.
import { formatOffset, offsetOf } from "../definition/moment";
import type { Language } from "../definition/scenario";
import { escapeHtml } from "./guide-html";

/** What one student is handed. Texts are not escaped. */
export interface Card {
  readonly student: string;
  readonly label: string;
  /** Command to type; absent where the lab is on this machine. */
  readonly login?: string;
  /** Of the running scenarios, in the class's order; the first is the QR code's. */
  readonly addresses: readonly { readonly scenario: string; readonly url: string }[];
  /** When the host ends, ISO 8601. */
  readonly ends?: string;
}

export interface CardsPageProps {
  readonly className: string;
  readonly language: Language;
  readonly cards: readonly Card[];
}

const words = {
  ko: { title: "실습 카드", login: "접속", here: "이 컴퓨터", addresses: "주소", ends: "호스트 종료" },
  en: { title: "Lab cards", login: "Log in", here: "this machine", addresses: "Addresses", ends: "Host ends" },
} as const;

// an inline-block is never broken across pages, in any browser; the longest usual address fits in one line
const style = `
@page { size: A4; margin: 10mm; }
* { box-sizing: border-box; }
body { width: 190mm; margin: 0 auto; font: 9pt/1.3 system-ui, sans-serif; color: #000; background: #fff; }
.card { display: inline-block; vertical-align: top; width: 93mm; min-height: 66mm; margin: 0 0 1mm; padding: 3mm 4mm; border: 1px dashed #000; overflow-wrap: anywhere; }
h1 { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
svg { float: right; width: 28mm; margin: -1mm -2mm 0 0; }
h2 { margin: 0; font-size: 14pt; line-height: 1.2; word-break: keep-all; }
p { margin: 0 0 1mm; }
dl { clear: right; margin: 0; }
dt { font-weight: bold; }
dd { margin: 0 0 1mm; }
code { display: block; font: 8pt/1.35 ui-monospace, monospace; }
`;

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

async function cardSection({ label, login, addresses, ends }: Card, className: string, language: Language): Promise<string> {
  const { login: how, here, addresses: where, ends: when } = words[language];
  const [first] = addresses;
  return `<section class="card">
${first ? await qrCode(first.url) : ""}<h2>${escapeHtml(label)}</h2>
<p>${escapeHtml(className)}</p>
${ends === undefined ? "" : `<p><b>${when}</b><br><time datetime="${escapeHtml(ends)}">${escapeHtml(moment(ends, language))}</time></p>\n`}<dl>
<dt>${how}</dt><dd>${login === undefined ? here : typed(login)}</dd>
${first ? `<dt>${where}</dt><dd>${addresses.map(({ url }) => typed(url)).join("")}</dd>\n` : ""}</dl>
</section>`;
}

function typed(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** On the clock that the moment is written with, and its offset. */
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

async function qrCode(text: string): Promise<string> {
  // it takes a while to load, which only cards should wait for
  const { toString } = await import("qrcode");
  const drawn = await toString(text, { type: "svg" });
  return drawn.replace("<svg", `<svg role="img" aria-label="${escapeHtml(text)}"`);
}
