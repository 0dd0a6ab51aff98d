/** @file `export nbgrader`, by nbgrader itself: it releases the assignment and grades right, wrong, empty and torn answers. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nbgraderFiles } from "@cryolab/grader/internal/release/nbgrader";
import { expect } from "chai";
import { type Bench, startBench } from "../../e2e/jupyter-tools.ts";
import { readText, root } from "../../support/root.ts";

const set = {
  id: "ps1",
  title: "Problem set 1",
  due: null,
  exercises: [
    { id: "fourier/dft", points: 10 },
    { id: "optics/ctf-1d", points: 20 },
  ],
};

interface FileCell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly metadata: { readonly nbgrader?: { readonly grade_id: string } };
}

const right = (id: string) => readText(`solutions/${id}/${id.split("/")[1]}.ts`);
const wrong = (id: string, name: string) => readText(`tests/hidden/${id}/wrong/${name}.ts`);

/** What each learner writes for the two exercises, and the least and most that it must be worth. */
const learners: Readonly<
  Record<
    string,
    { readonly answers: readonly (string | undefined)[]; readonly points: readonly (readonly [number, number])[] }
  >
> = {
  right: { answers: [right("fourier/dft"), right("optics/ctf-1d")], points: [[10, 10], [20, 20]] }, // biome-ignore format: a table
  wrong: { answers: [wrong("fourier/dft", "no-inverse-scale"), "export const ctf1d = 7;"], points: [[2, 8], [0, 0]] }, // biome-ignore format: a table
  half: { answers: [undefined, right("optics/ctf-1d")], points: [[0, 0], [20, 20]] }, // biome-ignore format: a table
};

describe("export nbgrader", function () {
  this.timeout(600_000);
  let bench: Bench;
  const file = (...path: readonly string[]) => join(bench.folder, ...path);
  const put = (bytes: string | Uint8Array, ...path: readonly string[]) => {
    mkdirSync(dirname(file(...path)), { recursive: true });
    writeFileSync(file(...path), bytes);
  };
  before(() => {
    bench = startBench();
    for (const [name, bytes] of nbgraderFiles(set, root)) put(bytes, name);
  });
  after(() => bench?.end());

  it("is released by nbgrader without the call of the hidden tests", () => {
    bench.run("nbgrader", "generate_assignment", "ps1");
    const text = readFileSync(file("release", "ps1", "ps1.ipynb"), "utf8");
    expect(text).not.to.match(/gradeHere|HIDDEN|grade-here/);
    expect(text).to.include("%%exercise fourier/dft").and.to.include('check(\\"fourier/dft\\")');
  });

  it("is graded by nbgrader: full points for right answers, none or some for wrong ones", () => {
    const released = JSON.parse(readFileSync(file("release", "ps1", "ps1.ipynb"), "utf8"));
    for (const [learner, { answers }] of Object.entries(learners)) {
      const cells = released.cells.map((cell: FileCell) => {
        const i = set.exercises.findIndex(({ id }) => [cell.source].flat().join("").startsWith(`%%exercise ${id}\n`));
        return answers[i] === undefined
          ? cell
          : { ...cell, source: `%%exercise ${set.exercises[i].id}\n${answers[i]}` };
      });
      put(JSON.stringify({ ...released, cells }), "submitted", learner, "ps1", "ps1.ipynb");
    }
    bench.run("nbgrader", "autograde", "ps1", "--create");
    const scores = new Map(
      bench
        .run("python", "-c", asked)
        .trim()
        .split("\n")
        .map((line) => line.split(" "))
        .map(([learner, ...points]) => [learner, points.map(Number)] as const),
    );
    for (const [learner, { points }] of Object.entries(learners))
      for (const [i, [least, most]] of points.entries())
        expect(scores.get(learner)?.[i], `${learner}, ${set.exercises[i].id}`).to.be.within(least, most);
  });
});

const asked = `
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    for s in book.assignment_submissions("ps1"):
        grades = {g.name: g.auto_score for n in s.notebooks for g in n.grades}
        print(s.student.id, *(grades[name] for name in ("fourier-dft", "optics-ctf-1d")))
`;
