/** @file The lease table by a clock of the test's own. */

import { leaseQueue } from "@cryolab/grader/internal/queue/lease";
import type { Queue, Task } from "@cryolab/grader/internal/queue/types";
import { expect } from "chai";
import { handIn, type Lab, lab, outcome, plainSet } from "../class.ts";

describe("leaseQueue", () => {
  let one: Lab;
  let now: number;
  let written: Task[];
  beforeEach(() => {
    one = lab(["ada", "bob"]);
    plainSet(one.cls);
    now = 1_000_000;
    written = [];
  });
  afterEach(() => one.remove());

  const queue = (more: Partial<Parameters<typeof leaseQueue>[1]> = {}): Queue =>
    leaseQueue(one.cls.db, {
      leaseMs: 1000,
      maxTries: 3,
      backoffMs: 100,
      now: () => now,
      task: ({ submission, exercise, learner, problem_set, sha256, name }) => ({
        submission,
        exercise,
        learner,
        problemSet: problem_set,
        sha256,
        name,
        testsSha: "t",
        seed: "s",
      }),
      record: (task) => {
        written.push(task);
        return true;
      },
      ...more,
    });
  const task = (submission: number): Task => ({ submission, exercise: "fourier/tiny" }) as Task;
  const fill = (q: Queue) => q.add([task(handIn(one.cls, "ada", "a")), task(handIn(one.cls, "bob", "b"))]);

  it("adds once, claims in order, and hands in with the result", async () => {
    const q = queue();
    expect(await fill(q)).to.equal(2);
    expect(await q.add([task(1), task(2)])).to.equal(0);
    const first = await q.claim("w");
    expect(first?.task).to.include({ submission: 1, learner: "ada", name: "ps1.ipynb" });
    expect(await q.counts()).to.deep.equal({ waiting: 1, running: 1, done: 0, failed: 0 });
    expect(await q.finish(first!, outcome(first!.task, 7))).to.equal(true);
    expect(written.map(({ learner }) => learner)).to.deep.equal(["ada"]);
    expect((await q.claim("w"))?.task.learner).to.equal("bob");
    expect(await q.claim("w")).to.equal(undefined);
    expect(await q.add([task(1)])).to.equal(1); // done: may be asked for again
  });

  it("takes back a lease that ran out, and hears who holds on", async () => {
    const q = queue();
    await q.add([task(handIn(one.cls, "ada", "a"))]);
    const first = await q.claim("dead");
    now += 900;
    expect(await q.extend(first!)).to.equal(true);
    now += 900;
    expect(await q.claim("other")).to.equal(undefined);
    expect(await q.next()).to.equal(1_001_900);
    now += 101;
    const second = await q.claim("other");
    expect(second?.tries).to.equal(2);
    expect(await q.extend(first!)).to.equal(false);
    expect(await q.retry(first!, "late")).to.equal("waiting"); // of no effect: it holds nothing
    expect(await q.counts()).to.include({ running: 1 });
    expect(await q.finish(first!, outcome(first!.task, 7))).to.equal(true); // as good as the other's
  });

  it("waits longer after each failure of ours, and gives up", async () => {
    const q = queue();
    await q.add([task(handIn(one.cls, "ada", "a"))]);
    for (const [wait, state] of [
      [100, "waiting"],
      [200, "waiting"],
      [0, "failed"],
    ] as const) {
      const claim = await q.claim("w");
      expect(await q.retry(claim!, "no room")).to.equal(state);
      if (state === "failed") break;
      now += wait - 1;
      expect(await q.claim("w")).to.equal(undefined);
      now += 1;
    }
    expect(one.cls.db.prepare("select state, reason from job").get()).to.deep.equal({
      state: "failed",
      reason: "no room",
    });
    expect(await q.next()).to.equal(undefined);
  });

  it("shows only what was asked for", async () => {
    await fill(queue());
    const q = queue({ only: { learner: "bob" } });
    expect((await q.claim("w"))?.task.learner).to.equal("bob");
    expect(await q.claim("w")).to.equal(undefined);
    expect(await queue({ only: { exercise: "fourier/none" } }).counts()).to.include({ waiting: 0 });
  });

  it("writes result and end together or not at all", async () => {
    const q = queue({
      record: () => {
        throw new Error("disk full");
      },
    });
    await q.add([task(handIn(one.cls, "ada", "a"))]);
    const claim = await q.claim("w");
    let message = "";
    await q.finish(claim!, outcome(claim!.task, 7)).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal("disk full");
    expect(await q.counts()).to.include({ running: 1, done: 0 });
  });
});
