// Loads libraries once for all test files of a worker, as Node does; files of the project are loaded for each test file, and can be mocked.
const { createRequire, isBuiltin } = require("node:module");
const { default: Runtime } = require("jest-runtime");

module.exports = class extends Runtime {
  requireModuleOrMock(from, name) {
    if (/^[./]/.test(name) || isBuiltin(name) || name === "@jest/globals") return super.requireModuleOrMock(from, name);
    return createRequire(from)(name);
  }

  requireInternalModule(from, name) {
    if (!name || /^[./]/.test(name)) return super.requireInternalModule(from, name);
    return createRequire(from)(name);
  }
};
