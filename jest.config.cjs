// The unit tests: Node alone, no Engine, no network. End-to-end suites have a configuration of their own.
const { availableParallelism } = require("node:os");

// a class whose lab.yaml names no language speaks the shell's
process.env.LANG = "en_US.UTF-8";
delete process.env.LC_ALL;
delete process.env.LC_MESSAGES;

// workers inherit it: what a test leaves to the garbage collector is young
process.execArgv.push("--max-semi-space-size=64");

/** @type {import("jest").Config} */
module.exports = {
  // each worker has one JavaScript context, and loads a library once: files of the project alone are loaded for each test file
  testEnvironment: "<rootDir>/__tests__/jest/environment.cjs",
  runtime: "<rootDir>/__tests__/jest/runtime.cjs",
  // two for each processor: a third of the time goes to waiting for processes and timeouts; a worker takes up to half a GB
  maxWorkers: 2 * availableParallelism(),
  // execa has a handler for the end of the process, which a cleanup of globals would break
  testEnvironmentOptions: { globalsCleanup: "off" },
  roots: ["<rootDir>/__tests__"],
  // many tests start processes, and machines are busy
  testTimeout: 60_000,
  globalSetup: "<rootDir>/__tests__/jest/setup.ts",
  globalTeardown: "<rootDir>/__tests__/jest/teardown.ts",
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/__tests__/e2e/"],
  transform: {
    "\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }],
  },
};
