/**
 * @file Which names each top-level statement takes from outside itself. Scopes are those of the language: blocks, parameters,
 * hoisted `var`, catch clauses, names of function and class expressions, enum members, namespaces, type parameters, `infer`.
 * What has no run time (a type, `declare`, `typeof` in a type) is not a use of a value.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";
import {
  bindingNames,
  blockNames,
  hoistedVars,
  isAmbient,
  type Names,
  root,
  sharedMembers,
  TYPE,
  VALUE,
  writes,
} from "./names.ts";

/** One identifier of the text that declares a top-level name, or uses one. */
export interface Mention {
  readonly name: string;
  readonly node: ts.Identifier;
  /** `{ name }`, to be renamed as `{ name: other }` */
  readonly shorthand: boolean;
}

/** A name that a top-level statement takes from the file or from beyond. */
export interface Reference extends Mention {
  /** in a type: erased, never missing at run time */
  readonly type: boolean;
  /** assigned to, itself or one of its members, or changed by a method such as `push` */
  readonly write: boolean;
  /** operand of `typeof`, or a name in `export { … }`: may be undeclared */
  readonly guarded: boolean;
}

/** One top-level statement, with its names. */
export interface Statement {
  readonly node: ts.Statement;
  /** names that exist at run time: functions with a body, variables, classes, enums, namespaces, imports */
  readonly values: ReadonlySet<string>;
  /** interfaces, type aliases, type imports: names that only types can mention */
  readonly types: ReadonlySet<string>;
  /** every name it says something about: the above, and overloads without a body */
  readonly names: ReadonlySet<string>;
  /** `var`s inside a statement that is not a declaration */
  readonly hoisted: ReadonlySet<string>;
  /** not a declaration: it only runs */
  readonly runs: boolean;
  readonly declared: readonly Mention[];
  readonly references: readonly Reference[];
}

interface Scope {
  readonly names: Map<string, number>;
  readonly parent: Scope | undefined;
}

/** Walks one top-level statement; names that no scope of its own declares are its references. */
class Walker {
  readonly references: Reference[] = [];
  readonly shared: ReadonlyMap<string, ReadonlySet<string>>;
  private scope: Scope | undefined = undefined;
  private readonly written = new Set<ts.Node>();

  constructor(shared: ReadonlyMap<string, ReadonlySet<string>>) {
    this.shared = shared;
  }

  visit(node: ts.Node | undefined): void {
    if (!node) return;
    writes(node, (identifier) => this.written.add(identifier));
    const handler = handlers.get(node.kind);
    if (handler) handler(this, node);
    else this.children(node);
  }

  all(nodes: readonly ts.Node[] | undefined): void {
    for (const node of nodes ?? []) this.visit(node);
  }

  children(node: ts.Node): void {
    compiler.forEachChild(node, (child) => this.visit(child));
  }

  /** Runs `body` in a new scope. */
  inside(declare: (names: Names) => void, body: () => void): void {
    const names = new Map<string, number>();
    declare((identifier, space) => names.set(identifier.text, (names.get(identifier.text) ?? 0) | space));
    this.scope = { names, parent: this.scope };
    body();
    this.scope = this.scope.parent;
  }

  /** Members of an enum see each other by name, and so do those of namespaces that share a name. */
  insideShared(owner: string, body: () => void): void {
    const names = new Map([...(this.shared.get(owner) ?? [])].map((name) => [name, VALUE | TYPE]));
    this.scope = { names, parent: this.scope };
    body();
    this.scope = this.scope.parent;
  }

  refer(node: ts.Identifier, space: number, shorthand = false, guarded = false): void {
    for (let s = this.scope; s; s = s.parent) if ((s.names.get(node.text) ?? 0) & space) return;
    const write = this.written.has(node);
    this.references.push({ name: node.text, node, shorthand, type: space === TYPE, write, guarded });
  }

  /** A computed name is an expression; any other name refers to nothing. */
  propertyName(name: ts.PropertyName | undefined): void {
    if (name && compiler.isComputedPropertyName(name)) this.visit(name.expression);
  }

  /** The leftmost name of `a.b.c`. */
  entity(name: ts.EntityName, space: number): void {
    let at = name;
    while (compiler.isQualifiedName(at)) at = at.left;
    this.refer(at, space);
  }

  /** A block; with `varsOf`, the body of a function, to which its `var`s belong. */
  statements(nodes: readonly ts.Statement[], varsOf?: ts.Node): void {
    this.inside(
      (names) => {
        for (const statement of nodes) blockNames(statement, names, false);
        if (varsOf) compiler.forEachChild(varsOf, (child) => hoistedVars(child, (name) => names(name, VALUE)));
      },
      () => this.all(nodes),
    );
  }

  /** A function, a method, or the type of one. Defaults of parameters do not see the body's names. */
  signature(node: ts.SignatureDeclaration): void {
    if (compiler.canHaveModifiers(node)) this.all(node.modifiers);
    if (compiler.isClassElement(node) || compiler.isObjectLiteralElement(node)) this.propertyName(node.name);
    this.inside(
      (names) => {
        if (compiler.isFunctionExpression(node) && node.name) names(node.name, VALUE);
        for (const parameter of node.typeParameters ?? []) names(parameter.name, TYPE);
        for (const { name } of node.parameters) bindingNames(name as ts.BindingName, (n) => names(n, VALUE));
      },
      () => {
        this.all(node.typeParameters);
        this.all(node.parameters);
        this.visit(node.type);
        const { body } = node as ts.FunctionLikeDeclaration;
        if (body && compiler.isBlock(body)) this.statements(body.statements, body);
        else this.visit(body);
      },
    );
  }
}

const handlers = new Map<ts.SyntaxKind, (walker: Walker, node: ts.Node) => void>();
function on<T extends ts.Node>(kinds: readonly T["kind"][], handler: (walker: Walker, node: T) => void): void {
  for (const kind of kinds) handlers.set(kind, handler as (walker: Walker, node: ts.Node) => void);
}
const K = compiler.SyntaxKind;
const nothing = (): void => {};

// expressions
on<ts.Identifier>([K.Identifier], (w, node) => w.refer(node, VALUE));
on<ts.PropertyAccessExpression>([K.PropertyAccessExpression], (w, node) => w.visit(node.expression));
on<ts.MetaProperty>([K.MetaProperty], nothing);
on<ts.PropertyAssignment>([K.PropertyAssignment], (w, node) => {
  w.propertyName(node.name);
  w.visit(node.initializer);
});
on<ts.ShorthandPropertyAssignment>([K.ShorthandPropertyAssignment], (w, node) => {
  w.refer(node.name, VALUE, true);
  w.visit(node.objectAssignmentInitializer);
});
on<ts.TypeOfExpression>([K.TypeOfExpression], (w, { expression }) => {
  if (compiler.isIdentifier(expression)) w.refer(expression, VALUE, false, true);
  else w.visit(expression);
});

// declarations
on<ts.BindingElement>([K.BindingElement], (w, node) => {
  w.propertyName(node.propertyName);
  if (!compiler.isIdentifier(node.name)) w.visit(node.name);
  w.visit(node.initializer);
});
on<ts.VariableDeclaration | ts.ParameterDeclaration>([K.VariableDeclaration, K.Parameter], (w, node) => {
  if (compiler.isParameter(node)) w.all(node.modifiers);
  if (!compiler.isIdentifier(node.name)) w.visit(node.name);
  w.visit(node.type);
  w.visit(node.initializer);
});
on<ts.SignatureDeclaration>(
  [
    K.FunctionDeclaration,
    K.FunctionExpression,
    K.ArrowFunction,
    K.MethodDeclaration,
    K.Constructor,
    K.GetAccessor,
    K.SetAccessor,
    K.MethodSignature,
    K.CallSignature,
    K.ConstructSignature,
    K.IndexSignature,
    K.FunctionType,
    K.ConstructorType,
  ],
  (w, node) => w.signature(node),
);
on<ts.ClassDeclaration | ts.ClassExpression>([K.ClassDeclaration, K.ClassExpression], (w, node) => {
  w.all(node.modifiers);
  w.inside(
    (names) => {
      if (node.name && compiler.isClassExpression(node)) names(node.name, VALUE | TYPE);
      for (const parameter of node.typeParameters ?? []) names(parameter.name, TYPE);
    },
    () => {
      w.all(node.typeParameters);
      w.all(node.heritageClauses);
      w.all(node.members);
    },
  );
});
on<ts.HeritageClause>([K.HeritageClause], (w, node) => {
  const runs = node.token === K.ExtendsKeyword && compiler.isClassLike(node.parent);
  for (const { expression, typeArguments } of node.types) {
    const name = root(expression);
    if (runs) w.visit(expression);
    else if (name) w.refer(name, TYPE);
    w.all(typeArguments);
  }
});
on<ts.PropertyDeclaration>([K.PropertyDeclaration], (w, node) => {
  w.all(node.modifiers);
  w.propertyName(node.name);
  w.visit(node.type);
  w.visit(node.initializer);
});
on<ts.ClassStaticBlockDeclaration>([K.ClassStaticBlockDeclaration], (w, { body }) =>
  w.statements(body.statements, body),
);
on<ts.EnumDeclaration>([K.EnumDeclaration], (w, node) => {
  w.insideShared(node.name.text, () => w.all(node.members));
});
on<ts.EnumMember>([K.EnumMember], (w, node) => w.visit(node.initializer));
on<ts.ModuleDeclaration>([K.ModuleDeclaration], (w, node) => {
  w.insideShared(node.name.text, () => w.visit(node.body));
});
on<ts.ModuleBlock>([K.ModuleBlock], (w, node) => w.statements(node.statements, node));
on<ts.ImportDeclaration | ts.NamespaceExportDeclaration>([K.ImportDeclaration, K.NamespaceExportDeclaration], nothing);
on<ts.ImportEqualsDeclaration>([K.ImportEqualsDeclaration], (w, { moduleReference, isTypeOnly }) => {
  if (!compiler.isExternalModuleReference(moduleReference)) w.entity(moduleReference, isTypeOnly ? TYPE : VALUE);
});
on<ts.ExportDeclaration>([K.ExportDeclaration], (w, node) => {
  if (node.moduleSpecifier || !node.exportClause || !compiler.isNamedExports(node.exportClause)) return;
  for (const { propertyName, name, isTypeOnly } of node.exportClause.elements) {
    const local = propertyName ?? name;
    if (compiler.isIdentifier(local)) w.refer(local, node.isTypeOnly || isTypeOnly ? TYPE : VALUE, false, true);
  }
});

// statements
on<ts.Block>([K.Block], (w, node) => w.statements(node.statements));
on<ts.CaseBlock>([K.CaseBlock], (w, node) => {
  w.inside(
    (names) => {
      for (const clause of node.clauses) for (const s of clause.statements) blockNames(s, names, false);
    },
    () => w.children(node),
  );
});
on<ts.ForStatement | ts.ForInStatement | ts.ForOfStatement>(
  [K.ForStatement, K.ForInStatement, K.ForOfStatement],
  (w, node) => {
    const { initializer } = node;
    w.inside(
      (names) => {
        if (!initializer || !compiler.isVariableDeclarationList(initializer)) return;
        if (!(initializer.flags & compiler.NodeFlags.BlockScoped)) return;
        for (const d of initializer.declarations) bindingNames(d.name, (name) => names(name, VALUE));
      },
      () => w.children(node),
    );
  },
);
on<ts.CatchClause>([K.CatchClause], (w, node) => {
  w.inside(
    (names) => {
      if (node.variableDeclaration) bindingNames(node.variableDeclaration.name, (name) => names(name, VALUE));
    },
    () => w.children(node),
  );
});
on<ts.LabeledStatement>([K.LabeledStatement], (w, node) => w.visit(node.statement));
on<ts.BreakOrContinueStatement>([K.BreakStatement, K.ContinueStatement], nothing);

// types
on<ts.InterfaceDeclaration | ts.TypeAliasDeclaration>([K.InterfaceDeclaration, K.TypeAliasDeclaration], (w, node) => {
  w.inside(
    (names) => {
      for (const parameter of node.typeParameters ?? []) names(parameter.name, TYPE);
    },
    () => {
      w.all(node.typeParameters);
      if (compiler.isTypeAliasDeclaration(node)) w.visit(node.type);
      else w.all([...(node.heritageClauses ?? []), ...node.members]);
    },
  );
});
on<ts.TypeReferenceNode>([K.TypeReference], (w, node) => {
  w.entity(node.typeName, TYPE);
  w.all(node.typeArguments);
});
on<ts.TypeQueryNode | ts.ImportTypeNode>([K.TypeQuery, K.ImportType], (w, node) => w.all(node.typeArguments));
on<ts.PropertySignature | ts.TypePredicateNode | ts.NamedTupleMember>(
  [K.PropertySignature, K.TypePredicate, K.NamedTupleMember],
  (w, node) => w.visit(node.type),
);
on<ts.ConditionalTypeNode>([K.ConditionalType], (w, node) => {
  w.visit(node.checkType);
  w.inside(
    (names) => {
      const inferred = (n: ts.Node): void => {
        if (compiler.isInferTypeNode(n)) names(n.typeParameter.name, TYPE);
        compiler.forEachChild(n, inferred);
      };
      inferred(node.extendsType);
    },
    () => w.all([node.extendsType, node.trueType]),
  );
  w.visit(node.falseType);
});
on<ts.MappedTypeNode>([K.MappedType], (w, node) => {
  w.inside(
    (names) => names(node.typeParameter.name, TYPE),
    () => {
      w.visit(node.typeParameter);
      w.visit(node.nameType);
      w.visit(node.type);
    },
  );
});
on<ts.TypeParameterDeclaration>([K.TypeParameter], (w, node) => {
  w.visit(node.constraint);
  w.visit(node.default);
});

/** Where a statement writes its top-level names; a lone name in an object pattern is a shorthand. */
function declarations(statement: ts.Statement): Mention[] {
  const found: Mention[] = [];
  const add = (node: ts.Identifier): void => {
    const at = node.parent;
    const lone = compiler.isBindingElement(at) && !at.propertyName && !at.dotDotDotToken;
    found.push({ name: node.text, node, shorthand: lone && compiler.isObjectBindingPattern(at.parent) });
  };
  blockNames(statement, add, true);
  return found;
}

/**
 * The top-level statements of a file, each with the names it declares and uses.
 *
 * @param file - parsed with parents
 * @throws RangeError (of the engine) if the text is nested deeper than the stack
 */
export function analyse(file: ts.SourceFile): Statement[] {
  const shared = sharedMembers(file);
  return file.statements.map((node) => {
    const values = new Set<string>();
    const types = new Set<string>();
    const names = new Set<string>();
    const sort = ({ text }: ts.Identifier, space: number): void => {
      names.add(text);
      if (space & VALUE) values.add(text);
      else if (space & TYPE) types.add(text);
    };
    blockNames(node, sort, true);

    const runs = names.size === 0 && !isAmbient(node) && !compiler.isExportDeclaration(node);
    const hoisted = new Set<string>();
    if (runs) hoistedVars(node, (name) => hoisted.add(name.text));
    const walker = new Walker(shared);
    if (!isAmbient(node)) walker.visit(node);
    return { node, values, types, names, hoisted, runs, declared: declarations(node), references: walker.references };
  });
}
