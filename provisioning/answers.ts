// The answers that a student wrote down in `~/labs/answers/<scenario>`, for the instructor's board.
import { labsWord } from "./labs-folder";
import { quote } from "./shell";

/** Bytes that are read from one file. */
const maxBytes = 2000;

/**
 * POSIX sh that prints the beginning of each scenario's answers, each after a line with the marker.
 * @param labsFolder Folder of the exercise files. @default `~/labs`
 */
export function answersScript(scenarios: readonly string[], marker: string, labsFolder?: string): string {
  const folder = labsWord(labsFolder);
  return `for scenario in ${scenarios.map(quote).join(" ")}; do
  echo "${marker} $scenario"
  head -c ${maxBytes} ${folder}/answers/"$scenario" 2>/dev/null
  echo
done
`;
}

/** By scenario: the lines with an answer. A word without a value is not one. */
export function readAnswers(stdout: string, marker: string): ReadonlyMap<string, readonly string[]> {
  const parts = stdout.split(`${marker} `).slice(1);
  return new Map(
    parts.map((part) => {
      const [scenario = "", ...lines] = part.split("\n");
      return [scenario, lines.map((line) => line.trim()).filter((line) => line !== "" && !/^[^\s:]+:$/.test(line))];
    }),
  );
}
