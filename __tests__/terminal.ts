// What the lab command writes, kept by a test instead of shown.

/** Keeps what is written to both streams until `jest.restoreAllMocks()`. */
export function listen(): { stdout: string; stderr: string } {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    jest.spyOn(process[name], "write").mockImplementation((data) => {
      written[name] += String(data);
      return true;
    });
  }
  return written;
}
