// Exit codes of every verb; README.md documents them.
export const exitCode = {
  ok: 0,
  /** Something failed, or a check said no. */
  failed: 1,
  /** Bad input; nothing was created or written. For `lab check`: somebody could not be asked. */
  input: 2,
  /** This machine lacks something. */
  machine: 3,
  interrupted: 130,
} as const;
