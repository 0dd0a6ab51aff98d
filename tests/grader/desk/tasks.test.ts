/** @file Long work on a desk: graded, stopped, regraded, and published only as it was read. */

import type { Happening, TaskView } from "@cryolab/grader/internal/desk/page/wire";
import { newTasks, type Tasks } from "@cryolab/grader/internal/desk/tasks";
import { expect } from "chai";
import { quickGrader } from "./grader.js";
import { type Synthetic, syntheticClass } from "./synthetic.js";

/** What a task came to. */
function end(tasks: Tasks): Promise<TaskView> {
  return new Promise((resolve) => {
    const leave = tasks.watch((happening: Happening) => {
      if (happening.kind !== "task" || happening.task.state === "running") return;
      leave();
      resolve(happening.task);
    });
  });
}

describe("newTasks", function () {
  this.timeout(60_000);
  let made: Synthetic;
  beforeEach(() => {
    made = syntheticClass(8);
  });
  afterEach(() => made.remove());
  const sum = (): number =>
    made.cls.db.prepare<{ sum: number }>("select total(auto * late_factor) sum from grade").get()!.sum;

  it("grades what waits and tells how far it is, one work at a time", async () => {
    const tasks = newTasks(made.cls, { grader: quickGrader(() => 4), workers: 2 });
    const seen: TaskView[] = [];
    tasks.watch((happening) => happening.kind === "task" && seen.push(happening.task));
    const ended = end(tasks);
    tasks.start({ kind: "grade", set: "ps1" });
    expect(() => tasks.start({ kind: "regrade", set: "ps1" })).to.throw("another work is running: grade of ps1");
    const last = await ended;
    expect(last.state).to.equal("done");
    expect(last.message).to.match(/^[1-9]\d* graded, \d+ had their grade already, 0 failed$/);
    expect(seen.some(({ state, total }) => state === "running" && total > 0)).to.equal(true);
    await tasks.close();
  });

  it("stops cleanly: no job stays taken, and what was graded counts", async () => {
    const tasks = newTasks(made.cls, { grader: quickGrader(() => 4, 20), workers: 1 });
    const ended = end(tasks);
    tasks.start({ kind: "grade", set: "ps1" });
    await new Promise((resolve) => setTimeout(resolve, 120));
    await tasks.close();
    expect((await ended).state).to.equal("stopped");
    const states = made.cls.db
      .prepare<{ state: string; n: number }>("select state, count(*) n from job group by state")
      .all();
    expect(states.map(({ state }) => state))
      .to.include("waiting")
      .and.not.include("running");
    expect(states.find(({ state }) => state === "done")!.n).to.be.at.least(1);
  });

  it("publishes the differences that were read, and nothing before", async () => {
    const tasks = newTasks(made.cls, { grader: quickGrader(() => 0), workers: 2 });
    const before = sum();
    let ended = end(tasks);
    tasks.start({ kind: "regrade", set: "ps1" });
    const read = await ended;
    expect(read.state, read.message).to.equal("done");
    expect(read.differences!.length).to.be.above(0);
    expect(read.differences!.every(({ after }) => after === 0)).to.equal(true);
    expect(sum()).to.equal(before);

    ended = end(tasks);
    tasks.start({ kind: "publish", set: "ps1", seal: read.seal! });
    expect((await ended).message).to.match(/^\d+ grades changed, \d+ stayed$/);
    expect(sum()).to.equal(0);
    await tasks.close();
  });

  it("shows again, and does not write, what has changed since it was read", async () => {
    const tasks = newTasks(made.cls, { grader: quickGrader(() => 0), workers: 2 });
    let ended = end(tasks);
    tasks.start({ kind: "regrade", set: "ps1" });
    const { seal } = await ended;
    made.cls.db
      .prepare(
        "update grade set auto = auto + 1, version = version + 1 where learner = 'l0003' and exercise = 'fourier/dft'",
      )
      .run();
    const before = sum();
    ended = end(tasks);
    tasks.start({ kind: "publish", set: "ps1", seal: seal! });
    const again = await ended;
    expect(again.kind).to.equal("regrade");
    expect(again.message).to.match(/^Something has changed since you read it, so nothing was written/);
    expect(again.seal).not.to.equal(seal);
    expect(sum()).to.equal(before);
    await tasks.close();
  });

  it("says why it failed", async () => {
    const tasks = newTasks(made.cls, { grader: quickGrader(() => 4), workers: 1 });
    const ended = end(tasks);
    tasks.start({ kind: "grade", set: "ps7" });
    const last = await ended;
    expect(last.state).to.equal("failed");
    expect(last.message).to.match(/^no problem set "ps7"/);
    await tasks.close();
  });
});
