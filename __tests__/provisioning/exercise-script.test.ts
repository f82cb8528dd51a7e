// What a host runs of an exercise of its own, as text.
import { commandOf, exerciseCheckScript, shellOf, solutionScript } from "../../provisioning/exercise-script";

test.each([
  ["docker ps\n", "sh"],
  ["#!/bin/sh -e\n", "sh"],
  ["#! /usr/bin/env bash\n", "bash"],
  ["#!/usr/bin/python3\n", undefined],
])("the shell of %j is %s", (text, shell) => expect(shellOf(text)).toBe(shell));

test("a script for bash is handed to bash, any other is run as it is", () => {
  expect(commandOf("#!/bin/bash\necho 'a'\n")).toBe("exec bash -c '#!/bin/bash\necho '\\''a'\\''\n'");
  expect(commandOf("echo 'a'\n")).toBe("echo 'a'\n");
});

test("a check and a solution find the variables, and a check its folder", () => {
  expect(exerciseCheckScript("shop", "true\n", { PORT: "80", NAME: "it's" })).toBe(
    `export PORT='80'\nexport NAME='it'\\''s'\ncd "$LAB_FILES/shop" 2>/dev/null || :\ntrue\n`,
  );
  expect(exerciseCheckScript("shop", "true\n", {})).toBe(`cd "$LAB_FILES/shop" 2>/dev/null || :\ntrue\n`);
  expect(solutionScript("true\n", { PORT: "80" })).toBe("export PORT='80'\ntrue\n");
});
