// What classes still have in AWS, with regions that answer and regions that do not.
import type { StandingResource } from "../../../aws/kinds";
import { endOrphans, findOrphans } from "../../../deploy/aws/orphans";
import { testReporter } from "../../session";

const vpc: StandingResource = { className: "c", region: "eu-west-1", kind: "vpc", id: "vpc-1", detail: "" };
let failures: string[] = [];
let standing: () => Promise<StandingResource[]>;
jest.mock("../../../aws/regions", () => ({ anyRegion: () => "eu-west-1", enabledRegions: () => Promise.resolve(["eu-west-1", "mute"]) }));
jest.mock("../../../aws/ending", () => ({ endClass: () => Promise.resolve(failures) }));
jest.mock("../../../aws/standing", () => ({
  standing: () => standing(),
  standingIfAny: (region: string) => (region === "mute" ? Promise.reject(new Error("mute is\nsilent")) : Promise.resolve([vpc])),
}));

const signal = new AbortController().signal;

beforeEach(() => {
  failures = [];
});

test("a region that does not answer is reported, and the others are told", async () => {
  expect(await findOrphans(undefined)).toEqual({ all: [vpc], silent: ["mute is silent"], asked: 1 });
});

test("ending says what still stands afterwards, and why", async () => {
  [failures, standing] = [["vpc-1 is in use"], () => Promise.resolve([vpc])];
  const reporter = testReporter();
  expect(await endOrphans("c", "eu-west-1", { reporter, signal })).toEqual([vpc]);
  expect([reporter.tasks, reporter.notes]).toEqual([["Class c in eu-west-1: vpc-1 is in use"], []]);
});

test("a region that does not say afterwards leaves it unknown", async () => {
  standing = () => Promise.reject(new Error("no route"));
  const reporter = testReporter();
  expect(await endOrphans("c", "eu-west-1", { reporter, signal })).toBeUndefined();
  expect([reporter.tasks, reporter.notes]).toEqual([["Class c in eu-west-1: gone"], ["no route"]]);
});
