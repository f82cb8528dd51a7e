// A WebSocket that reconnects after sleep, a lost network or a restart of the server.

const pauses = [250, 500, 1000, 2000, 4000];

export class Connection {
  /** `path`: a function, called for each connection. `on`: open, lost, text (an object), data (bytes), refused. */
  constructor(path, on) {
    this.path = path;
    this.on = on;
    this.failures = 0;
    this.isOver = false;
    this.now = () => {
      if (document.visibilityState !== "hidden" && !this.isOver && this.socket?.readyState !== WebSocket.OPEN) this.connect();
    };
    addEventListener("online", this.now);
    addEventListener("visibilitychange", this.now);
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    const socket = new WebSocket(location.origin.replace("http", "ws") + this.path());
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.failures = 0;
      this.on.open?.();
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.on.text?.(JSON.parse(data)) : this.on.data?.(data));
    socket.onclose = () => {
      if (socket !== this.socket || this.isOver) return;
      this.on.lost?.();
      this.failures += 1;
      // a browser whose cookie is no longer valid goes to the door
      if (this.failures % 3 === 0) void this.ask();
      this.timer = setTimeout(() => this.connect(), pauses[Math.min(this.failures, pauses.length) - 1]);
    };
  }

  async ask() {
    const page = document.body.classList.contains("board") ? "/board" : "/lab/checks";
    const answer = await get(page).catch(() => undefined);
    if (answer && (answer.status === 401 || answer.redirected)) location.assign("/");
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close() {
    this.isOver = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.now);
    removeEventListener("visibilitychange", this.now);
    this.socket.close();
  }
}

/** Gets from the server. A request that a change of the machine's networks cut off is sent twice more. */
export async function get(path) {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(path);
    } catch (error) {
      if (tries === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Posts to the server; a refusal is an Error with the server's message. */
export async function post(path, body = {}) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.error ?? said.kind), said);
  return said;
}

export const words = JSON.parse(document.body.dataset.words);
export const facts = JSON.parse(document.body.dataset.facts);

/** An element with properties and children; text is only ever text. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
