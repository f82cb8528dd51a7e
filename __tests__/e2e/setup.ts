// Jest's global setup of the end-to-end suites: the build, and what the kits pin.
import build from "../jest/build";
import kitPins from "./kit-pins";

export default function setup(): void {
  build();
  kitPins();
}
