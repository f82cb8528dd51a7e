// How a person calls the lab command where they are: messages name it as `npx lab`, and this is where that is made true.
let npx = "npx";

/** Sets what stands for `npx` in all messages from here on, such as `npx --prefix /opt/docker-class-lab`. @default "npx" */
export function callWith(words: string): void {
  npx = words;
}

/** A text with each `npx lab` as it has to be typed; for what `t` does not translate. `t` does it itself. */
export function asCalled(text: string): string {
  return npx === "npx" ? text : text.replace(/\bnpx (?=lab\b)/g, () => `${npx} `);
}
