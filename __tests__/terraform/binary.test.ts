// Which versions of Terraform are recent enough.
import { older } from "../../terraform/binary";

test.each([
  ["1.5.6", "1.5.7", true],
  ["1.5.7", "1.5.7", false],
  ["1.11.4", "1.5.7", false],
  ["1.6.0-beta1", "1.6.0", false],
])("%s before %s: %s", (version, min, expected) => expect(older(version, min)).toBe(expected));
