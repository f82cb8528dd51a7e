// What lab solve runs on a host besides what it types, as text.
import { makeRoomScript, readStudentsOwn, sameNamesScript, solveScript } from "../../provisioning/solve";

test("containers of some names are asked for, and those without a scenario of the lab are the student's", () => {
  expect(sameNamesScript(["web", "it's"])).toBe(
    `docker version >/dev/null || exit 1\ndocker container inspect -f '{{with index .Config.Labels "docker-class-lab.scenario"}}{{.}}{{end}} {{.Name}}' 'web' 'it'\\''s' 2>/dev/null || :`,
  );
  expect(readStudentsOwn("nginx /nginx\n /web\nsomething else\n /it's\n")).toEqual(["web", "it's"]);
});

test("they are removed by name", () => expect(makeRoomScript(["web", "it's"])).toBe("docker rm -fv 'web' 'it'\\''s'"));

test("a scenario's own script runs in its folder, without input", () => {
  const script = { scenario: "shop", script: "echo 'done'", labHost: "192.0.2.1" };
  const run = `LAB_HOST='192.0.2.1' sh -c 'echo '\\''done'\\''' </dev/null\n`;
  expect(solveScript(script)).toBe(`cd "$HOME/labs"/'shop' || exit 1\n${run}`);
  expect(solveScript({ ...script, labsFolder: "/class/labs" })).toBe(`cd '/class/labs'/'shop' || exit 1\n${run}`);
});
