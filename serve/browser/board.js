// The instructor's board in the browser: rows as they change, and actions for one student.
import { checkItem } from "/assets/checks.js";
import { Connection, facts, get, make, post, words } from "/assets/connection.js";
import { PageTerminal } from "/assets/terminal.js";

const one = (selector) => document.querySelector(selector);
const rows = new Map();
const said = one("#said");
let order = [];
let detailOf;

new Connection(() => "/board/events", {
  open: () => (one("#connection").textContent = words.connected),
  lost: () => (one("#connection").textContent = words.lost),
  text: (message) => {
    if (message.type === "rows") {
      order = message.rows.map(({ student }) => student);
      for (const row of message.rows) rows.set(row.student, row);
      drawAll();
    } else if (message.type === "row") {
      rows.set(message.row.student, message.row);
      drawSoon();
    }
  },
});

// --- the table

let drawing;
function drawSoon() {
  drawing ??= setTimeout(drawAll, 200);
}

function minutesStuck({ stuckSince }) {
  return stuckSince === undefined ? undefined : Math.max(0, Math.floor((Date.now() - Date.parse(stuckSince)) / 60_000));
}

function minutesLeft({ ends }) {
  return ends === undefined ? undefined : Math.floor((Date.parse(ends) - Date.now()) / 60_000);
}

/** Lost hosts first, then those who are here and have been stuck longest. */
function need(row) {
  if (row.stuckSince === undefined) return -1;
  return (row.error ? 1e9 : 0) + (row.connected ? 1e6 : 0) + minutesStuck(row);
}

function drawAll() {
  clearTimeout(drawing);
  drawing = undefined;
  const sorted = order.map((student) => rows.get(student)).filter(Boolean);
  if (one("#sort").value === "need") sorted.sort((a, b) => need(b) - need(a));
  const focused = document.activeElement?.dataset?.student;
  one("tbody").replaceChildren(...sorted.map(drawRow));
  const lost = sorted.filter(({ error }) => error).map(({ label }) => label);
  const notice =
    lost.length === 0 ? "" : `${words.lostHosts} ${lost.length} (${lost.slice(0, 5).join(", ")}${lost.length > 5 ? ", …" : ""})`;
  // screen readers do not repeat what has not changed
  if (one("#lost").textContent !== notice) one("#lost").textContent = notice;
  if (focused) document.querySelector(`tbody [data-student="${focused}"]`)?.focus();
  if (detailOf && one("#detail").open) drawDetail();
}

function drawRow(row) {
  const [stuck, left] = [minutesStuck(row), minutesLeft(row)];
  const name = make(
    "button",
    { type: "button", className: "name", "data-student": row.student, onclick: () => openDetail(row.student) },
    row.label,
  );
  return make(
    "tr",
    { className: row.error ? "silent" : "" },
    make(
      "th",
      { scope: "row", title: row.error ?? "" },
      name,
      ...(row.error ? [make("span", { className: "error", textContent: ` ${row.error}` })] : []),
    ),
    ...row.scenarios.map(({ done, total }) =>
      make("td", { className: total > 0 && done === total ? "done" : done > 0 ? "begun" : "" }, total === 0 ? "–" : `${done}/${total}`),
    ),
    make("td", { className: stuck >= 10 && row.connected ? "stuck" : "" }, stuck === undefined ? words.allDone : String(stuck)),
    make("td", {}, row.connected ? words.yesHere : words.away),
    ...(facts.ends
      ? [make("td", { className: left !== undefined && left < 15 ? "stuck" : "" }, left === undefined ? "–" : String(Math.max(0, left)))]
      : []),
  );
}
one("#sort").addEventListener("change", drawAll);
one("#big").addEventListener("change", ({ target }) => document.body.classList.toggle("large", target.checked));
setInterval(drawAll, 30_000);

// --- asking and saying

const question = one("#question");

/** Resolves to true for yes and undefined for no; with `text`, to the text or undefined. */
function ask(textOfQuestion, { text = false } = {}) {
  question.querySelector("p").textContent = textOfQuestion;
  const area = question.querySelector("textarea");
  area.hidden = !text;
  area.value = "";
  const [yes, no] = text ? [words.send, words.cancel] : [words.yes, words.no];
  question.querySelector("[value=yes]").textContent = yes;
  question.querySelector("[value=no]").textContent = no;
  question.returnValue = "no";
  question.showModal();
  return new Promise((resolve) =>
    question.addEventListener("close", () => resolve(question.returnValue === "yes" ? (text ? area.value.trim() : true) : undefined), {
      once: true,
    }),
  );
}

async function act(path, body, shown) {
  said.textContent = words.working;
  try {
    said.textContent = shown(await post(path, body));
  } catch (error) {
    said.textContent = `${words.failed} ${error.message}`;
  }
}

async function message(to) {
  const text = await ask(to ? `${words.message}: ${rows.get(to).label}` : words.messageAll, { text: true });
  if (text) await act("/board/message", { text, ...(to && { to }) }, ({ reached }) => `${words.reached} ${reached.length}`);
}
one("#message-all").addEventListener("click", () => message());
one("#check-all").addEventListener("click", () => act("/board/check", {}, () => words.asked));

// --- one student

const detail = one("#detail");
let terminal;
let answers = {};

function openDetail(student) {
  detailOf = student;
  answers = {};
  void get(`/board/answers/${student}`).then(async (answer) => {
    if (!answer.ok || detailOf !== student) return;
    ({ answers } = await answer.json());
    drawDetail();
  });
  drawDetail();
  detail.showModal();
}

function closeTerminal() {
  terminal?.close();
  terminal = undefined;
  one("#typing").textContent = "";
  detail.querySelector(".screen").replaceChildren();
}
detail.addEventListener("close", closeTerminal);

function drawDetail() {
  const row = rows.get(detailOf);
  detail.querySelector("h2").textContent = row.label === row.student ? row.label : `${row.label} (${row.student})`;
  const opened = new Set([...detail.querySelectorAll("details[open]")].map(({ dataset }) => dataset.scenario));
  detail
    .querySelector(".body")
    .replaceChildren(
      ...(row.error ? [make("p", { className: "error", textContent: row.error })] : []),
      ...row.scenarios.map(({ scenario, done, total, checks }) =>
        make(
          "details",
          { "data-scenario": scenario, open: opened.has(scenario) },
          make("summary", {}, make("b", { textContent: scenario }), ` ${done}/${total}`),
          make("ul", {}, ...checks.map(checkItem)),
          ...(answers[scenario]?.length > 0
            ? [make("p", { className: "answers" }, make("b", { textContent: words.answers }), ` ${answers[scenario].join(" · ")}`)]
            : []),
          make(
            "p",
            { className: "buttons" },
            ...["solve", "reset"].map((verb) =>
              make("button", { type: "button", textContent: words[verb], onclick: () => change(verb, scenario) }),
            ),
          ),
        ),
      ),
    );
  one("#acts").replaceChildren(
    ...row.terminals.map((tab) => button(`${words.look} ${tab}`, () => look(tab))),
    ...(terminal ? [button(words.askToType, askToType)] : []),
    button(words.message, () => message(detailOf)),
    ...(facts.claims && row.claimedSince ? [button(words.free, free)] : []),
    button(words.close, () => detail.close()),
  );
}

function button(textContent, onclick) {
  return make("button", { type: "button", textContent, onclick });
}

async function change(verb, scenario) {
  const student = detailOf;
  if (await ask(`${rows.get(student).label} · ${scenario}: ${verb === "solve" ? words.askSolve : words.askReset}`))
    await act(`/board/${verb}`, { student, scenario }, ({ said: text }) => text);
}

async function free() {
  const student = detailOf;
  if (await ask(`${rows.get(student).label}: ${words.askFree}`)) await act("/board/free", { student }, () => "");
}

function look(tab) {
  closeTerminal();
  const element = detail.querySelector(".screen");
  let mayType = false;
  const answered = (message) => {
    one("#typing").textContent = message.mayType ? words.mayType : mayType ? words.stopped : words.refused;
    ({ mayType } = message);
    if (mayType) terminal.xterm.focus();
  };
  // whoever looks through a new connection has to ask again
  const lost = () => {
    mayType = false;
    one("#typing").textContent = "";
  };
  // the server decides whether what is typed arrives
  terminal = new PageTerminal(element, `/board/terminal/${detailOf}/${tab}`, { end: closeTerminal, lost, answered }, { follows: true });
  drawDetail();
}

function askToType() {
  terminal.connection.send({ ask: true });
  one("#typing").textContent = words.askedToType;
}
