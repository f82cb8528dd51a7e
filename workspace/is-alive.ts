// Whether a process of this machine is alive.

/** By its pid, which may be another program's by now. Another user's process counts too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
