import { prepareCell } from "@cryolab/kernel/internal/compiler/cell-source";
import { expect } from "chai";

const text = (code: string): string => prepareCell(code).text;

describe("prepareCell", () => {
  it("blanks `export` before every kind of declaration", () => {
    for (const declaration of [
      "const a = 1, b = 2;",
      "function f(): void {}",
      "async function* g() {}",
      "class C {}",
      "abstract class D {}",
      "interface I { a: 1 }",
      "type T = 1;",
      "enum E { X }",
      "namespace N { export const inner = 1 }",
      "declare const d: number;",
    ])
      expect(text(`export ${declaration}`)).to.equal(`       ${declaration}`);
  });
  it("blanks `export default` before a name, and keeps the value of an expression", () => {
    expect(text("export default function f() {}")).to.equal("               function f() {}");
    expect(text("export default function () {}")).to.equal("       void 0, function () {}");
    expect(text("export default { a: 1 };")).to.equal("       void 0, { a: 1 };");
    expect(text("export default class {}")).to.equal("       void 0, class {}");
  });
  it("blanks a list of exports, and imports what a cell would pass on", () => {
    expect(text("const a = 1;\nexport {\n  a,\n};")).to.equal("const a = 1;\n        \n    \n  ");
    expect(text('export { a as b } from "./x";')).to.equal('import { a as b } from "./x";');
    expect(text('export type { A } from "./x";')).to.equal('import type { A } from "./x";');
  });
  it("leaves the word alone everywhere else, and every line where it was", () => {
    const code = 'const s = "export const x";\n/* export */ s.length;\n`export s`';
    expect(text(code)).to.equal(code);
    const broken = "export const = ;\nexport function (";
    expect(text(broken)).to.have.length(broken.length);
    expect(text("/** doc */\nexport\nconst a = 1")).to.equal("/** doc */\n      \nconst a = 1");
  });
  it("sees await at the top, in a loop and in a declaration, not in a function", () => {
    const awaits = (code: string): boolean => prepareCell(code).awaits;
    expect(awaits("await 1")).to.equal(true);
    expect(awaits("if (x) { for (const a of [await b]) {} }")).to.equal(true);
    expect(awaits("for await (const a of b) {}")).to.equal(true);
    expect(awaits("await using a = b()")).to.equal(true);
    expect(awaits("async () => await 1")).to.equal(false);
    expect(awaits("class A { async m() { await 1 } }")).to.equal(false);
    expect(awaits("using a = b()")).to.equal(false);
  });
});
