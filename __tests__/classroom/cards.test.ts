// What each student is handed on a card.
import { cardOf } from "../../classroom/cards";
import { cardsPage } from "../../classroom/cards-page";
import { targetOf } from "../../deploy/targets";
import { type Answer, type Host, sshHost } from "../../engine/host";
import { showEndScript } from "../../provisioning/end-of-life";
import { classCodes } from "../../workspace/codes";
import { classOf, testWorkspace } from "../lab-yaml";

const ec2 = (rest: string) =>
  classOf(`name: c\nlanguage: en\ntarget: { aws: { region: ap-northeast-2, access: [203.0.113.0/24] } }\nscenarios: [nginx]\n${rest}`);

const says = (stdout: string): Answer => ({ kind: "done", status: 0, stdout, stderr: "" });

/** A host that answers as given when it is asked for its end. */
const host = (student: string, answer: Answer): Host => ({
  ...sshHost(student, { address: "192.0.2.7", user: "ubuntu", port: 22, hostKeyAlias: "i-1" }, "ssh_config"),
  run: (script) => {
    expect(script).toBe(showEndScript());
    return Promise.resolve(answer);
  },
});

const only = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error("there is none");
  return item;
};

describe("a card", () => {
  test("has the login as it is typed, with a port that is not 22, and the addresses of what runs", async () => {
    const definition = classOf(
      'name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.1", lee: { address: "2001:db8::7", user: me, port: 2222, identity: class } } }\n' +
        "scenarios: [{ nginx: { secondPort: 9000 } }, { load-balancer: { state: ready } }, wordpress, daemon]\n",
      { class: "a private key" },
    );
    const workspace = testWorkspace("c");
    const hosts = await targetOf(definition, workspace).hosts();
    const all = await Promise.all(
      definition.students.map((student, at) => cardOf({ definition, workspace }, student, only(hosts.slice(at)))),
    );
    expect(all.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    expect(all.map(({ card }) => card.login)).toEqual(["ssh ubuntu@192.0.2.1", "ssh -p 2222 me@2001:db8::7"]);
    const addresses = (at: number) =>
      all[at]?.card.scenarios.flatMap(({ state, addresses }) => addresses.map(({ what, url }) => `${what} ${url} ${state}`));
    expect([addresses(0), addresses(1)]).toEqual([
      [
        "nginx http://192.0.2.1 running",
        "nginx-8081 http://192.0.2.1:9000 running",
        "load balancer http://192.0.2.1:8080 ready",
        "WordPress http://192.0.2.1:8082/wp-admin/install.php running",
      ],
      [
        "nginx http://[2001:db8::7] running",
        "nginx-8081 http://[2001:db8::7]:9000 running",
        "load balancer http://[2001:db8::7]:8080 ready",
        "WordPress http://[2001:db8::7]:8082/wp-admin/install.php running",
      ],
    ]);
  });

  test("has the page and code of lab serve once others can reach it, and no other student's", async () => {
    const definition = classOf('name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.1", lee: "ubuntu@192.0.2.2" } }\nscenarios: [nginx]\n');
    const workspace = testWorkspace("c");
    const kim = only((await targetOf(definition, workspace).hosts()).slice(0));
    const card = async () => (await cardOf({ definition, workspace }, only(definition.students.slice(0)), kim)).card;
    await classCodes(workspace, ["kim", "lee"]);
    expect((await card()).page).toBeUndefined();
    const codes = await classCodes(workspace, ["kim", "lee"], "https://192.0.2.9:8770");
    expect((await card()).page).toEqual({ url: "https://192.0.2.9:8770", code: codes.students.get("kim") });
    const html = await cardsPage({ className: "c", language: "en", cards: [await card()] });
    expect(html).toContain(codes.students.get("kim"));
    for (const secret of [codes.students.get("lee"), codes.board, codes.key]) expect(html).not.toContain(secret);
  });

  test("is addressed to the roster's label, else the name, in one line without control characters", async () => {
    const definition = classOf("name: c\nscenarios: [nginx]\n");
    const workspace = testWorkspace("c");
    const local = only(await targetOf(definition, workspace).hosts());
    const labelOf = async (label?: string) =>
      (await cardOf({ definition, workspace }, { name: "kim", ...(label !== undefined && { label }) }, local)).card.label;
    expect(await labelOf()).toBe("kim");
    expect(await labelOf("김하늘\n\u001b[31m(2조)\u202e")).toBe("김하늘 (2조)");
  });

  test("has the end that the host itself says, which lab extend may have moved", async () => {
    const definition = ec2("ends: 2099-12-01T18:00:00+09:00\nstudents: [kim]\n");
    const { card, problem } = await cardOf(
      { definition, workspace: testWorkspace("c") },
      { name: "kim" },
      host("kim", says("2099-12-01T11:00:00Z\n")),
    );
    expect(card).toMatchObject({ login: "ssh ubuntu@192.0.2.7", ends: "2099-12-01T20:00:00+09:00" });
    expect(problem).toBeUndefined();
  });

  test.each([
    ["does not answer", { kind: "unreachable", reason: "Connection refused" }, "no SSH: Connection refused"],
    ["has no end", { kind: "done", status: 3, stdout: "2099-12-01T11:00:00Z", stderr: "" }, "exit status 3"],
    ["says something else", says("<b>soon</b>"), "its answer is not a time"],
  ] as const)("leaves the end out where the host %s, and a warning says so", async (_, answer, why) => {
    const { card, problem } = await cardOf(
      { definition: ec2("lifetime: 4h\nstudents: [kim]\n"), workspace: testWorkspace("c") },
      { name: "kim" },
      host("kim", answer),
    );
    expect(card).not.toHaveProperty("ends");
    expect(problem).toBe(`the host does not say when it ends (${why}), and the card leaves it out; npx lab logs kim`);
  });
});
