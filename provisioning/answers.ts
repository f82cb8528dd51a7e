// What a student wrote down of their answers, `~/labs/answers/<scenario>`, as the instructor's board shows it.
import { quote } from "./shell";

/** Bytes that are read of one file. */
const maxBytes = 2000;

/**
 * POSIX sh that prints the beginning of each scenario's answers, each after a line with the marker.
 * @param labsFolder Folder of the exercise files. @default `~/labs`
 */
export function answersScript(scenarios: readonly string[], marker: string, labsFolder?: string): string {
  const folder = labsFolder === undefined ? '"$HOME/labs"' : quote(labsFolder);
  return `for scenario in ${scenarios.map(quote).join(" ")}; do
  echo "${marker} $scenario"
  head -c ${maxBytes} ${folder}/answers/"$scenario" 2>/dev/null
  echo
done
`;
}

/** By scenario: the lines that say something. A word without its value is none. */
export function readAnswers(stdout: string, marker: string): ReadonlyMap<string, readonly string[]> {
  const parts = stdout.split(`${marker} `).slice(1);
  return new Map(
    parts.map((part) => {
      const [scenario = "", ...lines] = part.split("\n");
      return [scenario, lines.map((line) => line.trim()).filter((line) => line !== "" && !/^[^\s:]+:$/.test(line))];
    }),
  );
}
