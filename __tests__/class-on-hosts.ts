// A class on fake hosts, for tests of verbs that write what hosts print. Each test has hosts of its own.
import type { CliContext } from "../cli/context";
import { FakeWorld } from "./fake-world";
import { classOf } from "./lab-yaml";
import { testSession } from "./session";

export class ClassOnHosts {
  world!: FakeWorld;
  /** What the test has written to its standard output so far. */
  stdout = "";

  /** @param hosts As lab.yaml has them, such as `kim: ubuntu@10.0.0.1`. */
  constructor(private readonly hosts: string) {
    beforeEach(() => {
      this.world = new FakeWorld();
      this.stdout = "";
      jest.spyOn(process.stdout, "write").mockImplementation((data) => {
        this.stdout += String(data);
        return true;
      });
    });
    afterEach(() => {
      jest.restoreAllMocks();
      this.world.restore();
    });
  }

  context(output: CliContext["output"]): CliContext {
    return {
      ...testSession(classOf(`name: c\ntarget: { hosts: { ${this.hosts} } }\nscenarios: [processes]\n`)),
      ...{ file: "lab.yaml", output, yes: false },
    };
  }
}
