// A student's guides as one HTML file: nothing is fetched, and nothing but this file's own script runs.
import { createHash } from "node:crypto";
import { Marked, type Tokens } from "marked";
import type { Language } from "../definition/scenario";

export interface PageProps {
  readonly language: Language;
  /** Any text. */
  readonly title: string;
  /** Lines under the title; any text. */
  readonly lead: readonly string[];
  readonly chapters: readonly Chapter[];
}

/** One scenario's guide. */
export interface Chapter {
  /** The scenario's name; the anchor of the page's contents. */
  readonly id: string;
  readonly title: string;
  /** Markdown that begins with its own first-level heading. */
  readonly markdown: string;
}

const words = {
  ko: { contents: "차례", answer: "답 보기", copy: "복사", copied: "복사됨" },
  en: { contents: "Contents", answer: "Answer", copy: "Copy", copied: "Copied" },
} as const;

const style = `
:root { color-scheme: light dark; --soft: #f3f4f6; --line: #d6d9de; --accent: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --soft: #22262c; --line: #3a4048; --accent: #8ab4f8; } }
* { box-sizing: border-box; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.3; }
h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
a { color: var(--accent); }
nav ol { padding-left: 1.4rem; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
:not(pre) > code { background: var(--soft); padding: .1em .3em; border-radius: .25em; }
.typed { position: relative; background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; }
.typed .line { display: flex; align-items: flex-start; }
.typed pre { flex: 1; min-width: 0; margin: 0; padding: .75rem; overflow-x: auto; }
.typed .line + .line { border-top: 1px solid var(--line); }
.prompt { opacity: .6; user-select: none; -webkit-user-select: none; }
.copy { flex: none; margin: .4rem; min-height: 2rem; padding: 0 .7rem; font: inherit; font-size: .8rem; border: 1px solid var(--line); border-radius: .4rem; background: Canvas; color: CanvasText; }
.shown { border-left: 3px solid var(--line); margin: 1rem 0; padding: .25rem .75rem; overflow-x: auto; }
details { margin: 1rem 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
summary { cursor: pointer; }
@media print { .copy { display: none; } }
`;

// navigator.clipboard is absent where a page is read over plain http from another machine
const script = `
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = button.dataset.text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}
`;

export function page({ language, title, lead, chapters }: PageProps): string {
  const { contents } = words[language];
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${lead.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}
<nav aria-label="${contents}">
<ol>
${chapters.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("\n")}
</ol>
</nav>
<main>
${chapters.map((chapter) => `<section id="${chapter.id}">\n${render(chapter.markdown, language)}</section>`).join("\n")}
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** Markdown to HTML. Raw HTML in it is shown as text: a guide has none, and what it is filled with must not be any. */
function render(markdown: string, language: Language): string {
  const { answer } = words[language];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        return `<h${depth + 1}>${this.parser.parseInline(tokens)}</h${depth + 1}>\n`;
      },
      code({ text, lang }: Tokens.Code) {
        if (lang === "sh") return typed([{ prompt: "", text }], language);
        if (lang === "console") {
          return typed(
            text.split("\n").map((line) => ({ prompt: line.slice(0, 2), text: line.slice(2) })),
            language,
          );
        }
        return `<pre class="shown"><code>${escapeHtml(text)}</code></pre>\n`;
      },
      blockquote({ tokens }: Tokens.Blockquote) {
        return `<details><summary>${answer}</summary>\n${this.parser.parse(tokens)}</details>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens);
        return /^https?:\/\//.test(href) ? `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${text}</a>` : text;
      },
      image({ text }: Tokens.Image) {
        return escapeHtml(text);
      },
      html({ text }: Tokens.HTML | Tokens.Tag) {
        return escapeHtml(text);
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

/** Commands, each entry with a button of its own: what is typed at different prompts is not pasted in one go. */
function typed(entries: readonly { prompt: string; text: string }[], language: Language): string {
  const { copy, copied } = words[language];
  const lines = entries.map(({ prompt, text }) => {
    const shown = prompt === "" ? "" : `<span class="prompt">${escapeHtml(prompt)}</span>`;
    const button = `<button type="button" class="copy" hidden data-done="${copied}" data-text="${escapeHtml(text)}">${copy}</button>`;
    return `<div class="line"><pre><code>${shown}${escapeHtml(text)}</code></pre>${button}</div>`;
  });
  return `<div class="typed">\n${lines.join("\n")}\n</div>\n`;
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
