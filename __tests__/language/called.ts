// Where a message names the lab command, it is named as the person has to call it: `t` does that, and `asCalled` for what has no `t`.
import ts from "typescript";
import { partsOf, readSources } from "./sources";

const rooms = ["definition", "workspace", "aws", "stacks", "terraform", "engine", "deploy", "classroom", "serve", "cli"];

/** A page of the docs, and the lab.yaml that a clone comes with: both are read in a clone. */
const ofClone =
  /^cli\/(reference\/commands-page\.ts:\d+ # Commands|verbs\/init\.ts:\d+ # yaml-language-server: \$schema=\.\/lab\.schema\.json\n# The smallest class)/;

function isCalled(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === "t";
  if (ts.isCallExpression(node)) return node.expression.getText() === "asCalled";
  return false;
}

test("no text for a person names the command otherwise", () => {
  const others: string[] = [];
  for (const { source, at } of rooms.flatMap((room) => [...readSources(room)])) {
    const visit = (node: ts.Node): void => {
      if (isCalled(node)) return;
      if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) {
        const text = partsOf(node).join("{}");
        if (/\bnpx lab\b/.test(text)) others.push(`${at(node)} ${text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  expect(others.filter((text) => !ofClone.test(text))).toEqual([]);
});
