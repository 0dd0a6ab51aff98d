/**
 * @file A course of nbgrader on our kernel: an assignment is made from a notebook with solutions and hidden tests, graded
 * for a right answer, a wrong one, one of the wrong type, one that was not written, and one whose test cell is gone.
 */

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { root } from "../support/root.js";
import { type Bench, startBench } from "./jupyter-tools.js";
import { code, type FileCell, notebookFile } from "./notebook-file.js";

const graded = (id: string, points: number) => ({
  nbgrader: { grade: true, solution: false, locked: true, task: false, schema_version: 3, grade_id: id, points },
});
const answered = (id: string) => ({
  nbgrader: { grade: false, solution: true, locked: false, task: false, schema_version: 3, grade_id: id },
});

const source: readonly FileCell[] = [
  code(
    "answer",
    `/** Mean of some values. */
export function mean(values: Float64Array): number {
  /// BEGIN SOLUTION
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
  /// END SOLUTION
}`,
    answered("answer"),
  ),
  code("seen", `if (mean(Float64Array.of(1, 2, 3)) !== 2) throw new Error("mean of 1, 2, 3");`, graded("seen", 2)),
  code(
    "hidden",
    `const even: number = mean(Float64Array.of(1, 2));
/// BEGIN HIDDEN TESTS
if (even !== 1.5) throw new Error("mean of 1, 2");
/// END HIDDEN TESTS`,
    graded("hidden", 5),
  ),
  code(
    "part",
    `[[0, 0], [4, 2], [-1, -0.5]].filter(([a, m]) => mean(Float64Array.of(a, 0)) === m).length`,
    graded("part", 3),
  ),
];

const right = `/** Mean of some values. */
export function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}`;

/** What each learner hands in, made from what was released, and the points of the three test cells. */
const learners: Record<string, { hand: (released: FileCell[]) => FileCell[]; points: readonly number[] }> = {
  right: { hand: (cells) => written(cells, right), points: [2, 5, 3] },
  wrong: { hand: (cells) => written(cells, right.replace("/ values.length", "/ 3")), points: [2, 0, 1] },
  mistyped: {
    hand: (cells) =>
      written(
        cells,
        right
          .replace("): number", "): string")
          .replace("return values", "return String(values")
          .replace("/ values.length", "/ values.length)"),
      ),
    points: [0, 0, 0],
  },
  empty: { hand: (cells) => cells, points: [0, 0, 0] },
  // the cell comes back with a note, which must be a comment of TypeScript
  torn: { hand: (cells) => written(cells, right).filter(({ id }) => id !== "seen"), points: [2, 5, 3] },
};

const written = (cells: readonly FileCell[], answer: string): FileCell[] =>
  cells.map((cell) => (cell.id === "answer" ? { ...cell, source: answer } : cell));

describe("nbgrader on the kernel", function () {
  this.timeout(400_000);
  let bench: Bench;
  const file = (...path: readonly string[]): string => join(bench.folder, ...path);
  const put = (text: string, ...path: readonly string[]): void => {
    mkdirSync(dirname(file(...path)), { recursive: true });
    writeFileSync(file(...path), text);
  };
  before(() => {
    bench = startBench();
    put(notebookFile(source), "source", "ps1", "mean.ipynb");
    copyFileSync(join(root, "tests", "jupyter", "nbgrader_config.py"), file("nbgrader_config.py"));
  });
  after(() => bench?.end());

  it("makes an assignment without the solution and without hidden tests", () => {
    bench.run("nbgrader", "generate_assignment", "ps1");
    const { cells } = JSON.parse(readFileSync(file("release", "ps1", "mean.ipynb"), "utf8")) as { cells: FileCell[] };
    const texts = cells.map((cell) => [cell.source].flat().join(""));
    expect(texts[0]).to.contain("  // YOUR CODE HERE\n  throw new Error('not implemented');\n}");
    expect(texts[0]).not.to.contain("sum");
    expect(texts[2]).to.equal("const even: number = mean(Float64Array.of(1, 2));");
  });

  it("gives right answers their points and wrong ones none", () => {
    const released = JSON.parse(readFileSync(file("release", "ps1", "mean.ipynb"), "utf8"));
    for (const [learner, { hand }] of Object.entries(learners)) {
      const submission = JSON.stringify({ ...released, cells: hand(released.cells) });
      put(submission, "submitted", learner, "ps1", "mean.ipynb");
    }
    bench.run("nbgrader", "autograde", "ps1", "--create");
    const scores = bench.run("python", "-c", asked).trim().split("\n");
    const points = new Map(
      scores.map((line) => line.split(" ")).map(([learner, ...rest]) => [learner, rest.map(Number)]),
    );
    for (const [learner, { points: expected }] of Object.entries(learners))
      expect(points.get(learner), learner).to.deep.equal(expected);
  });

  it("writes feedback that shows the learner's own error", () => {
    bench.run("nbgrader", "generate_feedback", "ps1");
    const page = readFileSync(file("feedback", "wrong", "ps1", "mean.html"), "utf8");
    expect(page.replace(/<[^>]*>/g, "")).to.contain("Error: mean of 1, 2");
  });
});

const asked = `
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    for s in book.assignment_submissions("ps1"):
        grades = {g.name: g.auto_score for n in s.notebooks for g in n.grades}
        print(s.student.id, *(grades[name] for name in ("seen", "hidden", "part")))
`;
