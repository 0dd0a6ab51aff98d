import { sourceOf } from "@cryolab/kernel/internal/compiler/source-map";
import { expect } from "chai";
import ts from "typescript";

/** Place of the first occurrence of a text. */
function placeOf(text: string, part: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return { line: before.length - 1, column: before[before.length - 1].length };
}

describe("sourceOf", () => {
  it("decodes a map worked out by hand", () => {
    // Generated line 0 is unmapped; on line 1, column 4 is source (2, 3) and column 20 is source (0, 1).
    // Differences [4, 0, 2, 3] and [16, 0, -2, -2] in base 64 VLQ: IAEG and gBAFF.
    const lookUp = sourceOf([JSON.stringify({ version: 3, sources: ["cell"], names: [], mappings: ";IAEG,gBAFF" })]);
    expect(lookUp({ line: 0, column: 0 })).to.equal(undefined);
    expect(lookUp({ line: 1, column: 4 })).to.deep.equal({ line: 2, column: 3 });
    expect(lookUp({ line: 1, column: 19 })).to.deep.equal({ line: 2, column: 3 });
    expect(lookUp({ line: 1, column: 25 })).to.deep.equal({ line: 0, column: 1 });
    expect(lookUp({ line: 9, column: 0 })).to.equal(undefined);
  });
  it("goes through two compilations to the text that was written", () => {
    const source = "interface A { a: number }\n\ntype B = A;\nexport const f = (x: B): number => here(x.a);\n";
    const options = { sourceMap: true, target: ts.ScriptTarget.ES2022 };
    const first = ts.transpileModule(source, { compilerOptions: { ...options, module: ts.ModuleKind.ESNext } });
    const second = ts.transpileModule(first.outputText, {
      compilerOptions: { ...options, module: ts.ModuleKind.CommonJS },
    });
    const lookUp = sourceOf([second.sourceMapText!, first.sourceMapText!]);
    expect(lookUp(placeOf(second.outputText, "here("))).to.deep.equal(placeOf(source, "here("));
  });
});
