/**
 * @file What the course's own wrong answers are told: each that gives wrong values hears its mistake by name, by the slip that
 * explains the numbers or as the known mistake that it is; a table shows the others. Right answers hear nothing.
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type ExerciseResult, exerciseIds, gradeFile, openPool, type Pool } from "@cryolab/grader";
import { expect } from "chai";
import { root } from "../../support/root.js";

describe("the diagnosis of the course's wrong answers", function () {
  this.timeout(600_000);
  let pool: Pool;
  before(() => {
    pool = openPool({ workers: 2 });
  });
  after(() => pool.close());

  function grade(id: string, kind: string): Promise<[string, ExerciseResult][]> {
    const folder = join(root, "tests", "hidden", id, kind);
    const one = async (name: string): Promise<[string, ExerciseResult]> => [
      name,
      await gradeFile(join(folder, name), id, { root, hidden: true, visible: false, pool }),
    ];
    return Promise.all(readdirSync(folder).map(one));
  }
  const said = ({ tests }: ExerciseResult) => tests.map((test) => test.publicMessage).join("\n");

  /** These classes say by themselves what is wrong. */
  const plain = ["mutated", "shares-memory", "timeout", "threw", "claim", "wrong-shape", "did-not-throw"];
  let all = 0;
  let unnamed = 0;

  for (const id of exerciseIds(root)) {
    it(`${id}: names them`, async () => {
      const rows: string[] = [];
      for (const [name, result] of await grade(id, "wrong")) {
        if (result.status !== "graded") continue; // refused with a reason
        const classes = [...new Set(result.tests.filter(({ status }) => status !== "pass").map((test) => test.class))];
        if (classes.every((kind) => plain.includes(kind))) continue;
        all++;
        if (/known mistake|; [a-z]/.test(said(result))) continue;
        unnamed++;
        rows.push(`${name}: ${classes.join(", ")}`);
      }
      if (rows.length > 0) process.stdout.write(`      not named by a mistake:\n        ${rows.join("\n        ")}\n`);
    });
    it(`${id}: says nothing of right answers`, async () => {
      for (const [name, result] of await grade(id, "right")) expect(said(result), name).not.to.match(/\S/);
    });
  }
  it("names four of five; single numbers hold too little to know a mistake by", () => {
    process.stdout.write(`      ${all - unnamed} of ${all} wrong answers are named\n`);
    expect(all).to.be.greaterThan(40);
    expect(unnamed / all).to.be.below(0.2);
  });
});
