// All the prose of a room that no t is around: stricter than what is known to be read, for rooms that have few other words.
import ts from "typescript";
import { messageKey } from "../../language/translate";
import { type Message, partsOf, readSources } from "./sources";

/** Properties whose text is in both languages already, or is a script, or stays English: of JSON Schemas, AWS, stacks and their gates. */
const otherProperties = new Set(["ko", "en", "description", "script", "errorMessage", "hint"]);
/** Methods whose text is documentation, or is compared. */
const otherCalls = new Set(["describe", "meta", "startsWith", "endsWith", "includes"]);

export function proseOf(room: string): Message[] {
  const found: Message[] = [];
  for (const { source, at } of readSources(room)) {
    const visit = (node: ts.Node): void => {
      if (isOther(node)) return;
      if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "t") {
        if (ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) visit(span.expression);
        return;
      }
      // what the call is made on may have messages, such as z.string().regex(…).describe(…)
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && otherCalls.has(node.expression.name.text)) {
        visit(node.expression);
        return;
      }
      if (ts.isCaseClause(node)) {
        node.statements.forEach(visit);
        return;
      }
      if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) {
        const key = messageKey(partsOf(node));
        if (isProse(key)) found.push({ key, at: at(node) });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function isOther(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node)) return otherProperties.has(node.name.getText());
  if (ts.isNewExpression(node)) return ["Error", "RegExp"].includes(node.expression.getText());
  return ts.isBinaryExpression(node) && /^(Equals|Exclamation)Equals/.test(ts.SyntaxKind[node.operatorToken.kind]);
}

/** Two words, or one beside a value: of no command, and with nothing that a shell, a style or a query has. */
function isProse(text: string): boolean {
  if (/[$|<>=\n]|\{\{/.test(text) || /^(docker|npx|exec|stty|icacls|lab-check) /.test(text)) return false;
  return /(^|[\s}])[A-Za-z]{2,}[,;:.]? [a-z]{2,}|\}[,;:]? [a-z]{2,}|[a-z]{2,}:? \{\d/.test(text);
}
