// What runs on hosts while a class is brought up and taken away, as text: shellcheck has nothing to say about it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { removalScript, removeNetwork } from "../../deploy/down";
import { hasShellcheck, shellcheck } from "../shellcheck";

test("the removal goes by the labels of one student's lab", () => {
  const script = removalScript("docker-101", "kim");
  const filters = script.match(/--filter .*?(?=\))/g);
  expect(new Set(filters?.map((filter) => filter.replace(" | sort -u", "")))).toEqual(
    new Set(["--filter 'label=docker-class-lab.class=docker-101' --filter 'label=docker-class-lab.student=kim'"]),
  );
  expect(filters).toHaveLength(3);
});

(hasShellcheck ? test : test.skip).each([
  ["removal", removalScript("docker-101", "kim")],
  ["removal of a network", removeNetwork("'practice_default'")],
])("shellcheck: %s", (_, script) => expect(shellcheck(script, ["SC2016"])).toBe(""));

(hasShellcheck ? test : test.skip)("shellcheck: the readiness gate", () => {
  expect(shellcheck(readFileSync(join(__dirname, "../../stacks/hosts/gate.sh"), "utf8"), [], "bash")).toBe("");
});
