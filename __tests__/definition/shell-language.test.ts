// A class without a language speaks that of the shell.
import { shellLanguage } from "../../definition/shell-language";

test.each([
  [{ LANG: "en_US.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8" }, "ko"],
  [{ LANG: "de_DE.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8", LC_MESSAGES: "en_GB" }, "en"],
  [{ LANG: "C.UTF-8" }, "ko"],
  [{ LANG: "", LC_ALL: "" }, "ko"],
  [{}, "ko"],
] as const)("%j: %s", (environment, language) => {
  expect(shellLanguage(environment)).toBe(language);
});
