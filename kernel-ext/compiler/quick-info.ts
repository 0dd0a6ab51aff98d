/** @file What a name is, by TypeScript's own description; of a module, the names it holds. */

import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** TypeScript's own functions that its declarations do not show; held by a test of inspection. */
const internals = compiler as unknown as {
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getContainerNode(node: ts.Node): ts.Node | undefined;
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      container: ts.Node | undefined,
      node: ts.Node,
    ): Pick<ts.QuickInfo, "displayParts" | "documentation" | "tags"> & { readonly symbolKind: ts.ScriptElementKind };
  };
};

/** The description of the name at a position. */
export function quickInfo(file: ts.SourceFile, checker: ts.TypeChecker, position: number): ts.QuickInfo | undefined {
  const node = internals.getTouchingPropertyName(file, position);
  const symbol = node === file ? undefined : checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  const start = node.getStart(file);
  const place = { kindModifiers: "", textSpan: { start, length: node.end - start } };

  const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (target.flags & compiler.SymbolFlags.ValueModule) {
    const names = checker.getExportsOfModule(target).filter(({ flags }) => !(flags & compiler.SymbolFlags.Type));
    const held = names.map(({ name }) => name).sort();
    return {
      kind: compiler.ScriptElementKind.moduleElement,
      ...place,
      displayParts: [{ kind: "text", text: `namespace ${symbol.name}` }],
      documentation: [{ kind: "text", text: held.join(", ") }],
    };
  }
  const { symbolKind, ...info } = internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    internals.getContainerNode(node),
    node,
  );
  return { kind: symbolKind, ...place, ...info };
}
