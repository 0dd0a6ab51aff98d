/** @file Regrading: what changes is seen before it is written, marks by hand survive, and nothing is graded twice. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import { gradebook } from "@cryolab/grader/internal/course/gradebook";
import { markByHand, StaleMark } from "@cryolab/grader/internal/course/mark";
import { regrade } from "@cryolab/grader/internal/course/regrade";
import { expect } from "chai";
import { bySaying, handIn, type Lab, lab, outcome, plainSet } from "../class.ts";
import { hiddenTest } from "../course.ts";

describe("regrade", function () {
  this.timeout(20_000);
  let one: Lab;
  beforeEach(async () => {
    one = lab(["ada", "bob", "eve", "zoe"]);
    plainSet(one.cls);
    for (const [learner, text] of Object.entries({ ada: "7", bob: "4", eve: "0", zoe: "3" }))
      handIn(one.cls, learner, text);
    await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
  });
  afterEach(() => one.remove());

  const change = (comment: string) => {
    one.course.write("tests/hidden/fourier/tiny/tiny.hidden.test.ts", `${hiddenTest}// ${comment}\n`);
  };
  /** ada loses, bob gains, eve and zoe stay. */
  const stricter: Grader = async (task) => outcome(task, { ada: 6, bob: 7, eve: 0, zoe: 3 }[task.learner] ?? 0);
  const points = () => gradebook(one.cls)[0].rows.map((row) => row.points);
  const fail: Grader = () => Promise.reject(new Error("must not be called"));

  it("has nothing to do while the tests are as they were", async () => {
    const result = await regrade(one.cls, { problemSet: "ps1", grader: fail, write: true });
    expect(result).to.deep.equal({ differences: [], same: 0, failed: [], written: true });
  });

  it("leaves to it what other tests graded: grade does not touch it", async () => {
    change("new");
    const { graded, before, outdated } = await gradeClass(one.cls, { problemSet: "ps1", grader: fail });
    expect([graded, before, outdated]).to.deep.equal([0, 0, 4]);
  });

  it("shows who gains and who loses, writes nothing, and then writes without grading again", async () => {
    change("new");
    const before = points();
    const dry = await regrade(one.cls, { problemSet: "ps1", grader: stricter });
    expect(dry.differences).to.deep.equal([
      {
        learner: "ada",
        exercise: "fourier/tiny",
        before: 10,
        after: 8.57,
        manual: null,
        tests: ["second: pass -> fail"],
      },
      {
        learner: "bob",
        exercise: "fourier/tiny",
        before: 5.71,
        after: 10,
        manual: null,
        tests: ["second: fail -> pass"],
      },
    ]);
    expect([dry.same, dry.written, dry.failed]).to.deep.equal([2, false, []]);
    expect(points()).to.deep.equal(before);
    expect(one.cls.db.prepare("select count(*) n from run").get()).to.deep.equal({ n: 4 });
    const wet = await regrade(one.cls, { problemSet: "ps1", grader: fail, write: true });
    expect(wet).to.deep.equal({ ...dry, written: true });
    expect(points()).to.deep.equal([8.57, 10, 0, 4.29]);
    expect(one.cls.db.prepare("select count(*) n from run").get()).to.deep.equal({ n: 8 });
    expect(
      one.cls.db.prepare("select what, count(*) n from event where what like 'regrade%' group by what").all(),
    ).to.deep.equal([
      { what: "regrade moved a grade", n: 2 },
      { what: "regraded", n: 4 },
    ]);
    const versions = one.cls.db.prepare<{ version: number }>("select version from grade order by learner").all();
    expect(versions.map(({ version }) => version)).to.deep.equal([2, 2, 1, 1]); // eve and zoe have nothing new to be told
    expect(existsSync(join(one.folder, "regrade-ps1.ndjson"))).to.equal(false);
    expect((await regrade(one.cls, { problemSet: "ps1", grader: fail })).same).to.equal(0);
  });

  it("does not use results that wait for tests which changed again", async () => {
    change("new");
    await regrade(one.cls, { problemSet: "ps1", grader: stricter });
    change("newer");
    const { differences } = await regrade(one.cls, { problemSet: "ps1", grader: bySaying, write: true });
    expect([differences, points()]).to.deep.equal([[], [10, 5.71, 0, 4.29]]);
  });

  it("keeps a mark by hand, flags it where the points below it changed, and no longer once it is given again", async () => {
    const mark = { problemSet: "ps1", exercise: "fourier/tiny", marker: "me" };
    markByHand(one.cls, { ...mark, learner: "ada", points: 9, comment: "well" });
    markByHand(one.cls, { ...mark, learner: "eve", points: 2 });
    change("new");
    const { differences } = await regrade(one.cls, { problemSet: "ps1", grader: stricter, write: true });
    expect(differences.map(({ learner, manual }) => [learner, manual])).to.deep.equal([
      ["ada", 9],
      ["bob", null],
    ]);
    const cells = () =>
      gradebook(one.cls)[0].rows.map(({ cells: [cell] }) => [cell.points, cell.auto, cell.needsReview, cell.comment]);
    expect(cells()).to.deep.equal([
      [9, 8.57, true, "well"],
      [10, 10, false, ""],
      [2, 0, false, ""],
      [4.29, 4.29, false, ""],
    ]);
    markByHand(one.cls, { ...mark, learner: "ada", points: 9 });
    expect(cells()[0]).to.deep.equal([9, 8.57, false, "well"]);
    markByHand(one.cls, { ...mark, learner: "ada", points: null });
    expect(cells()[0]).to.deep.equal([8.57, 8.57, false, "well"]);
  });

  it("writes nothing while one grading fails by our fault", async () => {
    change("new");
    const broken: Grader = async (task, bytes, signal) => {
      if (task.learner === "bob") throw new Error("no room");
      return stricter(task, bytes, signal);
    };
    const { failed, written } = await regrade(one.cls, { problemSet: "ps1", grader: broken, write: true });
    expect([failed, written]).to.deep.equal([[{ learner: "bob", exercise: "fourier/tiny", reason: "no room" }], false]);
    expect(points()).to.deep.equal([10, 5.71, 0, 4.29]);
    const calls: string[] = [];
    const again: Grader = async (task, bytes, signal) => {
      calls.push(task.learner);
      return stricter(task, bytes, signal);
    };
    expect((await regrade(one.cls, { problemSet: "ps1", grader: again, write: true })).written).to.equal(true);
    expect(calls).to.deep.equal(["bob"]);
  });

  it("refuses a mark on what was changed meanwhile, and marks that cannot be", () => {
    const mark = { problemSet: "ps1", learner: "ada", exercise: "fourier/tiny", marker: "me" };
    const { version } = markByHand(one.cls, { ...mark, points: 3, version: 1 });
    expect(version).to.equal(2);
    expect(() => markByHand(one.cls, { ...mark, points: 4, version: 1 })).to.throw(StaleMark, "changed meanwhile");
    expect(() => markByHand(one.cls, { ...mark, points: 11 })).to.throw(RangeError, "worth 10 points in ps1, got 11");
    expect(markByHand(one.cls, { ...mark, points: 11, bonus: true }).manual).to.equal(11);
    expect(() => markByHand(one.cls, { ...mark, points: -1 })).to.throw(RangeError, "0 or more, got -1");
    expect(() => markByHand(one.cls, { ...mark, exercise: "a/b", points: 1 })).to.throw(
      RangeError,
      "its exercises are fourier/tiny",
    );
    expect(() => markByHand(one.cls, { ...mark, learner: "adda", points: 1 })).to.throw(RangeError, "no learner");
    expect(markByHand(one.cls, { ...mark, learner: "zoe", comment: "see me" })).to.include({
      manual: null,
      comment: "see me",
    });
  });
});
