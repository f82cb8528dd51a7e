// What a person reads of a failure, and the exit code it ends with: the same for the lab command and for plain cdktf's app.
import { FailedError, InputError, MachineError } from "../definition/errors";
import { t } from "../language/translate";
import { exitCode } from "./exit-codes";

export interface KnownFailure {
  readonly message: string;
  /** @default nothing is known that helps */
  readonly next?: string;
  readonly code: number;
}

/** Undefined for an error that nobody foresaw. */
export function knownFailure(error: unknown): KnownFailure | undefined {
  if (error instanceof InputError || error instanceof MachineError || error instanceof FailedError) {
    const { message, next } = error;
    return { message, ...(next !== undefined && { next }), code: codeOf(error) };
  }
  // a disk that is full or read-only, wherever it is written; for a folder on a read-only disk Node reports that it does not exist
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  const unwritable = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"].includes(code ?? "");
  if (syscall === undefined || !(unwritable || syscall === "mkdir" || (syscall === "open" && code === "EISDIR"))) return undefined;
  return {
    message: t`${path ?? t`A file`} cannot be written: ${message}`,
    next: t`Free some space, or see that you may write there; LAB_HOME names another folder for what is kept of a class`,
    code: exitCode.failed,
  };
}

function codeOf(error: InputError | MachineError | FailedError): number {
  if (error instanceof InputError) return exitCode.input;
  return error instanceof MachineError ? exitCode.machine : exitCode.failed;
}
