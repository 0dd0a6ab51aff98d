/**
 * @file Lessons as they are stored: without outputs, for our kernel, in short cells, each ending at its exercises with
 * the very starter that a learner in an editor gets. That they run is the long tests' business.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { contents } from "#site/contents";
import { type Cell, exerciseOf, joined, readLessons } from "#site/lessons";
import { coursePlan } from "../support/course-plan.js";
import { filesBelow, readText, root } from "../support/root.js";

/** A cell of a file that must be whole. */
type StoredCell = Cell & { readonly id: string; readonly execution_count?: number | null };

const lessons = filesBelow("notebooks", ".ipynb");
const text = (cell: Cell) => joined(cell.source);

describe("notebooks", () => {
  it("are listed in notebooks/README.md, with their questions, times and what comes before (UPDATE_GOLDEN=1 writes it)", () => {
    const now = contents(readLessons(root));
    if (process.env.UPDATE_GOLDEN) writeFileSync(join(root, "notebooks", "README.md"), now);
    expect(readText("notebooks/README.md")).to.equal(now);
    expect([...now.matchAll(/\]\((\S+\.ipynb)\)/g)].map((m) => `notebooks/${m[1]}`)).to.deep.equal(lessons);
  });

  for (const lesson of lessons) {
    const { cells, metadata }: { cells: StoredCell[]; metadata: { kernelspec: { name: string } } } = JSON.parse(
      readText(lesson),
    );
    const code = cells.filter((cell) => cell.cell_type === "code");
    const answers = code.filter((cell) => exerciseOf(cell) !== undefined);

    describe(lesson, () => {
      it("is saved without outputs, for the kernel cryolab, with unique cell ids", () => {
        expect(metadata.kernelspec.name).to.equal("cryolab");
        expect(code.filter((cell) => cell.outputs!.length > 0 || cell.execution_count !== null)).to.deep.equal([]);
        expect(new Set(cells.map((cell) => cell.id)).size).to.equal(cells.length);
      });

      it("has the question of the plan as its title, short cells, and sources", () => {
        const id = lesson.slice("notebooks/".length, -".ipynb".length);
        const planned = coursePlan.lessons.find((one) => one.id === id)!;
        expect(text(cells[0]).split("\n")[0]).to.equal(`# ${id.slice(0, 2)} · ${planned.question}`);
        expect(answers.map(exerciseOf)).to.deep.equal(planned.exercises);
        const long = code.filter((cell) => !answers.includes(cell) && text(cell).split("\n").length > 15);
        expect(long.map(text)).to.deep.equal([]);
        expect(text(cells.at(-1)!)).to.match(/\*\*Sources\.\*\*/);
      });

      it("compares at least two computed numbers with predicted ones", () => {
        const compared =
          code
            .map(text)
            .join("\n")
            .match(/^\s*(for \(.*\) )?agree\(/gm) ?? [];
        expect(compared.length).to.be.at.least(2);
      });

      it("ends at exercises whose cells hold their starters, each with its check", () => {
        expect(answers.length).to.be.at.least(1);
        for (const cell of answers) {
          const id = exerciseOf(cell)!;
          const starter = readText("exercises", id, `${id.split("/")[1]}.ts`).trimEnd();
          expect(text(cell)).to.equal(`%%exercise ${id}\n${starter}`);
          expect(
            code.some((other) => text(other) === `check("${id}")`),
            `check("${id}")`,
          ).to.equal(true);
        }
      });
    });
  }
});
