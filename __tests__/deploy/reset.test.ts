// `lab reset`: what belongs to a scenario, what is asked, and what stays.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reset, type ResetOptions } from "../../deploy/reset";
import { leftoversScript, readLeftovers, resetScript } from "../../provisioning/reset";
import { tracesOf } from "../../deploy/traces";
import { scenarios } from "../../stacks/scenarios";
import { fakeCommands } from "../fake-commands";
import { classOf, testWorkspace } from "../lab-yaml";
import { hasShellcheck, shellcheck } from "../shellcheck";

const every = `[${scenarios.map(({ name }) => name).join(", ")}]`;
const traces = (names: string, only: string) => {
  const definition = classOf(`name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\nscenarios: ${names}\n`);
  return tracesOf(
    definition.scenarios.filter(({ spec }) => spec.name === only),
    { definition, workspace: testWorkspace("c") },
  );
};

afterEach(() => jest.restoreAllMocks());

describe("what belongs to a scenario", () => {
  test("its names, those of its exercise, its images and its files", () => {
    expect(traces("[image-layers]", "image-layers")).toMatchObject({
      containers: ["commit_test", "commit_test2"],
      images: ["commit_test:first", "commit_test:second"],
      data: [],
      files: [{ path: "image-layers/first.Dockerfile" }, { path: "image-layers/second.Dockerfile" }],
    });
    expect(traces("[load-balancer]", "load-balancer")).toMatchObject({ projects: ["practice"], networks: ["practice_default"] });
  });

  test("what another scenario of the class declares is that one's", () => {
    expect(traces("[processes]", "processes").containers).toContain("nginx");
    expect(traces("[processes, nginx]", "processes").containers).not.toContain("nginx");
    expect(traces("[networks, nginx]", "networks").containers).not.toContain("nginx-8081");
    expect(traces("[volumes]", "volumes").data).toEqual(["/home/wordpress_db_typo", "/home/wordpress_db"]);
    expect(traces("[volumes, wordpress]", "volumes")).toMatchObject({
      containers: ["wordpressdb_typo"],
      data: ["/home/wordpress_db_typo"],
    });
    expect(traces("[volumes, wordpress]", "wordpress").data).toEqual(["/home/wordpress_db"]);
  });

  test("nothing is two scenarios' at once", () => {
    const all = scenarios.map(({ name }) => traces(every, name));
    for (const kind of ["containers", "networks", "images", "projects", "data"] as const) {
      const names = all.flatMap((each) => each[kind]);
      expect({ kind, twice: names.filter((name, at) => names.indexOf(name) < at) }).toEqual({ kind, twice: [] });
    }
  });
});

describe("the scripts", () => {
  (hasShellcheck ? test : test.skip).each(scenarios.map(({ name }) => name))("shellcheck has nothing to say: %s", (name) => {
    // SC2016: Go templates; SC2041, SC2043: loops over one quoted name
    const excluded = ["SC2016", "SC2041", "SC2043"];
    expect(shellcheck(leftoversScript(traces(every, name), "marker"), excluded)).toBe("");
    expect(shellcheck(resetScript(traces(every, name), { data: true }), excluded)).toBe("");
  });

  test("a database is removed only where that was said", () => {
    expect(resetScript(traces("[wordpress]", "wordpress"), { data: false })).not.toContain("wordpress_db:");
    expect(resetScript(traces("[wordpress]", "wordpress"), { data: true })).toContain(
      `docker run --rm --network none --user 0 --entrypoint rm -v '/home:/host' "$image" -rf '/host/wordpress_db'`,
    );
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

describe("lab reset", () => {
  // an Engine with two containers: one of the lab, one of the student; both go when they are removed
  const docker = `
state=$FAKE_STATE
case "$*" in
  "container inspect -f {{.Name}} "*) for last; do :; done; grep -qx "$last" "$state" && echo "/$last" ;;
  "container inspect "*) ;;
  "rm -fv "*) for last; do :; done; [ -n "$FAKE_STUCK" ] || { grep -vx "$last" "$state" > "$state.new"; mv "$state.new" "$state"; } ;;
  "image inspect "* | "network inspect "*) exit 1 ;;
esac`;
  let fakes: { restore(): void };
  const workspace = testWorkspace("c");
  const state = join(workspace.path("state"), "containers");

  beforeAll(() => {
    fakes = fakeCommands({ docker });
    process.env["FAKE_STATE"] = state;
  });
  afterAll(() => {
    fakes.restore();
    delete process.env["FAKE_STATE"];
    delete process.env["FAKE_STUCK"];
  });

  const written = { stdout: "", stderr: "" };
  beforeEach(() => {
    writeFileSync(state, "nginx\nnginx-8081\nof-somebody-else\n");
    for (const name of ["stdout", "stderr"] as const) {
      written[name] = "";
      jest.spyOn(process[name], "write").mockImplementation((data) => {
        written[name] += String(data);
        return true;
      });
    }
  });

  const run = (yaml: string, options: Partial<ResetOptions> = {}, yes = true) => {
    const redeploy = jest.fn().mockResolvedValue(0);
    const definition = classOf(`name: c\nlanguage: en\nstudents: [kim]\nscenarios: ${yaml}\n`);
    const code = reset({ definition, workspace, yes, signal: new AbortController().signal }, { student: "kim", ...options }, redeploy);
    return { code, redeploy };
  };

  test("lists, removes, and deploys what is declared again", async () => {
    const { code, redeploy } = run("[nginx]");
    expect(await code).toBe(0);
    expect(written.stderr).toContain("  container nginx\n  container nginx-8081\n");
    expect(readFileSync(state, "utf8")).toBe("of-somebody-else\n");
    expect(redeploy.mock.calls).toEqual([[{ name: "kim" }, ["nginx"]]]);
    expect(written.stdout).toBe("kim: the lab is at its start again\n");
  });

  test("deploys nothing for a scenario that is only ready", async () => {
    const { code, redeploy } = run("[nginx: { state: ready }]");
    expect(await code).toBe(0);
    expect(redeploy).not.toHaveBeenCalled();
  });

  test("puts an exercise file back, and takes away what lies beside it", async () => {
    const folder = join(workspace.exerciseFolder, "reverse-proxy");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "app.js"), "changed");
    writeFileSync(join(folder, "note $(touch x).txt"), "mine");
    const { code } = run("[reverse-proxy: { state: ready }]");
    expect(await code).toBe(0);
    expect(written.stderr).toContain(
      "  file reverse-proxy/app.js\n  file reverse-proxy/default.conf\n  file reverse-proxy/note $(touch x).txt\n",
    );
    const original = readFileSync(join(__dirname, "../../stacks/scenarios/reverse-proxy/files/app.js"), "utf8");
    expect(readFileSync(join(folder, "app.js"), "utf8")).toBe(original);
    expect(await run("[reverse-proxy: { state: ready }]").code).toBe(0);
    expect(written.stderr).toContain("kim: to be removed, or put back as it was: nothing\n");
  });

  test("without a terminal and without --yes it changes nothing", async () => {
    const { code, redeploy } = run("[nginx]", {}, false);
    await expect(code).rejects.toThrow("There is no terminal to ask on");
    expect(redeploy).not.toHaveBeenCalled();
    expect(readFileSync(state, "utf8")).toContain("nginx\n");
  });

  test("says what still stands", async () => {
    process.env["FAKE_STUCK"] = "1";
    const { code, redeploy } = run("[nginx]");
    expect(await code).toBe(1);
    expect(written.stderr).toContain("kim: still there:\n  container nginx\n  container nginx-8081\n");
    expect(redeploy).not.toHaveBeenCalled();
    delete process.env["FAKE_STUCK"];
  });

  test("--yes is not enough for a database, and says that it is kept", async () => {
    const data = join(workspace.dataFolder, "wordpress_db");
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, "ibdata1"), "rows");
    const { code } = run("[wordpress: { state: ready }]");
    expect(await code).toBe(0);
    expect(readFileSync(join(data, "ibdata1"), "utf8")).toBe("rows");
    expect(written.stderr).toContain(`The database in ${data} is kept`);
  });

  test("refuses what the class does not have", async () => {
    await expect(run("[nginx]", { student: "kin" }).code).rejects.toThrow('"kin" is not a student of this class; did you mean kim?');
    await expect(run("[nginx]", { scenario: "volumes" }).code).rejects.toThrow(
      '"volumes" is not a scenario of this class; there are nginx',
    );
  });
});
