// A script between its two marks: what it prints is separated from everything that a host prints around it.
import { spawnSync } from "node:child_process";
import { framedScript, readFrame } from "../../provisioning/framed-script";

const marker = "0123456789abcdef0123456789abcdef";

/** What a shell prints for a script, after and before other text. */
function run(script: string, { before = "", after = "" } = {}) {
  const input = `${before}${framedScript(script, marker)}${after}`;
  const { stdout, stderr } = spawnSync("sh", ["-s"], { input, encoding: "utf8" });
  return readFrame(stdout, stderr, marker);
}

describe("a script", () => {
  test("is read with its output, its error and its status", () => {
    expect(run("echo out\necho err >&2\nexit 3")).toEqual({ began: true, stdout: "out\n", stderr: "err\n", status: 3 });
  });

  test("is separated from what the shell prints before and after it", () => {
    const noise = { before: "echo welcome\necho careful >&2\n", after: "echo goodbye\n" };
    expect(run("echo out", noise)).toEqual({ began: true, stdout: "out\n", stderr: "", status: 0 });
  });

  test("may print nothing, or no line feed at its end", () => {
    expect(run("true")).toEqual({ began: true, stdout: "", stderr: "", status: 0 });
    expect(run("printf out")).toEqual({ began: true, stdout: "out", stderr: "", status: 0 });
  });

  test("has no input: a command that reads takes nothing of the script", () => {
    expect(run("cat\necho after")).toEqual({ began: true, stdout: "after\n", stderr: "", status: 0 });
  });

  test("that ends with exit, or with a mistake, ends itself and not the frame", () => {
    expect(run("exit 7").status).toBe(7);
    expect(run("set -e\nfalse\necho never")).toMatchObject({ stdout: "", status: 1 });
    expect(run("cd /nowhere || exit 4").status).toBe(4);
  });

  test("may have a here-document, a comment at its end and quotes", () => {
    expect(run("cat <<'END'\nit's $HOME\nEND\n# the end").stdout).toBe("it's $HOME\n");
  });

  test("cannot forge its end without the marker", () => {
    expect(run("printf '\\nmarker end 0\\n'; exit 1")).toMatchObject({ stdout: "\nmarker end 0\n", status: 1 });
  });

  test("that is cut off before its end runs not at all, or has no status", () => {
    const cut = framedScript("echo one\necho two", marker).split("echo two")[0] ?? "";
    const { stdout, stderr } = spawnSync("sh", ["-s"], { input: cut, encoding: "utf8" });
    expect(readFrame(stdout, stderr, marker)).not.toHaveProperty("status");
    expect(stdout).not.toContain("one");
  });
});

describe("readFrame", () => {
  test("without a begin everything is noise, and its error says why", () => {
    expect(readFrame("welcome\n", "Permission denied\n", marker)).toEqual({ began: false, stdout: "", stderr: "Permission denied\n" });
  });

  test("without an end it began and has no status", () => {
    expect(readFrame(`${marker} begin\nhalf`, `noise\n${marker} begin\nerr\n`, marker)).toEqual({
      began: true,
      stdout: "half",
      stderr: "err\n",
    });
  });

  test("accepts no status that is not one", () => {
    expect(readFrame(`${marker} begin\n\n${marker} end 1234\n`, "", marker)).not.toHaveProperty("status");
    expect(readFrame(`${marker} begin\n\n${marker} end \n`, "", marker)).not.toHaveProperty("status");
  });
});
