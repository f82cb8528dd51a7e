// A docker command with three containers: two of the scenario nginx, one of somebody else. They go when they are removed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fakeCommands } from "./fake-commands";
import { testFolder } from "./lab-yaml";

const docker = `
state=$FAKE_STATE
case "$*" in
  version*) echo 29.0.0 ;;
  "container inspect -f {{.Name}} "*) for last; do :; done; grep -qx "$last" "$state" && echo "/$last" ;;
  "container inspect "*) ;;
  "rm -fv "*) for last; do :; done; [ -n "$FAKE_STUCK" ] || { grep -vx "$last" "$state" > "$state.new"; mv "$state.new" "$state"; } ;;
  "image inspect "* | "network inspect "*) exit 1 ;;
esac`;

export interface FakeEngine {
  /** Names of its containers. */
  containers(): string[];
  /** Starts again with all three; `stuck`: none can be removed. */
  begin(options?: { readonly stuck?: boolean }): void;
  restore(): void;
}

/** Puts it on the PATH of everything that the test starts, until `restore`. */
export function fakeEngine(): FakeEngine {
  const state = join(testFolder(), "containers");
  const fakes = fakeCommands({ docker });
  process.env["FAKE_STATE"] = state;
  return {
    containers: () => readFileSync(state, "utf8").split("\n").filter(Boolean),
    begin: ({ stuck = false } = {}) => {
      writeFileSync(state, "nginx\nnginx-8081\nof-somebody-else\n");
      if (stuck) process.env["FAKE_STUCK"] = "1";
      else delete process.env["FAKE_STUCK"];
    },
    restore: () => {
      fakes.restore();
      delete process.env["FAKE_STATE"];
      delete process.env["FAKE_STUCK"];
    },
  };
}
