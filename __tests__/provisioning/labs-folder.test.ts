// The folder of the exercise files as a word of a script.
import { labsWord } from "../../provisioning/labs-folder";

test("on a host it is in the user's home, on this machine wherever the class has it", () => {
  expect(labsWord()).toBe('"$HOME/labs"');
  expect(labsWord("/class/it's/labs")).toBe("'/class/it'\\''s/labs'");
});
