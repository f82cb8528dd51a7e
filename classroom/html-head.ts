// The head of a page that is one file: nothing is fetched, and its policy says so.
import type { Language } from "../language/language";
import { escapeHtml } from "./guide-html";

export interface HtmlHeadProps {
  readonly language: Language;
  /** Any text. */
  readonly title: string;
  /** Content-Security-Policy. */
  readonly policy: string;
  readonly style: string;
}

/** A page from its first line to the end of its head. */
export function htmlHead({ language, title, policy, style }: HtmlHeadProps): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>`;
}
