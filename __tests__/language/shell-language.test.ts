// A class without a language has that of the shell.
import { shellLanguage } from "../../language/shell-language";

test.each([
  [{ LANG: "en_US.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8" }, "ko"],
  [{ LANG: "de_DE.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
  [{ LANG: "ko_KR.UTF-8", LC_MESSAGES: "en_GB" }, "en"],
  [{ LANG: "C.UTF-8" }, "en"],
  [{ LANG: "POSIX" }, "en"],
  [{ LANG: "ko" }, "ko"],
  [{ LANG: "kok_IN.UTF-8" }, "en"],
  [{ LANG: "", LC_ALL: "" }, "en"],
  [{ LANG: "ko_KR.UTF-8", LC_ALL: "" }, "ko"],
  [{}, "en"],
] as const)("%j: %s", (environment, language) => {
  expect(shellLanguage(environment)).toBe(language);
});
