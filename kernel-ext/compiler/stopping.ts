/**
 * @file What ends a cell that was stopped while it awaited. JavaScript has no way to end an async function from outside, so
 * each `await` of a cell, and each round of a `for await`, asks on its way back whether its run was stopped, and throws if
 * so: the loop around it ends, `finally` is done, nothing goes on in the background. Code without `await` is left as it is.
 *
 *     async function f() { await g(); }   becomes
 *     async function f() { const _run = __cryolab__.enter(); __cryolab__.pass(_run, await g()); }
 */

import type ts from "typescript";
import { importAll, importOne } from "./modules.ts";
import { compiler } from "./typescript.ts";

/** One run of a cell, or of a call-back that a cell left behind. */
export interface Stoppable {
  /** why it was stopped */
  reason: Error | undefined;
}

const hook = "__cryolab__";

/** The run that the code at work belongs to. */
let current: Stoppable = { reason: undefined };

/** Begins a run: what is called from now on belongs to it, until code of an earlier run comes back from an `await`. */
export function beginRun(): Stoppable {
  current = { reason: undefined };
  return current;
}

/** Makes what compiled cells call known to them. */
export function installHook(): void {
  const value = {
    enter: (): Stoppable => current,
    pass<T>(run: Stoppable, value: T): T {
      if (run.reason !== undefined) throw run.reason;
      current = run;
      return value;
    },
    import: importOne,
    async importAll(directory: string, names: readonly string[]): Promise<void> {
      const run = current;
      await importAll(directory, names);
      current = run;
    },
  };
  Object.defineProperty(globalThis, hook, { value, configurable: true });
}

/** What imports ES modules, to be put before the code of an async cell. */
export const importingCode = (directory: string, names: readonly string[]): string =>
  `await ${hook}.importAll(${JSON.stringify(directory)}, ${JSON.stringify(names)}); `;

/** Makes the code of cells and local files ask after each `await`, and `import()` load modules of both kinds. */
export function stoppable(directory: string): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const call = (name: string, ...args: ts.Expression[]): ts.CallExpression =>
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier(hook), name),
        undefined,
        args,
      );
    const entry = (run: ts.Identifier): ts.Statement =>
      factory.createVariableStatement(
        undefined,
        factory.createVariableDeclarationList(
          [factory.createVariableDeclaration(run, undefined, undefined, call("enter"))],
          compiler.NodeFlags.Const,
        ),
      );
    /** The statements of a body, with `enter` behind its directives. */
    const entered = (statements: readonly ts.Statement[], run: ts.Identifier): ts.Statement[] => {
      const isDirective = (statement: ts.Statement): boolean =>
        compiler.isExpressionStatement(statement) && compiler.isStringLiteral(statement.expression);
      const first = statements.findIndex((statement) => !isDirective(statement));
      const at = first < 0 ? statements.length : first;
      return [...statements.slice(0, at), entry(run), ...statements.slice(at)];
    };

    /** The function or file that is being visited: its variable, and whether an `await` needs it. */
    interface Scope {
      readonly run: ts.Identifier;
      used: boolean;
    }
    let scope: Scope;
    const within = <T>(visit: () => T): { readonly visited: T; readonly inner: Scope } => {
      const outer = scope;
      const inner: Scope = { run: factory.createUniqueName("_run"), used: false };
      scope = inner;
      const visited = visit();
      scope = outer;
      return { visited, inner };
    };
    const pass = (...value: ts.Expression[]): ts.Expression => {
      scope.used = true;
      return call("pass", scope.run, ...value);
    };

    const visit = (node: ts.Node): ts.Node => {
      if (compiler.isFunctionLike(node)) {
        const { visited, inner } = within(() => compiler.visitEachChild(node, visit, context));
        return inner.used ? withEntry(visited, inner.run) : visited;
      }
      const visited = compiler.visitEachChild(node, visit, context);
      if (compiler.isCallExpression(visited) && visited.expression.kind === compiler.SyntaxKind.ImportKeyword)
        return compiler.setTextRange(
          call(
            "import",
            factory.createStringLiteral(directory),
            factory.createIdentifier("require"),
            ...visited.arguments,
          ),
          node,
        );
      if (compiler.isAwaitExpression(visited)) return compiler.setTextRange(pass(visited), node);
      if (compiler.isForOfStatement(visited) && visited.awaitModifier !== undefined) {
        const { statement } = visited;
        const inside = compiler.isBlock(statement) ? statement.statements : [statement];
        const block = factory.createBlock([factory.createExpressionStatement(pass()), ...inside], true);
        return factory.updateForOfStatement(
          visited,
          visited.awaitModifier,
          visited.initializer,
          visited.expression,
          compiler.setTextRange(block, statement),
        );
      }
      return visited;
    };

    /** A function whose first act is to ask for its run. */
    const withEntry = (node: ts.Node, run: ts.Identifier): ts.Node => {
      const body = (block: ts.Block): ts.Block =>
        factory.updateBlock(
          block,
          compiler.setTextRange(factory.createNodeArray(entered(block.statements, run)), block.statements),
        );
      if (compiler.isArrowFunction(node)) {
        const block = compiler.isBlock(node.body)
          ? body(node.body)
          : factory.createBlock([entry(run), factory.createReturnStatement(node.body)], true);
        return factory.updateArrowFunction(
          node,
          node.modifiers,
          node.typeParameters,
          node.parameters,
          node.type,
          node.equalsGreaterThanToken,
          block,
        );
      }
      const { modifiers, asteriskToken, typeParameters, parameters, type } = node as ts.FunctionDeclaration;
      if (compiler.isFunctionDeclaration(node) && node.body !== undefined)
        return factory.updateFunctionDeclaration(
          node,
          modifiers,
          asteriskToken,
          node.name,
          typeParameters,
          parameters,
          type,
          body(node.body),
        );
      if (compiler.isFunctionExpression(node))
        return factory.updateFunctionExpression(
          node,
          node.modifiers,
          asteriskToken,
          node.name,
          typeParameters,
          parameters,
          type,
          body(node.body),
        );
      if (compiler.isMethodDeclaration(node) && node.body !== undefined)
        return factory.updateMethodDeclaration(
          node,
          node.modifiers,
          asteriskToken,
          node.name,
          node.questionToken,
          typeParameters,
          parameters,
          type,
          body(node.body),
        );
      return node; // nothing else can be async
    };

    return (file) => {
      const { visited, inner } = within(() => compiler.visitEachChild(file, visit, context));
      if (!inner.used) return visited;
      const statements = factory.createNodeArray(entered(visited.statements, inner.run));
      return factory.updateSourceFile(visited, compiler.setTextRange(statements, visited.statements));
    };
  };
}
