// What a script asks first: whether an Engine answers at all.
import { spawnSync } from "node:child_process";
import { engineAnswersScript, engineGuard } from "../../provisioning/engine-guard";
import { namedImagesScript } from "../../provisioning/named-images";
import { fakeCommands } from "../fake-commands";

test("the texts", () => {
  expect(engineGuard).toBe("docker version >/dev/null || exit 1");
  expect(engineAnswersScript).toBe("timeout 20 docker version >/dev/null");
});

test("a script behind the guard ends where no Engine answers, and not where an image is missing", () => {
  const script = namedImagesScript(["a", "it's"]);
  expect(script).toBe(`docker version >/dev/null || exit 1
for name in 'a' 'it'\\''s'; do
  id=$(docker image inspect -f '{{.Id}}' "$name" 2>/dev/null) || continue
  echo "$id $name"
done
`);
  const statusWith = (docker: string) => {
    const fakes = fakeCommands({ docker });
    const { status } = spawnSync("sh", ["-s"], { input: script, encoding: "utf8" });
    fakes.restore();
    return status;
  };
  expect(statusWith("exit 2")).toBe(1);
  expect(statusWith('[ "$1" = version ]')).toBe(0);
});
