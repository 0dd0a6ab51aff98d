import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cell } from "@cryolab/grader";
import { orderWarnings, readNotebook } from "@cryolab/kernel/internal/document-order";
import { expect } from "chai";

const answer = "%%exercise fourier/dft\nexport function dft(x: number) { return scale(x); }";
const scale1 = "const factor = 1;\nconst scale = (x: number) => factor * x;";
const scale2 = "const scale = (x: number) => 2 * x;";
const ran = (...sources: string[]): Cell[] => sources.map((source, i) => ({ source, label: `cell [${i + 1}]` }));
const saved = (...sources: string[]): Cell[] =>
  sources.map((source, i) => ({ source, label: `code cell ${i + 1} of the file` }));

describe("orderWarnings", () => {
  it("says nothing when both orders give the same definitions", () => {
    expect(orderWarnings(ran(scale1, answer), saved(scale1, answer), "fourier/dft")).to.deep.equal([]);
    // Other cells may differ, and definitions that do not meet may swap.
    expect(orderWarnings(ran(answer, scale1, "1"), saved(scale1, answer, "2"), "fourier/dft")).to.deep.equal([]);
  });
  it("names the declaration that another order would replace", () => {
    const [warning] = orderWarnings(ran(scale2, scale1, answer), saved(scale1, scale2, answer), "fourier/dft");
    expect(warning).to.equal(
      "the order of running differs from the order in the notebook: scale was last defined by cell [2], " +
        "but code cell 2 of the file, further down, defines it again, and grade takes that one",
    );
  });
  it("follows what helpers use", () => {
    const other = "const factor = 3;";
    const warnings = orderWarnings(ran(other, scale1, answer), saved(scale1, other, answer), "fourier/dft");
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain("factor was last defined by cell [2]");
  });
  it("asks to save when the answer or a helper is not in the file as it ran", () => {
    const note = (cells: string): string =>
      `the saved notebook differs from what ran (${cells}): save it, for grade reads the file`;
    expect(orderWarnings(ran(answer), saved(`${answer}\n// older`), "fourier/dft")).to.deep.equal([note("cell [1]")]);
    expect(orderWarnings(ran(answer), saved(), "fourier/dft")).to.deep.equal([note("cell [1]")]);
    expect(orderWarnings(ran(scale2, answer), saved(answer), "fourier/dft")).to.deep.equal([note("cell [1]")]);
  });
  it("finds an answer by its tag, and says nothing where there is none", () => {
    const tagged = [{ source: "export const dft = 1;", label: "cell [1]", tags: ["fourier/dft"] }];
    expect(orderWarnings(tagged, saved(), "fourier/dft")).to.have.length(1);
    expect(orderWarnings(ran("1"), saved("2"), "fourier/dft")).to.deep.equal([]);
  });
  it("knows destructured and imported names", () => {
    const one = 'const { a: { scale } } = x;\nimport { b as c } from "./b";';
    const two = 'import scale, * as c from "./d";';
    const warnings = orderWarnings(ran(two, one, answer), saved(one, two, answer), "fourier/dft");
    expect(warnings.join()).to.contain("scale was last defined by cell [2]");
  });
});

describe("readNotebook", () => {
  const folder = mkdtempSync(join(tmpdir(), "cryolab-order-"));
  after(() => rmSync(folder, { recursive: true }));

  it("reads code cells, with sources in one piece or in lines, ids and tags", () => {
    const path = join(folder, "a.ipynb");
    const cells = [
      { cell_type: "markdown", source: "# title", metadata: {} },
      { cell_type: "code", id: "x", source: ["a\n", "b"], metadata: { tags: ["fourier/dft"] } },
      { cell_type: "code", source: "c", metadata: {} },
    ];
    writeFileSync(path, JSON.stringify({ cells }));
    expect(readNotebook(path)).to.deep.equal([
      { source: "a\nb", label: "code cell 1 of the file", id: "x", tags: ["fourier/dft"] },
      { source: "c", label: "code cell 2 of the file", tags: [] },
    ]);
  });
  it("gives nothing for what is no notebook", () => {
    writeFileSync(join(folder, "b.ipynb"), "{");
    for (const path of [undefined, join(folder, "none.ipynb"), join(folder, "b.ipynb"), folder])
      expect(readNotebook(path)).to.equal(undefined);
  });
});
