// The two scripts of a reset, as text.
import { leftoversScript, readLeftovers, resetScript } from "../../provisioning/reset";
import { hasShellcheck, shellcheckAll } from "../shellcheck";
import { every, traces } from "../traces";

describe("the scripts", () => {
  // one by one, the other scenarios take shellcheck long and have no other line
  (hasShellcheck ? test : test.skip)(
    "shellcheck has nothing to say of all scenarios, of one among others, and of one without containers",
    () => {
      const scripts = [undefined, "nginx", "volumes"].flatMap((only) => [
        [`leftovers-${only}`, leftoversScript(traces(every, only), "marker")],
        [`reset-${only}`, resetScript(traces(every, only), { data: true })],
      ]);
      // SC2016: Go templates; SC2041, SC2043: loops over one quoted name
      expect(shellcheckAll(Object.fromEntries(scripts) as Record<string, string>, ["SC2016", "SC2041", "SC2043"])).toBe("");
    },
  );

  test("the list is asked only of an Engine that answers", () => {
    expect(leftoversScript(traces("[nginx]"), "marker")).toMatch(/^docker version >\/dev\/null \|\| exit 1\nlabs=/);
  });

  test("a database is removed only on request", () => {
    expect(resetScript(traces("[wordpress]", "wordpress"), { data: false })).not.toContain("'/home/wordpress_db'");
    expect(resetScript(traces("[wordpress]", "wordpress"), { data: true })).toContain("\ngone '/home/wordpress_db'\n");
  });

  test("names of the host are read as they are, and only marked ones", () => {
    const stdout = "m container a\ncontainer b\nm file x/y z\nm nonsense c\nm end\n";
    expect(readLeftovers(stdout, "m")).toEqual([
      { kind: "container", name: "a" },
      { kind: "file", name: "x/y z" },
    ]);
    expect(readLeftovers("m container a\n", "m")).toBeUndefined();
  });
});
