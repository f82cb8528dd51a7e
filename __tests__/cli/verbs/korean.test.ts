// A class that speaks Korean, from lab.yaml to nothing left: no line that a person reads has two English words in a row.
import { dirname } from "node:path";
import { speak } from "../../../language/translate";
import { FakeWorld } from "../../fake-world";
import { labYaml } from "../../lab-yaml";
import { lab } from "../../run-lab";

jest.mock("../../../terraform/process", () =>
  jest.requireActual<typeof import("../../fake-terraform")>("../../fake-terraform").terraformProcess(),
);
jest.mock("node:http", () => jest.requireActual<typeof import("../../fake-network")>("../../fake-network").answeringHttp());
jest.mock("node:net", () => jest.requireActual<typeof import("../../fake-network")>("../../fake-network").silentNet());

let world: FakeWorld;
beforeEach(() => {
  world = new FakeWorld();
});
afterEach(() => {
  world.restore();
  speak("en");
});

/** Names and commands that are the same in every language. */
const names = /npx lab( [a-z][a-z-]*)*|docker( (ps|compose)( -a)?)?|Docker Engine|target: \w+/g;

/** Lines with two English words in a row, without names and commands. */
function english(text: string): string[] {
  return text.split("\n").filter((line) => /\b[A-Za-z]{2,} [a-z]{2,}/.test(line.replace(names, "")));
}

const onHosts = 'name: c\nlanguage: ko\ntarget: { hosts: { kim: "ubuntu@10.0.0.1", lee: "ubuntu@10.0.0.2" } }\nscenarios: [processes]\n';

test("from validate to down, each command in Korean", async () => {
  for (const address of ["10.0.0.1", "10.0.0.2"]) world.host(address);
  const folder = dirname(labYaml(onHosts));
  const said = new Map<string, string[]>();
  for (const command of [["validate"], ["plan"], ["up", "--yes"], ["status"], ["doctor"], ["down", "--yes"]]) {
    const { stdout, stderr } = await lab(command, {}, folder);
    expect(`${stdout}${stderr}`).toMatch(/[가-힣]/);
    expect(`${stdout}${stderr}`).not.toMatch(/Hosts/);
    said.set(command[0] ?? "", english(`${stdout}${stderr}`));
  }
  expect(Object.fromEntries(said)).toEqual({ validate: [], plan: [], up: [], status: [], doctor: [], down: [] });
});

test("what is wrong before lab.yaml is read is reported in the shell's language", async () => {
  const { status, stderr } = await lab(["up"], { LANG: "ko_KR.UTF-8" });
  expect({ status, english: english(stderr) }).toEqual({ status: 2, english: [] });
  expect(stderr).toContain("이 폴더에 lab.yaml이 없습니다");
});
