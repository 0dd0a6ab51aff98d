/**
 * @file `{ image }` where `image` is a variable of an earlier cell. tslab turns names of earlier cells into `exports.image`
 * but overlooks this form, which would fail with "image is not defined"; so it is written out first.
 */

import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** Writes `{ image }` as `{ image: exports.image }` for names that `declared` says are of earlier cells. */
export function expandShorthand(
  checker: ts.TypeChecker,
  declared: (file: ts.SourceFile) => boolean,
): ts.TransformerFactory<ts.SourceFile> {
  const isEarlier = (node: ts.ShorthandPropertyAssignment): boolean =>
    checker.getShorthandAssignmentValueSymbol(node)?.declarations?.some((d) => declared(d.getSourceFile())) ?? false;

  return (context) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      const visited = compiler.visitEachChild(node, visit, context);
      if (!compiler.isShorthandPropertyAssignment(visited) || !isEarlier(node as ts.ShorthandPropertyAssignment))
        return visited;
      const { name, objectAssignmentInitializer } = visited;
      const variable = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name.text);
      const value =
        objectAssignmentInitializer === undefined
          ? variable
          : factory.createAssignment(variable, objectAssignmentInitializer); // `({ image = 1 } = …)`
      return compiler.setTextRange(factory.createPropertyAssignment(name.text, value), node);
    };
    return (file) => compiler.visitEachChild(file, visit, context);
  };
}
