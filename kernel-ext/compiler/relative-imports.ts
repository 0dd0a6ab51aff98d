/**
 * @file Imports of local files by other names than their paths, which `paths` and `baseUrl` of a `tsconfig.json` allow. The
 * compiler understands them, but what runs does not: they are written as paths.
 */

import { posix } from "node:path";
import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** Writes each name of a local source file as a relative path. */
export function relativeImports(checker: ts.TypeChecker): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const rewritten = (file: ts.SourceFile, specifier: ts.Expression): ts.Expression => {
      if (!compiler.isStringLiteralLike(specifier) || /^[./]|^node:/.test(specifier.text)) return specifier;
      const target = checker.getSymbolAtLocation(specifier)?.declarations?.[0]?.getSourceFile();
      if (target === undefined || target.isDeclarationFile || target.fileName.includes("/node_modules/"))
        return specifier;
      const path = posix.relative(posix.dirname(file.fileName), target.fileName).replace(/\.[cm]?tsx?$/, "");
      return compiler.setTextRange(factory.createStringLiteral(path.startsWith(".") ? path : `./${path}`), specifier);
    };
    return (file) => {
      const visit = (node: ts.Node): ts.Node => {
        if (compiler.isImportDeclaration(node))
          return factory.updateImportDeclaration(
            node,
            node.modifiers,
            node.importClause,
            rewritten(file, node.moduleSpecifier),
            node.attributes,
          );
        if (compiler.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
          return factory.updateExportDeclaration(
            node,
            node.modifiers,
            node.isTypeOnly,
            node.exportClause,
            rewritten(file, node.moduleSpecifier),
            node.attributes,
          );
        if (compiler.isCallExpression(node) && node.expression.kind === compiler.SyntaxKind.ImportKeyword)
          return factory.updateCallExpression(
            node,
            node.expression,
            node.typeArguments,
            node.arguments.map((argument, i) => (i === 0 ? rewritten(file, argument) : argument)),
          );
        return compiler.visitEachChild(node, visit, context);
      };
      return compiler.visitEachChild(file, visit, context);
    };
  };
}
