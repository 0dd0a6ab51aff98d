/**
 * @file What a statement declares: which identifiers, in which of the two spaces of names (values exist at run time, types
 * do not), and which identifiers an assignment writes to. `declare` declares nothing that runs.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";

export const VALUE = 1;
export const TYPE = 2;

/** Receives each declared identifier and its space: VALUE, TYPE, both, or 0 for an overload without a body. */
export type Names = (name: ts.Identifier, space: number) => void;

/** Whether a statement says `declare`. */
export function isAmbient(node: ts.Node): boolean {
  if (!compiler.canHaveModifiers(node)) return false;
  return compiler.getModifiers(node)?.some((m) => m.kind === compiler.SyntaxKind.DeclareKeyword) ?? false;
}

/** The identifiers that a variable's name or pattern declares. */
export function bindingNames(name: ts.BindingName, found: (identifier: ts.Identifier) => void): void {
  if (compiler.isIdentifier(name)) found(name);
  else
    for (const element of name.elements) if (!compiler.isOmittedExpression(element)) bindingNames(element.name, found);
}

function importNames(node: ts.ImportDeclaration, found: Names): void {
  const clause = node.importClause;
  if (!clause) return;
  const space = clause.isTypeOnly ? TYPE : VALUE | TYPE;
  if (clause.name) found(clause.name, space);
  const bindings = clause.namedBindings;
  if (bindings && compiler.isNamespaceImport(bindings)) found(bindings.name, space);
  else if (bindings) for (const item of bindings.elements) found(item.name, item.isTypeOnly ? TYPE : space);
}

/**
 * What a statement declares in the block it stands in.
 *
 * @param vars - whether to count `var`, which belongs to the function and not to the block
 */
export function blockNames(statement: ts.Statement, found: Names, vars: boolean): void {
  if (compiler.isImportDeclaration(statement)) importNames(statement, found);
  else if (compiler.isInterfaceDeclaration(statement) || compiler.isTypeAliasDeclaration(statement))
    found(statement.name, TYPE);
  else if (isAmbient(statement)) return;
  else if (compiler.isVariableStatement(statement)) {
    if (!vars && !(statement.declarationList.flags & compiler.NodeFlags.BlockScoped)) return;
    for (const d of statement.declarationList.declarations) bindingNames(d.name, (name) => found(name, VALUE));
  } else if (compiler.isFunctionDeclaration(statement)) {
    if (statement.name) found(statement.name, statement.body ? VALUE : 0);
  } else if (compiler.isClassDeclaration(statement) || compiler.isEnumDeclaration(statement)) {
    if (statement.name) found(statement.name, VALUE | TYPE);
  } else if (compiler.isModuleDeclaration(statement)) {
    if (compiler.isIdentifier(statement.name)) found(statement.name, VALUE | TYPE);
  } else if (compiler.isImportEqualsDeclaration(statement))
    found(statement.name, statement.isTypeOnly ? TYPE : VALUE | TYPE);
}

/** Every `var` below a node, those of inner functions and classes excepted. */
export function hoistedVars(node: ts.Node, found: (identifier: ts.Identifier) => void): void {
  if (compiler.isFunctionLike(node) || compiler.isClassLike(node) || compiler.isModuleDeclaration(node)) return;
  if (compiler.isVariableDeclarationList(node) && !(node.flags & compiler.NodeFlags.BlockScoped))
    for (const d of node.declarations) bindingNames(d.name, found);
  compiler.forEachChild(node, (child) => hoistedVars(child, found));
}

/** The identifier at the left end of `a.b.c` or `a[i].b`. */
export function root(node: ts.Node): ts.Identifier | undefined {
  let at = node;
  while (
    compiler.isPropertyAccessExpression(at) ||
    compiler.isElementAccessExpression(at) ||
    compiler.isParenthesizedExpression(at) ||
    compiler.isNonNullExpression(at) ||
    compiler.isAsExpression(at)
  )
    at = at.expression;
  return compiler.isIdentifier(at) ? at : undefined;
}

/** Identifiers that an assignment to a target writes to, through patterns and members. */
function targets(node: ts.Node, found: (identifier: ts.Identifier) => void): void {
  if (compiler.isArrayLiteralExpression(node)) for (const item of node.elements) targets(item, found);
  else if (compiler.isSpreadElement(node) || compiler.isSpreadAssignment(node)) targets(node.expression, found);
  else if (compiler.isObjectLiteralExpression(node)) for (const item of node.properties) targets(item, found);
  else if (compiler.isPropertyAssignment(node)) targets(node.initializer, found);
  else if (compiler.isShorthandPropertyAssignment(node)) found(node.name);
  else if (compiler.isBinaryExpression(node)) targets(node.left, found);
  else {
    const identifier = root(node);
    if (identifier) found(identifier);
  }
}

/** Methods that change what they are called on. */
const changes = new Set("push pop shift unshift splice sort reverse fill set copyWithin add delete clear".split(" "));

/** Identifiers that an expression writes to: by assignment, `++`, `delete`, the head of a loop, or a method such as `push`. */
export function writes(node: ts.Node, found: (identifier: ts.Identifier) => void): void {
  if (compiler.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment)
      targets(node.left, found);
  } else if (compiler.isPostfixUnaryExpression(node)) targets(node.operand, found);
  else if (compiler.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    const counts = operator === compiler.SyntaxKind.PlusPlusToken || operator === compiler.SyntaxKind.MinusMinusToken;
    if (counts) targets(node.operand, found);
  } else if (compiler.isDeleteExpression(node)) targets(node.expression, found);
  else if (compiler.isForInStatement(node) || compiler.isForOfStatement(node)) {
    if (!compiler.isVariableDeclarationList(node.initializer)) targets(node.initializer, found);
  } else if (compiler.isCallExpression(node)) {
    const callee = node.expression;
    if (compiler.isPropertyAccessExpression(callee) && changes.has(callee.name.text)) targets(callee.expression, found);
  }
}

/** Members of every enum and namespace of a file, by its name: two of one name see each other's. */
export function sharedMembers(file: ts.SourceFile): Map<string, Set<string>> {
  const shared = new Map<string, Set<string>>();
  const add = (owner: string, name: string): void => {
    const names = shared.get(owner) ?? new Set();
    shared.set(owner, names.add(name));
  };
  const find = (node: ts.Node): void => {
    if (compiler.isEnumDeclaration(node))
      for (const { name } of node.members) if (!compiler.isComputedPropertyName(name)) add(node.name.text, name.text);
    if (compiler.isModuleDeclaration(node) && node.body) {
      if (compiler.isModuleDeclaration(node.body)) add(node.name.text, node.body.name.text);
      if (compiler.isModuleBlock(node.body))
        for (const s of node.body.statements) blockNames(s, (name) => add(node.name.text, name.text), true);
    }
    compiler.forEachChild(node, find);
  };
  find(file);
  return shared;
}
