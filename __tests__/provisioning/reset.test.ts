// The two scripts of a reset, as text.
import { leftoversScript, readLeftovers, resetScript } from "../../provisioning/reset";
import { scenarios } from "../../stacks/scenarios";
import { hasShellcheck, shellcheck } from "../shellcheck";
import { every, traces } from "../traces";

describe("the scripts", () => {
  (hasShellcheck ? test : test.skip).each(scenarios.map(({ name }) => name))("shellcheck has nothing to say: %s", (name) => {
    // SC2016: Go templates; SC2041, SC2043: loops over one quoted name
    const excluded = ["SC2016", "SC2041", "SC2043"];
    expect(shellcheck(leftoversScript(traces(every, name), "marker"), excluded)).toBe("");
    expect(shellcheck(resetScript(traces(every, name), { data: true }), excluded)).toBe("");
  });

  test("a database is removed only where that was said", () => {
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
