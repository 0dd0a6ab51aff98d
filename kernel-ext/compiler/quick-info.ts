/** @file What a name is, by TypeScript's own description; of a module, the names it holds. */

import type ts from "typescript";
import { readComments } from "./comments.ts";
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

/** What a name is, and for those who ask for more, what its type holds. */
export type Info = ts.QuickInfo & { readonly members: readonly string[] };

/** The description of the name at a position. */
export function quickInfo(file: ts.SourceFile, checker: ts.TypeChecker, position: number): Info | undefined {
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
      members: [],
    };
  }
  for (const declaration of target.declarations ?? []) readComments(declaration.getSourceFile());
  const { symbolKind, ...info } = internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    internals.getContainerNode(node),
    node,
  );
  return { kind: symbolKind, ...place, ...info, members: membersOf(target, node, checker) };
}

const mostMembers = 40;

/** The properties of an object's or a type's own, each with its type; for another type, what it is in full. */
function membersOf(symbol: ts.Symbol, node: ts.Node, checker: ts.TypeChecker): readonly string[] {
  const { SymbolFlags, TypeFlags, TypeFormatFlags } = compiler;
  const named = (symbol.flags & (SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.TypeAlias)) !== 0;
  const type = named ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbolAtLocation(symbol, node);
  const whole = (of: ts.Type): string =>
    checker.typeToString(of, node, TypeFormatFlags.NoTruncation | TypeFormatFlags.InTypeAlias);
  const isPlain = (type.flags & TypeFlags.Object) !== 0 && !checker.isArrayLikeType(type);
  if (!isPlain || type.getCallSignatures().length > 0) return named ? [whole(type)] : [];
  const properties = type.getProperties().filter(({ name }) => !name.startsWith("__"));
  const told = properties.slice(0, mostMembers).map((property) => {
    const optional = (property.flags & SymbolFlags.Optional) !== 0;
    return `${checker.symbolToString(property)}${optional ? "?" : ""}: ${whole(checker.getTypeOfSymbolAtLocation(property, node))}`;
  });
  return properties.length > mostMembers ? [...told, `… and ${properties.length - mostMembers} more`] : told;
}
