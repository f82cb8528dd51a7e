// Each optional property says what happens when it is left out.
import ts from "typescript";
import { readSources } from "./sources";

const rooms = [
  "definition",
  "provisioning",
  "stacks",
  "workspace",
  "aws",
  "terraform",
  "engine",
  "deploy",
  "classroom",
  "serve",
  "cli",
  "language",
  "exports",
  "main.ts",
];

test("every optional property of a type has its @default", () => {
  expect(rooms.flatMap(readSources).flatMap(({ source, at }) => undocumented(source).map(at))).toEqual([]);
});

test("one without it is found, also in a part of a type and where a type has no name; one with it is not", () => {
  const text = `
    export interface Props {
      /** Of the host. @default ubuntu */
      readonly user?: string;
      /** Of the host. */
      readonly port?: number;
    }
    export type Given = string | { readonly inner: { late?(): void } };
    interface Own { readonly left?: string }
    function said({ again }: { readonly again?: boolean }): void {}`;
  const source = ts.createSourceFile("example.ts", text, ts.ScriptTarget.ES2022, true);
  expect(undocumented(source).map((member) => member.name.getText())).toEqual(["port", "late", "left", "again"]);
});

type Optional = ts.PropertySignature | ts.MethodSignature;

function undocumented(source: ts.SourceFile): Optional[] {
  const found: Optional[] = [];
  const visit = (node: ts.Node): void => {
    const isOptional = (ts.isPropertySignature(node) || ts.isMethodSignature(node)) && node.questionToken !== undefined;
    if (isOptional && !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "default")) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
