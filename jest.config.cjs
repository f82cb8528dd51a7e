// The unit tests: Node alone, no Engine, no network. End-to-end suites have a configuration of their own.
// execa, listr2, marked, p-limit, string-width and cookie are published as ES modules only
const esModules =
  "@fastify/cookie|cookie|execa|listr2|marked|p-limit|yocto-queue|string-width|get-east-asian-width|strip-ansi|ansi-regex|@sindresorhus|@sec-ant|figures|get-stream|human-signals|is-plain-obj|is-stream|is-unicode-supported|npm-run-path|parse-ms|path-key|pretty-ms|strip-final-newline|unicorn-magic|yoctocolors|cross-spawn";

// a class whose lab.yaml names no language speaks the shell's
process.env.LANG = "en_US.UTF-8";
delete process.env.LC_ALL;
delete process.env.LC_MESSAGES;

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  // half of the time of many tests is that of processes they start
  maxWorkers: "100%",
  // execa has a handler for the end of the process, which a cleanup of globals would break
  testEnvironmentOptions: { globalsCleanup: "off" },
  setupFiles: ["<rootDir>/__tests__/without-token-traces.ts"],
  roots: ["<rootDir>/__tests__"],
  // many tests start processes, and machines are busy
  testTimeout: 30_000,
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/__tests__/e2e/"],
  transform: {
    "\\.[cm]?[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }],
  },
  // its package names no file for require
  moduleNameMapper: { "^unicorn-magic$": "<rootDir>/node_modules/unicorn-magic/node.js" },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
};
