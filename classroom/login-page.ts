// "How to log in", a page of a hand-out: in the student's language, for Windows, macOS and Linux, to be read or printed.
import type { Language } from "../language/language";
import { escapeHtml } from "./guide-html";
import { htmlHead } from "./html-head";
import { type LoginWords, loginWords } from "./login-words";
import { handoutCommand, jumpText, type WayIn } from "./way-in";

export interface LoginPageProps {
  readonly language: Language;
  /** Any text. */
  readonly label: string;
  readonly className: string;
  /** The folder that the hand-out unpacks to. */
  readonly folder: string;
  readonly way: WayIn;
}

const style = `
@page { size: A4; margin: 15mm; }
body { max-width: 180mm; margin: 0 auto; padding: 1em; font: 11pt/1.5 system-ui, sans-serif; color: #000; background: #fff; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 1.2em 0 .3em; break-after: avoid; }
pre { margin: .3em 0; padding: .5em .7em; border: 1px solid #999; white-space: pre-wrap; overflow-wrap: anywhere; font: 10pt/1.4 ui-monospace, monospace; }
dt { font-weight: bold; break-after: avoid; } dd { margin: 0 0 .5em 1em; } ul { padding-left: 1.2em; }
`;

const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The commands that make a key file readable only by its owner, by system. */
function keyFileCommands(file: string): readonly { readonly system: string; readonly command: string }[] {
  return [
    { system: "Windows, PowerShell", command: `icacls ${file} /inheritance:r /grant:r "\${env:USERNAME}:R"` },
    { system: "Windows, cmd", command: `icacls ${file} /inheritance:r /grant:r "%USERNAME%:R"` },
    { system: "macOS, Linux", command: `chmod 600 ${file}` },
  ];
}

export function loginPage({ language, label, className, folder, way }: LoginPageProps): string {
  const words = loginWords[language];
  const { keyFile, jumps } = way;
  const title = `${words.title} · ${label}`;
  const steps = [
    { title: words.unpackTitle, html: `<p>${escapeHtml(words.unpack(folder))}</p>\n${list(words.open)}` },
    ...(keyFile === undefined ? [] : [{ title: words.keyTitle, html: keyStep(keyFile, words) }]),
    { title: words.logInTitle, html: `<p>${words.logIn}</p>\n${typed(handoutCommand)}\n${secretOf(way, words)}` },
  ];
  const trouble = words.trouble.filter(({ ofKeyFile }) => keyFile !== undefined || ofKeyFile !== true);
  return `${htmlHead({ language, title, policy, style })}
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(className)} · ${words.only}</p>
${steps.map((step, at) => `<h2>${at + 1}. ${step.title}</h2>\n${step.html}`).join("\n")}
${jumps.length === 0 ? "" : `<p>${escapeHtml(words.jump(jumps.map(jumpText).join(", ")))}</p>\n`}<p>${words.leave}</p>
<h2>${words.troubleTitle}</h2>
<dl>
${trouble.map(({ shown, help }) => `<dt>${escapeHtml(shown)}</dt><dd>${escapeHtml(help)}</dd>`).join("\n")}
</dl>
</body>
</html>
`;
}

function secretOf({ password, pair }: WayIn, words: LoginWords): string {
  if (password !== undefined) return `<p>${words.password}</p>\n${typed(password)}`;
  return pair ? "" : `<p>${words.ownKey}</p>`;
}

function keyStep(file: string, { key }: LoginWords): string {
  const commands = keyFileCommands(file).map(({ system, command }) => `<dt>${system}</dt><dd>${typed(command)}</dd>`);
  return `<p>${escapeHtml(key(file))}</p>\n<dl>\n${commands.join("\n")}\n</dl>`;
}

function list(lines: readonly string[]): string {
  return `<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n")}\n</ul>`;
}

function typed(text: string): string {
  return `<pre><code>${escapeHtml(text)}</code></pre>`;
}
