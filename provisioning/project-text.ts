// Texts of this project or of a class that go to hosts and students: with Unix line endings, whatever git made of them at checkout.
import { readFileSync } from "node:fs";

export function readProjectText(path: string): string {
  return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
}
