// One JavaScript context for all test files of a worker, so that libraries which runtime.cjs loads share it: a library's array is an instance of a test's Array.
const { AsyncLocalStorage } = require("node:async_hooks");
const fs = require("node:fs");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

// cdktf captures a stack trace for every token: most of the time of a synth in a test. Nobody reads them.
require("cdktf/lib/tokens/private/stack-trace").captureStackTrace = () => [];

// What a test writes need not outlive the machine, and waits for no disk.
fs.fsyncSync = () => undefined;
fs.fsync = (_, done) => done(null);

// jest compiles a module for a context, and the one that it runs in itself cannot be named
const here = vm.createContext({});
const { compileFunction } = vm;
const compiled = new Map();
vm.compileFunction = (code, parameters, options = {}) => {
  if (options.parsingContext !== here) return compileFunction(code, parameters, options);
  const known = compiled.get(options.filename);
  if (known?.code === code && known.parameters.join() === parameters.join()) return known.function;
  const made = compileFunction(code, parameters, { filename: options.filename });
  compiled.set(options.filename, { code, parameters, function: made });
  return made;
};

// jest makes one for each file, and Node keeps track of every one that was ever used for each promise
const used = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...words) {
  used.add(this);
  return run.apply(this, words);
};

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { projectConfig } = config;
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: projectConfig, global: globalThis });
    this.before = {
      console,
      environment: { ...process.env },
      folder: process.cwd(),
      exitCode: process.exitCode,
      exit: process.exit,
    };
  }

  getVmContext() {
    return this.context && here;
  }

  /** Undoes what a test file changed, so that the next one starts clean. */
  async teardown() {
    const { environment, folder, exitCode, exit } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    process.chdir(folder);
    process.exitCode = exitCode;
    // jest's own holds all that the file has loaded
    process.exit = exit;
    globalThis.console = this.before.console;
    await super.teardown();
    // handlers of earlier files would be called for every event
    for (const name of Object.getOwnPropertySymbols(globalThis))
      if (["EVENT_HANDLERS", "JEST_STATE_SYMBOL"].includes(name.description)) Reflect.deleteProperty(globalThis, name);
    for (const storage of used) storage.disable();
    used.clear();
  }
};
