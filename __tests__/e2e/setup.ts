// Jest's global setup of the end-to-end suites: the build, and what the kits pin.
import prepare from "../jest/setup";
import kitPins from "./kit-pins";

export default function setup(): void {
  prepare();
  kitPins();
}
