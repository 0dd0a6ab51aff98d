/** @file Problem sets made and changed: what is said, what is refused, and what happens to grades that are there. */

import { assign } from "@cryolab/grader/internal/course/assign";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import { forgiving, parseLate } from "@cryolab/grader/internal/course/late";
import { readSetFile, setFiles } from "@cryolab/grader/internal/course/set-file";
import { readSet } from "@cryolab/grader/internal/course/sets";
import { expect } from "chai";
import { bySaying, handIn, type Lab, lab } from "../class.ts";
import { files } from "../course.ts";

const ready = {
  title: "Short lines",
  exercises: ["fourier/tiny", { id: "fourier/twin", points: 3 }],
  keep: "last",
  attempts: 3,
  late: "10% a day",
  grace: "15m",
};

describe("assign", function () {
  this.timeout(20_000);
  let one: Lab;
  beforeEach(() => {
    const twin = Object.entries(files())
      .filter(([path]) => path.startsWith("exercises/fourier/tiny"))
      .map(([path, text]) => [path.replaceAll("tiny", "twin"), text]);
    one = lab(["ada"], {
      ...files(),
      ...Object.fromEntries(twin),
      "problem-sets/ps1.json": JSON.stringify(ready),
      "problem-sets/bad.json": JSON.stringify({ title: "", exercises: [], late: "never", more: 1 }),
    });
  });
  afterEach(() => one.remove());

  it("gives an exercise the points of its tests unless told otherwise", () => {
    const exercises = [{ id: "fourier/tiny" }, { id: "fourier/twin" }];
    const { set, made, changes } = assign(one.cls, "ps1", { exercises, points: new Map([["fourier/twin", 20]]) });
    expect([made, changes]).to.deep.equal([true, []]);
    expect(set.exercises).to.deep.equal([
      { exercise: "fourier/tiny", points: 7 },
      { exercise: "fourier/twin", points: 20 },
    ]);
    expect(readSet(one.cls.db, "ps1")).to.deep.equal(set);
    expect(set).to.include({ due: null, attempts: null, keep: "best" });
  });

  it("says what changes, moves the grades that it must, and writes nothing on a dry run", async () => {
    assign(one.cls, "ps1", { exercises: [{ id: "fourier/tiny", points: 10 }] });
    handIn(one.cls, "ada", "7", 25 * 3600_000);
    await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
    const late = { due: 0, late: parseLate("10% a day"), points: new Map([["fourier/tiny", 20]]) };
    const points = () =>
      one.cls.db.prepare("select auto, late_factor factor, version from grade").get() as Record<string, number>;
    const dry = assign(one.cls, "ps1", late, { dryRun: true });
    expect(dry.changes).to.deep.equal([
      "due: none -> 1970-01-01 01:00 Europe/Vienna",
      "late: late work counts in full -> 10% a day",
      "fourier/tiny: 10 points -> 20 points",
      "points in all: 10 -> 20",
    ]);
    expect(dry.grades).to.equal(1);
    expect(points()).to.deep.equal({ auto: 10, factor: 1, version: 1 });
    expect(assign(one.cls, "ps1", late).grades).to.equal(1);
    expect(points()).to.deep.equal({ auto: 20, factor: 0.8, version: 2 });
    expect(one.cls.db.prepare("select late_seconds s from submission").get()).to.deep.equal({ s: 25 * 3600 });
    expect(assign(one.cls, "ps1", {})).to.deep.include({ changes: [], grades: 0 });
    const swapped = assign(one.cls, "ps1", { exercises: [{ id: "fourier/twin" }] });
    expect(swapped.changes).to.deep.equal([
      "fourier/twin: new, 7 points",
      "fourier/tiny: taken out; its grades stay, and do not count",
      "points in all: 20 -> 7",
    ]);
  });

  it("refuses what cannot be, and says the way out", () => {
    const refuses = (id: string, given: Parameters<typeof assign>[2], message: string) =>
      expect(() => assign(one.cls, id, given)).to.throw(RangeError, message);
    refuses("PS 1", { exercises: [{ id: "fourier/tiny" }] }, 'such as ps1, got "PS 1"');
    refuses("ps1", {}, "ps1 needs exercises; add their ids, cryolab list shows all");
    refuses("ps1", { exercises: [{ id: "fourier/none" }] }, 'no exercise "fourier/none"');
    refuses("ps1", { exercises: [{ id: "fourier/tiny" }, { id: "fourier/tiny" }] }, "fourier/tiny is named twice");
    refuses("ps1", { exercises: [{ id: "fourier/tiny" }], points: new Map([["a/b", 1]]) }, "a/b is not in ps1");
  });

  it("reads a ready-made set, and names everything that is wrong in one", () => {
    expect(setFiles(one.course.root)).to.deep.equal(["bad", "ps1"]);
    expect(readSetFile("ps1", one.course.root)).to.deep.equal({
      ...ready,
      exercises: [{ id: "fourier/tiny" }, { id: "fourier/twin", points: 3 }],
    });
    expect(readSetFile("ps9", one.course.root)).to.equal(undefined);
    expect(() => readSetFile("bad", one.course.root)).to.throw(
      /bad\.json: title must not be empty; exercises must name at least one exercise; late cannot be read: "never"; more/,
    );
  });

  it("keeps best or last by the set's word, within the attempts that count, with lateness in the balance", async () => {
    const hour = 3600_000;
    assign(one.cls, "ps1", {
      exercises: [{ id: "fourier/tiny", points: 7 }],
      due: 10 * hour,
      late: parseLate("50% a day"),
      attempts: 3,
    });
    handIn(one.cls, "ada", "4", 1 * hour, 1);
    handIn(one.cls, "ada", "5", 2 * hour, 2);
    handIn(one.cls, "ada", "7.0", 11 * hour, 3); // half of 7 is less than 5
    handIn(one.cls, "ada", "7", 12 * hour, 4); // over the limit
    await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
    const grade = () =>
      one.cls.db.prepare("select auto, late_factor factor from grade").get() as { auto: number; factor: number };
    expect(one.cls.db.prepare("select count(*) n from run").get()).to.deep.equal({ n: 3 });
    expect(grade()).to.deep.equal({ auto: 5, factor: 1 });
    assign(one.cls, "ps1", { keep: "last" });
    expect(grade()).to.deep.equal({ auto: 7, factor: 0.5 });
    assign(one.cls, "ps1", { keep: "best", late: forgiving });
    expect(grade()).to.deep.equal({ auto: 7, factor: 1 });
    assign(one.cls, "ps1", { attempts: 1 });
    expect(grade()).to.deep.equal({ auto: 4, factor: 1 });
  });

  it("takes a file of its own for the answer where a notebook came with it", async () => {
    assign(one.cls, "ps1", { exercises: [{ id: "fourier/tiny", points: 7 }] });
    const { db } = one.cls;
    handIn(one.cls, "ada", "7", 1000);
    const file = handIn(one.cls, "ada", "3", 1000);
    db.prepare("update submission set exercise = 'fourier/tiny', name = 'fourier/tiny.ts' where id = ?").run(file);
    await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
    expect(db.prepare("select auto from grade").get()).to.deep.equal({ auto: 3 });
    db.prepare("update submission set submitted_at = 900 where id = ?").run(file);
    assign(one.cls, "ps1", { due: 5000 });
    expect(db.prepare("select auto from grade").get()).to.deep.equal({ auto: 7 });
  });
});
