// Terraform's environment, without variables that would change which command, state or Engine is meant. Those that say how Terraform
// works (its CLI configuration, plugin cache, registry tokens, logs to a file) are the person's own.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../workspace/make-folder";
import { cacheFolder } from "../workspace/workspace";

/**
 * A plan with other arguments, variables, workspace or data folder is not the one that the person agrees to, and DOCKER_CONTEXT
 * would override the host that a stack names. DOCKER_HOST and DOCKER_CERT_PATH count only where a stack names none: on this machine.
 */
const leftOut = /^(TF_CLI_ARGS($|_)|TF_VAR_|TF_WORKSPACE$|TF_DATA_DIR$|TF_INPUT$|TF_REATTACH_PROVIDERS$|DOCKER_CONTEXT$)/;

/** With more threads, a Go program only takes more memory for so little work. */
const maxThreads = 4;

/** The folder where providers are unpacked once for all stacks. */
export function pluginCache(): string {
  const own = process.env["TF_PLUGIN_CACHE_DIR"];
  const folder = own === undefined || own === "" ? join(cacheFolder(), "plugin-cache") : own;
  makeFolder(folder);
  return folder;
}

/** @param given What the class's target adds. */
export function terraformEnvironment(given: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !leftOut.test(name) && !isLogToTerminal(name));
  return {
    GOMAXPROCS: String(Math.min(maxThreads, availableParallelism())),
    ...Object.fromEntries(kept),
    ...given,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    TF_PLUGIN_CACHE_DIR: pluginCache(),
  };
}

/** Whether a variable sends logs to standard error, where they would fill the file that is read for errors. */
function isLogToTerminal(name: string): boolean {
  return name.startsWith("TF_LOG") && (process.env["TF_LOG_PATH"] ?? "") === "";
}
