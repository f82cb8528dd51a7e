// A student's page: guide, terminals and checks side by side.
import { checkItem } from "/assets/checks.js";
import { Connection, facts, get, make, post, words } from "/assets/connection.js";
import { PageTerminal } from "/assets/terminal.js";

const one = (selector) => document.querySelector(selector);
const [tabs, screens, looking] = ["[role=tablist]", ".screens", "#looking"].map(one);
const open = new Map();
const lookers = new Map();
let current = 1;

// --- terminals

function show(number) {
  current = number;
  if (!open.has(number)) start(number);
  for (const [each, { button, element, terminal }] of open) {
    button.setAttribute("aria-selected", String(each === number));
    button.tabIndex = each === number ? 0 : -1;
    element.hidden = each !== number;
    if (each === number) {
      terminal.refit();
      terminal.xterm.focus();
    }
  }
  add.hidden = open.size >= facts.terminals;
  sessionStorage.setItem("tabs", JSON.stringify([...open.keys()]));
  showLooking();
}

function start(number) {
  const element = make("div", { className: "screen", role: "tabpanel", id: `screen-${number}` });
  screens.append(element);
  const button = make("button", {
    type: "button",
    role: "tab",
    textContent: String(number),
    "aria-label": `${words.terminal} ${number}`,
    "aria-controls": `screen-${number}`,
    onclick: () => show(number),
  });
  tabs.append(button);
  const entry = { button, element };
  open.set(number, entry);
  entry.terminal = new PageTerminal(element, `/lab/terminal/${number}`, {
    end: (reason) => {
      if (reason === "freed") return location.assign("/");
      entry.terminal.xterm.write(`\r\n\x1b[7m ${reason === "ended" ? words.ended : reason} \x1b[0m\r\n`);
    },
  });
}

const add = make("button", {
  type: "button",
  textContent: "+",
  "aria-label": words.newTerminal,
  title: words.newTerminal,
  onclick: () => {
    const free = Array.from({ length: facts.terminals }, (_, at) => at + 1).find((number) => !open.has(number));
    if (free) show(free);
  },
});
tabs.after(add);
tabs.addEventListener("keydown", ({ key }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const numbers = [...open.keys()].sort();
  const next = step && numbers[(numbers.indexOf(current) + step + numbers.length) % numbers.length];
  if (next) {
    show(next);
    open.get(next).button.focus();
  }
});

// keys that a phone's keyboard lacks
const sequences = {
  Esc: "\x1b",
  Tab: "\t",
  "Ctrl-C": "\x03",
  "Ctrl-D": "\x04",
  "↑": "\x1b[A",
  "↓": "\x1b[B",
  "←": "\x1b[D",
  "→": "\x1b[C",
};
for (const [name, sequence] of Object.entries(sequences)) {
  const press = () => {
    open.get(current).terminal.type(sequence);
    open.get(current).terminal.xterm.focus();
  };
  one(".keys").append(make("button", { type: "button", textContent: name, onclick: press }));
}

// --- the guide

const frame = one("#guide iframe");
function addInserts() {
  const guide = frame.contentDocument;
  if (!guide || guide.querySelector(".insert")) return;
  for (const copy of guide.querySelectorAll(".copy")) {
    const button = copy.cloneNode();
    button.hidden = false;
    button.className = "copy insert";
    button.textContent = "▸ _";
    button.title = words.insert;
    button.setAttribute("aria-label", `${words.insert}: ${copy.dataset.text.split("\n")[0].slice(0, 60)}`);
    button.addEventListener("click", () => {
      showPart("terminal");
      open.get(current).terminal.insert(copy.dataset.text);
    });
    copy.before(button);
  }
}
frame.addEventListener("load", addInserts);
if (frame.contentDocument?.readyState === "complete") addInserts();

// --- checks

function showChecks({ scenarios, error }) {
  const list = one("#checks .list");
  const opened = new Set([...list.querySelectorAll("details[open]")].map(({ id }) => id));
  const known = list.childElementCount > 0;
  list.replaceChildren(
    ...(error ? [make("p", { className: "error", textContent: error })] : []),
    ...scenarios.map(({ scenario, done, total, checks }) =>
      make(
        "details",
        { id: `checks-${scenario}`, open: known ? opened.has(`checks-${scenario}`) : scenarios.length === 1 },
        make("summary", {}, make("b", { textContent: scenario }), ` ${done}/${total}`),
        make("ul", {}, ...checks.map(checkItem)),
      ),
    ),
  );
}

one("#check").addEventListener("click", async () => {
  const [button, checked] = [one("#check"), one("#checked")];
  button.disabled = true;
  checked.textContent = words.checking;
  try {
    showChecks(await post("/lab/check"));
    checked.textContent = `${words.checked} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
  } catch (error) {
    checked.textContent = error.message;
  } finally {
    button.disabled = false;
  }
});
void get("/lab/checks").then(async (answer) => showChecks(await answer.json()));

// --- the instructor

const events = new Connection(() => "/lab/events", {
  open: () => (one("#connection").textContent = words.connected),
  lost: () => (one("#connection").textContent = words.lost),
  text: (message) => {
    if (message.type === "checks") showChecks(message);
    if (message.type === "message") showMessage(message.text);
    if (message.type === "looking") {
      lookers.set(message.tab, message);
      showLooking();
    }
  },
});

function showMessage(text) {
  const close = make("button", { type: "button", textContent: words.close });
  const note = make("p", {}, make("b", { textContent: words.fromInstructor }), ` ${text} `, close);
  close.addEventListener("click", () => note.remove());
  one("#messages").append(note);
}

function showLooking() {
  const { count = 0, asks, types } = lookers.get(current) ?? {};
  const answer = (allow) => () => events.send({ allow, tab: current });
  const button = (textContent, allow) => make("button", { type: "button", textContent, onclick: answer(allow) });
  if (count === 0) looking.replaceChildren();
  else if (asks) looking.replaceChildren(words.asks, " ", button(words.allow, true), " ", button(words.deny, false));
  else if (types) looking.replaceChildren(words.types, " ", button(words.stop, false));
  else looking.replaceChildren(words.looks);
}

// --- parts of the page, one at a time on a phone

function showPart(part) {
  document.body.dataset.part = part;
  for (const button of document.querySelectorAll(".parts button"))
    button.setAttribute("aria-pressed", String(button.dataset.part === part));
  if (part === "terminal") open.get(current)?.terminal.refit();
}
for (const button of document.querySelectorAll(".parts button")) button.addEventListener("click", () => showPart(button.dataset.part));

let remembered = [1];
try {
  remembered = JSON.parse(sessionStorage.getItem("tabs")) ?? [1];
} catch {
  // a browser without storage starts with one
}
showPart("guide");
for (const number of remembered.slice(1)) start(number);
show(remembered[0] ?? 1);
