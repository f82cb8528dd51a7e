// The end of a host: the program that keeps it, run with a clock of our own, and the scripts that ask it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extendScript, showEndScript } from "../../provisioning/end-of-life";
import { type InstallProps, installScript } from "../../provisioning/install-docker";
import { testFolder } from "../lab-yaml";
import { has, testIf } from "./rendered";

const script = (end: NonNullable<InstallProps["end"]>) => installScript({ install: "none", user: "ubuntu", end });
/** The program /usr/local/sbin/lab-end as the install script writes it. */
const programOf = (end: NonNullable<InstallProps["end"]>) =>
  /<<'(LAB_FILE_*)'\n(#!\/bin\/bash\n# lab-end[^]*?)\n\1\n/.exec(script(end))?.[2] ?? "";
const now = 1_764_000_000;

/** A host with lab-end, a clock that stands at `now`, and a wall and a systemctl that write down their arguments. */
class Host {
  private readonly folder = testFolder();

  constructor(end: number, program = programOf({ lifetimeHours: 1 })) {
    mkdirSync(join(this.folder, "run"));
    mkdirSync(join(this.folder, "bin"));
    writeFileSync(join(this.folder, "end"), `${end}\n`);
    this.command("wall", 'echo "wall: $*" >> "$FOLDER/calls"');
    this.command("systemctl", 'echo "systemctl $*" >> "$FOLDER/calls"');
    this.command("date", `if [ "$*" = +%s ]; then echo "$NOW"; else exec /usr/bin/date "$@"; fi`);
    writeFileSync(
      join(this.folder, "lab-end"),
      program.replaceAll("/var/lib/lab/", `${this.folder}/`).replaceAll("/run/", `${this.folder}/run/`),
    );
  }

  private command(name: string, line: string): void {
    const path = join(this.folder, "bin", name);
    writeFileSync(path, `#!/bin/sh\n${line}\n`);
    chmodSync(path, 0o755);
  }

  /** Runs lab-end some seconds after `now`; what it printed, and what it called the others with. */
  at(seconds: number, ...words: string[]): { printed: string; calls: string[] } {
    const calls = join(this.folder, "calls");
    writeFileSync(calls, "");
    const { stdout, stderr } = spawnSync("bash", [join(this.folder, "lab-end"), ...words], {
      encoding: "utf8",
      env: { PATH: `${join(this.folder, "bin")}:${process.env["PATH"] ?? ""}`, FOLDER: this.folder, NOW: String(now + seconds), TZ: "UTC" },
    });
    expect(stderr).toBe("");
    return { printed: stdout.trim(), calls: readFileSync(calls, "utf8").split("\n").filter(Boolean) };
  }
}

describe("lab-end", () => {
  test("warns 15, 5 and 1 minutes before, once each, and then powers off", () => {
    const host = new Host(now + 3600);
    const calls = (minutesLeft: number) => host.at(3600 - minutesLeft * 60, "tick").calls;
    expect([60, 30, 16].flatMap(calls)).toEqual([]);
    expect(calls(15)).toEqual([expect.stringMatching(/^wall: This host ends in 15 min, at 17:00 \+00:00\./)]);
    expect([14.75, 10, 5.25].flatMap(calls)).toEqual([]);
    expect(calls(5)).toEqual([expect.stringMatching(/^wall: This host ends in 5 min, at 17:00 \+00:00\./)]);
    expect([4.75, 3, 1.25].flatMap(calls)).toEqual([]);
    expect(calls(1)).toEqual([expect.stringMatching(/^wall: This host ends in 1 min, at 17:00 \+00:00\./)]);
    expect([0.75, 0.25].flatMap(calls)).toEqual([]);
    expect(calls(0)).toEqual(["systemctl poweroff"]);
    expect(calls(-60)).toEqual(["systemctl poweroff"]);
  });

  test("warns on the clock of lab.yaml, with its offset", () => {
    const host = new Host(now + 300, programOf({ ends: new Date((now + 300) * 1000), offset: 540 }));
    expect(host.at(0, "tick").calls).toEqual([expect.stringMatching(/^wall: This host ends in 5 min, at 01:05 \+09:00\./)]);
    const west = new Host(now + 300, programOf({ ends: new Date((now + 300) * 1000), offset: -210 }));
    expect(west.at(0, "tick").calls).toEqual([expect.stringMatching(/at 12:35 -03:30\./)]);
  });

  test("a life shorter than some warnings is announced once, at once", () => {
    const host = new Host(now + 120);
    expect(host.at(0, "tick").calls).toEqual([expect.stringMatching(/^wall: This host ends in 2 min/)]);
    expect([15, 30, 45].flatMap((seconds) => host.at(seconds, "tick").calls)).toEqual([]);
    expect(host.at(60, "tick").calls).toHaveLength(1);
  });

  test("extend moves the end, says so, and the warnings come again", () => {
    const host = new Host(now + 240);
    expect(host.at(0, "tick").calls).toHaveLength(1);
    const extended = host.at(0, "extend", "3600");
    expect(extended.printed).toBe("2025-11-24T17:04:00Z");
    expect(extended.calls).toEqual(["wall: This host now ends at 2025-11-24 17:04 +00:00."]);
    expect(host.at(0, "tick").calls).toEqual([]);
    expect(host.at(240 + 3600 - 300, "tick").calls).toEqual([expect.stringMatching(/^wall: This host ends in 5 min/)]);
    expect(host.at(0, "show")).toEqual({ printed: "2025-11-24T17:04:00Z", calls: [] });
  });

  test("an end that has passed is moved from now on", () => {
    expect(new Host(now - 600).at(0, "extend", "3600").printed).toBe("2025-11-24T17:00:00Z");
  });
});

describe("in the install script", () => {
  test("the end comes before anything that can fail without Docker or a network", () => {
    const text = script({ lifetimeHours: 1 });
    expect(text.indexOf("/var/lib/lab/end")).toBeGreaterThan(0);
    expect(text.indexOf("lab-end.timer\n")).toBeLessThan(text.indexOf("no Docker Engine answers"));
  });

  test("a moment is seconds since 1970, a lifetime is counted on the host, and a second run keeps what is there", () => {
    expect(script({ ends: new Date("2026-12-01T18:00:00.500+09:00") })).toContain(
      '[ -s /var/lib/lab/end ] || put /var/lib/lab/end 644 "1796115600"\n',
    );
    expect(script({ lifetimeHours: 1.5 })).toContain('[ -s /var/lib/lab/end ] || put /var/lib/lab/end 644 "$(($(date +%s) + 5400))"\n');
  });

  test.each([0, -1, NaN, Infinity])("%d hours are refused", (lifetimeHours) => {
    expect(() => script({ lifetimeHours })).toThrow(`${lifetimeHours} hours: more than 0 are needed`);
    expect(() => extendScript(lifetimeHours)).toThrow(`${lifetimeHours} hours: more than 0 are needed`);
  });

  test("a moment that is not a date is refused", () => {
    expect(() => script({ ends: new Date("tomorrow") })).toThrow("the end of a host is not a date");
  });
});

describe("extendScript and showEndScript", () => {
  test("are exactly these", () => {
    const needed = '[ -x /usr/local/sbin/lab-end ] || { echo "lab: this host has no end" >&2; exit 1; }\n';
    expect(extendScript(2)).toBe(`${needed}sudo -n /usr/local/sbin/lab-end extend 7200\n`);
    expect(extendScript(0.25)).toBe(`${needed}sudo -n /usr/local/sbin/lab-end extend 900\n`);
    expect(showEndScript()).toBe(`${needed}/usr/local/sbin/lab-end show\n`);
  });

  testIf(!existsSync("/usr/local/sbin/lab-end"))("say so where there is no end", () => {
    for (const text of [extendScript(1), showEndScript()]) {
      expect(spawnSync("sh", { input: text, encoding: "utf8" })).toMatchObject({
        status: 1,
        stdout: "",
        stderr: "lab: this host has no end\n",
      });
    }
  });
});

testIf(has("shellcheck", "lab-end was not given to it"))("shellcheck finds nothing in any of them", () => {
  for (const text of [
    programOf({ lifetimeHours: 1 }),
    programOf({ ends: new Date(now * 1000), offset: 540 }),
    `#!/bin/sh\n${extendScript(1)}`,
    `#!/bin/sh\n${showEndScript()}`,
  ]) {
    expect(spawnSync("shellcheck", ["--format=gcc", "-"], { input: text, encoding: "utf8" }).stdout).toBe("");
  }
});
