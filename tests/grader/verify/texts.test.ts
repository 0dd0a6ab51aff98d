/** @file The readers of verify, each with a sound text and with everything that makes it unsound. */

import { readmeFlaws } from "@cryolab/grader/internal/verify/readme";
import { sharedText, tokens } from "@cryolab/grader/internal/verify/secrecy";
import { callsLibrary, exportedNames } from "@cryolab/grader/internal/verify/source-text";
import { testFlaws } from "@cryolab/grader/internal/verify/test-text";
import { expect } from "chai";
import { hiddenTest, readme, solution, starter, visibleTest } from "../course.ts";

describe("readmeFlaws", () => {
  it("accepts the statement of style.md", () => {
    expect(readmeFlaws(readme)).to.deep.equal([]);
    expect(readmeFlaws(readme.replace("    F[k]", "$$\n    F[k]"))).to.deep.equal([]);
  });
  it("misses every part by name, and keeps the order", () => {
    expect(readmeFlaws(readme.replace(/^Write.*$/m, ""))).to.match(/Write.*is missing after the formula/ as never);
    expect(readmeFlaws(readme.replace(/^\|.*\n/gm, "")).join()).to.include("a table");
    expect(readmeFlaws(readme.replace("Check yourself", "Try")).join()).to.include("Check yourself");
    expect(readmeFlaws(readme.replace("Source", "From")).join()).to.include("Source");
    expect(readmeFlaws(readme.replace("A line of samples is a sum of waves.\n", "")).join()).to.include("missing");
    const [source] = /^Source.*$/m.exec(readme) as RegExpExecArray;
    expect(readmeFlaws(`${source}\n${readme.replace(source, "")}`).join()).to.include("Source");
  });
  it("must fit on one screen", () => {
    expect(readmeFlaws(`${readme}${"\nmore".repeat(40)}`)).to.deep.equal(["README.md: one screen is 45 lines, got 56"]);
  });
});

describe("testFlaws", () => {
  const flaws = (text: string, hidden = true) =>
    testFlaws({ name: "t.ts", text, slug: "tiny", exports: ["tiny", "dft"], hidden });

  it("accepts the tests of the fixture", () => {
    expect(flaws(hiddenTest)).to.deep.equal([]);
    expect(flaws(visibleTest, false)).to.deep.equal([]);
  });
  it("wants points in every title, and every test to run", () => {
    expect(flaws('it("works", () => {});')).to.deep.equal([
      't.ts:1: a title begins with its points, "[2] …", got "works"',
    ]);
    expect(flaws('it.only("[1] a", f);\ndescribe.skip("b", f);')).to.deep.equal([
      "t.ts:1: no it.only: every test runs, alone none",
      "t.ts:2: no describe.skip: every test runs, alone none",
    ]);
  });
  it("refuses inputs without a seed", () => {
    expect(flaws("const x = Math.random();\nconst now = new Date();\nDate.now();")).to.have.length(3);
    expect(flaws("const x = Math.sqrt(2); const d: Date = record.Date;")).to.deep.equal([]);
  });
  it("refuses what the exercise asks to write, from the library, by every spelling", () => {
    const all = [
      'import { fourier } from "@cryolab/lib"; fourier.dft(x);',
      'import * as cryo from "@cryolab/lib"; cryo.fourier.dft(x);',
      'import { fourier as f } from "@cryolab/lib"; const { re } = f.dft(x);',
    ];
    for (const text of all)
      expect(flaws(text).join(), text).to.match(/calls .*dft of the library, which the exercise asks to write/);
    expect(
      flaws('import { fourier, type Image } from "@cryolab/lib"; fourier.fftfreq(4, 1); mine.dft(x);'),
    ).to.deep.equal([]);
  });
  it("refuses neighbours, except types and, in a visible test, the exercise itself", () => {
    expect(flaws('import { x } from "../../../solutions/a.ts";').join()).to.include(
      "asks for the answer by submission()",
    );
    expect(flaws('import type { x } from "./tiny.js";')).to.deep.equal([]);
    expect(flaws('import { x } from "./other.js";', false).join()).to.include("a visible test imports ./tiny.js");
  });
});

describe("sharedText", () => {
  it("finds a line of the solution in a starter, a hint or a statement", () => {
    const line = "sum += x.re[j] * Math.cos(angle) - x.im[j] * Math.sin(angle);";
    for (const text of [
      starter.replace("// TODO", `${line}\n//`),
      `Try \`${line}\` first.`,
      `{ "hints": ["${line}"] }`,
    ])
      expect(sharedText(solution, text), text).to.have.length.greaterThan(0);
  });
  it("shares signatures, types, comments, loop heads and allocations freely", () => {
    expect(sharedText(solution, starter)).to.deep.equal([]);
    expect(sharedText(solution, readme)).to.deep.equal([]);
    const customary = "const n = 3; const re = new Float64Array(n); for (let k = 0; k < n; k++) { re[k] = 1; }";
    expect(sharedText(solution, customary)).to.deep.equal([]);
  });
  it("does not see through a change of layout or comment", () => {
    const spread = "sum +=\n // so\n x.re[ j ]*Math.cos( angle )-x.im[j]*Math.sin(angle);";
    expect(sharedText(solution, spread)).to.have.length.greaterThan(0);
  });
});

describe("tokens", () => {
  it("fold loop heads, allocations and names with dots", () => {
    expect(tokens("a.b.c(d.e) + 1.5")).to.deep.equal(["a.b.c", "(", "d.e", ")", "+", "1.5"]);
    expect(tokens("for (let i = 0; i < f(n); i++) y = new Float64Array(n);")).to.deep.equal([
      "for",
      "y",
      "=",
      "new",
      ";",
    ]);
    expect(tokens("for (")).to.deep.equal(["for", "("]);
  });
});

describe("exportedNames, callsLibrary", () => {
  it("see functions, classes, constants and lists", () => {
    const text =
      "export function a() {}\nexport class B {}\nexport const c = 1, d = 2;\nconst e = 3;\nexport { e as f };\nexport type T = 1;";
    expect(exportedNames(text)).to.deep.equal(["a", "B", "c", "d", "f"]);
  });
  it("tell a call of what is to be written from a comment, a type and a function that may be used", () => {
    const calls = (text: string) => callsLibrary(text, ["dft"]);
    expect(calls("// cryo.fourier.dft\nexport const a = 1;")).to.equal(false);
    expect(calls('import type { Image } from "@cryolab/lib"; mine.dft();')).to.equal(false);
    expect(calls('import { fourier } from "@cryolab/lib"; fourier.fftfreq(4, 1);')).to.equal(false);
    expect(calls("export const a = cryo.fourier.dft;")).to.equal(true);
    expect(calls('import { fourier } from "@cryolab/lib"; fourier.dft(x);')).to.equal(true);
  });
});
