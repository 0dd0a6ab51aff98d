/** @file Backups that are whole, restores that overwrite nothing unasked, and people who are forgotten to the last byte. */

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import { markByHand } from "@cryolab/grader/internal/course/mark";
import { readSet } from "@cryolab/grader/internal/course/sets";
import { tasksOf } from "@cryolab/grader/internal/course/tasks";
import { backup, restore } from "@cryolab/grader/internal/store/backup";
import { openDatabase, StoreError } from "@cryolab/grader/internal/store/database";
import { forget } from "@cryolab/grader/internal/store/forget";
import { openStore } from "@cryolab/grader/internal/store/open";
import { expect } from "chai";
import { handIn, type Lab, lab, outcome, plainSet } from "../class.ts";

const SECRET = "wittgenstein-1889";

describe("backup and restore", function () {
  this.timeout(20_000);
  let one: Lab;
  beforeEach(() => {
    one = lab(["ada", "bob"]);
    plainSet(one.cls);
    handIn(one.cls, "ada", "what ada wrote");
  });
  afterEach(() => one.remove());

  it("copies a class that is open, for its owner alone, and brings it back", () => {
    const file = join(one.folder, "out", "b.sqlite");
    backup(one.cls.db, file);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(() => backup(one.cls.db, file)).to.throw(StoreError, "exists already; choose another name, or add --force");
    backup(one.cls.db, file, { force: true });
    expect(readdirSync(join(one.folder, "out"))).to.deep.equal(["b.sqlite"]);
    const other = join(one.folder, "other", "class.sqlite");
    restore(file, other);
    const db = openStore(other);
    expect(db.prepare("select id from learner order by id").all()).to.deep.equal([{ id: "ada" }, { id: "bob" }]);
    db.close();
    expect(() => restore(file, other)).to.throw(StoreError, "what is in it now is lost");
    restore(file, other, { force: true });
    expect(readdirSync(join(one.folder, "other"))).to.deep.equal(["class.sqlite"]);
  });

  it("refuses what is damaged, newer, missing or no class, and leaves what is there", () => {
    const file = join(one.folder, "b.sqlite");
    const target = join(one.folder, "kept.sqlite");
    backup(one.cls.db, file);
    backup(one.cls.db, target);
    const kept = readFileSync(target);
    const refuses = (message: string | RegExp) =>
      expect(() => restore(file, target, { force: true })).to.throw(StoreError, message as string);
    const bytes = readFileSync(file);
    const middle = Buffer.from(bytes);
    middle.fill(0x41, 4096 * 3, 4096 * 9);
    writeFileSync(file, middle);
    refuses(/damaged/);
    writeFileSync(file, "no database".repeat(1000));
    refuses(/damaged or not a class/);
    writeFileSync(file, "");
    refuses("no backup of a class");
    writeFileSync(file, bytes);
    const newer = openDatabase(file);
    newer.exec("pragma user_version = 99");
    newer.close();
    refuses("newer Cryolab (version 99");
    expect(() => restore(`${file}.none`, target)).to.throw(StoreError, "there is no");
    expect(readFileSync(target).equals(kept)).to.equal(true);
    expect(readdirSync(one.folder).filter((name) => name.includes("part"))).to.deep.equal([]);
  });
});

describe("forget", function () {
  this.timeout(20_000);

  it("leaves not a byte of a person, and the numbers of the class as they were", async () => {
    const one = lab(["ada", "bob", SECRET]);
    try {
      const { db } = one.cls;
      plainSet(one.cls);
      db.prepare("update learner set name = ?, email = ?, external = ? where id = ?").run(
        `Ludwig ${SECRET}`,
        `${SECRET}@x.org`,
        `{"canvas":"${SECRET}"}`,
        SECRET,
      );
      handIn(one.cls, SECRET, `alone ${SECRET} `.repeat(5));
      handIn(one.cls, SECRET, "shared with bob", 2000, 2);
      handIn(one.cls, "bob", "shared with bob");
      const grader: Grader = async (task) => {
        const made = outcome(task, 4, { message: `said ${task.learner}`, warnings: [`warned ${task.learner}`] });
        const tests = made.result.tests.map((test) => ({
          ...test,
          publicMessage: task.learner,
          privateMessage: task.learner,
        }));
        return { ...made, result: { ...made.result, tests } };
      };
      await gradeClass(one.cls, { problemSet: "ps1", grader });
      const mark = { problemSet: "ps1", learner: SECRET, exercise: "fourier/tiny", marker: "me" };
      markByHand(one.cls, { ...mark, points: 3, comment: `dear ${SECRET}` });
      const numbers = () => [
        db.prepare("select count(*) n, sum(points) p from test_result").get(),
        db.prepare("select count(*) n, sum(points) p from run").get(),
        db.prepare("select count(*) n, sum(coalesce(manual, auto)) p from grade").get(),
        db.prepare("select count(*) n from submission").get(),
      ];
      const before = numbers();
      const events = db.prepare<{ n: number }>("select count(*) n from event").get()?.n ?? 0;
      expect(forget(db, SECRET)).to.deep.equal({ as: "forgotten-1", submissions: 2, files: 1 });
      expect(numbers()).to.deep.equal(before);
      expect(db.prepare("select count(*) n from event").get()).to.deep.equal({ n: events + 1 });
      expect(
        db.prepare("select id, name, email, external, active from learner where id like 'forgotten%'").get(),
      ).to.deep.equal({
        id: "forgotten-1",
        name: "",
        email: "",
        external: "{}",
        active: 0,
      });
      expect(db.prepare("pragma foreign_key_check").all()).to.deep.equal([]);
      for (const name of readdirSync(one.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ))
        expect(readFileSync(join(one.folder, name.name)).includes(SECRET), name.name).to.equal(false);
      expect(db.prepare("select count(*) n from blob where size > 0").get()).to.deep.equal({ n: 1 });
      expect(tasksOf(one.cls, readSet(db, "ps1")).tasks).to.deep.equal([]); // nothing is left to grade
      expect(forget(db, "ada").as).to.equal("forgotten-2");
    } finally {
      one.remove();
    }
  });

  it("throws away the result of a grading that was under way", async () => {
    const one = lab(["ada"]);
    try {
      plainSet(one.cls);
      handIn(one.cls, "ada", "7");
      const grader: Grader = async (task) => {
        forget(one.cls.db, "ada");
        return outcome(task, 7);
      };
      const { graded } = await gradeClass(one.cls, { problemSet: "ps1", grader, workers: 1 });
      expect(graded).to.equal(0);
      expect(one.cls.db.prepare("select count(*) n from run").get()).to.deep.equal({ n: 0 });
    } finally {
      one.remove();
    }
  });
});
