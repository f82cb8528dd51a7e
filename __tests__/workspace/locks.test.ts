// The locks of a workspace live side by side in one process.
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "../../workspace/lock";
import { secrets } from "../../workspace/secrets";
import { testWorkspace } from "../lab-yaml";

test("secrets made under the class's lock leave that lock alive", async () => {
  const workspace = testWorkspace();
  const crashed = jest.fn();
  process.once("uncaughtException", crashed);
  await withLock(workspace, "up", async () => {
    await secrets(workspace, [{ name: "db", student: "kim" }]);
    // the guard's own lock would first be renewed after 2.5 seconds
    await sleep(2800);
    await expect(withLock(workspace, "down", () => Promise.resolve())).rejects.toThrow("is being changed by lab up");
  });
  process.off("uncaughtException", crashed);
  expect(crashed).not.toHaveBeenCalled();
}, 20_000);
