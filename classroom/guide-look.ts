// The style sheet and the script of a guide's page, both inlined in it.

export const style = `
:root { color-scheme: light dark; --soft: #f3f4f6; --line: #d6d9de; --edge: #767b84; --quiet: #565d68; --accent: #0b57d0; --bridge: #d3e3fd; --page: #fff; --text: #1b1c1f; }
@media (prefers-color-scheme: dark) { :root { --soft: #22262c; --line: #3a4048; --edge: #8b929c; --quiet: #aab1bb; --accent: #8ab4f8; --bridge: #2a4a7f; --page: #15171a; --text: #e4e6ea; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
html { background: var(--page); color: var(--text); }
body { max-width: 54rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; word-break: keep-all; }
h1, h2, h3, h4 { line-height: 1.3; }
h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h4 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin: 2rem 0 .75rem; font-size: 1.05rem; }
h4 .anchor { text-decoration: none; color: inherit; }
h4 .anchor:hover, h4 .anchor:focus-visible { text-decoration: underline; }
a { color: var(--accent); }
nav ol { padding-left: 1.6rem; }
nav li { padding: .15rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
:not(pre) > code { background: var(--soft); padding: .1em .3em; border-radius: .25em; overflow-wrap: anywhere; }
.step { margin-left: auto; font-size: .85rem; font-weight: normal; white-space: nowrap; }
.step input { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
.typed { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; }
.typed .line { display: flex; align-items: flex-start; }
.typed .line + .line { border-top: 1px solid var(--line); }
.typed pre { flex: 1; min-width: 0; margin: 0; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.row { display: block; padding-left: 2ch; text-indent: -2ch; }
.prompt { color: var(--quiet); user-select: none; -webkit-user-select: none; }
.copy { flex: none; margin: .4rem; min-height: 2rem; padding: 0 .7rem; font: inherit; font-size: .8rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--page); color: var(--text); }
figure { margin: 1rem 0; }
figcaption { font-size: .8rem; color: var(--quiet); }
.shown code { font-size: .8rem; }
.shown pre, .read { margin: 0; padding: .4rem .75rem; border-left: 3px solid var(--edge); overflow-x: auto; }
.read { margin: 1rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin: 1rem 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
summary { cursor: pointer; }
.top { display: block; margin-top: 2rem; font-size: .9rem; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
svg { display: block; width: 100%; max-width: 30rem; height: auto; margin: 0 auto; font: 13px system-ui, sans-serif; }
svg text { fill: currentColor; text-anchor: middle; }
svg text.small { font-size: 11.5px; }
svg text.start { text-anchor: start; }
svg text.end { text-anchor: end; }
svg rect, svg path { fill: none; stroke: currentColor; stroke-width: 1.25; }
svg .host { stroke: var(--edge); }
svg .space { stroke-dasharray: 5 4; }
svg .card { fill: var(--soft); }
svg .bridge { fill: var(--bridge); }
svg .flow { stroke: var(--accent); stroke-width: 1.75; }
svg .tip { fill: var(--accent); stroke: none; }
svg .stop { stroke-width: 2; }
@media print {
  :root { color-scheme: light; --soft: #fff; --line: #bbb; --edge: #555; --quiet: #333; --accent: #0b57d0; --bridge: #e8eefb; --page: #fff; --text: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .copy, .step, .top { display: none; }
  .shown code { font-size: 7.5pt; }
  .shown pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
  .typed, figure, details { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

// navigator.clipboard is absent where a page is read over plain http from another machine, localStorage where a browser forbids it
export const script = `
const said = document.querySelector(".said");
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
      button.focus();
    }
    const label = button.textContent;
    button.textContent = said.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; said.textContent = ""; }, 1500);
  });
}
const memory = document.body.dataset.memory;
let done = [];
try { done = JSON.parse(localStorage.getItem(memory)) ?? []; } catch {}
for (const box of document.querySelectorAll(".step input")) {
  box.closest(".step").hidden = false;
  box.checked = done.includes(box.value);
  box.addEventListener("change", () => {
    const boxes = [...document.querySelectorAll(".step input:checked")].map((other) => other.value);
    try { localStorage.setItem(memory, JSON.stringify(boxes)); } catch {}
  });
}
addEventListener("beforeprint", () => {
  for (const answer of document.querySelectorAll("details")) answer.open = true;
});
`;
