// The end-to-end suites: real Engines, hosts and endpoints; a suite whose need is missing is skipped with the reason.
const unit = require("./jest.config.cjs");

// what runs on this machine and looks at its locale finds one
process.env.LANG = "C.UTF-8";

/** @type {import("jest").Config} */
module.exports = {
  ...unit,
  testPathIgnorePatterns: ["/node_modules/"],
  testMatch: ["**/__tests__/e2e/**/*.e2e.ts"],
  globalSetup: "<rootDir>/__tests__/e2e/setup.ts",
  testTimeout: 600_000,
  // one suite after the other, unless the command line says more: those of e2e/engine/ have this machine's Engine, its ports and names to themselves
  maxWorkers: 1,
};
