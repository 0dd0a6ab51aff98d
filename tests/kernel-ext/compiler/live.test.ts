import { shareable, sharedVariables, sharingCode, withoutExports } from "@cryolab/kernel/internal/compiler/live";
import { compiler } from "@cryolab/kernel/internal/compiler/typescript";
import { expect } from "chai";

const shared = (code: string): string[] =>
  sharedVariables(compiler.createSourceFile("cell.ts", code, compiler.ScriptTarget.Latest));

describe("sharedVariables", () => {
  it("are let and var that a function or a class mentions", () => {
    expect(shared("let a = 0; var b = 0; let c = 0; function f() { a++ } const g = () => b;")).to.deep.equal([
      "a",
      "b",
    ]);
    expect(shared("let { x, y: [z] } = w; class C { p = z; m() { return x } }")).to.deep.equal(["z", "x"]);
  });
  it("are no constants, no ambient names, and nothing without a function", () => {
    expect(shared("const a = 0; using b = r(); declare let c: number; () => a + b + c")).to.deep.equal([]);
    expect(shared("let a = 0; a = a + 1; for (let i = 0; i < 3; i++) a += i;")).to.deep.equal([]);
  });
});

describe("withoutExports", () => {
  it("takes names out of the last statement only", () => {
    const text = "const t = `\nexport { a };\n`;\nexport { a, b, c };\n";
    expect(withoutExports(text, ["a", "c"])).to.deep.equal({
      text: text.replace("{ a, b, c }", "{ b }"),
      exported: ["b"],
    });
    expect(withoutExports("export {};\n", ["a"]).exported).to.deep.equal([]);
    expect(withoutExports("1;\n", ["a"])).to.deep.equal({ text: "1;\n", exported: [] });
  });
});

describe("sharingCode and shareable", () => {
  it("put the variable itself in the place of a copy, until its name is declared anew", () => {
    const exports: Record<string, unknown> = { n: "copy" };
    const unshare = shareable(exports);
    const cell = `let n = 1; let n_ = 2; exports.f = () => [n, n_]; ${sharingCode(["n", "n_"])}`;
    new Function("exports", cell)(exports);
    exports.n = 10;
    exports.n_ = 20;
    expect((exports.f as () => unknown)()).to.deep.equal([10, 20]);
    unshare("n");
    exports.n = "own";
    expect((exports.f as () => unknown)()).to.deep.equal([10, 20]);
    expect(exports.n).to.equal("own");
    expect(sharingCode([])).to.equal("");
  });
});
