// Nothing outside the registries asks for a kind of target by its name: whoever adds one fills in interfaces and looks for nothing else.
import ts from "typescript";
import { readSources } from "../language/sources";

const rooms = [
  "aws",
  "classroom",
  "cli",
  "definition",
  "deploy",
  "engine",
  "exports",
  "provisioning",
  "serve",
  "stacks",
  "terraform",
  "workspace",
];

/** Why each place may. */
const allowed = new Map([
  [
    "definition/targets/index.ts",
    "the registry: regions of AWS are recorded without their kind, and `lab extend`, `replace` and `seat` are of EC2 alone",
  ],
  ["terraform/backend-note.ts", "a kind of Terraform's backends, which are called local as well"],
]);

const kinds = ["local", "hosts", "aws"];
const equality = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const isKind = (node: ts.Node) => ts.isStringLiteralLike(node) && kinds.includes(node.text);
/** `target.kind`, also of something's target. */
const isKindOfTarget = (node: ts.Node) => /(^|\.)target\??\.kind$/i.test(node.getText());

/** Whether a node asks which kind a target is. */
function asks(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) {
    const sides = [node.left, node.right];
    if (equality.has(node.operatorToken.kind)) return sides.some((side) => isKind(side) || isKindOfTarget(side));
    return node.operatorToken.kind === ts.SyntaxKind.InKeyword && isKind(node.left);
  }
  if (ts.isCaseClause(node)) return isKind(node.expression);
  if (ts.isSwitchStatement(node)) return isKindOfTarget(node.expression);
  // ["aws"].includes(kind), Object.hasOwn(target, "aws")
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
    if (method === "includes" || method === "has") return ofCalled(expression).some(isKind);
    return ["hasOwn", "hasOwnProperty"].includes(method) && node.arguments.some(isKind);
  }
  // kinds by another word: a fact says what is meant
  return ts.isIdentifier(node) && /^(is|on|has|in)(Aws|Ec2)/.test(node.text);
}

/** The entries of the list that a method is called on. */
function ofCalled(expression: ts.Expression): readonly ts.Node[] {
  const list = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  if (ts.isArrayLiteralExpression(list)) return list.elements;
  const [first] = ts.isNewExpression(list) ? (list.arguments ?? []) : [];
  return first && ts.isArrayLiteralExpression(first) ? first.elements : [];
}

function questions(source: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (asks(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const inText = (text: string) => questions(ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true)).length;

test.each([
  'if (target.kind === "aws") f();',
  'if (kind !== "hosts") f();',
  'if ("local" == lab.target.kind) f();',
  "if (a.target.kind === b) f();",
  'switch (kind) { case "aws": f(); }',
  "switch (definition.target.kind) { default: f(); }",
  'if ("aws" in target) f();',
  'if (Object.hasOwn(target, "aws")) f();',
  'if (["hosts", "aws"].includes(kind)) f();',
  'if (new Set(["aws"]).has(kind)) f();',
  "if (isAwsTarget(target)) f();",
  "const onEc2 = true;",
])("%s asks for a kind", (text) => {
  expect(inText(text)).toBeGreaterThan(0);
});

test.each([
  "if (makesHosts(target)) f();",
  'if (block.kind === "sh") f();',
  "kinds[target.kind].of(target);",
  'const of = { kind: "aws" };',
])("%s does not", (text) => {
  expect(inText(text)).toBe(0);
});

test("nothing asks for a kind by its name but what has a reason", () => {
  const sources = rooms.flatMap(readSources);
  expect(sources.length).toBeGreaterThan(300);
  const asking = sources.filter(({ source }) => questions(source).length > 0).map(({ source }) => source.fileName);
  expect(asking.sort()).toEqual([...allowed.keys()].sort());
});
