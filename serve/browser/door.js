// The door in the browser: a name and a code, a link from a card that has both, or a free seat.
import { make, post, words } from "/assets/connection.js";

const said = document.querySelector("#said");

function refused({ kind, seconds = "" }) {
  said.textContent = words[kind] ? words[kind] + seconds : words.failed;
}

async function enter(path, body) {
  try {
    said.textContent = "";
    location.assign((await post(path, body)).to);
  } catch (error) {
    refused(error);
  }
}

const form = document.querySelector("#enter");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void enter("/enter", { student: form.student.value, code: form.code.value });
});

/** A card's link: what follows the # is not sent to any server, nor logged. */
function enterByLink() {
  const [, student, code] = /^#([a-z0-9-]*)\.([0-9a-z-]+)$/.exec(location.hash) ?? [];
  if (code === undefined) return;
  history.replaceState(null, "", "/");
  void enter("/enter", { student, code });
}
addEventListener("hashchange", enterByLink);
enterByLink();

const claim = document.querySelector("#claim");
claim?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = claim.code.value;
  const seats = claim.querySelector(".seats");
  try {
    said.textContent = "";
    const free = await post("/seats", { code: typed });
    seats.replaceChildren(
      ...free.seats.map(({ student, label }) =>
        make("button", { type: "button", textContent: label, onclick: () => void enter("/claim", { student, code: typed }) }),
      ),
    );
    if (free.seats.length === 0) said.textContent = words.noSeats;
  } catch (error) {
    refused(error);
  }
});
