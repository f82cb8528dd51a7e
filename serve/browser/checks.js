// One check in a list: its mark, its title, and the hint when it failed.
import { make, words } from "/assets/connection.js";

const signs = { now: "✓", earlier: "✔", "not yet": "✗", unknown: "?" };

export function checkItem({ title, mark, standing, hint }) {
  const sign = make("span", {
    className: `mark ${mark.replace(" ", "-")}`,
    role: "img",
    "aria-label": words.marks[mark],
    textContent: signs[mark],
  });
  const item = make("li", {}, sign, ` ${standing ? `(${words.stands}) ` : ""}${title}`);
  if (hint && mark === "not yet") item.append(make("p", { className: "hint", textContent: hint }));
  return item;
}
