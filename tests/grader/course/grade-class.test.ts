/** @file The loop that grades a class, with a grader of the test's own: resumed, stopped, failing, alone and in company. */

import { openClass } from "@cryolab/grader/internal/course/class";
import { gradeClass, WeakWall } from "@cryolab/grader/internal/course/grade-class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import { diagnosisOf } from "@cryolab/grader/internal/course/record";
import type { Task } from "@cryolab/grader/internal/queue/types";
import { expect } from "chai";
import { bySaying, handIn, type Lab, lab, outcome, plainSet } from "../class.ts";

describe("diagnosisOf", () => {
  const of = (publicMessage: string, more: object = {}) =>
    diagnosisOf({ ...outcome({} as Task, 0).result.tests[0], publicMessage, ...more });
  it("is what explains wrong values, the known mistake before the numbers", () => {
    const numbers = "Look. · wrong values, off by about 200 %; indices k and −k are exchanged: check the sign";
    expect(of(numbers)).to.equal("indices k and −k are exchanged: check the sign");
    expect(of(`${numbers}; it behaves like a known mistake: The sign.\nexpected 3`)).to.equal("The sign.");
    expect(of("wrong values, off by about 1 %")).to.equal(null);
  });
  it("never listens to what the learner's code says", () => {
    const said = "threw Error: x; it behaves like a known mistake: <b>";
    expect(of(said, { status: "threw" })).to.equal(null);
    expect(of(said, { class: "assertion" })).to.equal(null);
    expect(of(`wrong shape\nprinted: ${said}`)).to.equal(null);
  });
});

describe("gradeClass", function () {
  this.timeout(20_000);
  let one: Lab;
  beforeEach(() => {
    one = lab(["ada", "bob", "eve"]);
    plainSet(one.cls);
  });
  afterEach(() => one.remove());

  const grades = () =>
    one.cls.db
      .prepare<{ learner: string; auto: number }>("select learner, auto from grade order by learner")
      .all()
      .map(({ learner, auto }) => [learner, auto]);
  const jobs = () => one.cls.db.prepare("select state, tries from job order by id").all();

  it("writes runs, tests, grades and the log, and grades nothing twice", async () => {
    for (const [learner, text] of Object.entries({ ada: "7", bob: "4", eve: "0" })) handIn(one.cls, learner, text);
    const seen: string[] = [];
    const first = await gradeClass(one.cls, {
      problemSet: "ps1",
      workers: 2,
      grader: bySaying,
      onProgress: ({ done, total, last }) => seen.push(`${done}/${total} ${last}`),
    });
    expect({ ...first, ms: 0 }).to.deep.equal({ graded: 3, before: 0, outdated: 0, failed: [], ms: 0 });
    expect(grades()).to.deep.equal([
      ["ada", 10],
      ["bob", 5.71],
      ["eve", 0],
    ]);
    expect(seen[0]).to.equal("0/3 ");
    expect(seen.at(-1)).to.match(/^3\/3 \w+ · fourier\/tiny$/);
    const { db } = one.cls;
    expect(db.prepare("select count(*) n from test_result").get()).to.deep.equal({ n: 6 });
    expect(db.prepare("select level, status, points, max, ms from run where submission = 2").get()).to.deep.equal({
      level: "A",
      status: "graded",
      points: 4,
      max: 7,
      ms: 12,
    });
    expect(db.prepare("select count(*) n from event where what = 'graded'").get()).to.deep.equal({ n: 3 });
    const fail: Grader = () => Promise.reject(new Error("must not be called"));
    const second = await gradeClass(one.cls, { problemSet: "ps1", grader: fail });
    expect({ ...second, ms: 0 }).to.deep.equal({ graded: 0, before: 3, outdated: 0, failed: [], ms: 0 });
  });

  it("grades one learner, one exercise, and says what is not there", async () => {
    handIn(one.cls, "ada", "7");
    handIn(one.cls, "bob", "4");
    const options = { problemSet: "ps1", grader: bySaying };
    expect((await gradeClass(one.cls, { ...options, learner: "bob" })).graded).to.equal(1);
    expect((await gradeClass(one.cls, { ...options, exercise: "fourier/none" })).graded).to.equal(0);
    expect(grades()).to.deep.equal([["bob", 5.71]]);
    let message = "";
    await gradeClass(one.cls, { ...options, problemSet: "ps9" }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal(
      'no problem set "ps9" in this class; there are ps1. cryolab assign ps9 EXERCISES... makes it',
    );
  });

  it("tries a failure of ours again, later, and never makes it a grade", async () => {
    handIn(one.cls, "ada", "7");
    let tries = 0;
    const grader: Grader = async (task) => {
      tries++;
      if (tries === 1) throw new Error("no runner");
      if (tries === 2) return outcome(task, 0, { status: "infrastructure", message: "no wall", tests: [] });
      return outcome(task, 7);
    };
    const { graded, failed } = await gradeClass(one.cls, { problemSet: "ps1", grader, backoffMs: 10 });
    expect([graded, failed, tries, grades()]).to.deep.equal([1, [], 3, [["ada", 10]]]);
  });

  it("gives up after five tries, says why, writes no grade, and begins again when asked again", async () => {
    handIn(one.cls, "ada", "7");
    const broken: Grader = async () => {
      throw new Error("no space for a sandbox");
    };
    const { graded, failed } = await gradeClass(one.cls, { problemSet: "ps1", grader: broken, backoffMs: 1 });
    expect([graded, failed, grades()]).to.deep.equal([
      0,
      [{ learner: "ada", exercise: "fourier/tiny", reason: "no space for a sandbox" }],
      [],
    ]);
    expect(jobs()).to.deep.equal([{ state: "failed", tries: 5 }]);
    expect((await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying })).graded).to.equal(1);
  });

  it("refuses a grade behind no wall, whole, unless told that all is trusted", async () => {
    handIn(one.cls, "ada", "7");
    const weak: Grader = async (task) => outcome(task, 7, { isolation: "D" });
    let error: unknown;
    await gradeClass(one.cls, { problemSet: "ps1", grader: weak }).catch((thrown) => {
      error = thrown;
    });
    expect(error).to.be.instanceOf(WeakWall);
    expect((error as Error).message)
      .to.include("install bubblewrap")
      .and.include("--unsafe");
    expect([grades(), jobs()]).to.deep.equal([[], [{ state: "waiting", tries: 0 }]]);
    expect((await gradeClass(one.cls, { problemSet: "ps1", grader: weak, unsafe: true })).graded).to.equal(1);
  });

  it("stops when asked, gives back what it held, and goes on from there", async () => {
    for (const learner of ["ada", "bob", "eve"]) handIn(one.cls, learner, "7");
    const stop = new AbortController();
    const grader: Grader = async (task, bytes, signal) => {
      if (task.learner === "ada") return bySaying(task, bytes, signal);
      stop.abort(new Error("interrupted"));
      signal.throwIfAborted();
      return outcome(task, 0);
    };
    let message = "";
    await gradeClass(one.cls, { problemSet: "ps1", grader, workers: 1, signal: stop.signal }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal("interrupted");
    expect(grades()).to.deep.equal([["ada", 10]]);
    expect(jobs().map((job) => job.state)).to.deep.equal(["done", "waiting", "waiting"]);
    const { graded, before } = await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
    expect([graded, before]).to.deep.equal([2, 1]);
  });

  it("takes over from a worker that died, and shares with one that lives", async () => {
    for (const learner of ["ada", "bob", "eve"]) handIn(one.cls, learner, "7");
    const calls: string[] = [];
    const grader: Grader = async (task, bytes, signal) => {
      calls.push(task.learner);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return bySaying(task, bytes, signal);
    };
    // a claim by a process that is gone, its lease nearly over
    await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying, learner: "nobody" });
    one.cls.db
      .prepare(
        "insert into job (submission, exercise, state, worker, lease_until, tries) values (1, 'fourier/tiny', 'running', 'dead', ?, 1)",
      )
      .run(Date.now() + 60);
    const other = openClass(one.folder);
    const [a, b] = await Promise.all([
      gradeClass(one.cls, { problemSet: "ps1", grader, workers: 1 }),
      gradeClass(other, { problemSet: "ps1", grader, workers: 1 }),
    ]);
    other.close();
    expect(a.graded + b.graded).to.equal(3);
    expect(calls.sort()).to.deep.equal(["ada", "bob", "eve"]);
    expect(grades()).to.have.length(3);
  });

  it("calls a submission failed that ends its grader five times", async () => {
    handIn(one.cls, "ada", "7");
    one.cls.db
      .prepare(
        "insert into job (submission, exercise, state, worker, lease_until, tries) values (1, 'fourier/tiny', 'running', 'dead', 1, 5)",
      )
      .run();
    const { failed } = await gradeClass(one.cls, { problemSet: "ps1", grader: bySaying });
    expect(failed).to.deep.equal([
      { learner: "ada", exercise: "fourier/tiny", reason: "the grader ended 5 times while it graded this" },
    ]);
  });

  it("draws other inputs for every learner, the same ones every time", async () => {
    handIn(one.cls, "ada", "7");
    handIn(one.cls, "bob", "7");
    const seeds: Record<string, string[]> = { ada: [], bob: [] };
    const grader: Grader = async (task, bytes, signal) => {
      seeds[task.learner].push(task.seed);
      return bySaying(task, bytes, signal);
    };
    await gradeClass(one.cls, { problemSet: "ps1", grader });
    handIn(one.cls, "ada", "6", 2000, 2);
    await gradeClass(one.cls, { problemSet: "ps1", grader });
    expect(seeds.ada[0])
      .to.equal(seeds.ada[1])
      .and.to.match(/^[0-9a-f]{64}$/);
    expect(seeds.bob[0]).to.not.equal(seeds.ada[0]);
    const stored = one.cls.db.prepare<{ seed: string }>("select distinct seed from run").all();
    expect(stored).to.have.length(2);
    expect(JSON.stringify(stored)).to.not.include(seeds.ada[0]);
  });
});
