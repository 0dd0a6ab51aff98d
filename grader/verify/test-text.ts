/**
 * @file What the text of a test file must hold to: every test has its points, inputs come from a seed, the answer is
 * reached through its one door, and nothing that the exercise asks to write is taken from the library instead.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";
import { TITLE } from "../score/points.ts";

/** What is known of the test file. */
export interface TestText {
  /** how a flaw calls the file */
  readonly name: string;
  readonly text: string;
  readonly slug: string;
  readonly exports: readonly string[];
  readonly hidden: boolean;
}

/** Everything that is wrong with a test file. */
export function testFlaws({ name, text, slug, exports, hidden }: TestText): string[] {
  const source = compiler.createSourceFile(name, text, compiler.ScriptTarget.ES2022, true);
  const flaws: string[] = [];
  const flaw = (node: ts.Node, message: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    flaws.push(`${name}:${line + 1}: ${message}`);
  };
  const library = new Set<string>(); // names that hold the library or a room of it
  const visit = (node: ts.Node): void => {
    if (compiler.isImportDeclaration(node)) importFlaws(node);
    else if (compiler.isCallExpression(node)) callFlaws(node);
    else if (compiler.isPropertyAccessExpression(node)) propertyFlaws(node);
    else if (compiler.isIdentifier(node) && node.text === "Date" && !isName(node))
      flaw(node, "no Date in a test: inputs come from the seed");
    compiler.forEachChild(node, visit);
  };

  const importFlaws = (node: ts.ImportDeclaration): void => {
    const from = (node.moduleSpecifier as ts.StringLiteral).text;
    const clause = node.importClause;
    if (clause?.isTypeOnly) return;
    if (from === "@cryolab/lib" || from.startsWith("@cryolab/lib/")) {
      if (clause?.name) library.add(clause.name.text);
      const bindings = clause?.namedBindings;
      if (bindings && compiler.isNamespaceImport(bindings)) library.add(bindings.name.text);
      if (bindings && compiler.isNamedImports(bindings))
        for (const element of bindings.elements) {
          library.add(element.name.text);
          if (exports.includes((element.propertyName ?? element.name).text))
            flaw(element, `takes ${element.name.text} from the library, which the exercise asks to write`);
        }
    }
    if (/^[./]/.test(from) && (hidden || (from !== `./${slug}.js` && from !== `./${slug}.ts`)))
      flaw(
        node,
        `imports ${from}: ${hidden ? "a hidden test asks for the answer by submission()" : `a visible test imports ./${slug}.js`}, and packages`,
      );
  };

  const callFlaws = (node: ts.CallExpression): void => {
    const called = node.expression;
    const test = compiler.isIdentifier(called)
      ? called
      : compiler.isPropertyAccessExpression(called)
        ? called.expression
        : undefined;
    if (test === undefined || !compiler.isIdentifier(test) || !["it", "describe"].includes(test.text)) return;
    if (compiler.isPropertyAccessExpression(called))
      flaw(node, `no ${test.text}.${called.name.text}: every test runs, alone none`);
    const [title] = node.arguments;
    if (
      test.text === "it" &&
      title &&
      compiler.isStringLiteralLike(title) &&
      !/^\[[^\]]+\] \S/.test(TITLE.exec(title.text)?.[0] ?? "")
    )
      flaw(node, `a title begins with its points, "[2] …", got ${JSON.stringify(title.text)}`);
  };

  const propertyFlaws = (node: ts.PropertyAccessExpression): void => {
    const { expression, name: property } = node;
    if (compiler.isIdentifier(expression) && expression.text === "Math" && property.text === "random")
      flaw(node, "no Math.random in a test: inputs come from draws() or the seed");
    const room = compiler.isPropertyAccessExpression(expression) ? expression.expression : expression;
    if (compiler.isIdentifier(room) && library.has(room.text) && exports.includes(property.text))
      flaw(node, `calls ${node.getText(source)} of the library, which the exercise asks to write`);
  };

  compiler.forEachChild(source, visit);
  return flaws;
}

/** A property or a type that is called Date is not the clock. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (compiler.isPropertyAccessExpression(parent) && parent.name === node) || compiler.isTypeReferenceNode(parent);
}
