// The three pages: the door, a student's, the board. What is filled in is escaped; scripts and styles are files of their own.
import { escapeHtml } from "../classroom/guide-html";
import type { Language } from "../language/language";
import { boardWords, doorWords, studentWords } from "./words";

interface PageProps {
  readonly language: Language;
  readonly title: string;
  readonly script: string;
  /** Texts that the script shows. */
  readonly words: object;
  /** What the page's script is given. @default it needs nothing */
  readonly facts?: object;
  readonly body: string;
  readonly kind: "door" | "student" | "board";
}

function page({ language, title, script, words, facts = {}, body, kind }: PageProps): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/xterm.css">
<link rel="stylesheet" href="/assets/pages.css">
<script type="module" src="/assets/${script}"></script>
</head>
<body class="${kind}" data-words="${escapeHtml(JSON.stringify(words))}" data-facts="${escapeHtml(JSON.stringify(facts))}">
${body}
</body>
</html>
`;
}

export interface DoorPageProps {
  readonly language: Language;
  readonly className: string;
  /** Whether students may come in without a card. */
  readonly claims: boolean;
}

export function doorPage({ language, className, claims }: DoorPageProps): string {
  const words = doorWords[language];
  const claim = `<form id="claim">
<h2>${words.noCard}</h2>
<label>${words.classCode} <input name="code" autocomplete="off" required></label>
<button>${words.showSeats}</button>
<div class="seats"></div>
</form>`;
  return page({
    language,
    title: `${words.title} · ${className}`,
    script: "door.js",
    kind: "door",
    words,
    body: `<main>
<h1>${escapeHtml(className)}</h1>
<form id="enter">
<label>${words.name} <input name="student" autocomplete="username" autocapitalize="none" spellcheck="false"></label>
<p class="note">${words.nameNote}</p>
<label>${words.code} <input name="code" autocomplete="off" autocapitalize="none" spellcheck="false" required></label>
<button>${words.enter}</button>
</form>
${claims ? claim : ""}
<p role="alert" id="said"></p>
</main>`,
  });
}

export interface StudentPageProps {
  readonly language: Language;
  readonly className: string;
  readonly label: string;
  /** What the student's containers publish. */
  readonly links: readonly { readonly name: string; readonly url: string }[];
  readonly terminals: number;
}

export function studentPage({ language, className, label, links, terminals }: StudentPageProps): string {
  const words = studentWords[language];
  const list = links.map(
    ({ name, url }) => `<li><a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${escapeHtml(name)}</a></li>`,
  );
  return page({
    language,
    title: `${label} · ${className}`,
    script: "student.js",
    kind: "student",
    words,
    facts: { terminals },
    body: `<header>
<h1>${escapeHtml(label)} <small>${escapeHtml(className)}</small></h1>
<nav aria-label="${words.parts}" class="parts">
<button type="button" data-part="guide">${words.guide}</button>
<button type="button" data-part="terminal">${words.terminal}</button>
<button type="button" data-part="checks">${words.checks}</button>
</nav>
<p id="connection" role="status"></p>
</header>
<div id="messages" role="log" aria-label="${words.messages}"></div>
<main>
<section id="guide" aria-label="${words.guide}"><iframe src="/lab/guide" title="${words.guide}"></iframe></section>
<div class="side">
<section id="terminal" aria-label="${words.terminal}">
<div class="tabs"><div role="tablist" aria-label="${words.terminals}"></div></div>
<div id="looking" role="status"></div>
<div class="screens"></div>
<div class="keys" aria-label="${words.keys}"></div>
</section>
<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title">${words.checks}</h2>
<button type="button" id="check">${words.checkNow}</button>
<p id="checked" role="status"></p>
<div class="list"></div>
${list.length === 0 ? "" : `<h2>${words.links}</h2>\n<ul class="links">${list.join("")}</ul>`}
</section>
</div>
</main>`,
  });
}

export interface BoardPageProps {
  readonly language: Language;
  readonly className: string;
  readonly scenarios: readonly { readonly name: string; readonly title: string }[];
  readonly claims: boolean;
  /** Whether hosts end by themselves. */
  readonly ends: boolean;
}

export function boardPage({ language, className, scenarios, claims, ends }: BoardPageProps): string {
  const words = boardWords[language];
  return page({
    language,
    title: `${words.board} · ${className}`,
    script: "board.js",
    kind: "board",
    words,
    facts: { scenarios, claims, ends },
    body: `<header>
<h1>${words.board} <small>${escapeHtml(className)}</small></h1>
<p id="connection" role="status"></p>
<div class="tools">
<label>${words.sort} <select id="sort"><option value="need">${words.byNeed}</option><option value="name">${words.byName}</option></select></label>
<label><input type="checkbox" id="big"> ${words.big}</label>
<button type="button" id="check-all">${words.checkAll}</button>
<button type="button" id="message-all">${words.messageAll}</button>
</div>
<p id="said" role="status"></p>
<p id="lost" role="status"></p>
</header>
<main>
<div class="scroll" tabindex="0" role="region" aria-label="${words.board}">
<table>
<caption>${words.caption}</caption>
<thead><tr><th scope="col">${words.student}</th>${scenarios.map(({ name, title }) => `<th scope="col" title="${escapeHtml(title)}">${escapeHtml(name)}</th>`).join("")}<th scope="col">${words.stuck}</th><th scope="col">${words.there}</th>${ends ? `<th scope="col">${words.ends}</th>` : ""}</tr></thead>
<tbody></tbody>
</table>
</div>
</main>
<dialog id="detail" aria-labelledby="detail-title"><h2 id="detail-title"></h2><div class="body"></div><div class="screen"></div><p id="typing" role="status"></p><p class="buttons" id="acts"></p></dialog>
<dialog id="question"><form method="dialog"><p></p><textarea rows="3" maxlength="500" aria-label="${words.text}" hidden></textarea><p class="buttons"><button value="yes"></button><button value="no"></button></p></form></dialog>`,
  });
}
