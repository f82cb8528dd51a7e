// A guide's Markdown as HTML: commands with their buttons, steps with their check boxes, answers that unfold, figures.
import { Marked, type Tokens } from "marked";
import type { Language } from "../language/language";

export interface HtmlProps {
  readonly language: Language;
  /** The chapter's id; its steps have it before their own. */
  readonly id: string;
  /** A figure of the chapter as SVG. */
  readonly figure: (file: string) => string;
}

const words = {
  ko: { answer: "답 보기", copy: "복사", copied: "복사했습니다", shown: "이렇게 보입니다", done: "완료" },
  en: { answer: "Answer", copy: "Copy", copied: "Copied", shown: "You see", done: "done" },
} as const;

/** Raw HTML in the Markdown is shown as text: a guide has none, and what it is filled with must not be any. */
export function guideHtml(markdown: string, { language, id, figure }: HtmlProps): string {
  const { answer, shown, done } = words[language];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const text = this.parser.parseInline(tokens);
        const number = depth === 3 ? /^(\d+)\. /.exec(text)?.[1] : undefined;
        if (number === undefined) return `<h${depth + 1}>${text}</h${depth + 1}>\n`;
        const step = `${id}-${number}`;
        const box = `<label class="step" hidden><input type="checkbox" value="${step}"> ${done}</label>`;
        return `<h4 id="${step}"><a class="anchor" href="#${step}">${text}</a>${box}</h4>\n`;
      },
      code({ text, lang }: Tokens.Code) {
        if (lang === "sh") return typed([{ prompt: "", text }], language);
        if (lang === "console") {
          return typed(
            text.split("\n").map((line) => ({ prompt: line.slice(0, 2), text: line.slice(2) })),
            language,
          );
        }
        if (lang === "read") return `<pre class="read"><code>${rows(text)}</code></pre>\n`;
        // reachable by keyboard, because it may be wider than the page
        return `<figure class="shown"><figcaption>${shown}</figcaption><pre tabindex="0" role="group" aria-label="${shown}"><code>${rows(text)}</code></pre></figure>\n`;
      },
      blockquote({ tokens }: Tokens.Blockquote) {
        return `<details><summary>${answer}</summary>\n${this.parser.parse(tokens)}</details>\n`;
      },
      paragraph({ tokens }: Tokens.Paragraph) {
        const [only] = tokens;
        const text = this.parser.parseInline(tokens);
        return tokens.length === 1 && only?.type === "image" ? `<figure>${text}</figure>\n` : `<p>${text}</p>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens);
        return /^https?:\/\//.test(href) ? `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${text}</a>` : text;
      },
      image({ href, text }: Tokens.Image) {
        return /^[a-z-]+\.svg$/.test(href)
          ? figure(href).replace("<svg", `<svg role="img" aria-label="${escapeHtml(text)}"`)
          : escapeHtml(text);
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
    const [first = ""] = text.split("\n");
    const label = escapeHtml(`${copy}: ${first.length > 60 ? `${first.slice(0, 60)}…` : first}`);
    const button = `<button type="button" class="copy" hidden aria-label="${label}" data-done="${copied}" data-text="${escapeHtml(text)}">${copy}</button>`;
    return `<div class="line"><pre><code>${rows(text, shown)}</code></pre>${button}</div>`;
  });
  return `<div class="typed">\n${lines.join("\n")}\n</div>\n`;
}

/** Each line on its own, so that the rest of a wrapped line is indented and not mistaken for the next. */
function rows(text: string, prompt = ""): string {
  return text
    .split("\n")
    .map((line, at) => `<span class="row">${at === 0 ? prompt : ""}${escapeHtml(line)}\n</span>`)
    .join("");
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
