// Who cannot log in, before anybody tries.
import { waysIn, waysInLines } from "../../deploy/ways-in";
import { writeSeats } from "../../workspace/seats";
import { awsClass } from "../hosts/synth-hosts";
import { classOf, testWorkspace } from "../lab-yaml";

const fetched = jest.spyOn(globalThis, "fetch");
beforeEach(() => fetched.mockReset());
const github = (status: number, text = "") => fetched.mockImplementation(() => Promise.resolve(new Response(text, { status })));

const students = "students: [kim, { name: lee, key: ssh-ed25519 AAAA lee@home }, { name: park, github: parkgh }]";

test("everybody is counted by what lets them in; a GitHub user without keys is named", async () => {
  github(200, "\n");
  const ways = await waysIn(awsClass("", [students]), testWorkspace());
  expect(waysInLines(ways)).toEqual([
    "Students log in: 1 by a key that the class made for each (npx lab handout), 1 by a key of their own, 1 by their keys on GitHub",
    "No way in for park: GitHub has no keys of parkgh; add their key to the roster, or remove github",
  ]);
  expect(fetched.mock.calls.map(([url]) => url)).toEqual(["https://github.com/parkgh.keys"]);
  github(200, "ssh-ed25519 AAAAC3Nz\n");
  expect((await waysIn(awsClass("", [students]), testWorkspace())).shutOut).toEqual([]);
});

test("where GitHub does not answer nobody is reported, and a user that it does not know has no keys", async () => {
  fetched.mockRejectedValue(new Error("ENOTFOUND"));
  expect((await waysIn(awsClass("", [students]), testWorkspace())).shutOut).toEqual([]);
  github(500);
  expect((await waysIn(awsClass("", [students]), testWorkspace())).shutOut).toEqual([]);
  github(404, "Not Found");
  expect((await waysIn(awsClass("", [students]), testWorkspace())).shutOut.map(({ student }) => student)).toEqual(["park"]);
});

test("without a gate, a password and a seat at a spare have no way onto the host", async () => {
  const workspace = testWorkspace();
  writeSeats(workspace, new Map([["kim", "spare-1"]]));
  const lines = async (login: string) =>
    waysInLines(await waysIn(awsClass("wait: false, spares: 1", ["students: [kim, lee]", `login: ${login}`]), workspace)).slice(1);
  expect(await lines("key")).toEqual(["No way in for kim: sits at spare-1, and target.aws.wait is false: a key needs wait: true"]);
  expect(await lines("password")).toHaveLength(2);
});

test("on this machine nobody logs in", async () => {
  expect(waysInLines(await waysIn(classOf("name: c\nscenarios: [nginx]\n"), testWorkspace("c")))).toEqual([]);
  expect(fetched).not.toHaveBeenCalled();
});
