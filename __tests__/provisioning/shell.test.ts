// Quoting and escaping, tested with what really reads the text: sh, bash and Terraform.
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { hereDocument, quote, shellCommand, terraformEscape } from "../../provisioning/shell";
import { anyText } from "../any-text";
import { testFolder } from "../lab-yaml";
import { has, testIf } from "./rendered";

const pieces = [
  "'",
  '"',
  "`",
  "$",
  "$(id)",
  "${HOME}",
  "%{if}",
  "$$",
  "%%",
  "{",
  "\\",
  "\n",
  "\r",
  "\t",
  " ",
  "!",
  "*",
  "~",
  "#",
  ";",
  "&",
  "-n",
  "김",
  "🐳",
  "é",
];
/** Text that nobody should have as a name, without NUL. */
const hostile = fc
  .oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join("")),
    anyText(20),
  )
  .filter((text) => !text.includes("\0"));
const many = fc.array(hostile, { minLength: 50, maxLength: 200 });

function run(shell: string, script: string): string {
  return execFileSync(shell, { input: script, encoding: "utf8", env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", HOME: "/never" } });
}

describe("quote", () => {
  test("one word, and what is in it is not read", () => {
    expect(quote("Kim")).toBe("'Kim'");
    expect(quote("")).toBe("''");
    expect(quote("it's $(id)\n")).toBe("'it'\\''s $(id)\n'");
  });

  test.each(["sh", "bash"])("%s gets every text back as it was", (shell) => {
    fc.assert(
      fc.property(many, (texts) => {
        const words = texts.map(quote).join(" ");
        expect(run(shell, `printf '%s\\0' ${words}\n`).split("\0").slice(0, -1)).toEqual(texts);
      }),
      { numRuns: 20 },
    );
  });

  test("it survives a second shell, as in su -c", () => {
    fc.assert(
      fc.property(many, (texts) => {
        const inner = `printf '%s\\0' ${texts.map(quote).join(" ")}`;
        expect(
          run("sh", `${shellCommand(inner)}\n`)
            .split("\0")
            .slice(0, -1),
        ).toEqual(texts);
      }),
      { numRuns: 10 },
    );
  });

  test("a NUL character is refused", () => {
    expect(() => quote("a\0b")).toThrow('"a\\u0000b" has a NUL character, which no shell can take');
  });
});

describe("hereDocument", () => {
  test("its end is a word that no line of the text is", () => {
    expect(hereDocument("one\ntwo\n")).toBe("<<'LAB_FILE'\none\ntwo\nLAB_FILE");
    expect(hereDocument("LAB_FILE\nLAB_FILE_\n")).toBe("<<'LAB_FILE__'\nLAB_FILE\nLAB_FILE_\nLAB_FILE__");
  });

  test("the shell gets the text, ended by a newline, whatever is in it", () => {
    const text = fc.array(fc.oneof(hostile, fc.constantFrom("LAB_FILE", "LAB_FILE_", "'LAB_FILE'", "")), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 20, maxLength: 60 }), (texts) => {
        const contents = texts.map((lines) => lines.join("\n"));
        const script = contents.map((content) => `cat ${hereDocument(content)}\nprintf '\\0'\n`).join("");
        const ended = contents.map((content) => (content.endsWith("\n") ? content : `${content}\n`));
        expect(run("bash", script).split("\0").slice(0, -1)).toEqual(ended);
      }),
      { numRuns: 10 },
    );
  });
});

describe("terraformEscape", () => {
  test("both of Terraform's beginnings are written twice, everything else stays", () => {
    expect(terraformEscape('"${HOME}" %{http_code} $HOME 100% {}')).toBe('"$${HOME}" %%{http_code} $HOME 100% {}');
    expect(terraformEscape("$${HOME} %${x}")).toBe("$$${HOME} %$${x}");
  });

  testIf(has("terraform", "terraformEscape was not tried on it"))("Terraform gets every text back as it was", () => {
    const folder = testFolder();
    // Terraform keeps every string in Unicode's form C
    const texts = fc.sample(hostile, { numRuns: 500, seed: 1 }).map((text) => text.normalize("NFC"));
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ locals: { texts: texts.map(terraformEscape) } }));
    const env = { PATH: process.env["PATH"], CHECKPOINT_DISABLE: "1", HOME: folder };
    const { stdout } = spawnSync("terraform", ["console", "-no-color"], {
      cwd: folder,
      input: "base64encode(jsonencode(local.texts))\n",
      encoding: "utf8",
      env,
    });
    expect(JSON.parse(Buffer.from(stdout, "base64").toString())).toEqual(texts);
  });
});
