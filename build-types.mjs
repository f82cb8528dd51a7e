// `npm run package` starts it: what a package declares, in types/, declarations of exports/ and of all that they name, whose imports are found as Node finds them.
import { existsSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

/** An import with the file that it means: sources and bindings leave it out, and so must no import of an ES module. */
function withFile(specifier, importer) {
  if (/^@cdktf\/provider-\w+\/lib\/[\w-]+$/.test(specifier)) return `${specifier}/index.js`;
  if (!specifier.startsWith(".")) return specifier;
  return existsSync(`${resolve(dirname(importer), specifier)}.ts`) ? `${specifier}.js` : `${specifier}/index.js`;
}

const withFiles = (context) => (file) => {
  const named = ({ text }) => context.factory.createStringLiteral(withFile(text, file.fileName));
  const visit = (node, parent) => {
    if (ts.isStringLiteral(node) && (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))) return named(node);
    if (ts.isLiteralTypeNode(node) && ts.isImportTypeNode(parent)) return context.factory.createLiteralTypeNode(named(node.literal));
    return ts.visitEachChild(node, (child) => visit(child, node), context);
  };
  return visit(file);
};

const root = import.meta.dirname;
const entries = ["exports/scenario.ts", "exports/constructs.ts"].map((path) => join(root, path));
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, files: entries }, ts.sys, root);
const outDir = join(root, "types");
const program = ts.createProgram(entries, {
  ...options,
  ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir },
});
rmSync(outDir, { recursive: true, force: true });
const { diagnostics } = program.emit(undefined, undefined, undefined, true, { afterDeclarations: [withFiles] });
if (diagnostics.length > 0) {
  const host = { getCanonicalFileName: (path) => path, getCurrentDirectory: () => root, getNewLine: () => "\n" };
  console.error(`types/ cannot be written: ${ts.formatDiagnostics(diagnostics, host)}`);
  process.exitCode = 1;
}
