import { exerciseOf, extract } from "@cryolab/grader/internal/submission/index";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import { seeded } from "../../support/draw.js";
import { extracted, file, notebook, refused, run } from "./notebook.js";

const X = "%%exercise x/y";

/** What `f()` of an answer is, and pieces of text that its source has and has not. */
interface Case {
  readonly cells: readonly string[];
  readonly gives: unknown;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
}

const cases: Record<string, Case> = {
  "an answer that stands alone": {
    cells: ["const x = 1", `${X}\nexport function f() { return 1 }`],
    gives: 1,
    hasNot: ["const x"],
  },
  "an answer without export": { cells: [`${X}\nfunction f() { return 1 }`], gives: 1, has: ["export { f };"] },
  "an answer that is an arrow": { cells: [`${X}\nconst f = () => 2`], gives: 2 },
  "an answer that exports under another name": {
    cells: [`${X}\nfunction g() { return 3 }\nexport { g as f }`],
    gives: 3,
  },
  "an answer that is the default export": { cells: [`${X}\nexport default function f() { return 4 }`], gives: 4 },
  "an answer declared inside a statement by var": { cells: [`${X}\nif (true) { var f = () => 5 }`], gives: 5 },
  "spaces after the first line": { cells: [`${X}  \t\nfunction f() { return 1 }`], gives: 1 },
  "CRLF line ends": {
    cells: ["const k = 1;\r\nconst two = 2;\r\n", `${X}\r\nfunction f() {\r\n  return two;\r\n}\r\n`],
    gives: 2,
  },
  "a byte order mark": { cells: [`\uFEFF${X}\nfunction f() { return 1 }`], gives: 1 },
  "a helper of another cell": { cells: ["function h() { return 7 }", `${X}\nfunction f() { return h() }`], gives: 7 },
  "a helper of a helper, three cells deep": {
    cells: ["const k = 3", "const j = () => k", "const h = () => j() + 1", `${X}\nconst f = () => h()`],
    gives: 4,
  },
  "a helper in a later cell": { cells: [`${X}\nfunction f() { return h() }`, "function h() { return 8 }"], gives: 8 },
  "constants in cells out of order": {
    cells: ["const a = b + 1", "const b = c * 2", "const c = 5", `${X}\nconst f = () => a`],
    gives: 11,
  },
  "the last definition of a helper": {
    cells: ["const h = () => 1", "const h = () => 2", `${X}\nconst f = () => h()`],
    gives: 2,
    hasNot: ["=> 1"],
  },
  "the last definition, after the answer": {
    cells: ["const h = () => 1", `${X}\nconst f = () => h()`, "const h = () => 3"],
    gives: 3,
  },
  "its own definition before any other": {
    cells: ["const h = () => 1", `${X}\nconst h = () => 9\nconst f = () => h()`, "const h = () => 3"],
    gives: 9,
  },
  "a cell's own constant beside another cell's": {
    cells: ["const n = 8\nfunction half() { return n / 2 }", "const n = 64", `${X}\nconst f = () => [half(), n]`],
    gives: [4, 64],
  },
  "two versions of a name, one in shorthand": {
    cells: ["const n = 8\nconst a = () => ({ n })", "const n = 64", `${X}\nconst f = () => [a(), { n }]`],
    gives: [{ n: 8 }, { n: 64 }],
  },
  "two versions of a name, one in a pattern": {
    cells: ["const { n, m = n } = { n: 8 }\nconst a = () => [n, m]", "const n = 64", `${X}\nconst f = () => [a(), n]`],
    gives: [[8, 8], 64],
  },
  "a name of the answer that another cell also has": {
    cells: ["let k = 1\nconst a = () => k++", `${X}\nconst k = 10\nconst f = () => [a(), a(), k]`],
    gives: [1, 2, 10],
  },
  "mutual recursion across cells": {
    cells: [
      "const even = (n) => n === 0 || odd(n - 1)",
      "const odd = (n) => n !== 0 && even(n - 1)",
      `${X}\nconst f = () => [even(10), odd(10)]`,
    ],
    gives: [true, false],
  },
  "mutual recursion with the answer": {
    cells: [
      "function g(n) { return n === 0 ? 'g' : f(n - 1) }",
      `${X}\nfunction f(n = 3) { return n === 0 ? 'f' : g(n - 1) }`,
    ],
    gives: "g",
  },
  "a helper that uses a constant of the answer": {
    cells: ["const h = () => k", `${X}\nconst k = 6\nconst f = () => h()`],
    gives: 6,
  },
  "a parameter that hides a helper": {
    cells: ["const h = 1", `${X}\nfunction f(h = 5) { return h }`],
    gives: 5,
    hasNot: ["h = 1"],
  },
  "a block that hides a helper, and one that does not": {
    cells: ["const a = 1; const b = 2", `${X}\nfunction f() { { const a = 5; } return b }`],
    gives: 2,
    has: ["const b"],
    hasNot: ["const a = 1"],
  },
  "var that is hoisted out of a block": {
    cells: ["const v = 1", `${X}\nfunction f() { v = 3; if (v) { var v = 4 } return v }`],
    gives: 4,
    hasNot: ["v = 1"],
  },
  "a function that is hoisted": {
    cells: ["const g = 1", `${X}\nfunction f() { return g(); function g() { return 2 } }`],
    gives: 2,
    hasNot: ["g = 1"],
  },
  "a default that does not see the body": {
    cells: ["const v = 1", `${X}\nfunction f(a = v) { var v = 2; return [a, v] }`],
    gives: [1, 2],
    has: ["const v = 1"],
  },
  "a caught error that hides a helper": {
    cells: ["const e = 1", `${X}\nfunction f() { try { throw 2 } catch (e) { return e } }`],
    gives: 2,
    hasNot: ["e = 1"],
  },
  "a caught pattern": {
    cells: [
      "const message = 1",
      `${X}\nfunction f() { try { throw Error("m") } catch ({ message }) { return message } }`,
    ],
    gives: "m",
    hasNot: ["= 1"],
  },
  "loop variables": {
    cells: [
      "const i = 100, x = 100",
      `${X}\nfunction f() { let s = 0; for (let i = 0; i < 3; i++) s += i; for (const x of [10]) s += x; return s }`,
    ],
    gives: 13,
    hasNot: ["100"],
  },
  "a loop variable seen after its loop": {
    cells: ["const i = 7", `${X}\nfunction f() { for (let i = 0; i < 3; i++); return i }`],
    gives: 7,
  },
  "the name of a function expression": {
    cells: ["const g = 1", `${X}\nconst f = function g(n = 2) { return n ? g(n - 1) : 'g' }`],
    gives: "g",
    hasNot: ["g = 1"],
  },
  "the name of a class expression": {
    cells: ["const C = 1", `${X}\nconst f = () => new (class C { s = C.name })().s`],
    gives: "C",
    hasNot: ["C = 1"],
  },
  "property names and labels": {
    cells: [
      "const data = 1; const out = 2; const method = 3",
      `${X}\nfunction f() { const o = { data: 5, method() { return this.data } }; out: for (;;) break out; return o.method() + o.data }`,
    ],
    gives: 10,
    hasNot: ["= 1", "= 2", "= 3"],
  },
  "a computed property name": {
    cells: ["const key = 'k'", `${X}\nconst f = () => ({ [key]: 1, get [key + 2]() { return 2 } })`],
    gives: { k: 1, k2: 2 },
  },
  "a shorthand property": { cells: ["const k = 4", `${X}\nconst f = () => ({ k })`], gives: { k: 4 } },
  "destructured names": {
    cells: ["const { a, b: [c, ...d], ...e } = { a: 1, b: [2, 3], z: 4 }", `${X}\nconst f = () => [a, c, d, e]`],
    gives: [1, 2, [3], { z: 4 }],
  },
  "destructuring that renames": {
    cells: ["const a = 1", `${X}\nfunction f({ a: b = 2 } = {}) { return b }`],
    gives: 2,
    hasNot: ["a = 1;"],
  },
  "destructuring assignment": {
    cells: ["let p = 1", `${X}\nfunction f() { [p] = [5]; ({ p } = { p: p + 1 }); return p }`],
    gives: 6,
  },
  "several declarators, whole": {
    cells: ["const a = 1, b = a + 1", `${X}\nconst f = () => b`],
    gives: 2,
    has: ["const a = 1, b = a + 1"],
  },
  "a class with statics, private names and accessors": {
    cells: [
      "const start = 3",
      "class Counter { static #made = start; static { Counter.#made += 1 } #n = 0; get n() { return this.#n } set n(v) { this.#n = v } static made() { return this.#made } }",
      `${X}\nfunction f() { const c = new Counter(); c.n = 2; return [c.n, Counter.made()] }`,
    ],
    gives: [2, 4],
  },
  "a class that extends one of another cell": {
    cells: [
      "class A { who() { return 'A' } }",
      "class B<T> extends A { t?: T; who() { return super.who() + 'B' } }",
      `${X}\nconst f = () => new B<number>().who()`,
    ],
    gives: "AB",
  },
  "var inside a static block": {
    cells: ["const s = 1", `${X}\nclass C { static v = 0; static { var s = 4; C.v = s } }\nconst f = () => C.v`],
    gives: 4,
    hasNot: ["s = 1"],
  },
  generics: { cells: ["function id<T>(x: T): T { return x }", `${X}\nconst f = () => id<number>(3)`], gives: 3 },
  "type parameters that hide types": {
    cells: ["type T = string", `${X}\nfunction f<T>(x?: T): T | undefined { return x }`],
    gives: undefined,
    hasNot: ["type T ="],
  },
  "interfaces and aliases of other cells": {
    cells: [
      "interface P { x: number }\ntype Q = P & { y: number }",
      `${X}\nfunction f(q: Q = { x: 1, y: 2 }) { return q.x + q.y }`,
    ],
    gives: 3,
    has: ["interface P", "type Q"],
  },
  "no class for a type": {
    cells: ["class Big { static t = expensive() }", `${X}\nfunction f(b?: Big): number { return 1 }`],
    gives: 1,
    hasNot: ["class Big"],
  },
  "no value for typeof in a type": {
    cells: ["const t = boom()", `${X}\nfunction f(x?: typeof t) { return x }`],
    gives: undefined,
    hasNot: ["boom"],
  },
  "conditional and mapped types": {
    cells: [
      "type U = 1; type K = 2",
      `${X}\ntype E<A> = A extends (infer U)[] ? U : never\ntype M<A> = { [K in keyof A]: E<A[K]> }\nfunction f(x?: M<number[][]>) { return 1 }`,
    ],
    gives: 1,
    hasNot: ["type U = 1", "type K = 2"],
  },
  enums: {
    cells: ["enum Axis { x, y = x + 4, z = y << 1 }", `${X}\nconst f = () => [Axis.y, Axis.z, Axis[0]]`],
    gives: [4, 8, "x"],
  },
  "an enum member that hides a helper": {
    cells: ["const a = 100", "enum E { a = 2, b = a + 1 }", `${X}\nconst f = () => E.b`],
    gives: 3,
    hasNot: ["100"],
  },
  "namespaces that share members": {
    cells: ["namespace N { export const a = 1 }\nnamespace N { export const b = a + 1 }", `${X}\nconst f = () => N.b`],
    gives: 2,
  },
  "an alias of a namespace": {
    cells: ["namespace N { export const a = 1 }", "import A = N", `${X}\nconst f = () => A.a`],
    gives: 1,
  },
  overloads: {
    cells: [
      "function g(x: number): number\nfunction g(x: string): string\nfunction g(x: any) { return x }",
      `${X}\nconst f = () => g(2)`,
    ],
    gives: 2,
    has: ["function g(x: string): string"],
  },
  "an overloaded answer": { cells: [`${X}\nfunction f(): number\nfunction f(x?: number) { return x ?? 3 }`], gives: 3 },
  "regular expressions and templates with braces": {
    cells: [
      `const re = /[}{\`]\\/{2}/g; const t = \`}{\${\`\${'}'}\`}\``,
      `${X}\nconst f = () => ["}//x".replace(re, ""), t]`,
    ],
    gives: ["x", "}{}"],
  },
  "a tagged template": {
    cells: ["const tag = (s, ...v) => s.raw.join(v.length)", `${X}\nconst f = () => tag\`a\${1}b\``],
    gives: "a1b",
  },
  "names in Unicode": {
    cells: ["const λ = 2; const größe = λ * 2; const $ = 1; const _ = 3", `${X}\nconst f = () => größe + $ + _`],
    gives: 8,
  },
  "a generator and an async function": {
    cells: ["function* g() { yield* [1, 2] }", `${X}\nasync function f() { return [...g()] }`],
    gives: [1, 2],
  },
  using: {
    cells: [
      "const log: string[] = []",
      `${X}\nfunction f() { { using r = { [Symbol.dispose ?? Symbol.for("d")]() { log.push("gone") } }; } return log }`,
    ],
    gives: ["gone"],
  },
  "optional chaining, satisfies, non-null": {
    cells: ["const o = { a: { b: 1 } } satisfies object", `${X}\nconst f = () => o?.a!.b`],
    gives: 1,
  },
  "a name used only in typeof": { cells: [`${X}\nconst f = () => typeof nowhere`], gives: "undefined" },
  "new.target and arguments": {
    cells: [`${X}\nfunction f() { return [arguments.length, new.target === undefined] }`],
    gives: [0, true],
  },
  "a switch": {
    cells: ["const y = 9", `${X}\nfunction f() { switch (1) { case 1: let y = 2; return y } }`],
    gives: 2,
    hasNot: ["y = 9"],
  },
  "an exported helper of another exercise": {
    cells: [
      "%%exercise x/other\nexport function h() { return 5 }\nexport const k = 6",
      `${X}\nexport const f = () => h()`,
    ],
    gives: 5,
    has: ["       function h()"],
    hasNot: ["export function h", "k = 6"],
  },
  "a default export of another cell": {
    cells: ["export default function h() { return 5 }", `${X}\nconst f = () => h()`],
    gives: 5,
  },
  "an export list that takes from another cell": {
    cells: ["function f() { return 2 }", `${X}\nconst unused = 1\nexport { f }`],
    gives: 2,
  },
  "no statement that only runs": {
    cells: ["const k = 1\nconsole.log(k)\nfor (const q of [1]) globalThis.q = q", `${X}\nconst f = () => k`],
    gives: 1,
    hasNot: ["console", "for ("],
  },
  "statements that run in the answer's own cell": {
    cells: [`${X}\nconst t = []\nfor (let i = 0; i < 3; i++) t.push(i)\nconst f = () => t`],
    gives: [0, 1, 2],
  },
  "cells that are no TypeScript": {
    cells: ["%%html\n<b>h</b>", "%matplotlib inline", "", "   \n", `${X}\nconst f = () => 1`],
    gives: 1,
  },
  "a cell that was timed": {
    cells: ["%%time\nconst half = (x: number) => x / 2", `${X}\nconst f = () => half(4)`],
    gives: 2,
  },
  "a cell that does not parse": { cells: ["const = (", `${X}\nconst f = () => 1`], gives: 1 },
  "two statements on a line": {
    cells: ["let a = 1; let b = 2; let c = 3", `${X}\nconst f = () => a + c`],
    gives: 4,
    hasNot: ["let b"],
  },
  "a piece that lacks its semicolon": {
    cells: ["const a = () => 1", `${X}\n;[1].length\nconst f = () => a()`],
    gives: 1,
  },
  "declare, which declares nothing": {
    cells: ["const k = 3", `${X}\ndeclare const k: number\nconst f = () => k`],
    gives: 3,
  },
  decorators: {
    cells: [
      "const seen = []\nconst mark = (v, c) => { seen.push(c.name) }",
      `${X}\nclass C { @mark m() {} }\nconst f = () => seen`,
    ],
    gives: ["m"],
  },
};

describe("extract", () => {
  for (const [title, { cells, gives, has = [], hasNot = [] }] of Object.entries(cases))
    it(`takes ${title}`, async () => {
      const answer = extracted(notebook(...cells));
      for (const text of has) expect(answer.source).to.include(text);
      for (const text of hasNot) expect(answer.source).to.not.include(text);
      expect(await run(answer)).to.deep.equal(gives);
    });

  it("takes a file whole, and every line keeps its number", async () => {
    const answer = extracted(file("const k = 1;\n\nexport function f() {\n  return k;\n}\n"));
    expect(answer.source).to.equal("const k = 1;\n\nexport function f() {\n  return k;\n}\n");
    expect(answer.locate(4)).to.deep.equal({ label: "f.ts", line: 4 });
    expect(await run(answer)).to.equal(1);
  });
  it("adds the export that a file lacks", async () => {
    expect(await run(extracted(file("#!/usr/bin/env node\nfunction f() { return 1 } // end")))).to.equal(1);
  });

  it("knows the cell and the line of every line", () => {
    const answer = extracted(notebook("\n\nfunction h() {\n  return 1;\n}", `${X}\nfunction f() {\n  return h();\n}`));
    const lines = answer.source.split("\n");
    const at = (text: string): unknown => answer.locate(lines.findIndex((line) => line.includes(text)) + 1);
    expect(at("function h()")).to.deep.equal({ label: "cell 1", line: 3 });
    expect(at("return 1")).to.deep.equal({ label: "cell 1", line: 4 });
    expect(at("//exercise")).to.deep.equal({ label: "cell 2", line: 1 });
    expect(at("return h()")).to.deep.equal({ label: "cell 2", line: 3 });
    expect(at("export {")).to.deep.equal({ label: "cell 2", line: 4 });
    expect(answer.locate(0)).to.deep.equal({ label: "cell 1", line: 3 });
    expect(answer.locate(999)).to.deep.equal({ label: "cell 2", line: 4 });
  });
  it("counts the lines of a cell as the compiler does", () => {
    const answer = extracted(notebook("const t = `\r\na\u2028`", `${X}\nfunction f() { return t }`));
    expect(answer.locate(4)).to.deep.equal({ label: "cell 2", line: 1 });
  });

  it("takes imports of other cells, only the names that are used", async () => {
    const answer = extracted(
      notebook(
        'import { random, fourier, type Image as I } from "@cryolab/lib"',
        `${X}\nconst f = (i?: I) => random.rng(1).state.length`,
      ),
    );
    expect(answer.source)
      .to.include('import { random as random, type Image as I } from "@cryolab/lib"')
      .and.not.include("fourier");
    expect(await run(answer, ["random.rng"])).to.equal(4);
  });
  it("takes the import of one cell where the answer has its own", async () => {
    const answer = extracted(
      notebook(
        'import * as cryo from "@cryolab/lib"\nconst h = () => cryo.random.rng(1)',
        `${X}\nimport { random as cryo } from "@cryolab/lib"\nconst f = () => [h(), cryo.rng(1)].length`,
      ),
    );
    expect(await run(answer, ["random.rng"])).to.equal(2);
  });

  it("grades the last cell with code, and names the others", () => {
    const answer = extracted(notebook(`${X}\nconst f = 1`, `${X}\nconst f = 2`, `${X}\n// nothing`));
    expect(answer.source).to.include("f = 2");
    expect(answer.warnings).to.deep.equal(["cell 1, cell 3 and cell 2 begin with `%%exercise x/y`; cell 2 is graded"]);
  });
  it("falls back to a tag, and only without the first line", () => {
    const tagged = { source: "const f = 1", tags: ["lesson", "x/y"] };
    expect(extracted(notebook(tagged)).source).to.include("f = 1");
    expect(extracted(notebook(tagged, `${X}\nconst f = 2`)).source).to.include("f = 2");
  });
  it("warns that a name has several definitions", () => {
    const { warnings } = extracted(notebook("const h = 1", "const h = 2", `${X}\nconst f = () => h`));
    expect(warnings).to.deep.equal(["`h` is defined in cell 1 and cell 2; that of cell 2 is used"]);
    const same = 'import * as cryo from "@cryolab/lib"';
    expect(extracted(notebook(same, same, `${X}\nconst f = () => cryo`)).warnings).to.deep.equal([]);
  });
  for (const [how, statement] of Object.entries({
    "assigned to": "t = [1]",
    filled: "for (let i = 0; i < 3; i++) t[i] = i",
    counted: "t.n++",
    pushed: "t.push(1)",
    "written by a call-back": "[1].forEach((x) => { t = x })",
    destructured: "[t] = [1]",
    "the variable of a loop": "for (t of [1]);",
    deleted: "delete t.x",
  }))
    it(`warns when what the answer uses is ${how} by a statement that only runs`, () => {
      const { warnings } = extracted(notebook(`let t = [];\n${statement}`, `${X}\nconst f = () => t`));
      expect(warnings).to.deep.equal([
        "`t` is changed in cell 1, line 2 by a statement that only runs; such statements are not taken, so the answer sees `t` as it was declared",
      ]);
    });
  it("does not warn when a statement only reads", () => {
    const { warnings } = extracted(
      notebook(
        "const t = [1]; console.log(t, t.map((t) => t++)); const u = 1; t.length + u",
        `${X}\nconst f = () => t`,
      ),
    );
    expect(warnings).to.deep.equal([]);
  });
  it("warns of a broken cell that seems to define what is used", () => {
    const { warnings } = extracted(notebook("const h = 1", "const h = 2\nconst = 3", `${X}\nconst f = () => h`));
    expect(warnings).to.deep.equal([
      "cell 2 does not parse (line 2: Variable declaration expected.); its `h` is not used",
    ]);
    expect(extracted(notebook("const h = 1", "show(h,,", `${X}\nconst f = () => h`)).warnings).to.deep.equal([]);
  });
});

describe("extract, when there is nothing to grade", () => {
  const expectRefusal = (found: { status: string; message: string }, status: string, message: string): void => {
    expect(found).to.deep.equal({ status, message });
  };

  it("names the exercises that are there", () => {
    expectRefusal(refused(notebook("const a = 1")), "missing", "no cell begins with `%%exercise x/y`");
    expectRefusal(
      refused(notebook("%%exercise x/z\n1", "%%exercise x/yy\n1")),
      "missing",
      "no cell begins with `%%exercise x/y`; exercises found: `x/z` (cell 1) and `x/yy` (cell 2)",
    );
  });
  it("says that a cell is empty", () => {
    expectRefusal(refused(notebook(`${X}\n// later`)), "missing", "cell 1 holds no code");
    expectRefusal(refused(file("")), "missing", "f.ts holds no code");
  });
  it("names what the cell defines instead", () => {
    expectRefusal(
      refused(notebook(`${X}\nconst g = 1, h = 2`)),
      "missing",
      "cell 1 does not define `f`; it defines `g` and `h`",
    );
    expectRefusal(refused(notebook(`${X}\nfoo()`)), "missing", "cell 1 does not define `f`; it defines nothing");
    expectRefusal(refused(file("let g"), ["f", "e"]), "missing", "f.ts does not define `f` and `e`; it defines `g`");
    expectRefusal(
      refused(file("declare function f(): void; interface f {}; 1")),
      "missing",
      "f.ts does not define `f`; it defines nothing",
    );
    expectRefusal(
      refused(file("function f(): void; export type { f }")),
      "missing",
      "f.ts does not define `f`; it defines nothing",
    );
  });
  it("names the cell that has it without the first line", () => {
    expectRefusal(
      refused(notebook("function f() {}", `${X}\nconst g = 1`)),
      "missing",
      "cell 2 does not define `f`; it defines `g`; cell 1 does, but its first line is not `%%exercise x/y`, or is not the last of them",
    );
  });
  it("says where a cell does not parse", () => {
    expectRefusal(refused(notebook(`${X}\nfunction f( {\n`)), "unparsable", "cell 1, line 3: '}' expected.");
    expectRefusal(refused(file("a b")), "unparsable", "f.ts, line 1: Unexpected keyword or identifier.");
  });
  it("names an unknown name, its place, and what it may be", () => {
    expectRefusal(
      refused(notebook("const twiddle = 1", `${X}\nfunction f() {\n  return twiddel;\n}`)),
      "not-gradable",
      "`twiddel` in cell 2, line 3 is not defined in any cell; cell 1 defines `twiddle`",
    );
    expectRefusal(
      refused(file("const f = () => math.PI")),
      "not-gradable",
      "`math` in f.ts, line 1 is not defined; did you mean `Math`?",
    );
    expectRefusal(refused(file("const f = () => { x = 1 }")), "not-gradable", "`x` in f.ts, line 1 is not defined");
  });
  it("finds an unknown name in a helper too", () => {
    expectRefusal(
      refused(notebook("\nconst h = () => zzz", `${X}\nconst f = h`)),
      "not-gradable",
      "`zzz` in cell 1, line 2 is not defined in any cell",
    );
  });
  it("says that a broken cell may define it", () => {
    expectRefusal(
      refused(notebook("const helper = = 1", `${X}\nconst f = () => helper`)),
      "not-gradable",
      "`helper` in cell 2, line 2 is not defined in any cell; cell 1 does not parse and may define it",
    );
  });
  it("says that a statement that only runs declares it", () => {
    expectRefusal(
      refused(notebook("if (true) { var v = 1 }", `${X}\nconst f = () => v`)),
      "not-gradable",
      "`v` in cell 2, line 2 is declared inside a statement of cell 1 that only runs; such statements are not taken, declare it at the top of a cell",
    );
  });
  it("says what a notebook has and an answer has not", () => {
    expectRefusal(
      refused(notebook(`${X}\nconst f = 1\nplot.line(f)\ncheck("x/y")`)),
      "not-gradable",
      "`plot` in cell 1, line 3 is not available when graded; keep it in a cell that is not the answer's\n" +
        "`check` in cell 1, line 4 is not available when graded; keep it in a cell that is not the answer's",
    );
    for (const name of ["process", "require", "Buffer", "fetch", "global", "module", "WebAssembly"])
      expectRefusal(
        refused(file(`export const f = () => ${name}`)),
        "not-gradable",
        `\`${name}\` in f.ts, line 1 is not available when graded: an answer is computed from its arguments alone`,
      );
  });
  it("lists three unknown names and counts the others", () => {
    const { message } = refused(file("const f = () => [aa1, bb2, cc3, dd4, ee5, aa1]"));
    expect(message.split("\n")).to.have.length(4);
    expect(message).to.match(/and 2 more$/);
  });
  it("cuts a name that is a text", () => {
    expect(refused(file(`const f = ${"a".repeat(5000)}`)).message.length).to.be.below(200);
  });
});

describe("extract, on texts made to hurt", () => {
  const excess = (source: string): string => {
    const t = performance.now();
    const { status, message } = refused(file(source));
    expect(status).to.equal("unparsable");
    expect(performance.now() - t, "ms").to.be.below(4000);
    return message;
  };
  it("stops a parser that backtracks without end, and parses the next text", async () => {
    expect(excess(`const f = ${"async(a=".repeat(40)}1${")".repeat(40)}`)).to.equal(
      "f.ts, line 1: reading it takes too long",
    );
    expect(await run(extracted(file("const f = async (a = 1) => a")))).to.equal(1);
  }).timeout(10_000);
  it("gives all cells together one clock", () => {
    const bomb = `x = ${"async(a=".repeat(40)}1${")".repeat(40)}`;
    const t = performance.now();
    expect(extracted(notebook(`${X}\nconst f = 1`, bomb, bomb, bomb)).source).to.include("f = 1");
    expect(performance.now() - t, "ms").to.be.below(4000);
  }).timeout(10_000);
  for (const [what, source] of Object.entries({
    parentheses: `const f = ${"(".repeat(60_000)}1${")".repeat(60_000)}`,
    brackets: "[".repeat(130_000),
    sums: `const f = ${"1+".repeat(60_000)}1`,
    templates: `const f = ${"`${".repeat(25_000)}1${"}`".repeat(25_000)}`,
    "type arguments": `const f = ${"a<".repeat(60_000)}`,
    blocks: "{".repeat(60_000) + "}".repeat(60_000),
    functions: "function f(){".repeat(8000) + "}".repeat(8000),
  }))
    it(`says that ${what} are nested too deeply`, () => {
      expect(excess(source)).to.equal("f.ts, line 1: it is nested too deeply");
    }).timeout(10_000);
  it("refuses more code than it reads", () => {
    expect(excess(`const f = [${"0,".repeat(70_000)}]`)).to.equal(
      "f.ts, line 1: source must be at most 131072 characters, got 140012",
    );
  });
  it("is not slowed by thousands of definitions and uses of a name", () => {
    const t = performance.now();
    expect(extracted(notebook("var a;\n".repeat(9000), `${X}\nconst f = 1;${"a;".repeat(20_000)}`)).source).to.include(
      "f = 1",
    );
    expect(performance.now() - t, "ms").to.be.below(4000);
  }).timeout(10_000);
  it("follows long chains of definitions", () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `const c${i} = () => c${i + 1}`).join("\n");
    expect(extracted(notebook(`${chain}\nconst c3000 = 1`, `${X}\nconst f = c0`)).source).to.include("c2999");
  }).timeout(10_000);
});

describe("extract, on random notebooks", () => {
  const rng = seeded("extract");
  const below = (n: number): number => Math.floor(random.uniform(rng) * n);
  const pick = (...choices: readonly (() => string)[]): string => choices[below(choices.length)]();
  const name = (): string => "abcdgh"[below(6)];
  const expression = (depth: number): string =>
    depth === 0
      ? pick(name, () => "1")
      : pick(
          name,
          () => `(${expression(depth - 1)} + ${expression(depth - 1)})`,
          () => `((${name()}) => ${expression(depth - 1)})`,
          () => `({ ${name()}, ${name()}: ${expression(depth - 1)} })`,
          () => `[${expression(depth - 1)}, typeof ${name()}]`,
          () => `(function ${name()}() { var ${name()} = ${expression(depth - 1)}; return ${name()} })`,
          () => `(class { #${name()} = ${expression(depth - 1)}; static ${name()} = ${name()} })`,
        );
  const statement = (): string =>
    pick(
      () => `const ${name()} = ${expression(2)};`,
      () => `let ${name()} = ${expression(1)}, ${name()} = ${expression(1)};`,
      () => `const { ${name()}, ${name()}: [${name()} = ${expression(1)}] } = ${expression(1)};`,
      () => `function ${name()}(${name()} = ${expression(1)}) { return ${expression(2)} }`,
      () => `class ${name()} { static { ${name()}; } }`,
      () => `enum ${name()} { ${name()}, x = 2 }`,
      () => `for (const ${name()} of [${expression(1)}]) ${name()} = 1;`,
      () => `interface ${name()} { ${name()}: ${name()} }`,
    );

  it("never throws, leaves no name undefined, and takes its own result whole again", () => {
    let taken = 0;
    for (let i = 0; i < 1000; i++) {
      const cells = Array.from({ length: 1 + below(4) }, () =>
        Array.from({ length: 1 + below(4) }, statement).join("\n"),
      );
      const found = extract(notebook(...cells, `${X}\nconst f = () => ${expression(3)}`), "x/y", ["f"]);
      if ("status" in found) continue;
      taken++;
      expect(extract(file(found.source), "x/y", ["f"]), found.source).to.have.property("source", found.source);
    }
    expect(taken).to.be.greaterThan(150);
  }).timeout(30_000);
  /** Functions by cell and name, each with the names that it calls: `function a(d) { return d === 0 ? "2a" : ["2a", b(d - 1)] }`. */
  type Calls = Map<string, string[]>[];
  /** What a name means in a cell: its own definition, else the last in the document. */
  const home = (calls: Calls, cell: number, of: string): number =>
    calls[cell].has(of) ? cell : calls.findLastIndex((defined) => defined.has(of));
  const meaning = (calls: Calls, cell: number, of: string, depth: number): unknown => {
    const at = home(calls, cell, of);
    const tag = `${at}${of}`;
    return depth === 0 ? tag : [tag, ...(calls[at].get(of) ?? []).map((used) => meaning(calls, at, used, depth - 1))];
  };
  it("means by every name what an interpreter of cells means", async () => {
    const names = ["a", "b", "c", "e"];
    let renamed = 0;
    for (let i = 0; i < 60; i++) {
      const main = below(4);
      const calls: Calls = Array.from(
        { length: 4 },
        () => new Map(names.filter(() => below(2) === 0).map((of) => [of, []])),
      );
      const everywhere = names.filter((of) => calls.some((defined) => defined.has(of)));
      calls[main].set("f", []);
      for (const defined of calls)
        for (const used of defined.values()) used.push(...everywhere.filter(() => below(2) === 0));
      const cells = calls.map((defined, cell) => {
        const lines = [...defined].map(([of, used]) => {
          const body = `d === 0 ? "${cell}${of}" : ["${cell}${of}", ${used.map((u) => `${u}(d - 1)`).join(", ")}]`;
          return below(2) ? `function ${of}(d = 3) { return ${body} }` : `const ${of} = (d = 3) => ${body}`;
        });
        return `${cell === main ? X : "//"}\n${lines.join("\n")}`;
      });
      const answer = extracted(notebook(...cells));
      if (/\$\d/.test(answer.source)) renamed++;
      expect(await run(answer), answer.source).to.deep.equal(meaning(calls, main, "f", 3));
    }
    expect(renamed, "answers that needed two versions of a name").to.be.greaterThan(10);
  }).timeout(30_000);
  it("never throws on random words, on which TypeScript's own parser may", () => {
    const words =
      "const let function class enum type import export ( ) { } [ ] < > => = ; , . : ? / ` ${ \" ' a b 1 \n await async using new static #p @ ... as namespace".split(
        " ",
      );
    for (let i = 0; i < 1500; i++) {
      const text = Array.from({ length: 2 + below(14) }, () => words[below(words.length)]).join(" ");
      expect(extract(notebook(text, `${X}\nconst f = () => a\n${text}`), "x/y", ["f"])).to.satisfy(
        (found: object) => "status" in found || "source" in found,
      );
    }
    expect(refused(file("@async await"))).to.deep.equal({
      status: "unparsable",
      message: "f.ts, line 1: the parser gave up",
    });
  }).timeout(30_000);
});

describe("exerciseOf", () => {
  it("reads the first line only", () => {
    expect(exerciseOf("%%exercise fourier/dft")).to.equal("fourier/dft");
    expect(exerciseOf("%%exercise\tfourier/dft \r\nx")).to.equal("fourier/dft");
    for (const source of ["", "\n%%exercise a/b", "%%exercise", "%%exercises a/b", "// %%exercise a/b", "%%html"])
      expect(exerciseOf(source), source).to.equal(undefined);
  });
  it("does not take an exercise whose name merely begins alike", () => {
    expect(extract(notebook("%%exercise x/y2\nconst f = 1"), "x/y", ["f"])).to.have.property("status", "missing");
  });
});
