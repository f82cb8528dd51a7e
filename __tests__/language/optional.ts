// What is exported says of each optional property what happens when it is left out.
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
];

test("every optional property of an exported type has its @default", () => {
  expect(rooms.flatMap(readSources).flatMap(({ source, at }) => undocumented(source).map(at))).toEqual([]);
});

test("one without it is found, also in a part of a type; one with it is not, nor any of a type that nobody else sees", () => {
  const text = `
    export interface Props {
      /** Of the host. @default ubuntu */
      readonly user?: string;
      /** Of the host. */
      readonly port?: number;
    }
    export type Given = string | { readonly inner: { late?(): void } };
    interface Own { readonly left?: string }`;
  const source = ts.createSourceFile("example.ts", text, ts.ScriptTarget.ES2022, true);
  expect(undocumented(source).map((member) => member.name.getText())).toEqual(["port", "late"]);
});

type Optional = ts.PropertySignature | ts.MethodSignature;

function undocumented(source: ts.SourceFile): Optional[] {
  const found: Optional[] = [];
  const visit = (node: ts.Node): void => {
    const isOptional = (ts.isPropertySignature(node) || ts.isMethodSignature(node)) && node.questionToken !== undefined;
    if (isOptional && !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "default")) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const statement of source.statements)
    if ((ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && isExported(statement)) visit(statement);
  return found;
}

function isExported(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
