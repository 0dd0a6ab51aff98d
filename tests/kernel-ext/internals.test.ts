import { expect } from "chai";
import ts from "typescript";
import { readText } from "../support/root.ts";

/** Names that a file of the compiler's folder declares as tslab's or TypeScript's internals. */
function declared(file: string, wanted: readonly string[]): string[] {
  const source = ts.createSourceFile(file, readText("kernel-ext", "compiler", file), ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const take = (members: ts.NodeArray<ts.Node>): void => {
    for (const member of members) {
      const { name } = member as ts.NamedDeclaration;
      if (name !== undefined && ts.isIdentifier(name)) names.push(name.text);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && wanted.includes(node.name.text)) take(node.members);
    if (ts.isVariableDeclaration(node) && wanted.includes(node.name.getText())) {
      const literal = node.initializer;
      if (literal !== undefined && ts.isObjectLiteralExpression(literal)) take(literal.properties);
      if (literal !== undefined && ts.isAsExpression(literal) && ts.isTypeLiteralNode(literal.type))
        take(literal.type.members);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

describe("docs/kernel.md", () => {
  const text = readText("docs", "kernel.md");
  const section = text.slice(text.indexOf("## Internals of tslab"), text.indexOf("## Install it elsewhere"));
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| internal |"));

  it("names every internal of tslab and of TypeScript that the compiler's folder touches", () => {
    const touched = [
      ...declared("tslab.ts", ["Converter", "Executor", "ExecutorConsole", "Tslab"]),
      ...declared("facade.ts", ["Internals", "facade"]),
      ...declared("quick-info.ts", ["internals"]),
    ];
    const each = ["convert", "interrupt", "log", "jupyter", "sys", "nullTransformationContext", "SymbolDisplay"];
    expect(touched).to.include.members(each);
    expect(touched.filter((name) => !section.includes(`\`${name}\``))).to.deep.equal([]);
  });
  it("names for each a test that there is", () => {
    const tests = readText("tests", "kernel-ext", "kernel.test.ts");
    expect(rows.length).to.be.greaterThan(10);
    for (const row of rows) {
      const held = /\*([^*]+)\* \|$/.exec(row)?.[1];
      expect(held, row).to.be.a("string");
      expect(tests.includes(`it("${held}"`) || tests.includes(`${held}\`, async`), held).to.equal(true);
    }
  });
});
