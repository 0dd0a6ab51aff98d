/**
 * @file The public surface of the library, name by name with its signature, against `tests/golden/api.txt`: a change of
 * it is a line in a diff that somebody reads. `UPDATE_GOLDEN=1 npm run check` writes the file anew.
 */

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { readText, root } from "../support/root.js";

/** `room.name: signature` for every function and constant, `type Name` for every type. */
function surface(): string[] {
  const index = join(root, "lib/dist/index.d.ts");
  const program = ts.createProgram([index], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    types: ["node"],
    target: ts.ScriptTarget.ES2022,
  });
  const checker = program.getTypeChecker();
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const lines: string[] = [];
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(index)!)!)) {
    const room = resolved(symbol);
    if (!(room.flags & ts.SymbolFlags.ValueModule)) {
      lines.push(`type ${symbol.name}`);
      continue;
    }
    for (const member of checker.getExportsOfModule(room)) {
      const target = resolved(member);
      const value = target.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable | ts.SymbolFlags.Class);
      if (!value) {
        if (symbol.name !== "core") lines.push(`${symbol.name}: type ${member.name}`);
        continue;
      }
      lines.push(
        `${symbol.name}.${member.name}: ${checker.typeToString(checker.getTypeOfSymbol(target), undefined, flags).replaceAll("<ArrayBufferLike>", "")}`,
      );
    }
  }
  return lines.sort();
}

describe("the public surface of lib", () => {
  it("is what tests/golden/api.txt says", () => {
    const now = `${surface().join("\n")}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(join(root, "tests/golden/api.txt"), now);
    expect(now.split("\n")).to.deep.equal(readText("tests/golden/api.txt").split("\n"));
  });

  it("writes every typed array bare: stock tslab's TypeScript 5.0.4 reads `Float64Array<…>` as any", () => {
    const declarations = readdirSync(join(root, "lib/dist"), { recursive: true, encoding: "utf8" }).filter((f) =>
      f.endsWith(".d.ts"),
    );
    expect(declarations.filter((f) => /\w+Array<ArrayBuffer/.test(readText("lib/dist", f)))).to.deep.equal([]);
  });
});
