// A file that is not YAML is refused with a finding, for those who report it among others.
import { YamlError, YamlFile } from "../../definition/yaml-file";

function refused(text: string): YamlError {
  try {
    new YamlFile("shop/compose.yaml", text);
  } catch (error) {
    if (error instanceof YamlError) return error;
  }
  throw new Error("it is not refused");
}

test("with the line and the mistake", () => {
  const { message, finding } = refused("a: 1\nb: *nobody\n");
  expect(message).toBe("shop/compose.yaml:2: *nobody has no anchor &nobody before it");
  expect(finding).toEqual({ path: [], message: "*nobody has no anchor &nobody before it", file: "shop/compose.yaml", line: 2 });
});

test("without a line where the mistake is the whole file", () => {
  const { message, finding } = refused("a: { <<: 3 }\n");
  expect(message).toBe("shop/compose.yaml: has a << that merges no mapping");
  expect(finding).toEqual({ path: [], message: "has a << that merges no mapping", file: "shop/compose.yaml" });
});
