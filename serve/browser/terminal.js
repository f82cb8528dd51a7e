// A terminal in the page: xterm that reports how much it has shown, so that a fast program waits for a slow browser.
import { Terminal } from "/assets/xterm.mjs";
import { FitAddon } from "/assets/addon-fit.mjs";
import { Connection } from "/assets/connection.js";

const reportEvery = 16_384;
const longestPaste = 20_000;

export class PageTerminal {
  /** `on`: end(reason), open(), lost(), answered(message) of a question whether one may type. `follows`: it takes the size of the terminal that it looks into, rather than of its element. */
  constructor(element, path, on, { follows = false } = {}) {
    this.follows = follows;
    this.unreported = 0;
    this.hasEnded = false;
    const light = matchMedia("(prefers-color-scheme: light)").matches;
    this.xterm = new Terminal({
      fontSize: 15,
      scrollback: 5000,
      screenReaderMode: false,
      cursorBlink: true,
      theme: light
        ? { background: "#ffffff", foreground: "#1b1c1f", cursor: "#0b57d0", selectionBackground: "#b3d1ff" }
        : { background: "#15171a", foreground: "#e4e6ea" },
      minimumContrastRatio: 4.5,
    });
    this.fit = new FitAddon();
    this.xterm.loadAddon(this.fit);
    this.xterm.open(element);
    this.refit();
    this.xterm.onData((data) => this.type(data));
    if (!follows) this.xterm.onResize(({ cols, rows }) => this.connection?.send({ resize: { columns: cols, rows } }));
    this.observer = new ResizeObserver(() => this.refit());
    this.observer.observe(element);
    this.on = on;
    this.connection = new Connection(() => `${path}?columns=${this.xterm.cols}&rows=${this.xterm.rows}`, {
      open: () => on.open?.(),
      lost: () => on.lost?.(),
      data: (data) => this.show(data),
      text: (message) => {
        if (message.type === "start") this.start();
        else if (message.type === "size") this.xterm.resize(message.columns, message.rows);
        else if (message.type === "answered") on.answered?.(message);
        else if (message.type === "end") this.end(message.reason);
      },
    });
  }

  /** What is typed or pasted; a key after the end opens the terminal again. */
  type(data) {
    if (this.hasEnded) return this.again();
    for (let at = 0; at < data.length; at += longestPaste) this.connection.send({ type: data.slice(at, at + longestPaste) });
  }

  /** Pastes without running. */
  insert(text) {
    this.xterm.paste(text.replace(/\n+$/, ""));
    this.xterm.focus();
  }

  start() {
    this.hasEnded = false;
    this.unreported = 0;
    this.xterm.reset();
  }

  show(data) {
    this.xterm.write(new Uint8Array(data), () => {
      if (this.follows) this.scrollToCursor();
      this.unreported += data.byteLength;
      if (this.unreported >= reportEvery) this.report();
      else this.timer ??= setTimeout(() => this.report(), 250);
    });
  }

  /** A terminal that has another size than its element shows the line that is typed in. */
  scrollToCursor() {
    const { element, buffer, rows } = this.xterm;
    const line = element.offsetHeight / rows;
    element.parentElement.scrollTop = (buffer.active.cursorY + 2) * line - element.parentElement.clientHeight;
  }

  report() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.unreported > 0) this.connection.send({ shown: this.unreported });
    this.unreported = 0;
  }

  end(reason) {
    // after the server's end, or when we were too slow, the connection is retried by itself
    if (["server", "too slow"].includes(reason)) return;
    this.hasEnded = true;
    this.connection.isOver = true;
    this.on.end?.(reason);
  }

  again() {
    this.hasEnded = false;
    this.connection.isOver = false;
    this.connection.connect();
  }

  refit() {
    if (!this.follows && this.xterm.element?.offsetParent) this.fit.fit();
  }

  close() {
    this.observer.disconnect();
    this.connection.close();
    this.xterm.dispose();
  }
}
