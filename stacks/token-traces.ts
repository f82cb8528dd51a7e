// Synth without the stack traces of tokens.
import { isNativeError } from "node:util/types";

/**
 * cdktf captures a stack trace for every token, for the text of an error that names one, and has no switch for it: a third of a large
 * synth goes into writing them. V8's own hook leaves those of tokens empty meanwhile; errors keep theirs.
 */
export function withoutTokenTraces<Value>(work: () => Value): Value {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const given = Error.prepareStackTrace;
  Error.prepareStackTrace = (traced, calls) => (isNativeError(traced) ? (given(traced, calls) as unknown) : "");
  try {
    return work();
  } finally {
    Error.prepareStackTrace = given;
  }
}
