// The command lab-check, which a student types on their own host: the checks of `lab check`, asked by the host itself.
import type { ClassCheck } from "../definition/scenario";
import type { Language, Text } from "../language/language";
import { gatherContainers } from "./engine-facts";
import { homeLabs } from "./labs-folder";
import { quote, shellCommand } from "./shell";

/** Seconds, for a check that does not set its own. */
export const defaultTimeout = 10;

/** POSIX sh that both ways of running checks begin with: the language of every command, no proxy on the way to the lab, and a function that ends what takes too long. */
export const asking = [
  "LC_ALL=C",
  "export LC_ALL",
  "# a proxy is not the way to this machine itself",
  'no_proxy="${LAB_HOST:-localhost},localhost,127.0.0.1${no_proxy:+,$no_proxy}" NO_PROXY="$no_proxy"',
  "export no_proxy NO_PROXY",
  "# macOS has no timeout of its own, and perl's alarm does the same",
  "limited() {",
  '  if command -v timeout >/dev/null; then timeout -k 1 "$@"; else perl -e \'alarm shift; exec @ARGV\' "$@"; fi',
  "}",
].join("\n");

/** Shell that runs a check and keeps what it prints, up to 1 MB. */
export function capture(seconds: string, script: string, file: string): string {
  return `(ulimit -f 2000; limited ${seconds} sh -c ${script}) </dev/null >${file} 2>&1`;
}

/** Shell that prints the last non-empty line of a file, at most 600 bytes of it, without control characters. */
export function lastLine(file: string): string {
  return `tail -c 4000 ${file} | tr -d '\\000-\\011\\013-\\037\\177' | grep . | tail -n 1 | cut -c 1-600`;
}

const texts = {
  engine: {
    ko: "Docker Engine이 응답하지 않습니다. docker version으로 확인하십시오.",
    en: "No Docker Engine answers. Look at it: docker version",
  },
  unknown: { ko: "없는 실습입니다. 다음 중에서 고르십시오:", en: "is not a scenario of this lab. Choose one of:" },
  lab: { ko: "실습 환경", en: "the lab" },
  late: { ko: "시간 초과", en: "timed out" },
} satisfies Record<string, Text>;

/**
 * The command's text, POSIX sh. It exits with 0 when every exercise is done, with 1 when something is left,
 * with 2 for a scenario that the lab does not have, and with 3 without an Engine.
 */
export function labCheckScript(checks: readonly ClassCheck[], language: Language): string {
  const scenarios = [...new Set(checks.map(({ scenario }) => scenario))];
  const functionOf = (scenario: string) => `checks_${scenario.replaceAll("-", "_")}`;
  return `${[
    "#!/bin/sh",
    "# lab-check [SCENARIO]: which exercises are done on this host.",
    "# shellcheck disable=SC2016,SC2317,SC2329 # scripts are data here, and functions are called by name",
    asking,
    `LAB_HOST=localhost LAB_FILES="${homeLabs}" LAB_ANSWERS="${homeLabs}/answers"`,
    "export LAB_HOST LAB_FILES LAB_ANSWERS",
    `all=${quote(scenarios.join(" "))}`,
    "if [ $# -gt 0 ]; then",
    `  case " $all " in *" $1 "*) all=$1 ;; *) echo "lab-check: $1: "${quote(texts.unknown[language])}" $all" >&2; exit 2 ;; esac`,
    "fi",
    `no_engine() { echo ${quote(texts.engine[language])} >&2; exit 3; }`,
    "limited 10 docker version >/dev/null 2>&1 || no_engine",
    "folder=$(mktemp -d) || exit 3",
    `trap 'rm -rf "$folder"' EXIT`,
    'LAB_CONTAINERS=$folder/containers && : > "$LAB_CONTAINERS" && export LAB_CONTAINERS',
    `limited 20 ${shellCommand(gatherContainers)} </dev/null >/dev/null 2>&1 || no_engine`,
    "# start and show are called with: number, lab or exercise, seconds, title, hint, script, and says where its last line is shown",
    `start() { { ${capture('"$3"', '"$6"', '"$folder/$1.said"')}; echo $? > "$folder/$1"; } & }`,
    "show() {",
    '  status=$(cat "$folder/$1") said="" late=""',
    `  case "$status" in 124 | 137 | 142) late=" (${texts.late[language]})" ;; esac`,
    `  [ "\${7:-}" != says ] || said=$(${lastLine('"$folder/$1.said"')} | sed 's/^/    /')`,
    '  [ -z "$said" ] || said="$said\n"',
    `  case "$2 $status" in`,
    "    lab\\ 0) ;;",
    `    lab\\ *) lines="$lines  ✗ $4 (${texts.lab[language]})$late\n    $5\n$said" ;;`,
    `    *\\ 0) count=$((count + 1)) done=$((done + 1)) lines="$lines  ✔ $4\n" ;;`,
    `    *) count=$((count + 1)) lines="$lines  ✗ $4$late\n    $5\n$said" ;;`,
    "  esac",
    "}",
    ...scenarios.map((scenario) =>
      checkFunction(
        functionOf(scenario),
        checks.filter((check) => check.scenario === scenario),
        language,
      ),
    ),
    "left=0",
    "for scenario in $all; do",
    '  run=checks_$(echo "$scenario" | tr - _) lines="" count=0 done=0',
    '  "$run" start',
    "  wait",
    '  "$run" show',
    '  if [ "$done" = "$count" ]; then mark="✔ "; else mark="" left=1; fi',
    `  printf '%s %s%s/%s\\n%s' "$scenario" "$mark" "$done" "$count" "$lines"`,
    "done",
    'exit "$left"',
  ].join("\n")}\n`;
}

function checkFunction(name: string, checks: readonly ClassCheck[], language: Language): string {
  const calls = checks.map(({ standing = false, says = false, timeout = defaultTimeout, title, hint, script }, at) =>
    [
      '  "$1"',
      at,
      standing ? "lab" : "exercise",
      timeout,
      quote(title[language]),
      quote(hint[language]),
      quote(script),
      ...(says ? ["says"] : []),
    ].join(" "),
  );
  return [`${name}() {`, ...calls, "}"].join("\n");
}
