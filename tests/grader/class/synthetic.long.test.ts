/**
 * @file A class of every kind of learner graded through, by the real grader behind the real walls, and every expected grade met. CRYOLAB_LEARNERS
 * says how many learners, 60 otherwise; `node bench/class.js` does a thousand.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { initClass } from "@cryolab/grader/internal/course/class";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import { importRoster, readRoster } from "@cryolab/grader/internal/course/roster";
import { exerciseIds } from "@cryolab/grader/internal/registry/index";
import { expect } from "chai";
import { syntheticClass } from "../../support/class/class.ts";
import { collectedClass, mismatches, rosterOf, writeInbox } from "../../support/class/graded.ts";
import { root } from "../../support/root.ts";

/** The exercises that answers are known to by construction. */
const EXERCISES = ["fourier/dft", "fourier/fft", "optics/ctf-1d", "resolution/fsc", "classification/em-step-1d"];

describe("syntheticClass", () => {
  it("is the same by the same seed, and no two files of it are alike", () => {
    const options = { exercises: EXERCISES, root };
    const learners = syntheticClass(200, options);
    expect(syntheticClass(200, options)).to.deep.equal(learners);
    expect(syntheticClass(200, { ...options, seed: "other" })).not.to.deep.equal(learners);
    const files = learners.flatMap(({ file }) => (file ? [Buffer.from(file.bytes).toString("base64")] : []));
    expect(new Set(files).size).to.equal(files.length);
    const forms = new Set(learners.map(({ form }) => form));
    const answers = new Set(learners.flatMap((one) => [...one.answers.values()].map(({ name }) => name)));
    expect(forms.size).to.be.above(20);
    expect(answers.size).to.be.above(100);
  });
});

describe("the roster of a synthetic class", () => {
  it("comes back name by name: markup, formulas, quotes and letters of any alphabet", () => {
    const folder = mkdtempSync(join(tmpdir(), "cryolab-roster-"));
    const learners = syntheticClass(20, { exercises: EXERCISES, root });
    const cls = initClass(join(folder, "class"), { root, zone: "UTC" });
    try {
      expect(importRoster(cls, rosterOf(learners), "roster.csv"))
        .to.have.property("refused")
        .that.deep.equals([]);
      const known = readRoster(cls).map(({ id, name }) => [id, name]);
      expect(known).to.deep.equal(learners.map(({ id, name }) => [id, name]));
    } finally {
      cls.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("a class graded through", function () {
  const n = Number(process.env.CRYOLAB_LEARNERS || 60);
  this.timeout(n * 60_000);

  it(`meets every expected grade of ${n} learners`, async () => {
    expect(exerciseIds(root)).to.include.members(EXERCISES);
    const folder = mkdtempSync(join(tmpdir(), "cryolab-synthetic-"));
    try {
      const learners = syntheticClass(n, { exercises: EXERCISES, root });
      const inbox = join(folder, "inbox");
      writeInbox(inbox, learners);
      const { cls, collected } = await collectedClass(join(folder, "class"), inbox, learners, {
        exercises: EXERCISES,
        root,
      });
      try {
        const handedIn = learners.filter(({ file }) => file !== undefined).length;
        expect(collected.taken).to.have.length(handedIn);
        expect([collected.unknown, collected.left]).to.deep.equal([[], []]);
        const graded = await gradeClass(cls, { problemSet: "ps1", workers: availableParallelism() });
        expect(graded.failed).to.deep.equal([]);
        expect(mismatches(cls, learners)).to.deep.equal([]);
        const seconds = graded.ms / 1000;
        process.stderr.write(
          `${graded.graded} gradings in ${seconds.toFixed(0)} s, ${(graded.graded / seconds).toFixed(1)}/s\n`,
        );
      } finally {
        cls.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
