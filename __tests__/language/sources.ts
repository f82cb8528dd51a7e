// The messages in the project's sources, as the TypeScript compiler sees them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { messageKey } from "../../language/translate";

export interface Message {
  /** As the catalogue has it: `{0}: no host answers`. */
  readonly key: string;
  /** `cli/verbs/up.ts:12`. */
  readonly at: string;
}

export interface Sources {
  /** What t translates. */
  readonly messages: readonly Message[];
  /** Words for a person that no t is around: of errors, findings, failures, questions and titles of tasks. */
  readonly untranslated: readonly Message[];
}

/** Classes and functions whose strings a person reads, and properties that hold such a string. */
const readByPerson = {
  made: new Set(["InputError", "MachineError", "FailedError", "EngineError", "PartError", "MissingVariable", "GuideError"]),
  called: new Set(["say", "result", "note", "ask", "confirm", "refuse", "report"]),
  properties: new Set(["message", "next", "title", "fix", "found", "reason"]),
};

/** Reads the sources of a room, its folders too. */
export function sourcesOf(room: string): Sources {
  const messages: Message[] = [];
  const untranslated: Message[] = [];
  for (const { source, at } of readSources(room)) {
    const visit = (node: ts.Node, isRead: boolean): void => {
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "t") {
        messages.push({ key: messageKey(partsOf(node.template)), at: at(node) });
        if (ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) visit(span.expression, isRead);
        return;
      }
      // it is there in both languages
      if (ts.isPropertyAssignment(node) && ["ko", "en"].includes(node.name.getText())) return;
      if (isRead && (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node))) {
        const key = messageKey(partsOf(node));
        if (hasWords(key)) untranslated.push({ key, at: at(node) });
      }
      ts.forEachChild(node, (child) => visit(child, readsStrings(node, child) ?? isRead));
    };
    visit(source, false);
  }
  return { messages, untranslated };
}

/** Whether strings of a child are read by a person; undefined where it is as for the node itself. */
function readsStrings(node: ts.Node, child: ts.Node): boolean | undefined {
  if (ts.isNewExpression(node)) return readByPerson.made.has(node.expression.getText()) && child !== node.expression;
  if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    // what another function is given is not what is read, such as a separator or a name
    return readByPerson.called.has(name) && child !== node.expression;
  }
  if (ts.isPropertyAssignment(node)) return child === node.initializer && readByPerson.properties.has(node.name.getText());
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind !== ts.SyntaxKind.PlusToken &&
    node.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken
  )
    return false;
  if (ts.isElementAccessExpression(node)) return child === node.expression ? undefined : false;
  if (ts.isConditionalExpression(node)) return child === node.condition ? false : undefined;
  return undefined;
}

/** Two words of prose or more: a name, a command or a path alone is the same in every language. */
function hasWords(text: string): boolean {
  return /(^|\s)[A-Za-z]{2,}[,;:.]? [a-z]{2,}/.test(text.replace(/\bnpx lab( [a-z-]+)*/g, ""));
}

export function partsOf(template: ts.TemplateLiteral | ts.StringLiteralLike): string[] {
  if (!ts.isTemplateExpression(template)) return [template.text];
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
}

/** The files of a room as the compiler reads them, and where a node of one is. */
export function readSources(room: string): readonly Source[] {
  const sources =
    known.get(room) ??
    typescriptFiles(room).map((file): Source => {
      const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
      return { source, at: (node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}` };
    });
  known.set(room, sources);
  return sources;
}

interface Source {
  readonly source: ts.SourceFile;
  readonly at: (node: ts.Node) => string;
}

const known = new Map<string, readonly Source[]>();

function typescriptFiles(folder: string): string[] {
  if (folder === "main.ts") return [folder];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|\/)(files|browser)\//.test(name))
    .map((name) => join(folder, name));
}
