// A student's guides as one HTML file: nothing is fetched, and nothing but this file's own script runs.
import { createHash } from "node:crypto";
import type { Language } from "../language/language";
import { escapeHtml, guideHtml } from "./guide-html";
import { htmlHead } from "./html-head";
import { script, style } from "./guide-look";

export interface PageProps {
  readonly language: Language;
  /** Any text. */
  readonly title: string;
  /** Lines under the title; any text. */
  readonly lead: readonly string[];
  readonly chapters: readonly Chapter[];
}

/** One scenario's guide, or a chapter that is only read. */
export interface Chapter {
  /** The scenario's name; the anchor of the page's contents. */
  readonly id: string;
  readonly title: string;
  /** Markdown that begins with its own first-level heading. */
  readonly markdown: string;
  /** A figure that the Markdown names, as SVG. @default it names none */
  readonly figure?: (file: string) => string;
}

const words = {
  ko: { contents: "차례", top: "차례로 돌아가기" },
  en: { contents: "Contents", top: "Back to the contents" },
} as const;

export function page({ language, title, lead, chapters }: PageProps): string {
  const { contents, top } = words[language];
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  const section = ({ id, markdown, figure = escapeHtml }: Chapter) =>
    `<section id="${id}">\n${guideHtml(markdown, { language, id, figure })}<a class="top" href="#contents">${top}</a>\n</section>`;
  return `${htmlHead({ language, title, policy, style })}
<body data-memory="${escapeHtml(title)}">
<header>
<h1>${escapeHtml(title)}</h1>
${lead.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}
</header>
<nav id="contents" aria-label="${contents}">
<ol>
${chapters.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("\n")}
</ol>
</nav>
<main>
${chapters.map(section).join("\n")}
</main>
<p class="said" role="status"></p>
<script>${script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
