// cdktf captures a stack trace for every token, which jest maps back to sources: most of the time of a synth in a test. Nobody reads them.
jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({ captureStackTrace: () => [] }));
