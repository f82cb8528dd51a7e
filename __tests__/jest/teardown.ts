// Jest's global teardown: removes what the tests have written.
import { rmSync } from "node:fs";

export default function teardown(): void {
  if (globalThis.folderOfTests !== undefined) rmSync(globalThis.folderOfTests, { recursive: true, force: true });
}
