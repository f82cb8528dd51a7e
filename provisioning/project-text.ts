// Texts of this project or of a class that go to hosts and students: with Unix line ends, whatever git has made of them in the checkout.
import { readFileSync } from "node:fs";

export function readProjectText(path: string): string {
  return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
}
